import Practice
import Testing

@testable import Coding

/// R29: whether two records are of one dose.
@Suite("The same dose twice") struct DuplicateTests {
  /// What R29 says of a dose beside an earlier one, in the same visit and in another.
  private func severities(
    _ change: (inout Dose) throws -> Void, beside other: (inout Dose) throws -> Void = { _ in }
  ) throws -> [Finding.Severity?] {
    let first = try dose("J1885", "30mg", id: 1, other)
    let second = try dose("J1885", "30mg", id: 2, change)
    var apart = try visit([second])
    try apart.addVisit([first])
    return try [visit([first, second]), apart].map { visit in
      visit.decision.findings.first { $0.rule == "R29" && $0.dose == second.id }?.severity
    }
  }

  @Test("Another time alone does not tell two entries apart, nor does how a site is written")
  func times() throws {
    #expect(try severities { $0.time = try TimeOfDay("15:00") } == [.error, .error])
    for site in ["Left Deltoid", "deltoid, L", " left  deltoid ", "LT deltoid"] {
      #expect(try severities { $0.site = try Line(site) } == [.error, .error], "\(site)")
    }
  }

  @Test("Another site, drug or amount is another dose, and so is another way to give it")
  func others() throws {
    #expect(try severities { $0.site = try Line("right deltoid") } == [nil, nil])
    #expect(try severities { $0.drug = try DrugKey("J3420") } == [nil, nil])
    #expect(try severities { $0.amount = try DoseAmount("60mg") } == [nil, nil])
    #expect(try severities { $0.route = .intravenousPush } == [nil, nil])
    #expect(try severities { $0.route = .subcutaneous } == [.error, .error])
  }

  @Test("Where the record does not say it, it is asked")
  func missing() throws {
    #expect(try severities { $0.site = nil } == [.warning, .warning])
    #expect(
      try severities { _ in
      } beside: {
        $0.site = nil
      } == [.warning, .warning])
    let both = try severities {
      $0.site = nil
    } beside: {
      $0.site = nil
      $0.time = nil
    }
    #expect(both == [.error, .error])
    #expect(
      try severities {
        $0.site = nil
      } beside: {
        $0.site = nil
      } == [.warning, .warning])
    #expect(try severities { $0.route = nil } == [.warning, .warning])
    let lacking = try dose("J1885", "30mg", id: 2) { $0.route = nil }
    let found = try visit([dose("J1885", "30mg"), lacking]).decision.finding("R29")
    #expect(found?.fix == "shots correct 2 --route …")
  }

  @Test("A site that says more than the other may be the same, and two that differ are not")
  func sites() throws {
    for site in ["deltoid", "left deltoid muscle", "l delt", "left deltoid, second dose"] {
      #expect(try severities { $0.site = try Line(site) } == [.warning, .warning], "\(site)")
    }
    let lower = try severities {
      $0.site = try Line("left deltoid, lower")
    } beside: {
      $0.site = try Line("left deltoid, upper")
    }
    #expect(lower == [nil, nil])
  }

  @Test("The same amount in another unit is the same amount")
  func units() throws {
    #expect(try severities { $0.amount = try DoseAmount("30000mcg") } == [.error, .error])
    let inMillilitres = try severities {
      $0.amount = try DoseAmount("1mL")
      $0.ndc = try NDC("0404-9996-01")
    }
    #expect(inMillilitres == [.error, .error])
    // As many units, but not as much.
    let less = try severities {
      $0.amount = try DoseAmount("20mg")
    } beside: {
      $0.amount = try DoseAmount("1mL")
      $0.ndc = try NDC("0404-9996-01")
    }
    #expect(less == [nil, nil])
  }

  @Test("Sera of allergies have one key, and are told by the lot; what the patient gave is another")
  func sera() throws {
    func finding(_ first: String?, _ second: String?) throws -> Finding.Severity? {
      try visit(
        dx: ["J30.1"],
        [(1, first), (2, second)].map { id, lot in
          try dose("NONE-ALLERGEN", "0.5mL", .subcutaneous, id: id) {
            $0.lot = try lot.map { try Line($0) }
          }
        }
      ).decision.finding("R29")?.severity
    }
    #expect(try finding("A", "B") == nil)
    #expect(try finding("A", "A") == .error)
    #expect(try finding("A", nil) == .warning)
    #expect(
      try severities { $0.givenByCredential = try Credential("patient") } == [nil, nil])
  }

  @Test("A dose that nobody bills has no part in it")
  func unclaimed() throws {
    var visit = try visit([dose("J1885", "30mg", id: 2)])
    try visit.addVisit([dose("J1885", "30mg")], isUnclaimed: true)
    #expect(visit.decision.finding("R29") == nil)
  }

  @Test("A dose that was sent is not told to be corrected; the open one is, or voided, or accepted")
  func sent() throws {
    var visit = try visit([dose("J1885", "30mg", id: 2)])
    try visit.addVisit([dose("J1885", "30mg") { $0.site = nil }], claim: 3)
    let finding = try #require(visit.decision.finding("R29"))
    #expect(finding.message.contains("dose 1 of encounter 6 (claim 3)"))
    #expect(finding.choices == ["shots accept 2 R29 --why …", "shots void 2 --reason duplicate"])
  }
}
