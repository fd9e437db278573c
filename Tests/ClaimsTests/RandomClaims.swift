import Harness
import Practice

/// Makes claims that a file must be able to carry, of every shape the guide knows, with names that
/// try to break it. All people and payers are invented.
struct RandomClaims {
  var random: SeededGenerator
  var made = 0
  let practices: [BillingProvider]
  let clinicians: [Provider]
  let payers: [Payer]
  static let today = Day(number: 20_769)  // 2026-11-12

  init(seed: UInt64) throws(InvalidValue) {
    random = SeededGenerator(seed: seed)
    practices = [
      try Fixtures.practice(),
      try Fixtures.practice(taxKind: .socialSecurity, phone: nil, payTo: true),
    ]
    var clinicians: [Provider] = []
    for (index, last) in Self.lastNames.enumerated().prefix(8) {
      clinicians.append(
        Provider(
          npi: try Self.npi(123_456_000 + index * 7),
          name: PersonName(
            last: try Line(last), first: try Line(Self.firstNames[index]),
            middle: index % 2 == 0 ? try Line("Q.") : nil),
          credential: try Credential("MD"),
          taxonomy: index % 3 == 0 ? nil : try Taxonomy("207Q00000X")))
    }
    self.clinicians = clinicians
    payers = [
      try Fixtures.medicare(), try Fixtures.mutual(), try Fixtures.payer("XBP", "BL", .commercial),
      try Fixtures.payer("STMD", "MC", .medicaid), try Fixtures.payer("WCO", "WC", .other),
    ]
  }

  /// An NPI with these nine digits in front of its check digit.
  static func npi(_ body: Int) throws(InvalidValue) -> NPI {
    for check in 0...9 {
      if let npi = try? NPI(String(body * 10 + check)) { return npi }
    }
    return try NPI(String(body * 10))
  }

  mutating func pick<Element>(_ list: [Element]) -> Element {
    list[Int.random(in: 0..<list.count, using: &random)]
  }

  mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  mutating func name() throws(InvalidValue) -> PersonName {
    PersonName(
      last: try Line(pick(Self.lastNames)),
      first: chance(95) ? try Line(pick(Self.firstNames)) : nil,
      middle: chance(30) ? try Line(pick(["Q", "Ann-Marie", "Ø", "R.", "🙂"])) : nil)
  }

  mutating func address() throws(InvalidValue) -> Address {
    let number = Int.random(in: 1...9_999, using: &random)
    return Address(
      line1: try Line("\(number) \(pick(Self.streets))"),
      line2: chance(25) ? try Line(pick(["Apt #4", "Suite 200", "c/o Fred: Fiction", "^^"])) : nil,
      city: try Line(pick(["Anytown", "Saint-Éloi", "St. Mary's", "New  Place"])),
      state: try StateCode(pick(["IL", "ny", "PR", "DC"])),
      zip: try PostalCode(pick(["62999", "62999-0001", "00601"])))
  }

  private mutating func patient() throws(InvalidValue) -> Patient {
    Patient(
      mrn: try MRN("P\(made)"), name: try name(),
      birthDate: Day(number: Int32.random(in: -20_000...20_000, using: &random)),
      sex: pick(Sex.allCases), address: try address(), phone: nil)
  }

  private mutating func coverage(with payer: Payer) throws(InvalidValue) -> Coverage {
    let isMedicare = payer.filingIndicator?.text == "MB"
    let relationship: Coverage.Relationship =
      isMedicare || chance(60)
      ? .patientIsSubscriber : pick(Coverage.Relationship.allCases)
    let isSelf = relationship == .patientIsSubscriber
    return try Coverage(
      payer: payer.id, priority: .primary,
      memberID: try PartnerID(pick(["EMH-000-777-\(made)", "1eg4te5mk73", "W/\(made)", "A1"])),
      groupNumber: chance(70) ? try PartnerID(pick(["GRP-EX77", "g.12/3", "0"])) : nil,
      relationship: relationship,
      subscriber: isSelf
        ? nil : Coverage.Subscriber(name: try name(), birthDate: Day(number: 0), sex: .female),
      effectiveFrom: Day(number: 18_000), effectiveTo: nil)
  }

