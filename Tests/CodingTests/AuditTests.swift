import Practice
import Testing

@testable import Coding

/// What an auditor of coding found: claims that said more than the record, and mends that made up
/// what only the desk knows.
@Suite("What an auditor found") struct AuditTests {
  // MARK: - Mends

  @Test("A mend leaves open which joint, muscle, nerve, route or supervision it was")
  func mendsInventNothing() throws {
    let joint = try visit(dx: ["M17.11"], [dose("J3304", "32mg", .joint)]).decision
    #expect(joint.finding("R17")?.fix == "shots correct 1 --site …")
    let toxin = try visit(dx: ["C61"], services: ["99213-25"], [dose("J0585", "100units")]).decision
    #expect(toxin.finding("R18")?.fix == "shots encounter correct 7 --services 99213-25,…")
    let nerve = try visit(dx: ["G57.91"], [dose("J3301", "40mg", .nerve)]).decision
    #expect(nerve.finding("R17")?.fix == "shots encounter correct 7 --services …")
    let silent = try visit([dose("J1885", "60mg")]) { $0.encounter.supervisionMode = nil }.decision
    let modes = silent.finding("R31")?.choices.compactMap { $0.split(separator: " ").last }
    #expect(modes == ["in_person", "virtual_av", "none"])
  }

