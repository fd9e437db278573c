import Practice

/// The self-check before release (guide §11): everything about a claim for which a receiver would
/// refuse the file or a payer the claim. ``ProfessionalClaimWriter`` refuses what has a problem.
///
/// What values of `Practice` guarantee by their types (check digits of NPIs, shapes of codes) is
/// not asked again.
public enum ClaimCheck {
  /// What is wrong with a claim on the day of the file; empty when it can be sent.
  public static func problems(_ claim: Claim, today: Day) -> [ClaimProblem] {
    var findings = ClaimFindings()
    findings.checkBilling(claim.billingProvider)
    findings.check(claim, today: today)
    return findings.problems
  }

  /// What keeps a claim from naming another plan; empty when it can.
  public static func problems(_ other: OtherPayer, of claim: Claim) -> [ClaimProblem] {
    var findings = ClaimFindings()
    findings.check(other, of: claim)
    return findings.problems
  }

  /// What is wrong with a batch: its control numbers, and the practice as sender of files.
  public static func problems(
    _ envelope: BatchEnvelope, _ provider: BillingProvider
  ) -> [ClaimProblem] {
    var findings = ClaimFindings()
    findings.checkEnvelope(envelope)
    findings.checkSubmitter(provider)
    return findings.problems
  }
}

/// Collects problems. Loops, elements and sentences are literals, put together only when there is
/// something to say: a year's export runs through here without making a text.
struct ClaimFindings {
  private(set) var problems: [ClaimProblem] = []

  /// Notes a problem unless a condition holds.
  mutating func require(
    _ holds: Bool, _ field: @autoclosure () -> String, _ message: @autoclosure () -> String,
    _ why: @autoclosure () -> String
  ) {
    if holds { return }
    problems.append(ClaimProblem(field: field(), message: message(), why: why()))
  }

  /// A text that is folded: not empty afterwards, and not longer than its element.
  mutating func text(
    _ text: String?, _ field: @autoclosure () -> String, _ what: @autoclosure () -> String,
    atLeast least: Int = 1, atMost most: Int
  ) {
    guard let text else { return }
    let length = ClaimText.foldedLength(text)
    require(
      length >= least, field(),
      length == 0
        ? "\(what()) has no character that a claim file can carry; spell it in Latin letters"
        : "\(what()) has fewer than \(least) characters",
      "the element is required, and only A to Z, digits and plain signs can be sent")
    require(
      length <= most, field(), "\(what()) has \(length) characters, more than \(most)",
      "a longer element is refused, and a shortened one would be another text")
  }

  /// An identifier: sent as it is but for upper case, so it must have only what can be sent.
  mutating func identifier(
    _ text: String, _ field: @autoclosure () -> String, _ what: @autoclosure () -> String,
    _ length: ClosedRange<Int>
  ) {
    require(
      text.utf8.allSatisfy(Self.isIdentifierByte), field(),
      "\(what()) has a character outside A to Z, 0 to 9 and plain signs",
      "an identifier cannot lose characters, and separators of the file would split it")
    require(
      length.contains(text.utf8.count), field(),
      "\(what()) has \(text.utf8.count) characters; \(length.lowerBound) to"
        + " \(length.upperBound) are allowed",
      "the element is refused at any other length")
  }

  /// The basic character set less the file's delimiters (guide §1.1), before upper case.
  private static func isIdentifierByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    case UInt8(ascii: "!"), UInt8(ascii: "\""), UInt8(ascii: "&")...UInt8(ascii: ")"),
      UInt8(ascii: "+")...UInt8(ascii: "/"), UInt8(ascii: ";"), UInt8(ascii: "="),
      UInt8(ascii: "?"):
      true
    default: false
    }
  }
}
