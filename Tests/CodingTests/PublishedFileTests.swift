import Practice
import Testing

@testable import Coding

/// Small files in the layouts that CMS publishes. Codes below are real numbers with made-up rows;
/// descriptions are our own words.
enum Published {
  /// A record of the HCPCS contractor layout, 320 characters.
  static func hcpcs(
    _ code: String, _ sequence: String, _ kind: String, _ long: String, _ short: String = "",
    added: String = "", ended: String = "", action: String = " "
  ) -> String {
    func field(_ text: String, _ width: Int) -> String {
      String((text + String(repeating: " ", count: width)).prefix(width))
    }
    var line = field(code, 5) + field(sequence, 5) + kind + field(long, 80) + field(short, 28)
    line += String(repeating: " ", count: 268 - 119)
    line += field(added, 8) + field(added, 8) + field(ended, 8) + action
    return line + String(repeating: " ", count: 320 - 293) + "\r\n"
  }

  static let codes =
    hcpcs(
      "A4209", "00100", "3", "A supply", "A supply", added: "19820101")
    + hcpcs(
      "J1885", "00100", "3", "First line of the long description,", "Ketorolac, our words",
      added: "19930101")
    + hcpcs("J1885", "00200", "4", "and the second line")
    + hcpcs("J3999", "00100", "3", "A new drug", "New drug", added: "20261001", action: "A")
    + hcpcs(
      "J1580", "00100", "3", "An old drug", "Old drug", added: "19840101", ended: "20260930",
      action: "D")
    + hcpcs("J9998", "00100", "3", "A broken one", "Broken", added: "20260101", ended: "2026XX01")
    + hcpcs("   JZ", "00100", "7", "A modifier", "A modifier", added: "20230101")

  static let crosswalk = """
    October 2026 ASP NDC - HCPCS Crosswalk for Medicare Part B Drugs,,,,,,,,,,,
    "     Effective October 1, 2026 through December 31, 2026",,,,,,,,,,,
    ,,,,,,,,,,,
    "The crosswalks are not a list, of all NDCs.",,,,,,,,,,,
    _2026_CODE,Short Description,LABELER NAME,NDC2,Drug Name,HCPCS dosage,\
    PKG SIZE,PKG QTY,BILLUNITS,BILLUNITSPKG,,
    J1885,Ours,"Example, Inc",00404-9777-01,Ketorolac,15 MG,1,25,2,50,,
    J0687,Ours,"Example, Inc",00404-9778-01,Cefazolin X,500 MG,1,10,2,20,,
    J1885,Ours,"Example, Inc",00404-97-01,Ketorolac,15 MG,1,25,2,50,,

    """

  static let limits = """
    Payment Allowance Limits for Medicare Part B Drugs,,,,,,,,,,,
    ,,,,,,,,,,,
    "Effective October 1, 2026 through December 31, 2026",,,,,,,,,,,
    Note 1: text,,,,,,,,,,,
    HCPCS Code,Short Description,HCPCS Code Dosage,Payment Limit,Co-insurance Percentage,\
    Vaccine AWP%,Vaccine Limit,Blood AWP%,Blood limit,Clotting Factor,Notes,
    J1885,Ours,15 MG,0.345,20.000,,,,,,,
    A9606,Ours,1 microCurie,N/A,20.000,,,,,,"two
    lines",
    J3301,Ours,10 MG,.5,20.000,,,,,,,

    """

  static let maximums = """
    "A licence of several lines,
    which is no row.",,,
    "HCPCS/
    CPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale
    96372,5,3 Date of Service Edit: Clinical,Clinical: Data
    J1885,10,3 Date of Service Edit: Clinical,Prescribing Information
    J3420,x,3 Date of Service Edit: Clinical,Prescribing Information

    """

  static let pairs =
    "A licence\t\t\t\t\t\t\r\nColumn 1/Column 2 Edits\t\t\t\t\t\t\r\n"
    + "Column 1\tColumn 2\t*=in existence prior to 1996\tEffective Date\tDeletion Date *=no data\t"
    + "Modifier 0=not allowed 1=allowed 9=not applicable\tPTP Edit Rationale\r\n"
    + "20610\t96372\t\t20090401\t*\t1\tMisuse of column two code\r\n"
    + "96372\t99211\t\t20050101\t20251231\t0\tCPT manual\r\n"
    + "20610\t20611\t\t20150101\t*\t0\tMutually exclusive\r\n"
    + "36415\t96372\t*\t2026011\t*\t1\tBroken day\r\n"

  static func file(_ text: String, name: String = "file.csv") throws -> PublishedFile {
    try #require(try PublishedFile(Array(text.utf8), name: name))
  }
}

