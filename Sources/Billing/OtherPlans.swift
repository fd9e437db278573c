import Claims
import Coding
import Practice
import Storage

extension Desk {
  /// Names on the claim of a visit the plans that pay after the one that it bills.
  func nameOtherPlans(
    of visit: OpenVisit, _ registry: Registry, on claim: inout Claim
  ) -> PlansAfter {
    PlansAfter(
      visit.coverages, registry, reason: { registry.facts?.secondaryReason(of: $0) }, on: &claim)
  }
}

/// The plans that pay after the one that a claim bills: a claim names them without amounts,
/// whichever place its own payer has (837P guide §6; CMS-1500 9 to 9d, 11d).
struct PlansAfter {
  private(set) var frozen: [OtherPlan] = []
  /// Plans that cannot be named, and why.
  private(set) var left: [Finding] = []

  /// Names the plans among `policies`, which are in the order in which they pay, on a claim.
  init(
    _ policies: [Stored<Coverage>], _ registry: Registry,
    reason: (Stored<Coverage>) -> MedicareSecondaryReason?, on claim: inout Claim
  ) {
    var asked: Set<PayerID> = [claim.payer.id]
    if claim.hasDetails { asked.formUnion(claim.details.otherPayers.map(\.payer.id)) }
    var place = claim.coverage.priority
    for policy in policies where policy.value.priority > place {
      guard place.next != nil, let payer = registry.payers[policy.value.payer],
        payer.value.payerClass != .selfPay, !payer.value.payerClass.isForAccidents,
        asked.insert(payer.value.id).inserted
      else { continue }
      var named = claim
      let isMedicare = payer.value.filingIndicator?.text == "MB"
      let reason = isMedicare ? reason(policy) : nil
      named.tell(of: policy.value, with: payer.value, reason: reason)
      let problem = named.details.otherPayers.last.flatMap {
        ClaimCheck.problems($0, of: claim).first
      }
      if let problem {
        left.append(
          Finding(
            rule: "R79", severity: .info,
            message: "The claim does not name \(payer.value.id), which pays after it: "
              + "\(problem.message) (\(problem.field)).",
            fix: "shots payer edit \(payer.value.id) …"))
        continue
      }
      claim = named
      place = policy.value.priority
      frozen.append(
        OtherPlan(coverage: policy.version, payer: payer.version, secondaryReason: reason))
    }
  }
}
