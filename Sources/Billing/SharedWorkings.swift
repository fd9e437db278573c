import Coding
import Practice
import Storage

/// What the decisions of one export used: most visits of a day use the same few rows, which are put
/// into words once and kept with the first claim.
struct SharedWorkings {
  /// All that decides which rows a claim used.
  struct Basis: Hashable {
    /// What the rows depend on of one dose.
    struct Given: Hashable {
      let drug: DrugKey
      let route: Route?
      let codes: [HCPCS]
    }

    let payer: PayerID?
    let day: Day
    let given: [Given]
    let rules: [RuleID]

    init(_ lines: [ServiceLine], _ doses: [Dose], rules: [RuleID], payer: PayerID?, on day: Day) {
      self.payer = payer
      self.day = day
      self.rules = rules
      given = doses.map { dose in
        Given(
          drug: dose.drug, route: dose.route,
          codes: lines.compactMap {
            $0.kind == .administration && $0.dose == dose.id ? $0.code : nil
          })
      }
    }
  }

  /// Rows that a claim used, with the place where they are kept.
  struct Used {
    let rows: [UsedRow]
    fileprivate let place: Int?
  }

  /// Bounds the memory: there are some dozens in practice.
  private static let most = 4_000

  private var used: [Basis: Used] = [:]
  /// The same rows come from many bases, because days differ.
  private var places: [[UsedRow]: Int] = [:]
  /// The claim that the rows of a place are kept with.
  private var claims: [Claim.ID?] = []

  /// The rows of a basis, looked up when it is new.
  mutating func used(_ basis: Basis, _ look: () -> [UsedRow]) -> Used {
    if let known = used[basis] { return known }
    let new = used(look())
    if used.count < SharedWorkings.most { used[basis] = new }
    return new
  }

  /// Rows that do not come from a basis.
  mutating func used(_ rows: [UsedRow]) -> Used {
    if rows.isEmpty { return Used(rows: rows, place: nil) }
    if let known = places[rows] { return Used(rows: rows, place: known) }
    guard claims.count < SharedWorkings.most else { return Used(rows: rows, place: nil) }
    places[rows] = claims.count
    claims.append(nil)
    return Used(rows: rows, place: claims.count - 1)
  }

  /// The claim that the rows are kept with already.
  func claim(with used: Used) -> Claim.ID? { used.place.flatMap { claims[$0] } }

  /// Notes the claim that rows are kept with.
  mutating func note(_ used: Used, with claim: Claim.ID) {
    if let place = used.place, claims[place] == nil { claims[place] = claim }
  }
}