@Suite("Files as CMS publishes them") struct PublishedFileTests {
  @Test func areRecognisedByTheirContent() throws {
    #expect(try Published.file(Published.codes).format == .hcpcs)
    #expect(try Published.file(Published.crosswalk).format == .crosswalk)
    #expect(try Published.file(Published.limits).format == .paymentLimits)
    #expect(try Published.file(Published.maximums).format == .unlikelyEdits)
    #expect(try Published.file(Published.pairs).format == .pairs)
    #expect(
      try PublishedFile(Array("code,mue,valid_from\n96372,4,2026-01-01\n".utf8), name: "x") == nil)
    #expect(try PublishedFile([], name: "x") == nil)
  }

  @Test func theTableOfHospitalsIsRefused() {
    let text = Published.maximums.replacing("Practitioner", with: "Outpatient Hospital")
    #expect(throws: InvalidValue.self) { try PublishedFile(Array(text.utf8), name: "x") }
  }

  @Test func sayFromWhenTheyHold() throws {
    let crosswalk = try Published.file(Published.crosswalk)
    #expect(crosswalk.from?.description == "2026-10-01")
    #expect(crosswalk.to?.description == "2026-12-31")
    let named = try Published.file(Published.maximums, name: "MCR_MUE_Eff_10-01-2026.csv")
    #expect(named.from?.description == "2026-10-01")
    #expect(try Published.file(Published.maximums).from == nil)
  }

  @Test func codesJoinTheirLinesAndSupliesAreBeside() throws {
    var rows: [CodeRow] = []
    var faults: [PublishedFile.Fault] = []
    var beside = 0
    try Published.file(Published.codes).codes(isWanted: { _ in false }) { _, row in
      switch row {
      case .row(let row): rows.append(row)
      case .fault(let fault): faults.append(fault)
      case .beside: beside += 1
      }
    }
    #expect(rows.map(\.key.text) == ["J1885", "J3999", "J1580"])
    #expect(rows[0].description?.text == "First line of the long description, and the second line")
    #expect(rows[2].validTo?.description == "2026-09-30")
    #expect(rows[1].validFrom.description == "2026-10-01" && rows[1].validTo == nil)
    #expect(beside == 2 && faults.map(\.value) == ["2026XX01"])
  }

  @Test func pairsWithout96372AreBesideAndAStarIsNoDay() throws {
    var rows: [PairRow] = []
    var faults: [(line: Int, fault: PublishedFile.Fault)] = []
    var beside = 0
    try Published.file(Published.pairs).pairs { line, row in
      switch row {
      case .row(let row): rows.append(row)
      case .fault(let fault): faults.append((line, fault))
      case .beside: beside += 1
      }
    }
    #expect(rows.map(\.indicator) == [1, 0])
    #expect(rows[0].validTo == nil && rows[1].validTo?.description == "2025-12-31")
    #expect(beside == 1)
    #expect(faults.map(\.line) == [7] && faults.first?.fault.column == "Effective Date")
  }

  @Test func latinLettersOfOldFilesAreRead() throws {
    let bytes = Array(Published.crosswalk.utf8).flatMap { $0 == UInt8(ascii: "X") ? [0xE9] : [$0] }
    let file = try #require(try PublishedFile(bytes, name: "x"))
    var names: [String] = []
    file.products(from: .beginning) { _, row in
      if case .row(let row) = row { names.append(row.name?.text ?? "") }
    }
    #expect(names == ["Ketorolac", "Cefazolin é"])
  }
}

@Suite("Own rows before the embedded tables") struct OwnTableTests {
  static func drug(
    _ key: String, from: String, to: String? = nil, unit: String = "10mg", mue: Int? = nil
  ) throws -> Sourced<DrugRow> {
    Sourced(
      try DrugRow(
        key: DrugKey(key), genericName: Line("examplicillin"), label: Line("Examplicillin"),
        portion: DoseAmount(unit), basis: Line("per"), category: Line("own"),
        administrationRule: Line("therapeutic"), routes: [.intramuscular], container: .singleDose,
        strength: nil, mue: mue, selfAdministered: false, replacedBy: [], note: nil,
        validFrom: Day(from), validTo: to.map { try Day($0) }),
      ReferenceSource(kind: .own, name: try Line("drugs.csv")))
  }

  /// The embedded tables with an imported pair that no modifier opens.
  static func never(_ columnOne: String, _ columnTwo: String, from day: String) throws
    -> ReferenceTables
  {
    var rows = ReferenceRows()
    rows.pairs = [
      Sourced(
        try PairRow(
          columnOne: HCPCS(columnOne), columnTwo: HCPCS(columnTwo), indicator: 0,
          validFrom: Day(day), validTo: nil), try file(.pairs))
    ]
    return ReferenceTables(rows)
  }

  static func file(_ kind: ReferenceSource.Kind) throws -> ReferenceSource {
    ReferenceSource(kind: kind, name: try Line("cms.csv"), from: try Day("2026-10-01"))
  }

