import Practice

/// Everything about a claim for which it cannot go on paper, and everything that the paper does not
/// tell of it (CMS-1500 guide §1, §5, §6).
public enum PaperCheck {
  /// Why a claim cannot go on paper on the day of the file; empty when it can.
  public static func problems(_ claim: Claim, layout: PaperLayout, today: Day) -> [ClaimProblem] {
    problems(claim, claim.paperForms(layout, signedOn: today), layout: layout, today: today)
  }

  static func problems(
    _ claim: Claim, _ forms: [PaperForm], layout: PaperLayout, today: Day
  ) -> [ClaimProblem] {
    var found = PaperFindings()
    found.checkParties(claim, layout.signs)
    found.checkHead(claim, today: today)
    for (index, line) in claim.lines.enumerated() { found.check(line, index + 1, of: claim) }
    for form in forms { found.check(form) }
    return found.problems
  }
}

struct PaperFindings {
  private var findings = ClaimFindings()
  var problems: [ClaimProblem] { findings.problems }

  private mutating func require(
    _ holds: Bool, _ field: @autoclosure () -> String, _ message: @autoclosure () -> String,
    _ why: @autoclosure () -> String
  ) {
    findings.require(holds, field(), message(), why())
  }

  /// What is on the form fits its boxes and the character set (guide §1, §6.6, §6.7).
  mutating func check(_ form: PaperForm) {
    for entry in form.entries {
      let spot = entry.box.spot
      switch spot.fit {
      case .text, .mark: break
      case .identifier:
        require(
          entry.text.utf8.count <= spot.width, entry.place,
          "the value has more than \(spot.width) characters",
          "a cut identifier is another identifier; send the claim as 837P")
        require(
          PaperText.isPrinted(entry.text), entry.place,
          "the value has a character that the form does not take",
          "an identifier cannot lose characters")
      case .number:
        require(
          entry.text.utf8.count <= spot.width, entry.place, "the number does not fit its box",
          "a cut number is another number; send the claim as 837P")
      }
    }
  }

  mutating func checkParties(_ claim: Claim, _ signs: PaperLayout.Signs) {
    require(
      claim.payer.payerClass != .selfPay, "carrier", "the payer is the patient",
      "self-pay is not sent to anybody")
    let coverage = claim.coverage
    require(
      coverage.payer == claim.payer.id, "item 1a",
      "the coverage is with another payer than the claim's", "the wrong payer would be billed")
    require(
      !claim.isMedicarePartB || coverage.subscriber == nil, "item 6",
      "a Medicare claim has a subscriber other than the patient",
      "in Medicare everybody is their own subscriber")
    require(
      coverage.priority == .primary || claim.planBefore != nil, "item 9",
      "the plan that pays before this one is not on the claim",
      "a later payer needs to know who paid first")
    require(
      claim.patient.address != nil, "item 5", "the patient has no address",
      "every claim needs one")
    let names: [(Line?, String, String)] = [
      (claim.payer.name, "carrier", "the payer's name"),
      (claim.patient.name.last, "item 2", "the patient's last name"),
      (claim.patient.name.first, "item 2", "the patient's first name"),
      (coverage.subscriber?.name.last, "item 4", "the subscriber's last name"),
      (claim.billingProvider.name, "item 33", "the practice's name"),
    ]
    for (name, item, what) in names {
      guard let name else { continue }
      require(
        !PaperText.folded(name.text, signs).isEmpty, item,
        "\(what) has no character that the form can carry; spell it in Latin letters",
        "only A to Z, digits and a few signs are read")
    }
  }

  mutating func checkHead(_ claim: Claim, today: Day) {
    let details = claim.details
    let days = claim.days
    require(
      (claim.frequency == .original) == (details.payerClaimNumber == nil), "item 22",
      "a replacement or void needs the payer's number of the first claim, and an original has none",
      "the payer could not find what is replaced")
    require(
      days.last <= today, "item 24A", "the date of service is after the day of the file",
      "a claim for a service that was not yet given is refused")
    require(
      claim.patient.birthDate <= days.first, "item 24A",
      "the date of service is before the patient's birth", "the claim would be denied")
    require(
      (1...ClaimFindings.mostDiagnoses).contains(claim.diagnoses.count), "item 21",
      "the claim has \(claim.diagnoses.count) diagnoses; the form has 1 to"
        + " \(ClaimFindings.mostDiagnoses)",
      "without one nothing is medically necessary, and a thirteenth has no box")
    require(
      Set(claim.diagnoses).count == claim.diagnoses.count, "item 21",
      "a diagnosis is there twice", "pointers would be ambiguous")
    require(
      (1...Claim.mostLines).contains(claim.lines.count), "item 24",
      "the claim has \(claim.lines.count) lines; 1 to \(Claim.mostLines) are allowed",
      "a claim has at most as many as its electronic twin")
    require(
      details.assignment != .laboratoryOnly, "item 27",
      "assignment for laboratory services only has no box",
      "the form knows yes and no; send the claim as 837P")
    require(
      details.accident.map { !$0.kinds.contains(.auto) || $0.state != nil } ?? true, "item 10b",
      "an automobile accident has no state", "its law decides who pays")
  }

  mutating func check(_ line: Claim.Line, _ number: Int, of claim: Claim) {
    let service = line.service
    let place = { (item: String) in "item \(item) of line \(number)" }
    require(service.units > 0, place("24G"), "there are no units", "a line bills at least one unit")
    require(
      line.charge.cents >= 0, place("24F"), "the charge is negative", "the form has no sign for it")
    require(
      service.charge == nil || service.charge == line.charge, place("24F"),
      "the line has two different charges", "the total must be the sum of what is sent")
    require(
      service.modifiers.count <= 4, place("24D"), "the line has more than four modifiers",
      "the form has four places")
    let pointers = service.pointers
    require(
      (1...4).contains(pointers.count) && Set(pointers).count == pointers.count
        && pointers.allSatisfy { $0 >= 1 && $0 <= claim.diagnoses.count },
      place("24E"), "the line does not point to one to four diagnoses of the claim",
      "a service without its reason is denied")
    require(
      service.description != nil || !UnclassifiedCode.contains(service.code), place("24"),
      "an unclassified code has no description", "nobody would know what was given")
    require(
      !line.hasDetails || line.details.facility == nil
        || line.details.facility == claim.details.facility,
      "item 32", "line \(number) was given at another place than the claim says",
      "the form has one place for all lines; send the claim as 837P")
    guard let drug = service.drug else { return }
    require(
      service.kind == .drug || service.kind == .waste, place("24"),
      "an NDC on a line that is not for a drug", "the NDC belongs to the drug line of its dose")
    require(
      drug.quantity.millionths > 0, place("24"), "the NDC quantity is not above 0",
      "nothing was given")
    require(
      drug.quantity.description.utf8.count <= (claim.isMedicarePartB ? 6 : 10), place("24"),
      "the NDC quantity has too many digits", "the payer reads no more")
  }
}
