import Practice

/// Coordination of benefits (guide §6, §8).
extension ClaimFindings {
  /// The order of payers and why Medicare is not first.
  mutating func checkSecondary(_ claim: Claim) {
    let details = claim.details
    let others = details.otherPayers
    require(
      others.count <= ClaimDetails.mostOtherPayers, "2320 SBR",
      "more than \(ClaimDetails.mostOtherPayers) other payers", "a further one is refused")
    let isMedicareLater = claim.isMedicarePartB && claim.coverage.priority > .primary
    require(
      isMedicareLater == (details.secondaryReason != nil), "2000B SBR05",
      isMedicareLater
        ? "Medicare pays second and the reason is not told"
        : "a reason for Medicare to pay second on a claim that is not so",
      "Medicare cannot tell who pays first")
    let places = [claim.coverage.priority] + others.map(\.coverage.priority)
    require(
      Set(places).count == places.count, "2320 SBR01", "two payers have the same place",
      "each payer must know who is asked before it")
    for other in others { check(other, of: claim) }
  }

  /// A later payer's claim names everybody who pays before, with their answers.
  mutating func checkOrder(_ claim: Claim) {
    if claim.coverage.priority == .primary { return }
    let others = claim.hasDetails ? claim.details.otherPayers : []
    for place in Coverage.Priority.allCases where place < claim.coverage.priority {
      require(
        others.contains { $0.coverage.priority == place && $0.answer != nil }, "2320 SBR01",
        "the claim to a later payer lacks the answer of the one before it",
        "a later payer decides on what the first one left")
    }
  }

  mutating func check(_ other: OtherPayer, of claim: Claim) {
    let coverage = other.coverage
    text(other.payer.name.text, "2330B NM103", "the other payer's name", atMost: 60)
    require(
      other.payer.electronicID != nil, "2330B NM109", "the other payer has no electronic id",
      "its answers could not be matched to it")
    if let id = other.payer.electronicID {
      identifier(id.text, "2330B NM109", "the other payer's id", 2...80)
      require(
        id != claim.payer.electronicID, "2330B NM109", "the other payer is the claim's own",
        "nobody pays twice for one service")
    }
    require(
      other.payer.filingIndicator.map { Self.filingIndicators.contains($0.text) } ?? false,
      "2320 SBR09", "the other payer has no claim filing indicator that claims carry",
      "receivers check the code")
    identifier(
      ClaimText.memberID(coverage.memberID), "2330A NM109", "the other member id", 2...80)
    if !other.isMedicarePartB, let group = coverage.groupNumber {
      identifier(group.text, "2320 SBR03", "the other group number", 1...50)
    }
    if let subscriber = coverage.subscriber {
      person(subscriber.name, "2330A", "the other subscriber's")
    }
    require(
      coverage.payer == other.payer.id
        && (coverage.relationship == .patientIsSubscriber) == (coverage.subscriber == nil),
      "2320 SBR02", "the other policy contradicts itself", "the claim would be for another person")
    if let home = other.memberAddress(of: claim.patient) {
      address(home, "2330A", "the other subscriber's")
    }
    if let home = other.payer.address { address(home, "2330B", "the other payer's") }
    require(
      other.secondaryReason == nil || (other.isMedicarePartB && coverage.priority > .primary),
      "2320 SBR05", "a reason for Medicare to pay second on a policy that is not so",
      "the element is Medicare's alone")
    guard let answer = other.answer else { return }
    require(
      coverage.priority < claim.coverage.priority, "2320 AMT*D",
      "the answer of a payer that pays after this one", "it cannot have decided yet")
    check(answer, of: claim)
  }

  /// What was charged is what was paid and what was not (guide §6).
  private mutating func check(_ answer: Adjudication, of claim: Claim) {
    let reductions =
      answer.adjustments.map(\.amount) + answer.lines.flatMap { $0.adjustments.map(\.amount) }
    let payments = answer.lines.map(\.paid) + [answer.paid]
    // A payer that pays more than was charged reduces by less than nothing.
    require(
      payments.allSatisfy { (0...Money.largestCents).contains($0.cents) }
        && reductions.allSatisfy { $0.cents.magnitude <= UInt64(Money.largestCents) }, "2320 CAS",
      "a payment is negative, or an amount has more than ten digits",
      "no amount of a claim can be so")
    require(
      answer.remarks.count <= 5
        && answer.remarks.allSatisfy { (1...30).contains($0.utf8.count) }, "2320 MOA03",
      "more than five remark codes, or one that is none", "the segment has five places")
    for remark in answer.remarks { identifier(remark, "2320 MOA03", "a remark code", 1...30) }
    if let number = answer.payerClaimNumber {
      identifier(number.text, "2330B REF*F8", "the other payer's number", 1...50)
    }
    require(
      answer.byGroupFits, "2320 CAS", "more than thirty reasons of one group",
      "five segments of six reasons are allowed")
    if let notCovered = answer.notCovered {
      return require(
        notCovered == claim.total && answer.paid == .zero && answer.adjustments.isEmpty
          && answer.lines.isEmpty, "2320 AMT*A8",
        "services that are not covered, beside a payment or reasons",
        "the amount stands for a payer that was not asked")
    }
    checkBalance(answer, of: claim)
  }

  private mutating func checkBalance(_ answer: Adjudication, of claim: Claim) {
    let why = "a later payer refuses a claim whose sums do not balance"
    let onClaim = answer.adjustments.lazy.map(\.amount).total
    if answer.lines.isEmpty {
      return require(
        answer.paid.adding(onClaim) == claim.total, "2320 AMT*D",
        "what the other payer paid and what it did not pay are not the charges", why)
    }
    for (index, line) in claim.lines.enumerated() {
      let decisions = answer.lines.filter { $0.line == index + 1 }
      let decided = decisions.flatMap { [$0.paid] + $0.adjustments.map(\.amount) }.total
      require(
        decided == line.charge, "2430 line \(index + 1) SVD02",
        "what the other payer paid and what it did not pay are not the charge", why)
      require(
        decisions.count <= 15 && decisions.allSatisfy(\.hasPlausibleUnits),
        "2430 line \(index + 1) SVD05", "more than fifteen answers, or units that are none",
        "the loop has fifteen places")
    }
    require(
      answer.lines.allSatisfy { (1...claim.lines.count).contains($0.line) }, "2430 SVD",
      "the answer is about a line that the claim does not have", why)
    let paid = answer.lines.lazy.map(\.paid).total
    require(
      paid.cents - onClaim.cents == answer.paid.cents, "2320 AMT*D",
      "what the other payer paid is not the sum of its lines", why)
  }
}

extension Adjudication {
  /// Whether every group's reasons fit into five segments of six.
  fileprivate var byGroupFits: Bool {
    ([adjustments] + lines.map(\.adjustments)).allSatisfy {
      $0.byGroup.allSatisfy { $0.members.count <= 30 }
    }
  }
}

extension LineAdjudication {
  fileprivate var hasPlausibleUnits: Bool {
    (0...99_999_999).contains(units) && modifiers.count <= 4
      && (bundledInto.map { (1...Claim.mostLines).contains($0) } ?? true)
  }
}
