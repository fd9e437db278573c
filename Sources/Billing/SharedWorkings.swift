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

  /// Bounds the memory: there are some dozens in practice.
  private static let most = 1_000

  private var rows: [Basis: [UsedRow]] = [:]
  private var claims: [[UsedRow]: Claim.ID] = [:]

  /// The rows of a basis, looked up when it is new.
  mutating func rows(of basis: Basis, _ look: () -> [UsedRow]) -> [UsedRow] {
    if let known = rows[basis] { return known }
    let new = look()
    if rows.count < SharedWorkings.most { rows[basis] = new }
    return new
  }

  /// The claim that the rows are kept with already.
  func claim(with rows: [UsedRow]) -> Claim.ID? { claims[rows] }

  /// Notes the claim that rows are kept with.
  mutating func note(_ rows: [UsedRow], with claim: Claim.ID) {
    if !rows.isEmpty, claims[rows] == nil, claims.count < SharedWorkings.most {
      claims[rows] = claim
    }
  }
}