  @Test("Where NDC and drug contradict each other, either can be corrected, and the NDC stays")
  func eitherOfTwoFacts() throws {
    let decision = try visit([dose("J1885", "60mg") { $0.ndc = try NDC("00009307301") }]).decision
    #expect(
      decision.finding("R54")?.choices == [
        "shots correct 1 --ndc …", "shots correct 1 --drug J1010 --ndc 00009-3073-01",
      ])
  }

  @Test("A visit that needs 25 or should go offers both")
  func visitOrModifier() throws {
    let decision = try visit(services: ["99213", "81002"], [dose("J1885", "60mg")]).decision
    #expect(
      decision.finding("R34")?.choices == [
        "shots encounter correct 7 --services 99213-25,81002",
        "shots encounter correct 7 --services 81002",
      ])
  }

  @Test("A choice does not bring back what another finding takes away")
  func choicesKeepWhatOthersTake() throws {
    let decision = try visit(services: ["99213", "A4209"], [dose("J1885", "60mg")]).decision
    #expect(
      decision.finding("R34")?.choices == [
        "shots encounter correct 7 --services 99213-25",
        "shots encounter correct 7 --services \"\"",
      ])
  }

  // MARK: - R60

  @Test(
    "A vial is no form, and a volume no answer: the form of a package of size 1 is asked for",
    arguments: [
      ("J9202", "3.6mg", "70720095130"), ("J9217", "7.5mg", "00074364203"),
      ("J0585", "100units", "00023114501"), ("J2357", "150mg", "50242004062"),
      ("J2353", "20mg", "00078081881"), ("J2919", "40mg", "00009003906"),
      ("J0129", "250mg", "00003218713"), ("90632", "1dose", "00006409602"),
      ("J2790", "300mcg", "00562780501"),
    ])
  func formIsAsked(drug: String, amount: String, ndc: String) throws {
    let decision = try visit([
      dose(drug, amount) {
        $0.ndc = try NDC(ndc)
        $0.volume = try Quantity("1")
      }
    ]).decision
    let asked = try #require(decision.finding("R60"))
    #expect(asked.field == "form" && asked.choices.count == 3)
    #expect(decision.line(drug)?.drug == nil)
  }

  @Test("A size other than 1 is in mL, whatever the words say")
  func sizeTells() throws {
    let decision = try visit([
      dose("J3262", "80mg", .intravenousPush) { $0.ndc = try NDC("50242013501") }
    ]).decision
    let package = try #require(decision.line("J3262")?.drug)
    #expect(package.unit == .milliliter && package.quantity == Quantity(4))
  }

  @Test("Dose and waste are rounded together, so they add up to the package")
  func roundedTogether() throws {
    let decision = try visit(
      .medicare,
      [
        dose("J1885", "10mg") {
          $0.ndc = try NDC("00404999601")
          $0.container = .singleDose
          $0.waste = try DoseAmount("20mg")
        }
      ]
    ).decision
    let quantities = decision.lines.compactMap { $0.drug?.quantity.description }
    #expect(quantities == ["0.333", "0.667"])
  }

  @Test(
    "Dose, volume and package that tell of different amounts are asked about",
    arguments: [("30mg", "3", true), ("30mg", "1", false), ("25mg", "0.8", false)])
  func volumeContradicts(amount: String, volume: String, isAsked: Bool) throws {
    let decision = try visit([
      dose("J1885", amount) {
        $0.ndc = try NDC("00404999601")
        $0.volume = try Quantity(volume)
      }
    ]) { $0.settings.ndcRequired = .yes }.decision
    #expect((decision.finding("R60")?.choices.count == 3) == isAsked)
    #expect(decision.holds == (isAsked ? ["R60 warning"] : []))
  }

  // MARK: - Into a vein

  @Test(
    "A push beside an infusion of a drug is a further service; beside fluids it is asked",
    arguments: [
      ("96365", "96375", []), ("96413", "96375", []), ("96360", "96374", ["R02 warning"]),
    ])
  func oneInitialService(typed: String, push: String, holds: [String]) throws {
    let decision = try visit(
      services: [typed], [dose("J2405", "4mg", .intravenousPush)]
    ) { $0.fees.add(HCPCS(stored: typed), amount: Money(cents: 1), from: Day(number: 0)) }.decision
    #expect(decision.lineTexts == ["\(push) x1", "\(typed) x1", "J2405 x4"].sorted())
    #expect(decision.holds == holds)
  }

  @Test(
    "An infusion wants its start and stop",
    arguments: [(nil, false), ("ran well", false), ("10:05-10:50", true), ("stop 1050", true)])
  func infusionTimes(note: String?, isEnough: Bool) throws {
    let decision = try visit(
      services: ["96365"],
      [dose("J0696", "1g", .intravenousInfusion) { $0.note = try note.map(Line.init(_:)) }]
    ).decision
    #expect(decision.holds == (isEnough ? [] : ["R02 warning"]))
  }

  // MARK: - R31, R32

  @Test(
    "Medicare asks about supervision of other shots than 96372, too",
    arguments: [
      ("J1885", "30mg", Route.intravenousPush, "M54.50"),
      ("J9260", "25mg", .subcutaneous, "M06.9"),
      ("NONE-ALLERGEN", "1dose", .subcutaneous, "J30.1"),
    ])
  func incidentTo(drug: String, amount: String, route: Route, diagnosis: String) throws {
    for (mode, held) in [(SupervisionMode.none, "R32 warning"), (nil, "R31 warning")] {
      let medicare = try visit(.medicare, dx: [diagnosis], [dose(drug, amount, route)]) {
        $0.encounter.supervisionMode = mode
      }.decision
      #expect(medicare.holds.filter { $0 != "R58 warning" } == [held])
      let other = try visit(dx: [diagnosis], [dose(drug, amount, route)]) {
        $0.encounter.supervisionMode = mode
      }.decision
      #expect(other.holds.isEmpty)
    }
  }

  // MARK: - Counting

  @Test(
    "More than one product in the amount is asked about",
    arguments: [("40mg", true), ("4mL", true), ("20mg", false), ("2dose", false)])
  func products(amount: String, isAsked: Bool) throws {
    let decision = try visit(
      dx: ["M17.0"], [dose("J7321", amount, .joint, site: "both knees")]
    ).decision
    #expect(decision.holds == (isAsked ? ["R53 warning"] : []))
  }

  @Test(
    "Lesions are no needle sticks: more than seven are asked about, never billed unasked",
    arguments: [
      (8, "chest", true), (1, "ten keloids", true), (1, "12 keloids", true),
      (1, "three keloids", false), (7, "chest", false),
    ])
  func lesions(sticks: Int, site: String, isAsked: Bool) throws {
    let decision = try visit(
      dx: ["L91.0"], [dose("J3301", "10mg", .lesion, site: site) { $0.injections = sticks }]
    ).decision
    #expect(decision.lineTexts.contains("11900 x1"))
    #expect((decision.finding("R17") != nil) == isAsked)
  }

  @Test("One syringe mark at two sites is a slip", arguments: [true, false])
  func oneSyringeOneSite(isApart: Bool) throws {
    let decision = try visit([
      dose("J1885", "30mg") { $0.syringe = try Line("A") },
      dose("J3420", "1000mcg", id: 2, site: isApart ? "right deltoid" : "Left deltoid") {
        $0.syringe = try Line("a")
      },
    ]).decision
    #expect(decision.holds.contains("R24 warning") == isApart)
  }

  @Test("The daily maximum counts the other visits of the day", arguments: [true, false])
  func maximumOfTheDay(isSameDrug: Bool) throws {
    let earlier = try dose(isSameDrug ? "J1885" : "J1100", isSameDrug ? "60mg" : "4mg")
    let decision = try visit([dose("J1885", "90mg", id: 2)]) {
      $0.sameDay = [SameDayDose(dose: earlier, encounter: Encounter.ID(6))]
    }.decision
    #expect(decision.holds.contains("R55 warning") == isSameDrug)
  }

  @Test(
    "A counselled vaccine and another of the day exclude each other across visits",
    arguments: [(nil, "MD", true), ("MD", nil, true), ("MD", "MD", false), (nil, nil, false)])
  func firstVaccinesOfTheDay(earlier: String?, later: String?, isRefused: Bool) throws {
    let first = try dose("90700", "1dose") {
      $0.counselledBy = try earlier.map(Credential.init(_:))
    }
    let decision = try visit(
      dx: ["Z23"], born: "2022-06-01",
      [dose("90707", "1dose", id: 2) { $0.counselledBy = try later.map(Credential.init(_:)) }]
    ) { $0.sameDay = [SameDayDose(dose: first, encounter: Encounter.ID(6))] }.decision
    #expect(decision.holds.contains("R06 error") == isRefused)
  }

  // MARK: - Services

  @Test(
    "A vaccine that was typed has no part in the giving of the dose's",
    arguments: [(["90715"], true), (["90715", "90471"], false)])
  func typedVaccine(services: [String], besideDose: Bool) throws {
    let doses = besideDose ? [try dose("90656", "1dose")] : []
    let decision = try visit(dx: ["Z23"], services: services, doses).decision
    #expect((decision.finding("R85")?.severity == .error) == besideDose)
  }

  @Test("A nurse visit beside a vaccine or allergy shot needs 25", arguments: [false, true])
  func nurseVisit(has25: Bool) throws {
    let decision = try visit(
      .medicare, dx: ["Z23"], born: "1950-01-01", services: [has25 ? "99211-25" : "99211"],
      [dose("90662", "1dose")]
    ) {
      $0.fees.add(HCPCS(stored: "99211"), amount: Money(cents: 1), from: Day(number: 0))
    }.decision
    #expect(decision.holds == (has25 ? [] : ["R33 warning"]))
  }

  @Test("Supplies stay off the claim unless the payer is known to pay them")
  func supplies() throws {
    let unpaid = try visit(services: ["A4209"], [dose("J1885", "60mg")]).decision
    #expect(unpaid.finding("R30")?.message.contains("stays off the claim") == true)
    let paid = try visit(services: ["A4209"], [dose("J1885", "60mg")]) {
      $0.severities["R30"] = .info
      $0.fees.add(HCPCS(stored: "A4209"), amount: Money(cents: 1), from: Day(number: 0))
    }.decision
    #expect(paid.line("A4209") != nil && paid.finding("R30") == nil)
  }

  @Test("Serum and injection in one code is nothing for Medicare", arguments: [true, false])
  func serumAndInjection(isMedicare: Bool) throws {
    let decision = try visit(
      isMedicare ? .medicare : .commercial, dx: ["J30.1"], services: ["95120"],
      [dose("NONE-ALLERGEN", "1dose", .subcutaneous)]
    ) {
      $0.fees.add(HCPCS(stored: "95120"), amount: Money(cents: 1), from: Day(number: 0))
    }.decision
    #expect((decision.finding("R11")?.severity == .error) == isMedicare)
    #expect((decision.line("95120") == nil) == isMedicare)
  }

  @Test("One syringe with two drugs is one injection, whose site proves nothing more")
  func siteOfASyringe() throws {
    func visited(_ mark: String) throws -> Decision {
      try visit([
        dose("J1885", "30mg") {
          $0.syringe = try Line("A")
          $0.site = nil
        },
        dose("J3420", "1000mcg", id: 2) {
          $0.syringe = try Line(mark)
          $0.site = nil
        },
      ]).decision
    }
    #expect(try !visited("A").holds.contains("R66 warning"))
    #expect(try visited("B").holds.contains("R66 warning"))
  }

  @Test("No setting makes another indicator right for original Medicare")
  func medicareIndicator() throws {
    let decision = try visit(.medicare, [dose("J1885", "60mg")]) {
      $0.payer?.filingIndicator = try ClaimFilingIndicator("CI")
      $0.settings.filingIndicator = try ClaimFilingIndicator("CI")
    }.decision
    #expect(decision.finding("R45")?.fix == "shots payer set PLAN claim_filing_indicator MB")
    #expect(decision.finding("R45")?.choices == [])
  }

  // MARK: - Diagnoses

  @Test("Without a diagnosis the giving of a hormonal drug is no answer")
  func hormonalWithoutDiagnosis() throws {
    let decision = try visit(dx: [], [dose("J9217", "22.5mg", .subcutaneous)]).decision
    #expect(decision.finding("R15")?.message.contains("none is given") == true)
  }

  @Test("Anaemia of two causes is asked, whatever their order", arguments: [false, true])
  func twoCauses(isReversed: Bool) throws {
    let causes = ["D63.1", "D64.81"]
    let decision = try visit(
      .medicare, dx: isReversed ? causes.reversed() : causes,
      [dose("J0881", "100mcg", .subcutaneous) { $0.container = .singleDose }]
    ).decision
    #expect(decision.holds.contains("R63 warning"))
    let modifiers = decision.lines.flatMap(\.modifiers)
    #expect(!modifiers.contains { $0.text.hasPrefix("E") })
  }

  @Test("Thirteen diagnoses do not refuse a dose: what no line points to stays off the claim")
  func thirteenDiagnoses() throws {
    let codes = (0..<13).map { "M25.5\($0 < 10 ? "0\($0)" : "\($0)")" }
    let decision = try visit(dx: codes + [codes[0]], [dose("J1885", "60mg")]).decision
    #expect(decision.holds == ["R88 warning"])
    let diagnoses = try codes.map { try Diagnosis($0) }
    let (kept, lines) = ClaimSize.fitting(diagnoses, to: decision.lines)
    #expect(kept == Array(diagnoses.prefix(12)) && lines == decision.lines)
    var last = decision.lines
    last[0].pointers = [1, 13]
    let moved = ClaimSize.fitting(diagnoses, to: last)
    #expect(moved.diagnoses.last == diagnoses[12] && moved.lines[0].pointers == [1, 12])
  }
}
