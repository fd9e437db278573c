import Practice

/// Dose → service lines and findings: pure functions over the reference tables.
public enum Coding {
  /// Codes the open doses of a visit. The same visit and tables always give the same decision.
  public static func decide(_ visit: consuming Visit, tables: ReferenceTables) -> Decision {
    // The visit is consumed, so that a caller who is done with it gives it away without a copy.
    var sheet = Worksheet(visit: visit, tables: tables)
    sheet.work()
    return sheet.decision
  }
}
