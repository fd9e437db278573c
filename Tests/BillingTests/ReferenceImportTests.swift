import Billing
import Coding
import Glibc
import Harness
import Practice
import Storage
import Testing

@Suite("Importing reference rows") struct ReferenceImportTests {
  let office: Office

  init() throws { office = try Office() }

  func importing(
    _ kind: ImportKind, _ text: String, name: String = "file.csv", from: String? = nil,
    dryRun: Bool = false
  ) throws -> (report: ReferenceReport, refusals: [RowRefusal]) {
    let file = office.scratch.file(name)
    try File.write(Array(text.utf8), to: file)
    let descriptor = Glibc.open(file, O_RDONLY)
    defer { close(descriptor) }
    var told = Office.Told()
    let report = try office.desk().importReference(
      kind, descriptor: descriptor, name: name, from: try from.map { try Day($0) },
      dryRun: dryRun, observer: &told)
    return (report, told.refusals)
  }

  static let drugs = """
    code,generic_name,unit_amount,unit,unit_basis,admin_rule,routes,container,\
    valid_from,valid_to,mue
    J3999,examplicillin,10,mg,per,therapeutic,IM;SC,single_dose,2026-10-01,,8
    J3998,otherillin,10,mg,guess,therapeutic,IM,,2026-10-01,,
    J3997,lastillin,10,mg,per,therapeutic,IM,,2026-10-01,2026-01-01,
    J3996,firstillin,0,mg,per,therapeutic,IM,,2026-10-01,,

    """

  @Test func ownDrugsAreSavedOnceAndBadRowsAreNamed() throws {
    let first = try importing(.drugs, ReferenceImportTests.drugs)
    #expect(first.report.rows.verdicts == [.new: 1] && first.report.rows.refused == 3)
    #expect(first.refusals.map(\.line) == [3, 4, 5])
    #expect(first.refusals.map(\.column) == ["unit_basis", "valid_to", "unit_amount"])
    let again = try importing(.drugs, ReferenceImportTests.drugs)
    #expect(again.report.rows.verdicts == [.same: 1])
    let changed = try importing(
      .drugs, ReferenceImportTests.drugs.replacing(",,8\n", with: ",,9\n"))
    #expect(changed.report.rows.verdicts == [.changed: 1])
    let tables = ReferenceTables(try office.ledger.referenceRows())
    let drug = try #require(tables.drug(try DrugKey("J3999"), on: try Day("2026-10-05")))
    #expect(drug.mue == 9 && drug.source == "own row (file.csv)")
    #expect(drug.routes == [.intramuscular, .subcutaneous])
  }

  @Test func aDryRunSavesNothing() throws {
    let dry = try importing(.drugs, ReferenceImportTests.drugs, dryRun: true)
    #expect(dry.report.rows.verdicts == [.new: 1])
    #expect(try !office.ledger.hasReferenceRows())
  }

  static func crosswalk(_ quarter: String) -> String {
    """
    ASP NDC - HCPCS Crosswalk,,,,,,,,,
    "     Effective \(quarter)",,,,,,,,,
    _2026_CODE,Short Description,LABELER NAME,NDC2,Drug Name,HCPCS dosage,\
    PKG SIZE,PKG QTY,BILLUNITS,BILLUNITSPKG
    J1885,Ours,Example,00404-9777-01,Ketorolac,15 MG,1,25,2,50
    J1885,Ours,Example,00404-97-01,Ketorolac,15 MG,1,25,2,50

    """
  }

  @Test func theCrosswalkOfTheNextQuarterIsTheSameWhereItSaysTheSame() throws {
    let october = ReferenceImportTests.crosswalk("October 1, 2026 through December 31, 2026")
    let first = try importing(.products, october)
    #expect(first.report.format.contains("crosswalk"))
    #expect(first.report.from?.description == "2026-10-01")
    #expect(first.report.rows.verdicts == [.new: 1] && first.refusals.map(\.column) == ["NDC2"])
    #expect(try importing(.products, october).report.rows.verdicts == [.same: 1])
    let january = ReferenceImportTests.crosswalk("January 1, 2027 through March 31, 2027")
    #expect(try importing(.products, january).report.rows.verdicts == [.same: 1])
    let other = january.replacing("Ketorolac,15 MG,1,25,2", with: "Ketorolac,15 MG,2,25,4")
    #expect(try importing(.products, other).report.rows.verdicts == [.changed: 1])
  }

