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
      where other.covers(day) && !other.isSame(as: coverage) {
        if other.payer == coverage.payer, other.memberID == coverage.memberID,
          other.effectiveFrom < day
        {
          // The same policy goes on, in a new year or with other particulars.
          let before = try other.ended(on: day.adding(days: -1))
          guard let payer = payers[other.payer] else { continue }
          _ = try ledger.saveCoverage(before, of: id, payer: payer.row)
          continue
        }
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

extension Desk {
  /// Says on which day a policy ended. What goes on from the next day with the same payer and
  /// member id, as ``putFirst(_:of:)`` leaves it, is taken back; with a day before its first one
  /// the policy itself is. `choose` says which of those with the payer is meant. How many were
  /// taken back.
  public func endCoverage(
    on last: Day, of patient: Stored<Patient>, payer: Stored<Payer>,
    _ choose: ([Coverage]) throws -> Coverage
  ) throws -> (verdict: Verdict, takenBack: Int) {
    let id = Patient.ID(patient.row)
    return try ledger.write(operation("coverage")) {
      let coverage = try choose(
        try ledger.coverages(of: id).map(\.value).filter {
          $0.payer == payer.value.id && !$0.isTakenBack
        })
      let verdict = try ledger.saveCoverage(
        try coverage.ended(on: last), of: id, payer: payer.row)
      let next = try ledger.coverages(of: id).map(\.value).filter {
        $0.payer == coverage.payer && $0.memberID == coverage.memberID && !$0.isTakenBack
          && $0.effectiveFrom == last.adding(days: 1) && !$0.isSame(as: coverage)
      }
      for coverage in next {
        _ = try ledger.saveCoverage(
          try coverage.ended(on: coverage.effectiveFrom.adding(days: -1)), of: id,
          payer: payer.row)
      }
      return (next.isEmpty ? verdict : .changed, next.count)
    }
  }
}

extension Coverage {
  /// Whether it is the same policy of the patient, perhaps with other particulars.
  fileprivate func isSame(as other: Coverage) -> Bool {
    payer == other.payer && priority == other.priority && effectiveFrom == other.effectiveFrom
  }
}
