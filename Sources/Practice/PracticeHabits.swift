/// How the practice itself works, where practices differ. A habit that was never set is its
/// default, which keeps the rule silent about what the practice records elsewhere.
public struct PracticeHabits: Hashable, Sendable {
  /// Whether every dose needs an order in this ledger (R67). Without it only those doses are
  /// compared whose drug an order of the patient, or a standing one, names.
  public var ordersRequired = false
  /// Whether every vaccine needs manufacturer and information sheet in this ledger (R71). Without
  /// it only those are asked for the rest that have a part of it.
  public var vaccineRecordsRequired = false

  /// The defaults.
  public init() {}

  /// The name of one habit, as `shots practice set` and the ledger know it.
  public enum Name: String, Word {
    /// ``PracticeHabits/ordersRequired``: yes or no.
    case ordersRequired = "orders_required"
    /// ``PracticeHabits/vaccineRecordsRequired``: yes or no.
    case vaccineRecordsRequired = "vaccine_records_required"

    /// "practice setting".
    public static let kind = "practice setting"
  }

  /// Sets one habit from its text.
  public mutating func set(_ name: Name, to text: String) throws(InvalidValue) {
    let isOn = try YesNo(text).isYes
    switch name {
    case .ordersRequired: ordersRequired = isOn
    case .vaccineRecordsRequired: vaccineRecordsRequired = isOn
    }
  }

  /// One habit as its text, which ``set(_:to:)`` reads.
  public func text(of name: Name) -> String {
    switch name {
    case .ordersRequired: YesNo(ordersRequired).rawValue
    case .vaccineRecordsRequired: YesNo(vaccineRecordsRequired).rawValue
    }
  }
}

/// An answer to a plain question.
public enum YesNo: String, Word {
  /// It is so.
  case yes
  /// It is not so.
  case no

  /// "answer".
  public static let kind = "answer"

  /// The word of a truth value.
  public init(_ isYes: Bool) { self = isYes ? .yes : .no }

  /// Whether it is yes.
  public var isYes: Bool { self == .yes }
}
