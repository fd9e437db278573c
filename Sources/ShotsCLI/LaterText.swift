import Billing
import Practice
import Storage
import Text

/// What a claim has to do with the payers before and after its own, in words.
struct LaterText {
  let record: ClaimRecord
  /// The claim that it follows.
  let link: LaterLink?
  /// Whether it goes on.
  let next: LaterClaim?
  /// What was found when it was made, of a claim to a later payer.
  let findings: [FrozenFinding]

  static let column = Listing.Column("next", "NEXT PAYER")

  static func byClaim(_ claims: [LaterClaim]) -> [Claim.ID: LaterClaim] {
    Dictionary(claims.map { ($0.earlier.id, $0) }, uniquingKeysWith: { _, last in last })
  }

  static func of(_ record: ClaimRecord, _ desk: Desk) throws -> LaterText {
    let id = record.stored.id
    let link = try desk.ledger.laterLink(of: id)
    let claims = try desk.laterClaims(ofVisitsOf: [id])
    return LaterText(
      record: record, link: link, next: claims.first { $0.earlier.id == id },
      findings: link == nil ? [] : try desk.ledger.findings(of: id))
  }

  /// Says whether a claim that was just answered goes on.
  static func say(of stored: StoredClaim, _ desk: Desk, _ session: Session) throws {
    let claims = try desk.laterClaims(ofVisitsOf: [stored.id])
    guard let next = claims.first(where: { $0.earlier.id == stored.id }) else { return }
    session.console.say(sentence(next))
  }

  /// One cell of a list: `due: COMM`, `SL00000001S`.
  static func word(_ later: LaterClaim) -> String {
    switch later.standing {
    case .due: "due: \(later.payer)"
    case .held: "held: \(later.payer)"
    case .asks: "ask: \(later.payer)"
    case .crossed: "crossed over: \(later.payer)"
    case .notDue: "not due: \(later.payer)"
    case .sent(_, let number): number.text
    case .outdated(let id, _, _): "outdated: claim \(id)"
    }
  }

  static func sentence(_ later: LaterClaim) -> String {
    let month = later.earlier.date.description.prefix(7)
    switch later.standing {
    case .due(let again):
      return "due: it goes on to \(later.payer) with the next export"
        + (again.map { ", in place of claim \($0)" } ?? "") + "; left for the patient: "
        + "\(later.left). With what else is ready for \(later.payer): shots export --month "
        + "\(month) --format 837p --payer \(later.payer) --out …"
    case .held(let why, let command):
      return "it should go on to \(later.payer) and cannot: \(why). Begin with: \(command)"
    case .asks(let why, let command): return "\(why): \(command)"
    case .crossed(let why, _):
      return "\(why), to \(later.payer). To have a place for that payer's answer: shots claim "
        + "crossed \(later.earlier.id). To send it all the same: shots export --month \(month) "
        + "--format 837p --secondary \(later.earlier.id) --out …"
    case .notDue(let why):
      return "no claim to \(later.payer) is due: \(why). To send it all the same: shots export "
        + "--month \(month) --format 837p --secondary \(later.earlier.id) --out …"
    case .sent(let id, let number):
      return "it went on to \(later.payer) as claim \(id) (\(number))"
    case .outdated(_, let why, let command): return "\(why). Begin with: \(command)"
    }
  }

  var sentences: [String] {
    var sentences: [String] = []
    if let link {
      let first = record.stored.claim.details.otherPayers.last { $0.answer != nil }
      let paid = first?.answer.map { ", which paid \($0.paid)" } ?? ""
      sentences.append("after claim \(link.earlier) to \(first?.payer.id.text ?? "?")\(paid)")
      sentences += findings.map { "\($0.rule): \($0.message)" }
    }
    if let next { sentences.append(LaterText.sentence(next)) }
    return sentences
  }

  func write(_ json: inout JSONWriter) {
    json.key("after_claim")
    if let link { json.int(Int(link.earlier.number)) } else { json.null() }
    json.key("next_payer")
    guard let next else { return json.null() }
    json.beginObject()
    json.key("payer")
    json.string(next.payer.text)
    json.key("standing")
    json.string(LaterText.standing(next.standing))
    json.key("left_cents")
    json.int(Int(next.left.cents))
    json.key("why")
    json.string(LaterText.sentence(next))
    json.endObject()
  }

  private static func standing(_ standing: LaterClaim.Standing) -> String {
    switch standing {
    case .due: "due"
    case .held: "held"
    case .asks: "asks"
    case .crossed: "crossed"
    case .notDue: "not_due"
    case .sent: "sent"
    case .outdated: "outdated"
    }
  }
}
