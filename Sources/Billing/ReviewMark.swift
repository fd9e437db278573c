import Coding
import Practice
import Storage
import Text

/// What an acceptance is about, as a number: what the rule said of the dose, the visit and the
/// policies. When one of them changes, somebody must look again.
struct ReviewMark {
  private var hash = SHA256()

  /// What a rule said of a dose of a visit.
  init(_ rule: RuleID, _ findings: [Finding], of visit: OpenVisit) {
    add(rule.text)
    for finding in findings where finding.rule == rule && finding.severity > .info {
      add(finding.message)
    }
    let encounter = visit.encounter
    add(encounter.date.description)
    add(encounter.provider?.text)
    add(encounter.supervisingProvider?.text)
    add(encounter.supervisionMode?.rawValue)
    add(encounter.placeOfService?.text)
    add(encounter.diagnoses.map(\.text).joined(separator: " "))
    add(encounter.otherServices.map(\.description).joined(separator: " "))
    add(visit.patient.value.birthDate.description)
    add(visit.patient.value.sex.rawValue)
    for coverage in visit.coverages { hash.add(coverage.version) }
  }

  private mutating func add(_ text: String?) {
    var text = text ?? "-"
    text.withUTF8 { hash.add($0.span) }
    hash.add(0)
  }

  /// The first 64 bits of the hash.
  consuming func number() -> Int64 {
    Int64(bitPattern: hash.finish().prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
  }
}

/// What people said of the findings on a dose: what holds for them as they are, and what was said
/// of others.
struct Looks {
  private(set) var passed: [Review] = []
  private(set) var lapsed: [Review] = []

  init(_ reviews: [Review]?, _ findings: [Finding], of visit: OpenVisit) {
    guard let reviews else { return }
    for review in reviews where !pass(review.rule) {
      guard findings.contains(where: { $0.rule == review.rule && $0.severity > .info }) else {
        continue
      }
      lapsed.removeAll { $0.rule == review.rule }
      if review.mark == ReviewMark(review.rule, findings, of: visit).number() {
        passed.append(review)
      } else {
        lapsed.append(review)
      }
    }
  }

  /// Whether the warning of a rule passes.
  func pass(_ rule: RuleID) -> Bool { passed.contains { $0.rule == rule } }

  /// Adds what was said of a finding that was made later.
  mutating func add(_ other: Looks, on rule: RuleID) {
    passed += other.passed.filter { $0.rule == rule }
    lapsed += other.lapsed.filter { $0.rule == rule }
  }
}