  @Test func anOwnDrugHoldsFromItsDayOn() throws {
    var rows = ReferenceRows()
    rows.drugs = [try OwnTableTests.drug("J1885", from: "2026-10-01", unit: "30mg")]
    let tables = ReferenceTables(rows)
    let key = try DrugKey("J1885")
    #expect(tables.drug(key, on: try Day("2026-09-30"))?.portion?.description == "15 mg")
    #expect(tables.drug(key, on: try Day("2026-10-01"))?.portion?.description == "30 mg")
    #expect(tables.search("ketorolac", on: try Day("2026-10-01")).map(\.key.text) == ["J1885"])
    let decision = try Coding.decide(visit([dose("J1885", "60mg")]), tables: tables)
    #expect(decision.lineTexts == ["96372 x1", "J1885 x2"])
  }

  @Test func aNewDrugIsCodedAndFound() throws {
    var rows = ReferenceRows()
    rows.drugs = [try OwnTableTests.drug("J3999", from: "2026-10-01")]
    let tables = ReferenceTables(rows)
    let decision = try Coding.decide(
      visit([dose("J3999", "25mg")]) {
        $0.fees.add(try HCPCS("J3999"), amount: Money(cents: 100), from: .beginning)
      }, tables: tables)
    #expect(decision.lineTexts == ["96372 x1", "J3999 x3"] && decision.holds == [])
    #expect(tables.search("examplic", on: try Day("2026-10-01")).count == 1)
  }

  @Test func aFileEndsACodeAndAListedCodeIsNoDrug() throws {
    var rows = ReferenceRows()
    rows.codes = [
      Sourced(
        try CodeRow(
          key: HCPCS("J1580"), label: Line("Old"), description: nil, validFrom: .beginning,
          validTo: Day("2026-09-30")), try OwnTableTests.file(.hcpcs)),
      Sourced(
        try CodeRow(
          key: HCPCS("J3999"), label: Line("New"), description: nil, validFrom: Day("2026-10-01"),
          validTo: nil), try OwnTableTests.file(.hcpcs)),
    ]
    let tables = ReferenceTables(rows)
    let ended = try Coding.decide(visit([dose("J1580", "80mg")]), tables: tables)
    #expect(ended.finding("R50")?.severity == .error)
    let before = try Coding.decide(
      visit(on: "2026-09-30", [dose("J1580", "80mg")]), tables: tables)
    #expect(before.finding("R50") == nil)
    // The file does not say how it is given: no administration code is made up.
    let listed = try Coding.decide(visit([dose("J3999", "25mg")]), tables: tables)
    #expect(listed.lines.isEmpty && listed.state(of: Dose.ID(1)) == .blocked)
    #expect(tables.listedCode(try HCPCS("J3999"))?.row.label.text == "New")
  }

  static func product(
    _ ndc: String, _ drug: String, _ kind: ReferenceSource.Kind = .own,
    _ change: (inout ProductRow) -> Void = { _ in }
  ) throws -> Sourced<ProductRow> {
    var row = try ProductRow(ndc: NDC(ndc), drug: DrugKey(drug))
    change(&row)
    return Sourced(row, ReferenceSource(kind: kind, name: try Line("p.csv")))
  }

  @Test func aPackageTellsItsCodeContainerAndForm() throws {
    var rows = ReferenceRows()
    rows.products = [
      try OwnTableTests.product("00404-9777-01", "J1885") { $0.container = .multiDose },
      try OwnTableTests.product("00404-9778-01", "J0687", .crosswalk),
    ]
    let tables = ReferenceTables(rows)
    let multi = try Coding.decide(
      visit(
        .medicare,
        [
          dose("J1885", "60mg") {
            $0.ndc = try NDC("00404977701")
            $0.volume = Quantity(2)
          }
        ]), tables: tables)
    #expect(multi.lineTexts == ["96372 x1", "J1885 x4"])
    let other = try Coding.decide(
      visit([
        dose("J0690", "1g") {
          $0.ndc = try NDC("00404977801")
          $0.volume = Quantity(3)
        }
      ]), tables: tables)
    #expect(other.finding("R54")?.message.contains("J0687") == true)
  }

