import CReference
import Practice
import Testing
import Text

@testable import Coding

/// The embedded tables: complete, readable, found by date and by what people type.
@Suite struct TableTests {
  private let day = Day(number: 20_731)

  @Test func everyRowIsRead() {
    #expect(DrugTable.embedded.faults.isEmpty)
    #expect(DrugTable.embedded.drugs.count == 259)
    let rows = ReferenceFile.drugs.rows(Drug.init(_:)).values
    #expect(rows.map(\.key) == DrugTable.embedded.drugs.map(\.key))
    #expect(rows.map(\.source) == DrugTable.embedded.drugs.map(\.source))
    #expect(Place.embedded.faults.isEmpty)
    #expect(FilingIndicator.embedded.faults.isEmpty)
    #expect(CodePair.embedded.faults.isEmpty)
    #expect(AdministrationRow.embedded.faults.isEmpty)
    #expect(PayerDefaults.embedded.faults.isEmpty)
    #expect(PayerDefaults.embedded.table.count == 7)
  }

  @Test func columnsAreAsNamed() throws {
    let counts: [(ReferenceFile, Int)] = [
      (.drugs, DrugColumn.allCases.count), (.placesOfService, PlaceColumn.allCases.count),
      (.filingIndicators, FilingColumn.allCases.count), (.pairs, PairColumn.allCases.count),
      (.administrationCodes, AdministrationColumn.allCases.count),
      (.payerDefaults, DefaultsColumn.allCases.count),
    ]
    for (file, count) in counts {
      let reader = try CSVReader(bytes: file.bytes)
      #expect(reader.columns.count == count, "\(file)")
    }
    let drugs = try CSVReader(bytes: ReferenceFile.drugs.bytes)
    #expect(drugs.columns.firstIndex(of: "admin_rule") == DrugColumn.administrationRule.rawValue)
    #expect(drugs.columns.firstIndex(of: "mue_practitioner") == DrugColumn.mue.rawValue)
    #expect(drugs.columns.firstIndex(of: "replaced_by") == DrugColumn.replacedBy.rawValue)
  }

  @Test func filesAreInOrder() {
    #expect(reference_file_count() == ReferenceFile.allCases.count)
    #expect(ReferenceFile.drugs.name == "drugs")
    #expect(ReferenceFile.pairs.name == "ncci_pairs_96372")
    #expect(ReferenceFile.workedExamples.name == "worked_examples")
    #expect(ReferenceFile.revenueChecks.name == "revenue_checks")
    #expect(ReferenceFile.drugNames.name == "drug_names")
    #expect(reference_file_at(99).size == 0)
  }