  @Test func ownWordsOnAPackageStandBesideTheCrosswalk() throws {
    _ = try importing(
      .products, "ndc,drug,form,container\n00404-9777-01,J1885,liquid,multi_dose\n")
    _ = try importing(
      .products, ReferenceImportTests.crosswalk("October 1, 2026 through December 31, 2026"))
    let view = ReferenceTables(try office.ledger.referenceRows())
      .view("products", key: "00404977701")
    #expect(view?.rows.count == 2)
    let same = try importing(
      .products, "ndc,drug,form,container\n00404-9777-01,J1885,liquid,multi_dose\n")
    #expect(same.report.rows.verdicts == [.same: 1])
    let unknown = try importing(.products, "ndc,drug\n00404-9777-02,J3995\n")
    #expect(unknown.refusals.first?.column == "drug")
  }

  @Test func paymentLimitsAreWhatMedicareAllows() throws {
    let text = """
      Payment Allowance Limits for Medicare Part B Drugs,,,
      "Effective October 1, 2026 through December 31, 2026",,,
      HCPCS Code,Short Description,HCPCS Code Dosage,Payment Limit
      J1885,Ours,15 MG,0.345
      A9606,Ours,1 microCurie,N/A

      """
    let first = try importing(.limits, text, name: "asp.csv")
    #expect(first.report.rows.verdicts == [.new: 1] && first.report.beside == 1)
    let amount = try #require(try office.ledger.allowedAmounts().first)
    #expect(amount.payer.text == "MCRB" && amount.perUnit?.description == "0.345")
    #expect(amount.effectiveTo?.description == "2026-12-31" && amount.source.text == "asp.csv")
    #expect(try importing(.limits, text, name: "asp.csv").report.rows.verdicts == [.same: 1])
  }

  @Test func aFileWithoutADayAsksForIt() throws {
    let text =
      "HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator\n96372,5,3\n"
    #expect(throws: Refusal.self) { try importing(.limits, text) }
    #expect(try importing(.limits, text, from: "2026-10-01").report.rows.verdicts == [.new: 1])
    #expect(throws: Refusal.self) { try importing(.products, text, from: "2026-10-01") }
  }

  @Test func tenThousandPackagesAreReadInSeconds() throws {
    var text = ReferenceImportTests.crosswalk("October 1, 2026 through December 31, 2026")
    for number in 0..<10_000 {
      let ndc = "00404-" + String(String(10_000 + number).suffix(4)) + "-99"
      text += "J1885,Ours,Example,\(ndc),Ketorolac,15 MG,1,25,2,50\n"
    }
    let clock = ContinuousClock()
    let time = try clock.measure {
      let report = try importing(.products, text).report
      #expect(report.rows.verdicts[.new] == 10_001)
    }
    // A debug build on a busy machine; a release build takes a fraction of a second.
    #expect(time < .seconds(60))
    #expect(try importing(.products, text).report.rows.verdicts == [.same: 10_001])
  }

  @Test func aPackageIsDescribedByOneCommand() throws {
    let ndc = try NDC("0404-9777-01")
    let key = try DrugKey("J1885")
    let first = try office.desk().describeProduct(ndc, of: key, from: .beginning) {
      $0.form = .powder
    }
    #expect(first == .new)
    let second = try office.desk().describeProduct(ndc, of: key, from: .beginning) {
      $0.units = Quantity(4)
    }
    #expect(second == .changed)
    let row = try #require(try office.ledger.referenceRows().products.first?.row)
    #expect(row.form == .powder && row.units == Quantity(4))
  }
}