  /// R60: the words of the table do not tell the form of this drug.
  @Test func aPackageOfUnknownFormIsAskedForAndEachAnswerSettlesIt() throws {
    let key = try #require(
      ReferenceTables.embedded.drugs.drugs.first { drug in
        drug.strength.form == .unknown && drug.basis == .per && drug.validTo == nil
          && drug.examplePackageSize.map { $0 == Quantity(1) } ?? true
          && drug.portion?.unit == .milligram && drug.administrationRule == .therapeutic
      }?.key)
    func decide(_ rows: ReferenceRows) throws -> Decision {
      try Coding.decide(
        visit([
          dose(key.text, "10mg") {
            $0.ndc = try NDC("00404-9779-01")
            $0.volume = Quantity(2)
          }
        ]) { $0.settings.ndcRequired = .yes }, tables: ReferenceTables(rows))
    }
    let asked = try #require(try decide(ReferenceRows()).finding("R60"))
    #expect(asked.field == "form" && asked.severity == .error && asked.choices.count == 3)
    for form in PackageForm.allCases {
      var rows = ReferenceRows()
      rows.products = [
        try OwnTableTests.product("00404-9779-01", key.text) {
          $0.form = form
          $0.units = Quantity(1_000)
        }
      ]
      let decision = try decide(rows)
      #expect(decision.finding("R60") == nil, "\(form)")
      let line = try #require(decision.line(key.text))
      #expect(line.drug?.unit == (form == .liquid ? .milliliter : .unit))
      #expect(line.drug?.quantity == (form == .liquid ? Quantity(2) : Quantity(1)))
    }
  }

  @Test func limitsAndPairsHoldFromTheirDaysOn() throws {
    var rows = ReferenceRows()
    rows.limits = [
      Sourced(
        try LimitRow(key: HCPCS("J1885"), units: 3, validFrom: Day("2026-10-01"), validTo: nil),
        try OwnTableTests.file(.mue))
    ]
    rows.pairs = [
      Sourced(
        try PairRow(
          columnOne: HCPCS("81002"), columnTwo: HCPCS("96372"), indicator: 0,
          validFrom: Day("2026-10-01"), validTo: nil), try OwnTableTests.file(.pairs))
    ]
    let tables = ReferenceTables(rows)
    let limited = try Coding.decide(visit([dose("J1885", "60mg")]), tables: tables)
    #expect(limited.finding("R55")?.message.contains("maximum of 3") == true)
    let before = try Coding.decide(
      visit(on: "2026-09-30", services: ["81002"], [dose("J1885", "60mg")]), tables: tables)
    #expect(before.finding("R55") == nil && before.finding("R40") == nil)
    let paired = try Coding.decide(
      visit(services: ["81002"], [dose("J1885", "60mg")]), tables: tables)
    // Indicator 0: no modifier opens the pair, so none is put on and what was typed can go.
    #expect(paired.finding("R40")?.severity == .error)
    #expect(paired.finding("R40")?.fix == "shots encounter correct 7 --services \"\"")
    #expect(paired.finding("R40")?.message.contains("never paid together") == true)
    #expect(paired.lineTexts.contains("96372 x1"))
  }

  @Test(arguments: [("81002", "96372"), ("96372", "81002")])
  func exclusivePairIsSaidBesideAnOpenOne(columnOne: String, columnTwo: String) throws {
    let decision = try Coding.decide(
      visit(services: ["20610", "81002"], [dose("J1885", "60mg")]),
      tables: OwnTableTests.never(columnOne, columnTwo, from: "2026-10-01"))
    let found = decision.findings.filter { $0.rule == "R40" }
    #expect(found.map(\.severity).sorted() == [.warning, .error])
    #expect(
      found.first { $0.severity == .error }?.fix == "shots encounter correct 7 --services 20610")
  }

  @Test func theEmbeddedTablesAgreeWithThemselves() throws {
    #expect(ReferenceTables.embedded.problems(today: try Day("2026-11-05")) == [])
  }

  @Test func ownRowsThatContradictThemselvesAreFound() throws {
    var rows = ReferenceRows()
    rows.drugs = [
      try OwnTableTests.drug("J3999", from: "2026-01-01", to: "2026-06-30"),
      try OwnTableTests.drug("J3999", from: "2026-06-01", to: "2026-09-30"),
    ]
    rows.products = [
      try OwnTableTests.product("00404-9779-01", "J3998"),
      try OwnTableTests.product("00404-9780-01", "J1885"),
      try OwnTableTests.product("00404-9780-01", "J3420"),
    ]
    let problems = ReferenceTables(rows).problems(today: try Day("2026-11-05"))
    #expect(problems.contains { $0.table == "drugs" && $0.problem.hasPrefix("holds until") })
    #expect(problems.contains { $0.problem.contains("no successor") && $0.key == "J3999" })
    #expect(problems.contains { $0.problem == "belongs to J3998, which no table has" })
    #expect(problems.contains { $0.problem.contains("J1885 and J3420 on the same day") })
  }

  @Test func everyTableCanBeShown() {
    for name in ReferenceTables.viewNames {
      let view = ReferenceTables.embedded.view(name)
      #expect(view?.columns.last == "from", "\(name)")
      #expect(view?.rows.allSatisfy { $0.count == view?.columns.count } ?? false, "\(name)")
    }
    #expect(ReferenceTables.embedded.view("nothing") == nil)
  }
}
