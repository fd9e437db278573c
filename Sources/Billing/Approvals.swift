import Coding
import Practice
import Storage

/// The patients' approvals, and how many of their units claims have used (R76).
///
/// A class, because an export uses units up while it goes.
final class Approvals {
  private var granted: [Patient.ID: [Kept<Authorization>]] = [:]
  private let tables: ReferenceTables

  /// No approvals.
  init() { tables = .embedded }

  /// Approvals, and what claims billed of their drugs, oldest day first.
  init(
    _ kept: [Kept<Authorization>], billed: [Ledger.BilledUnits], _ tables: ReferenceTables
  ) {
    self.tables = tables
    for entry in kept where entry.withdrawn == nil {
      if let patient = entry.patient { granted[patient, default: []].append(entry) }
    }
    for units in billed { use(units) }
  }

  /// Whether nobody has one.
  var isEmpty: Bool { granted.isEmpty }

  /// The approvals of a patient, with what was used of them.
  func of(_ patient: Patient.ID) -> [Authorization] { granted[patient]?.map(\.fact) ?? [] }

  /// The approvals of a patient with their numbers.
  func kept(of patient: Patient.ID) -> [Kept<Authorization>] { granted[patient] ?? [] }

  /// Counts units that a claim bills. Of several approvals for a day the one that ends first is
  /// used first, as long as it has enough units; the claim's own number does not say more, because
  /// it may have been typed.
  func use(_ billed: Ledger.BilledUnits) {
    guard let entries = granted[billed.patient],
      let wanted = Authorization.Kind(for: billed.stock)
    else { return }
    let fitting = entries.indices.filter { index in
      let fact = entries[index].fact
      return fact.units != nil && fact.payer == billed.payer && fact.kind == wanted
        && fact.covers(billed.day) && tables.isSameDrug(fact.drug, billed.drug, on: billed.day)
    }.sorted { entries[$0].fact.ends(before: entries[$1].fact) }
    guard
      let index = fitting.first(where: { (entries[$0].fact.unitsLeft ?? 0) >= billed.units })
        ?? fitting.first
    else { return }
    granted[billed.patient]?[index].fact.unitsUsed += billed.units
  }

  /// Counts the units of a visit whose claim was made just now.
  func use(_ assessment: Assessment) {
    guard !isEmpty, let payer = assessment.payer?.id else { return }
    for dose in assessment.doses where dose.state == .ready {
      let units = dose.lines.reduce(0) { sum, line in
        line.isProduct ? sum + line.units : sum
      }
      use(
        Ledger.BilledUnits(
          patient: RecordID(assessment.visit.patient.row), payer: payer, drug: dose.dose.drug,
          day: assessment.visit.encounter.date, stock: dose.dose.stockSource, units: units))
    }
  }

  /// Under which number each dose of a visit is billed, of those that have one (837P REF*G1): of an
  /// approval by the payer for the drug; of several the one that was typed for the visit, or the
  /// one that ends first, as long as it has enough units for all doses of the drug.
  func numbers(
    for visit: OpenVisit, payer: PayerID, typed: PartnerID?, _ lines: [ServiceLine]
  ) -> [ApprovedDose] {
    guard !isEmpty, let entries = granted[Patient.ID(visit.patient.row)] else { return [] }
    let day = visit.encounter.date
    return visit.open.compactMap { dose in
      guard let id = dose.id, let wanted = Authorization.Kind(for: dose.stockSource) else {
        return nil
      }
      let holding = entries.map(\.fact).filter {
        $0.payer == payer && $0.kind == wanted && $0.covers(day)
          && tables.isSameDrug($0.drug, dose.drug, on: day)
      }
      if let typed, holding.contains(where: { $0.number == typed }) {
        return ApprovedDose(dose: id, number: typed)
      }
      let fitting = holding.filter { $0.unitsLeft != 0 }
      guard !fitting.isEmpty else { return nil }
      let like = visit.open.filter { tables.isSameDrug($0.drug, dose.drug, on: day) }.map(\.id)
      let units = lines.reduce(0) { sum, line in
        line.isProduct && like.contains(line.dose) ? sum + line.units : sum
      }
      let enough = fitting.filter { $0.unitsLeft.map { $0 >= units } ?? true }
      return (enough.isEmpty ? fitting : enough).min { $0.ends(before: $1) }.map {
        ApprovedDose(dose: id, number: $0.number)
      }
    }
  }
}

/// A dose with the number of the approval under which it is billed.
struct ApprovedDose: Sendable {
  let dose: Dose.ID
  let number: PartnerID
}

extension ServiceLine {
  /// Whether its units are units of a drug.
  fileprivate var isProduct: Bool { kind == .drug || kind == .waste }
}
