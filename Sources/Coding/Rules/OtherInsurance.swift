import Practice

extension Worksheet {
  /// R79: another payer is first.
  mutating func checkOtherInsurance() {
    if !visit.otherCoverages.isEmpty || visit.coverage?.priority != .primary { checkPriority() }
    if let accident = visit.accident { checkAccident(accident) }
    if let plan = visit.employerPlan, isMedicare { checkEmployerPlan(plan) }
  }

  /// A policy that is marked primary, beside the one that is billed; or none that is.
  private mutating func checkPriority() {
    guard let coverage = visit.coverage else { return }
    if let first = visit.otherCoverages.first(where: {
      $0.priority == .primary && $0.payer != coverage.payer && $0.covers(date)
    }) {
      noteFirst(
        "\(first.payer), which is marked primary"
          + (coverage.priority == .primary ? " as well" : ""),
        fix: "shots coverage end \(visit.patient.mrn) --payer \(first.payer) --on …")
    } else if let twin = visit.otherCoverages.first(where: {
      $0.priority == .primary && $0.payer == coverage.payer && $0.covers(date)
    }) {
      // The older one is likely to have ended, when the newer began.
      let older = twin.effectiveFrom <= coverage.effectiveFrom ? twin : coverage
      note(
        "R79", .warning, field: "coverage",
        "Two policies with \(coverage.payer) are marked primary on \(date): \(coverage.memberID),"
          + " which would be billed, and \(twin.memberID). Say which one ended.",
        fix: "shots coverage end \(visit.patient.mrn) --payer \(coverage.payer)"
          + " --member-id \(older.memberID) --from \(older.effectiveFrom) --on …")
    } else if coverage.priority != .primary {
      note(
        "R79", .warning, field: "coverage",
        "The coverage with \(coverage.payer) is not marked primary, and no other is recorded for"
          + " \(date): ask who pays first.", fix: addCoverage)
    }
  }

  private mutating func checkAccident(_ accident: Accident) {
    let payerClass = visit.payer?.payerClass
    switch accident.kind {
    case .work where payerClass != .workersCompensation:
      noteFirst("workers' compensation, because this is a work injury", fix: addCoverage)
    case .auto where payerClass != .auto:
      noteFirst("the automobile insurance, because of the accident", fix: addCoverage)
    case .other where payerClass != .liability:
      note(
        "R79", .warning, field: "accident",
        "An accident caused this: ask whether a liability insurance is first.", fix: addCoverage)
    default: return
    }
  }

  /// From 65 on, the plan of an employer with twenty people or more pays before Medicare while
  /// somebody works there. Below 65 the reference has no rule, so it is asked.
  private mutating func checkEmployerPlan(_ plan: EmployerPlan) {
    let isAged = date.age(bornOn: visit.patient.birthDate) >= 65
    guard plan.isThroughCurrentWork != false else { return }
    if isAged, let employees = plan.employees, employees < Worksheet.employerSize { return }
    if isAged, plan.isThroughCurrentWork == true, plan.employees != nil {
      noteFirst(
        "\(plan.name), the group plan of an employer of twenty or more",
        fix: addCoverage + " --first")
      return
    }
    note(
      "R79", .warning, field: "employer_plan",
      "\(plan.name) may pay before Medicare: ask whether somebody still works there and how many"
        + " people the employer has.",
      fix: "shots coverage employer \(visit.patient.mrn) --working … --employees …")
  }

  private static let employerSize = 20

  private var addCoverage: String {
    "shots coverage add \(visit.patient.mrn) --payer … --member-id … --from \(date)"
  }

  private mutating func noteFirst(_ other: String, fix: String) {
    note(
      "R79", .error, field: "coverage",
      "Another payer is first: \(other). Bill it first and attach its decision.", fix: fix)
  }
}
