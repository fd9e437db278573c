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
  /// somebody works there. Below 65 it is a large group plan that does (837P SBR05, 43), and how
  /// large that is the reference does not say, so the size answers nothing there: a person does.
  private mutating func checkEmployerPlan(_ plan: EmployerPlan) {
    guard plan.isThroughCurrentWork != false else { return }
    let isAged = date.age(bornOn: visit.patient.birthDate) >= 65
    if isAged, let employees = plan.employees, employees < Worksheet.employerSize { return }
    if plan.isThroughCurrentWork == nil || (isAged && plan.employees == nil) {
      askEmployer(plan, isAged: isAged)
    } else if isAged {
      noteFirst(
        "\(plan.name), the group plan of an employer of twenty or more",
        fix: addCoverage + " --first")
    } else {
      askLargeGroup(plan)
    }
  }

  /// What is not known yet of the employer, as far as it decides.
  private mutating func askEmployer(_ plan: EmployerPlan, isAged: Bool) {
    let asksWork = plan.isThroughCurrentWork == nil
    let asksSize = isAged && plan.employees == nil
    let questions = [
      asksWork ? "whether somebody still works there" : nil,
      asksSize ? "how many people the employer has" : nil,
    ].compactMap { $0 }
    let command = "shots coverage employer \(visit.patient.mrn)"
    note(
      "R79", .warning, field: "employer_plan",
      "\(plan.name) may pay before Medicare: ask \(questions.joined(separator: " and ")).",
      fix: command + (asksWork ? " --working …" : "") + (asksSize ? " --employees …" : ""),
      choices: asksSize ? [] : ["yes", "no"].map { "\(command) --working \($0)" })
  }

  private mutating func askLargeGroup(_ plan: EmployerPlan) {
    let size = plan.employees.map { "; the employer has \($0) people" } ?? ""
    let first = addCoverage + " --first"
    note(
      "R79", .warning, field: "employer_plan",
      "The patient is under 65, where a large group plan pays before Medicare: ask \(plan.name)"
        + " whether it is one\(size). If it is, record its policy as the first; if not, accept"
        + " this.", fix: first,
      choices: visit.doses.isEmpty ? [] : [first, accept(0, "R79")])
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
