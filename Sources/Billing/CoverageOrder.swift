import Practice
import Storage

extension Desk {
  /// Saves a policy that pays before all others from its first day on: what was primary goes on as
  /// secondary, what was secondary as tertiary (R79).
  public func putFirst(_ coverage: Coverage, of patient: Stored<Patient>) throws -> Verdict {
    let id = Patient.ID(patient.row)
    return try ledger.write(operation("coverage")) {
      let payers = Dictionary(uniqueKeysWithValues: try ledger.payers().map { ($0.value.id, $0) })
      let day = coverage.effectiveFrom
      for other in try ledger.coverages(of: id).map(\.value)
      where other.covers(day) && other.payer != coverage.payer {
        guard let payer = payers[other.payer], !payer.value.payerClass.isForAccidents,
          let next = other.priority.next
        else { continue }
        guard other.effectiveFrom < day else {
          throw Refusal(
            .badData,
            "the coverage of \(patient.value.mrn) with \(other.payer) begins on \(day) as well, so "
              + "it was never first before; say which days it is first with its own --from and --to"
          )
        }
        var before = other
        before.effectiveTo = day.adding(days: -1)
        var after = other
        after.effectiveFrom = day
        after.priority = next
        _ = try ledger.saveCoverage(before, of: id, payer: payer.row)
        _ = try ledger.saveCoverage(after, of: id, payer: payer.row)
      }
      guard let payer = payers[coverage.payer] else {
        throw Refusal(.notFound, "there is no payer \(coverage.payer)")
      }
      return try ledger.saveCoverage(coverage, of: id, payer: payer.row)
    }
  }
}

extension Coverage.Priority {
  /// The place after this one; nil when another coverage there changes nothing.
  fileprivate var next: Coverage.Priority? {
    switch self {
    case .primary: .secondary
    case .secondary: .tertiary
    case .tertiary: nil
    }
  }
}
