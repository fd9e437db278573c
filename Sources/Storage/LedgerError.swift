import SQLite

/// Why the ledger could not be used, in words for the person, with what mends it.
public enum LedgerError: Error, Sendable, CustomStringConvertible {
  /// There is no file at the path.
  case notFound(path: String)
  /// There is a file, but it is no ledger.
  case notALedger(path: String, why: String)
  /// The file was made by a newer program.
  case newer(path: String, found: Int, known: Int)
  /// A migration that was applied differs from the one in this program.
  case editedMigration(name: String)
  /// A file is already there.
  case alreadyExists(path: String)
  /// The file or its folder cannot be written.
  case notPermitted(path: String, why: String)
  /// The file cannot be created.
  case cannotCreate(path: String, why: String)
  /// The file is there and whole, but its name may not outlive a power cut.
  case nameNotDurable(path: String, why: String)
  /// Another program kept the ledger busy for too long.
  case busy(seconds: Int)
  /// The disk is full; nothing was saved.
  case diskFull
  /// Reading or writing failed; nothing was saved.
  case inputOutput(String)
  /// The disk failed while the change was being saved: it may or may not be there.
  case outcomeUnknown(operation: String)
  /// The content contradicts itself.
  case damaged(String)
  /// The operation with this key was carried out before.
  case alreadyDone(operation: String, command: String, at: String)
  /// The key belongs to an operation that did something else.
  case keyTaken(operation: String, command: String, at: String)
  /// There is no such record.
  case noSuchRecord(kind: String, key: String, hint: String?)
  /// The record cannot be changed that way.
  case refused(String)
  /// Something that should not happen: a defect of the program.
  case unexpected(SQLiteError)

  /// One or two sentences.
  public var description: String {
    switch self {
    case .notFound(let path):
      "there is no ledger at \(path). Name another with --ledger or SHOTS_LEDGER, "
        + "or make this one with: shots init --practice practice.json"
    case .notALedger(let path, let why):
      "\(path) is not a ledger of this program: \(why). Nothing was changed."
    case .newer(let path, let found, let known):
      "\(path) was written by a newer program (ledger version \(found); this program knows "
        + "\(known)). "
        + "Nothing was changed. Install the newer program."
    case .editedMigration(let name):
      "the ledger was made with another text of migration \(name) than this program has. "
        + "Nothing was changed."
    case .alreadyExists(let path): "there is a file at \(path) already; it was left as it is"
    case .notPermitted(let path, let why): "\(path): \(why). Nothing was saved."
    case .cannotCreate(let path, let why): "cannot create \(path): \(why)"
    case .nameNotDurable(let path, let why):
      "\(path) is there and whole, but the disk failed while it got its name: \(why). After a "
        + "power cut it could be gone. Look after the disk, and make it again on another."
    case .busy(let seconds):
      "another program has been writing to the ledger for \(seconds) seconds. Nothing was "
        + "saved. Try again."
    case .diskFull: "the disk is full. Nothing was saved. Free some space and try again."
    case .inputOutput(let what): "the disk failed: \(what). Nothing was saved."
    case .outcomeUnknown(let operation):
      "the disk failed while the change was being saved; it may or may not be there. "
        + "Run the same command again with --operation \(operation): it is carried out at "
        + "most once."
    case .damaged(let what): "the ledger is damaged: \(what). Run: shots check"
    case .alreadyDone(let operation, let command, let at):
      "operation \(operation) (\(command)) was carried out on \(at). Nothing was done again."
    case .keyTaken(let operation, let command, let at):
      "operation \(operation) was something else (\(command), on \(at)). Nothing was saved. Choose "
        + "another key; the same one is for the same command again."
    case .noSuchRecord(let kind, let key, let hint):
      "there is no \(kind) \(key)" + (hint.map { ". " + $0 } ?? "")
    case .refused(let why): why
    case .unexpected(let error): "unexpected: \(error)"
    }
  }
}

extension LedgerError {
  /// What an SQLite error means for the person.
  init(_ error: SQLiteError, path: String, operation: String?) {
    switch error.code {
    case _ where error.outcomeUnknown: self = .outcomeUnknown(operation: operation ?? "-")
    case .full: self = .diskFull
    case .busy:
      // Not the lock of the writers, but one of SQLite's own: somebody else has the file open.
      self = .busy(seconds: Connection.Options().busyTimeoutMilliseconds / 1_000)
    case .readOnly:
      self = .notPermitted(path: path, why: "the file or its folder may only be read")
    case .cantOpen:
      self = .notPermitted(
        path: path, why: "it or the files beside it cannot be opened; the folder must be writable")
    case .notADatabase: self = .notALedger(path: path, why: "it is not an SQLite file")
    case .corrupt: self = .damaged(error.message)
    case .ioError: self = .inputOutput(error.message)
    default: self = .unexpected(error)
    }
  }
}
