import Coding
import Practice
import Storage

/// Where the work is done: a ledger, the tables, who works, and what day it is there.
///
/// Nothing below asks the clock or the system: all of it comes in here.
public struct Desk {
  /// The practice's ledger.
  public let ledger: Ledger
  /// The reference tables.
  public let tables: ReferenceTables
  /// The day in the practice's time zone.
  public internal(set) var today: Day
  /// The time of day there.
  public let time: TimeOfDay
  /// The moment in UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  public let moment: String
  /// The user of the operating system, looked up when something is written: asking the system
  /// takes longer than reading a short list.
  private let findActor: () -> String
  /// The key of the operation that the next write carries out.
  public let operationKey: String
  /// SHA-256 of what was asked, when the caller chose the key.
  private let request: String?

  /// A place to work.
  public init(
    ledger: Ledger, tables: ReferenceTables = .embedded, today: Day, time: TimeOfDay,
    moment: String, actor: @autoclosure @escaping () -> String, operationKey: String,
    request: String? = nil
  ) {
    self.ledger = ledger
    self.tables = tables
    self.today = today
    self.time = time
    self.moment = moment
    findActor = actor
    self.operationKey = operationKey
    self.request = request
  }

  /// The operation of a command; `step` tells apart the writes of a command that has several.
  func operation(_ command: String, step: String = "") -> Operation {
    Operation(
      key: operationKey + step, command: command, actor: findActor(), at: moment, request: request)
  }
}
