import Billing
import Practice
import Storage
import Testing

/// Two visits of a day, of which one treats an accident (R79): rules of the day look into both as
/// far as the same payer is asked.
@Suite("An accident beside another visit of the day") struct AccidentDayTests {
  private let office: Office

  init() throws { office = try Office() }

  /// B12 at nine and, for an accident, ketorolac at three, both without modifiers of the record.
  private func log(_ kind: Accident.Kind?) throws {
    try office.log("M001", Office.visit(), [Office.dose()])
    let second = try office.log(
      "M001", Office.visit(diagnoses: ["M54.50"]),
      [Office.dose("J1885", "60mg", site: "right gluteal", time: "15:00")])
    guard let kind else { return }
    let id = try #require(second.assessment.visit.encounter.id)
    _ = try office.desk().save("encounter correct") {
      try $0.keepVisitCause(
        VisitCause(accident: Accident(kind: kind, date: Day("2026-10-01"))), of: id)
    }
  }

  private func addLiability() throws {
    _ = try office.importing(
      .payers,
      """
      payer_id,name,electronic_id,payer_class,filing_indicator,timely_filing_days
      LIAB,Example Liability,ZZ701,liability,LM,365

      """)
    _ = try office.importing(
      .coverages,
      """
      mrn,payer_id,priority,member_id,relationship,effective_from
      M001,LIAB,P,L1,self,2026-10-01

      """)
  }

  /// Whether the visits speak about one another, the earlier one first.
  private func speak() throws -> [Bool] {
    try office.open().map { dose in dose.findings.contains { $0.rule == "R28" } }
  }

  private var second: [String] {
    get throws {
      try #require(try office.open().last).lines.filter { $0.kind == .administration }.map {
        $0.codeWithModifiers
      }
    }
  }

  @Test("With one policy the health plan gets both visits, and the second says so")
  func onePolicy() throws {
    try log(.other)
    #expect(try speak() == [false, true])
    #expect(try second == ["96372-XE"])
  }

  @Test("Where the insurance of the accident is there, neither visit speaks about the other")
  func ownInsurance() throws {
    try log(.other)
    try addLiability()
    #expect(try speak() == [false, false])
    #expect(try second == ["96372"])
  }

  @Test("What R79 holds until its insurance is there does not go to the health plan")
  func held() throws {
    try log(.work)
    let found = try office.open()
    #expect(found.map(\.state) == [.ready, .blocked])
    #expect(found.last?.findings.contains { $0.rule == "R79" && $0.severity == .error } == true)
    #expect(found.first?.findings.contains { $0.rule == "R28" } == false)
  }

  @Test("A sent claim is decided again beside the visits that its payer has, and no others")
  func sent() throws {
    try log(.other)
    try addLiability()
    for name in [PayerSettings.Name.wasteModifiersRequired, .ndcRequired] {
      _ = try office.desk().save("payer set") {
        try $0.savePayerSetting(
          PayerSettingEntry(setting: PayerID("LIAB"), name, to: "no", from: .beginning))
      }
    }
    let holding = try office.open().flatMap(\.holding).map { "\($0.rule) \($0.message)" }
    #expect(holding.isEmpty, "\(holding)")
    #expect(try office.export().report.claims == 2)
    let report = try office.desk().scrub(ScrubOrder(asOf: try Day("2026-11-02")))
    #expect(report.claims == 2)
    #expect(report.groups.filter { $0.key.place == .sent }.map(\.example.message) == [])
  }

  @Test("A visit that was logged after a claim had gone says itself that it is another")
  func sentToSame() throws {
    let later = try office.log(
      "M001", Office.visit(), [Office.dose("J1885", "60mg", time: "15:00")])
    #expect(later.assessment.payer?.id.text == "COMM")
    #expect(try office.export().report.claims == 1)
    try office.log("M001", Office.visit(), [Office.dose()])
    #expect(try second == ["96372-XE"])
    let report = try office.desk().scrub(ScrubOrder(asOf: try Day("2026-11-02")))
    #expect(report.groups.filter { $0.key.place == .sent }.map(\.example.message) == [])
  }
}
