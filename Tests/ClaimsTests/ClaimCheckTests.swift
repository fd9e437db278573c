import Claims
import Practice
import Testing

/// The invalid variants of the guide (§10, §11) cannot be produced.
@Suite struct ClaimCheckTests {
  private let today = Day(number: 20_769)

  @Test func samplesHaveNoProblem() throws {
    #expect(ClaimCheck.problems(try Fixtures.sampleA(), today: today).isEmpty)
  }

  /// A claim with one thing wrong, and the place that must be named.
  struct Variant: Sendable, CustomTestStringConvertible {
    let name: String
    let field: String
    let change: @Sendable (inout Claim) throws -> Void

    init(
      _ name: String, _ field: String, _ change: @escaping @Sendable (inout Claim) throws -> Void
    ) {
      self.name = name
      self.field = field
      self.change = change
    }

    var testDescription: String { name }
  }

  @Test(arguments: parties + heads + lines)
  func isRefused(variant: Variant) throws {
    var claim = try Fixtures.sampleA()
    try variant.change(&claim)
    let problems = ClaimCheck.problems(claim, today: today)
    #expect(problems.map(\.field) == [variant.field])
    let problem = try #require(problems.first)
    #expect(!problem.message.isEmpty && !problem.why.isEmpty)
    #expect(!problem.description.contains("Patience") && !problem.description.contains("Demo"))
  }

  static let parties: [Variant] = [
    Variant("box as billing address", "2010AA N3") {
      $0.billingProvider.address = try address("P.O. Box 12", zip: "629990001")
    },
    Variant("five-digit billing ZIP", "2010AA N403") {
      $0.billingProvider.address = try address("1 Way", zip: "62999")
    },
    Variant("billing ZIP with 0000", "2010AA N403") {
      $0.billingProvider.address = try address("1 Way", zip: "629990000")
    },
    Variant("practice's name too long", "2010AA NM103") {
      $0.billingProvider.name = try Line(String(repeating: "N", count: 61))
    },
    Variant("no address", "2010BA N3") { $0.patient.address = nil },
    Variant("street too long", "2010BA N301") {
      $0.patient.address = try address(String(repeating: "Æ", count: 28), zip: "62999")
    },
    Variant("unknown state", "2010BA N402") {
      $0.patient.address = try address("1 Way", zip: "62999", state: "QQ")
    },
    Variant("first name too long", "2010BA NM104") {
      $0.patient.name = try Fixtures.person("A", String(repeating: "N", count: 36))
    },
    Variant("other payer's coverage", "2010BB NM109") {
      $0.coverage = try Fixtures.coverage(try Fixtures.mutual(), member: "A12")
    },
    Variant("later payer without an answer", "2320 SBR01") {
      $0.coverage.priority = .secondary
      $0.payer.filingIndicator = try ClaimFilingIndicator("CI")
    },
    Variant("dependent in Medicare", "2000B SBR02") {
      $0.coverage = try Fixtures.coverage(
        try Fixtures.medicare(), member: "A12", .child, of: try Fixtures.person("A", "B"))
    },
    Variant("self with a subscriber", "2000B SBR02") {
      $0.coverage.relationship = .spouse
      $0.payer.filingIndicator = try ClaimFilingIndicator("CI")
    },
    Variant("member id too short", "2010BA NM109") {
      $0.coverage.memberID = try PartnerID("-1-")
    },
    Variant("member id with a sign", "2010BA NM109") {
      $0.coverage.memberID = try PartnerID("A#12")
    },
    Variant("group with a sign", "2000B SBR03") {
      $0.payer.filingIndicator = try ClaimFilingIndicator("CI")
      $0.coverage.groupNumber = try PartnerID("G_12")
    },
    Variant("payer without id", "2010BB NM109") { $0.payer.electronicID = nil },
    Variant("self-pay", "2010BB NM103") { $0.payer.payerClass = .selfPay },
    Variant("no filing indicator", "2000B SBR09") { $0.payer.filingIndicator = nil },
    Variant("unknown filing indicator", "2000B SBR09") {
      $0.payer.filingIndicator = try ClaimFilingIndicator("09")
    },
  ]

  static let heads: [Variant] = [
    Variant("replacement without F8", "2300 REF*F8") {
      $0.frequency = .replacement
      $0.payer.filingIndicator = try ClaimFilingIndicator("CI")
    },
    Variant("void without F8", "2300 REF*F8") {
      $0.frequency = .void
      $0.payer.filingIndicator = try ClaimFilingIndicator("CI")
    },
    Variant("tomorrow", "2400 DTP*472") { $0.date = try Day("2026-11-13") },
    Variant("before birth", "2400 DTP*472") { $0.patient.birthDate = try Day("2026-10-27") },
    Variant("day out of range", "2010BA DMG02") {
      $0.patient.birthDate = Day(number: Int32.min)
    },
    Variant("unknown place", "2300 CLM05-1") { $0.placeOfService = try PlaceOfService("98") },
    Variant("long note", "2300 NTE02") { $0.note = String(repeating: "N", count: 81) },
    Variant("note of nothing", "2300 NTE02") { $0.note = "🙂" },
    Variant("twelve diagnoses and one", "2300 HI") {
      $0.diagnoses = try RandomClaims.diagnoses.prefix(13).map { try Diagnosis($0) }
    },
    Variant("diagnosis twice", "2300 HI02") {
      $0.diagnoses = [try Diagnosis("E53.8"), try Diagnosis("e538")]
    },
    Variant("external cause first", "2300 HI01") { $0.diagnoses = [try Diagnosis("W01.0XXA")] },
    Variant("no lines", "2400 LX") { $0.lines = [] },
    Variant("51 lines", "2400 LX") {
      $0.lines = Array(repeating: try Fixtures.line("96372", "1"), count: 51)
    },
    Variant("total of eleven digits", "2300 CLM02") {
      $0.lines = Array(repeating: try Fixtures.line("96372", "99999999.99"), count: 2)
    },
  ]