  @Test func findsRetiredCodes() throws {
    let retired = try #require(
      ReferenceTables.embedded.drug(try DrugKey("J1040"), on: try Day("2026-10-05")))
    #expect(!retired.isValid(on: day))
    #expect(retired.validTo == (try Day("2024-03-31")))
    #expect(retired.replacedBy.map(\.text) == ["J1010"])
    #expect(ReferenceTables.embedded.drug(try DrugKey("J9999"), on: day) == nil)
  }

  /// Every successor is in the table and valid after the code that it took the place of.
  @Test func successorsExist() throws {
    for drug in ReferenceTables.embedded.drugs.drugs {
      for successor in drug.replacedBy {
        let row = try #require(ReferenceTables.embedded.drug(successor, on: day))
        #expect(row.isValid(on: day), "\(successor)")
      }
    }
  }

  @Test(arguments: [
    ("J1885", "J1885"), ("j1885", "J1885"), ("keto", "J1885"), ("torad", "J1885"),
    ("Toradol", "J1885"), ("b12", "J3420"), ("vitamin b12", "J3420"), ("flu", "90656"),
    ("allergen extract", "NONE-ALLERGEN"), ("ALLERGEN", "NONE-ALLERGEN"), ("tdap", "90715"),
    ("00404-9996-01", "J1885"), ("00404999601", "J1885"), ("0404999601", "J1885"),
    ("404-9996-01", nil), ("J1040", "J1040"), ("depo-medrol", "J1010"), ("nosuchdrug", nil),
    ("Shingrix", "90750"), ("gardasil", "90651"), ("flumist", "90660"), ("rotarix", "90681"),
    ("vaxelis", "90697"), ("boostrix", "90715"), ("pneumovax", "90732"), ("abrysvo", "90678"),
    ("arexvy", "90679"), ("flucelvax", "90661"), ("Rocephin", "J0696"), ("zofran", "J2405"),
    ("decadron", "J1100"), ("imitrex", "J3030"), ("depomedrol", "J1010"), ("solumedrol", "J2919"),
    ("b-12", "J3420"), ("b12 shot", "J3420"), ("epipen", "J0165"), ("ativan", "J2060"),
    ("", nil), ("semaglutide", "NONE-SEMAGLUTIDE"), ("xolair", "J2357"), ("kenalog", "J3301"),
  ])
  func finds(_ text: String, _ expected: String?) {
    #expect(ReferenceTables.embedded.search(text, on: day).first?.key.text == expected)
  }

  /// What several vaccines are called is asked about: every one of them is found.
  @Test(arguments: [
    ("flu vaccine", "influenza", 9), ("flu shot", "influenza", 9), ("fluzone", "influenza", 4),
    ("covid vaccine", "COVID-19", 7), ("hep b vaccine", "hepatitis", 8),
    ("prevnar", "pneumococcal conjugate", 2), ("engerix", "hepatitis B", 3),
    ("moderna", "COVID-19", 3), ("pneumonia shot", "pneumococcal", 5),
  ])
  func findsAllVaccines(_ text: String, _ name: String, _ count: Int) {
    let found = ReferenceTables.embedded.search(text, on: day)
    #expect(found.count == count, "\(found.map(\.key.text))")
    #expect(found.allSatisfy { $0.genericName.hasPrefix(name) && $0.category == "vaccine" })
  }

  @Test func namesBelongToDrugs() throws {
    let names = DrugNames.embedded
    #expect(names.faults.isEmpty && names.keys.count > 90)
    let reader = try CSVReader(bytes: ReferenceFile.drugNames.bytes)
    #expect(reader.columns.count == NameColumn.allCases.count)
    #expect(ReferenceTables.embedded.problems(today: day).isEmpty)
    for key in names.keys {
      let drug = try #require(ReferenceTables.embedded.drug(key, on: day))
      #expect(drug.isValid(on: day), "\(key)")
      let all = names.names(of: key).map { $0.lowercased() }
      #expect(Set(all).count == all.count, "\(key) has a name twice")
    }
  }

  @Test func retiredCodesComeLast() {
    let found = ReferenceTables.embedded.search("methylprednisolone acetate", on: day)
    #expect(found.first?.key.text == "J1010")
    #expect(found.dropFirst().allSatisfy { !$0.isValid(on: day) })
    #expect(found.count == 4)
  }

  @Test func readsPayerDefaults() {
    let tables = ReferenceTables.embedded
    let medicare = tables.settings(for: .medicare)
    #expect(medicare.multiInjectionStyle == .unitsSingleLine)
    #expect(medicare.vaccineAdministrationStyle == .gCodes)
    #expect(medicare.unsupervisedRule == .notBillable)
    #expect(medicare.supervisionVirtualAllowed == .yes && medicare.wasteModifiersRequired == .yes)
    #expect(medicare.ndcRequired == .no && medicare.splitDoseCount == .one)
    #expect(medicare.hivPreventionCode.text == "G0012" && medicare.facilityPlaces.count == 17)
    let commercial = tables.settings(for: .commercial)
    #expect(commercial.multiInjectionStyle == .lines59)
    #expect(commercial.vaccineAdministrationStyle == .cpt)
    #expect(commercial.unsupervisedRule == .nurseVisit)
    #expect(commercial.ndcRequired == .ask && commercial.wasteModifiersRequired == .ask)
    #expect(commercial.patientSuppliedStyle == .ask && commercial.biologicAdministration == .ask)
    #expect(commercial.hivPreventionCode.text == "96372" && commercial.splitDoseCount == .ask)
    let medicaid = tables.settings(for: .medicaid)
    #expect(medicaid.multiInjectionStyle == .ask && medicaid.ndcRequired == .yes)
    #expect(medicaid.unsupervisedRule == .ask && medicaid.vaccineAdministrationStyle == .ask)
    #expect(tables.settings(for: .tricare).multiInjectionStyle == .lines59)
    #expect(tables.settings(for: .medicareAdvantage).multiInjectionStyle == .ask)
    for other in [PayerClass.auto, .liability, .federal, .other] {
      #expect(tables.settings(for: other) == PayerDefaults.unknown)
    }
  }

  @Test(arguments: [
    (PayerClass.medicare, "2025-03-10", Int?.some(100), String?.some("2026-03-10")),
    (.medicare, "2024-02-29", nil, "2025-02-28"), (.commercial, "2026-01-01", 90, "2026-04-01"),
    (.commercial, "2026-01-01", nil, nil), (.tricare, "2026-01-01", nil, "2027-01-01"),
    (.selfPay, "2026-01-01", 90, nil),
  ])
  func knowsDeadlines(
    _ payerClass: PayerClass, _ date: String, _ days: Int?, _ expected: String?
  ) throws {
    var payer = try Fixture.payer(payerClass)
    payer.timelyFilingDays = days
    let settings = ReferenceTables.embedded.settings(for: payerClass)
    let last = FilingDeadline.fileBy(date: try Day(date), payer: payer, settings: settings)
    #expect(last?.description == expected)
  }

  @Test func countsDaysLeft() throws {
    let decision = try visit(.medicare, on: "2025-03-10", [dose("J1885", "60mg")]) {
      $0.today = try Day("2026-02-20")
    }.decision
    #expect(decision.finding("R78")?.message.contains("18 days are left") == true)
    #expect(decision.finding("R78")?.severity == .info)
  }

  @Test func looksUpPlacesIndicatorsAndPairs() throws {
    let tables = ReferenceTables.embedded
    #expect(tables.place(try PlaceOfService("22"))?.billing == .no)
    #expect(tables.place(try PlaceOfService("30")) == nil)
    #expect(tables.filingIndicator(try ClaimFilingIndicator("MB"))?.payerClass == .medicare)
    #expect(tables.filingIndicator(try ClaimFilingIndicator("MA"))?.payerClass == nil)
    #expect(tables.pair(try HCPCS("99211"), on: day)?.indicator == .never)
    #expect(tables.pair(try HCPCS("20610"), on: day)?.injectionIsColumnOne == false)
    #expect(tables.pair(try HCPCS("36415"), on: day)?.indicator == .noPair)
    #expect(tables.dailyMaximum(of: Code.injection, on: day) == 4)
  }

  /// R65: a dose of nothing cannot be made.
  @Test func refusesNoDose() {
    #expect(throws: InvalidValue.self) { try dose("J1885", "0mg") }
  }
}