  private mutating func line(diagnoses: Int) throws(InvalidValue) -> Claim.Line {
    let isDrug = chance(60)
    let isUnclassified = isDrug && chance(15)
    let codes =
      isDrug
      ? ["J1885", "J3420", "J0696", "J1100", "J3301"] : ["96372", "99213", "90471", "0031A"]
    let code = isUnclassified ? "J3490" : pick(codes)
    let count = Int.random(in: 1...min(4, diagnoses), using: &random)
    let cents = Int64.random(in: chance(10) ? 0...1 : 2...1_000_000, using: &random)
    let pointers = Array(Array(1...diagnoses).shuffled(using: &random).prefix(count))
    let units = Int.random(in: chance(5) ? 99_999_999...99_999_999 : 1...40, using: &random)
    return Claim.Line(
      service: ServiceLine(
        kind: isDrug ? .drug : .administration, dose: nil, code: try HCPCS(code),
        modifiers: try modifiers(), units: units, charge: nil, pointers: pointers,
        drug: isDrug && chance(85) ? try drug() : nil,
        description: isUnclassified || chance(5) ? "Examplamab 30 mg: subcutaneous" : nil,
        note: isUnclassified && chance(50) ? pick(["Drug «Examplamab»*dose 30 mg", "A"]) : nil,
        why: "=1+1", rules: []),
      charge: Money(cents: cents))
  }

  private mutating func modifiers() throws(InvalidValue) -> [Modifier] {
    var all = ["25", "59", "JZ", "JW", "XS"].shuffled(using: &random)
    all = chance(60) ? [] : Array(all.prefix(Int.random(in: 1...4, using: &random)))
    var modifiers: [Modifier] = []
    for text in all { modifiers.append(try Modifier(text)) }
    return modifiers
  }

  private mutating func drug() throws(InvalidValue) -> DrugIdentification {
    let thousandths = pick([1, 10, 250, 999, 1_000, 1_500, 2_125, 99_999_000, 99_999_999])
    return DrugIdentification(
      ndc: try NDC(pick(["99999000101", "0099-0102-02", "99999-204-03", "99999-0606-1"])),
      quantity: Quantity(millionths: Int64(thousandths) * 1_000), unit: pick(NDCUnit.allCases))
  }

  /// The next claim.
  mutating func next() throws(InvalidValue) -> Claim {
    made += 1
    let payer = pick(payers)
    let count = chance(5) ? 12 : Int.random(in: 1...4, using: &random)
    var diagnoses: [Diagnosis] = []
    for text in Self.diagnoses.shuffled(using: &random).prefix(count) {
      diagnoses.append(try Diagnosis(text))
    }
    var lines: [Claim.Line] = []
    for _ in 0..<(chance(3) ? 50 : Int.random(in: 1...5, using: &random)) {
      lines.append(try line(diagnoses: count))
    }
    let practice = chance(90) ? practices[0] : practices[1]
    let rendering = pick(clinicians)
    let sole = Provider(
      npi: practice.npi, name: rendering.name, credential: rendering.credential, taxonomy: nil)
    var claim = Claim(
      number: try ClaimNumber("SL\(1_000_000 + made)"), billingProvider: practice,
      renderingProvider: chance(85) ? rendering : sole,
      supervisingProvider: chance(15) ? pick(clinicians) : nil, payer: payer,
      coverage: try coverage(with: payer), patient: try patient(),
      date: Self.today.adding(days: -Int.random(in: 0...300, using: &random)),
      placeOfService: try PlaceOfService(pick(["11", "11", "12", "22", "02"])),
      diagnoses: diagnoses, lines: lines,
      note: chance(10) ? pick(["Corrected – line 4", "Patient said: \"ow\"~"]) : nil)
    if chance(60) { try addDetails(to: &claim) }
    return claim
  }

  static let diagnoses = [
    "E53.8", "M54.50", "G43.909", "N39.0", "J45.20", "M81.0", "L23.7", "Z23", "M17.11", "D51.0",
    "R11.2", "B02.29", "S52.521A", "U07.1",
  ]
  static let streets = [
    "Demo Lane", "Placeholder Ave.", "Rue de l'Été", "Main St #12", "N. Fiction Blvd, Bldg *7*",
    "Straße des 17. Juni",
  ]
  static let lastNames = [
    "Marlowe", "O'Dea", "van der Fake:Smith", "Müller-Lüdenscheidt", "Nuñez~", "Łukasz Śmigły",
    "Testcase Jr.", "Sample", "*Star^", "<script>Doe", "=cmd|'/c calc'!A1",
    "Robert\"); DROP TABLE claims;--", "\u{202E}Rtl שלום Levi", "Zoë 🙂 Smile",
    "Wolfeschlegelsteinhausenbergerdorff the Elder and Younger", "D’Angelo", "ﬁctional Ŧest",
    "A", "e\u{301}clair",
  ]
  static let firstNames = [
    "Ida", "Tunde", "Pilar", "Otto", "Åsa", "Jean-François", "José María", "Mary  Ann", "X:Y",
    "Đỗ", "Ñ", "+1", "@home", "Œdipe",
  ]
}
