import Billing
import Claims
import Practice
import Storage
import Text

/// An error as the person sees it, with the exit status of `sysexits`.
struct Failure {
  let message: String
  let status: Int32

  init(_ error: any Error) {
    switch error {
    case let error as FlagError: (message, status) = (error.description, error.status)
    case let error as InvalidValue: (message, status) = (error.description, 65)
    case let error as Refusal:
      (message, status) = (error.description, Failure.status(of: error.kind))
    case let error as LedgerError:
      (message, status) = (error.description, Failure.status(of: error))
    case let error as CSVError: (message, status) = (error.description, 65)
    case let error as JSONError: (message, status) = (error.description, 65)
    case let error as ClaimError: (message, status) = (error.description, 65)
    case let error as ClaimReadError: (message, status) = (error.description, 65)
    case let error as ClaimCSVError: (message, status) = (error.description, 65)
    case let error as PaperReadError: (message, status) = (error.description, 65)
    case let error as OutputError: (message, status) = (error.description, 74)
    default: (message, status) = ("unexpected: \(type(of: error))", 70)
    }
  }

  private static func status(of kind: Refusal.Kind) -> Int32 {
    switch kind {
    case .badData: 65
    case .isSo: 0
    case .notFound: 66
    case .check: 1
    case .cannotCreate: 73
    case .inputOutput: 74
    }
  }

  private static func status(of error: LedgerError) -> Int32 {
    switch error {
    case .notFound, .noSuchRecord: 66
    case .notALedger, .refused, .keyTaken: 65
    case .newer, .editedMigration: 78
    case .alreadyExists, .cannotCreate: 73
    case .notPermitted: 77
    case .busy: 75
    case .diskFull, .inputOutput, .outcomeUnknown, .nameNotDurable: 74
    case .damaged: 65
    case .alreadyDone: 0
    case .unexpected: 70
    }
  }
}

/// A flag whose value cannot be, or that is missing where nobody can be asked.
struct FlagError: Error, CustomStringConvertible {
  let description: String
  let status: Int32

  /// A value that cannot be.
  init(_ flag: String, _ error: InvalidValue) {
    description = "\(flag) \"\(error.value)\": \(error.reason)"
    status = 65
  }

  /// A value that is missing.
  init(missing flag: String, _ what: String) {
    description = "\(flag) is missing: \(what)"
    status = 64
  }

  /// A way of calling that does not make sense.
  init(usage: String) {
    description = usage
    status = 64
  }
}

/// Reads the value of a flag; an error names the flag.
func flag<Value>(
  _ name: String, _ text: String, _ make: (String) throws(InvalidValue) -> Value
) throws(FlagError) -> Value {
  do throws(InvalidValue) {
    return try make(text)
  } catch {
    throw FlagError(name, error)
  }
}

/// Reads the value of a flag that may be missing.
@_disfavoredOverload
func flag<Value>(
  _ name: String, _ text: String?, _ make: (String) throws(InvalidValue) -> Value
) throws(FlagError) -> Value? {
  guard let text else { return nil }
  do throws(InvalidValue) {
    return try make(text)
  } catch {
    throw FlagError(name, error)
  }
}

/// The number of a record, as people type it.
func number<Record>(_ kind: String, _ text: String) throws -> RecordID<Record> {
  guard let number = Int64(text), number > 0 else {
    throw InvalidValue(
      kind: "\(kind) number", value: text, reason: "must be a whole number, as lists show it")
  }
  return RecordID(number)
}
