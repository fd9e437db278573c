import Practice

/// The claim itself and its lines.
extension ClaimFindings {
  /// Everything but the billing provider, which is the same for thousands of claims.
  mutating func check(_ claim: Claim, today: Day) {
    checkCoverage(claim)
    checkPayer(claim.payer)
    checkHead(claim, today: today)
    checkDetails(claim, today: today)
    checkDiagnoses(claim.diagnoses)
    checkClinicians(claim)
    require(
      (1...Claim.mostLines).contains(claim.lines.count), "2400 LX",
      "the claim has \(claim.lines.count) lines; 1 to \(Claim.mostLines) are allowed",
      "a claim with more lines is refused whole")
    for (index, line) in claim.lines.enumerated() {
      checkLine(line, index + 1, diagnoses: claim.diagnoses.count)
      if line.hasDetails { checkLineDetails(line, index + 1, of: claim, today: today) }
    }
    checkControlNumbers(claim)
  }

  /// REF*6R: no two lines alike. Those made from the claim's number never are.
  private mutating func checkControlNumbers(_ claim: Claim) {
    if !claim.lines.contains(where: \.hasDetails) { return }
    let numbers = claim.lines.enumerated().map { index, line in
      claim.controlNumber(of: line, at: index + 1).uppercased()
    }
    require(
      Set(numbers).count == numbers.count, "2400 REF*6R", "two lines have one control number",
      "answers to them could not be told apart")
  }

  private mutating func checkHead(_ claim: Claim, today: Day) {
    require(
      claim.total.cents <= Money.largestCents, "2300 CLM02", "the total has more than ten digits",
      "no amount of a claim has more")
    require(
      claim.date <= today, "2400 DTP*472", "the date of service is after the day of the file",
      "a claim for a service that was not yet given is refused")
    require(
      claim.patient.birthDate <= claim.date, "2400 DTP*472",
      "the date of service is before the patient's birth", "the claim would be denied")
    require(
      Day.years.contains(claim.patient.birthDate.components.year),
      claim.coverage.subscriber == nil ? "2010BA DMG02" : "2010CA DMG02",
      "the birth date is out of range", "a date has eight digits and is one of a living person")
    require(
      Self.isPlaceOfService(claim.placeOfService.text), "2300 CLM05-1",
      "the place of service is not a code of the list", "receivers check the code")
    text(claim.note, "2300 NTE02", "the claim note", atMost: 80)
  }

  /// The codes of the place-of-service list (`place_of_service.csv`).
  static func isPlaceOfService(_ text: String) -> Bool {
    switch Int(text) ?? 0 {
    case 1...27, 31...34, 41, 42, 49...58, 60...62, 65, 66, 71, 72, 81, 99: true
    default: false
    }
  }

  /// HI (guide §4).
  private mutating func checkDiagnoses(_ diagnoses: [Diagnosis]) {
    require(
      (1...Self.mostDiagnoses).contains(diagnoses.count), "2300 HI",
      "the claim has \(diagnoses.count) diagnoses; 1 to \(Self.mostDiagnoses) are allowed",
      "without one nothing is medically necessary, and a further HI is refused")
    for (index, diagnosis) in diagnoses.enumerated() {
      require(
        !diagnoses[..<index].contains(diagnosis), "2300 HI\(Self.place(index + 1))",
        "the diagnosis is there twice", "pointers would be ambiguous, and payers refuse it")
    }
    if let first = diagnoses.first?.text.utf8.first {
      require(
        !(UInt8(ascii: "V")...UInt8(ascii: "Y")).contains(first), "2300 HI01",
        "the first diagnosis is an external cause",
        "a cause like a fall cannot be what was treated")
    }
  }

  /// The most diagnoses: the composites of one HI.
  static let mostDiagnoses = 12

  private static func place(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// SV1, NTE, LIN and CTP (guide §5).
  private mutating func checkLine(_ line: Claim.Line, _ number: Int, diagnoses: Int) {
    let service = line.service
    let field = { (element: String) in "2400 line \(number) \(element)" }
    require(
      (1...99_999_999).contains(service.units), field("SV104"),
      "the units are not between 1 and 99999999", "a line bills at least one unit")
    require(
      (0...Money.largestCents).contains(line.charge.cents), field("SV102"),
      "the charge is negative or has more than ten digits", "no amount of a claim can be so")
    require(
      service.charge == nil || service.charge == line.charge, field("SV102"),
      "the line has two different charges", "the total must be the sum of what is sent")
    require(
      service.modifiers.count <= 4, field("SV101"), "the line has more than four modifiers",
      "the fifth would be read as the description")
    let pointers = service.pointers
    require(
      (1...4).contains(pointers.count) && pointers.allSatisfy { $0 >= 1 && $0 <= diagnoses },
      field("SV107"), "the line does not point to one to four diagnoses of the claim",
      "a service without its reason is denied")
    for (index, pointer) in pointers.enumerated() where pointers[..<index].contains(pointer) {
      require(false, field("SV107"), "the line points to one diagnosis twice", "payers refuse it")
    }
    require(
      service.description != nil || !UnclassifiedCode.contains(service.code),
      field("SV101-7"), "an unclassified code has no description",
      "nobody would know what was given")
    text(service.description, field("SV101-7"), "the description", atMost: 80)
    text(service.note, field("NTE02"), "the line note", atMost: 80)
    if let drug = service.drug { checkDrug(drug, service.kind, field) }
  }

  private mutating func checkDrug(
    _ drug: DrugIdentification, _ kind: ServiceLine.Kind, _ field: (String) -> String
  ) {
    require(
      kind == .drug || kind == .waste, field("LIN03"),
      "an NDC on a line that is not for a drug", "the NDC belongs to the drug line of its dose")
    // CTP04: at most three decimals and eight digits (guide §1.4).
    let millionths = drug.quantity.millionths
    require(millionths > 0, field("CTP04"), "the NDC quantity is not above 0", "nothing was given")
    require(
      millionths % 1_000 == 0, field("CTP04"), "the NDC quantity has more than three decimals",
      "the element has three")
    var digits = millionths / 1_000
    for _ in 0..<3 where digits % 10 == 0 { digits /= 10 }
    require(
      digits <= 99_999_999, field("CTP04"), "the NDC quantity has more than eight digits",
      "the element has eight")
  }
}

/// Codes that say "none of the others" and need a description (guide §5, SV101-7).
public enum UnclassifiedCode {
  /// Whether a code is one of them.
  public static func contains(_ code: HCPCS) -> Bool { codes.contains(code.text) }

  private static let codes: Set<String> = [
    "90399", "90749", "95199", "96379", "96549", "99199", "99499", "A9699", "C9399", "J3490",
    "J3590", "J3591", "J7199", "J7599", "J7699", "J7799", "J7999", "J8498",
    "J8499", "J8597", "J8999", "J9999",
  ]
}
