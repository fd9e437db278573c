import SQLite

/// Which tables of facts have rows. A ledger without facts is asked this one question only.
public struct KeptTables: OptionSet, Sendable {
  /// One bit for each table.
  public let rawValue: Int

  /// Tables by their bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// How the practice works.
  public static let habits = KeptTables(rawValue: 1 << 0)
  /// Orders.
  public static let orders = KeptTables(rawValue: 1 << 1)
  /// Approvals.
  public static let authorizations = KeptTables(rawValue: 1 << 2)
  /// Payers' policies.
  public static let policies = KeptTables(rawValue: 1 << 3)
  /// Notices.
  public static let notices = KeptTables(rawValue: 1 << 4)
  /// Stays.
  public static let stays = KeptTables(rawValue: 1 << 5)
  /// Surgery.
  public static let surgeries = KeptTables(rawValue: 1 << 6)
  /// Plans through work.
  public static let employerPlans = KeptTables(rawValue: 1 << 7)
  /// Vaccine records.
  public static let vaccineRecords = KeptTables(rawValue: 1 << 8)
  /// What visits treat.
  public static let causes = KeptTables(rawValue: 1 << 9)
  /// Allowed amounts.
  public static let allowedAmounts = KeptTables(rawValue: 1 << 10)
  /// What visits say beyond their services.
  public static let visitDetails = KeptTables(rawValue: 1 << 11)
  /// Why Medicare pays after another plan.
  public static let secondaryReasons = KeptTables(rawValue: 1 << 12)
  /// What people said of warnings.
  public static let reviews = KeptTables(rawValue: 1 << 13)
  /// Severities of rules that were changed.
  public static let severities = KeptTables(rawValue: 1 << 14)
  /// Receivers beside the practice's own.
  public static let receivers = KeptTables(rawValue: 1 << 15)
  /// What payers answered and the office did about claims.
  public static let claimEvents = KeptTables(rawValue: 1 << 16)
  /// Places of service beside the office.
  public static let facilities = KeptTables(rawValue: 1 << 17)
  /// Imported diagnosis codes.
  public static let diagnosisSets = KeptTables(rawValue: 1 << 18)
}

extension Ledger {
  /// Which tables of facts have rows.
  public func keptTables() throws -> KeptTables {
    try translating(operation: nil) {
      try connection.one(
        """
        SELECT EXISTS (SELECT 1 FROM practice_setting)
          + 2 * EXISTS (SELECT 1 FROM drug_order)
          + 4 * EXISTS (SELECT 1 FROM prior_authorization)
          + 8 * EXISTS (SELECT 1 FROM drug_policy)
          + 16 * EXISTS (SELECT 1 FROM notice)
          + 32 * EXISTS (SELECT 1 FROM stay)
          + 64 * EXISTS (SELECT 1 FROM surgery)
          + 128 * EXISTS (SELECT 1 FROM employer_plan)
          + 256 * EXISTS (SELECT 1 FROM vaccine_record)
          + 512 * EXISTS (SELECT 1 FROM encounter_cause)
          + 1024 * EXISTS (SELECT 1 FROM allowed_amount)
          + 2048 * EXISTS (SELECT 1 FROM encounter_detail)
          + 4096 * EXISTS (SELECT 1 FROM coverage_reason)
          + 8192 * EXISTS (SELECT 1 FROM review)
          + 16384 * EXISTS (SELECT 1 FROM rule_severity)
          + 32768 * EXISTS (SELECT 1 FROM receiver)
          + 65536 * EXISTS (SELECT 1 FROM claim_event)
          + 131072 * EXISTS (SELECT 1 FROM facility)
          + 262144 * EXISTS (SELECT 1 FROM diagnosis_set)
        """
      ) { KeptTables(rawValue: try $0.int(0)) }
    }
  }
}