  static let lines: [Variant] = [
    Variant("no units", "2400 line 1 SV104") { $0.lines[0].service.units = 0 },
    Variant("negative units", "2400 line 1 SV104") { $0.lines[0].service.units = -1 },
    Variant("nine digits of units", "2400 line 1 SV104") {
      $0.lines[0].service.units = 100_000_000
    },
    Variant("two charges", "2400 line 2 SV102") { $0.lines[1].charge = Money(cents: 1) },
    Variant("negative charge", "2400 line 2 SV102") {
      $0.lines[1].charge = Money(cents: -1)
      $0.lines[1].service.charge = nil
    },
    Variant("five modifiers", "2400 line 1 SV101") {
      $0.lines[0].service.modifiers = try ["25", "59", "JZ", "JW", "XS"].map { try Modifier($0) }
    },
    Variant("no pointer", "2400 line 1 SV107") { $0.lines[0].service.pointers = [] },
    Variant("pointer to nothing", "2400 line 1 SV107") { $0.lines[0].service.pointers = [2] },
    Variant("pointer 0", "2400 line 1 SV107") { $0.lines[0].service.pointers = [0] },
    Variant("pointer twice", "2400 line 1 SV107") { $0.lines[0].service.pointers = [1, 1] },
    Variant("unclassified without description", "2400 line 2 SV101-7") {
      $0.lines[1].service.code = try HCPCS("J3490")
    },
    Variant("long description", "2400 line 2 SV101-7") {
      $0.lines[1].service.description = String(repeating: "ß", count: 41)
    },
    Variant("long line note", "2400 line 2 NTE02") {
      $0.lines[1].service.note = String(repeating: "N", count: 81)
    },
    Variant("NDC on the administration", "2400 line 1 LIN03") {
      $0.lines[0].service.drug = $0.lines[1].service.drug
    },
    Variant("NDC quantity 0", "2400 line 2 CTP04") { try setQuantity(&$0, "0") },
    Variant("NDC quantity below 0", "2400 line 2 CTP04") { try setQuantity(&$0, "-1") },
    Variant("four decimals", "2400 line 2 CTP04") { try setQuantity(&$0, "0.0625") },
    Variant("nine digits", "2400 line 2 CTP04") { try setQuantity(&$0, "1234567.89") },
  ]

  @Test func everythingWrongIsToldAtOnce() throws {
    var claim = try Fixtures.sampleA()
    claim.patient.address = nil
    claim.diagnoses = []
    claim.lines[0].service.units = 0
    let fields = ClaimCheck.problems(claim, today: today).map(\.field)
    #expect(
      fields == [
        "2010BA N3", "2300 HI", "2400 line 1 SV104", "2400 line 1 SV107", "2400 line 2 SV107",
      ])
  }

  @Test func alterationsAreToldWithoutTheText() throws {
    var claim = try Fixtures.sampleA()
    #expect(ClaimCheck.alterations(claim).isEmpty)
    claim.patient.name = try Fixtures.person("Łukasz", "Ida", "🙂")
    claim.patient.address = try Self.address("12 * Demo Lane", zip: "62999")
    claim.lines[1].service.note = "Drug: Examplamab"
    #expect(
      ClaimCheck.alterations(claim) == [
        "2010BA NM103: the patient's last name", "2010BA NM105: the patient's middle name",
        "2010BA N301: the patient's street", "2400 line 2 NTE02: the line note",
      ])
  }

  @Test func limitsAreAllowed() throws {
    var claim = try Fixtures.sampleA()
    claim.note = String(repeating: "N", count: 80)
    claim.patient.name = try Fixtures.person(
      String(repeating: "L", count: 60), String(repeating: "F", count: 35))
    claim.date = today
    claim.patient.birthDate = today
    claim.lines[0].service.units = 99_999_999
    try Self.setQuantity(&claim, "99999.999")
    #expect(ClaimCheck.problems(claim, today: today).isEmpty)
  }

  private static func setQuantity(_ claim: inout Claim, _ text: String) throws {
    let drug = try Fixtures.line("J3420", "1", ndc: "99999000101", quantity: text).service.drug
    claim.lines[1].service.drug = drug
  }

  private static func address(
    _ line1: String, zip: String, state: String = "IL"
  ) throws -> Address {
    Address(
      line1: try Line(line1), line2: nil, city: try Line("Anytown"),
      state: StateCode(stored: state), zip: try PostalCode(zip))
  }
}
