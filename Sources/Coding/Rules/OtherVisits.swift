import Practice

// R11, R32–R34, R40: what other visits of the day have beside what this one gives. The mend belongs
// to the visit whose services it changes. While that one is open, it is asked and this one only
// says so; once it is on a claim, this one waits until somebody has looked at that claim.
extension Worksheet {
  mutating func checkOtherVisits() {
    let given = givings(ofDay: false)
    for other in partners {
      for (index, service) in other.services.enumerated() {
        guard let (rule, remedy) = conflict(of: service, with: given) else { continue }
        if other.servicesAreBilled {
          noteBilled(rule, service.code, remedy, other)
        } else {
          noteElsewhere(rule, other, index, remedy)
        }
      }
      if given.injection != nil,
        let alone = other.given.first(where: { $0.code == Code.nurseVisit })
      {
        noteUnsupervised(alone.dose, other)
      }
      if let injection = other.bareInjection {
        checkBilledInjection("96372 of encounter \(other.id)", injection)
      }
    }
  }

  /// R11, R33, R34, R40, R42: the same for what an earlier claim of this visit has.
  mutating func checkBilledServices() {
    if isBilled(Code.injection) { checkBilledInjection("96372 of this visit", nil) }
    let given = givings(ofDay: false)
    for service in visit.encounter.otherServices {
      guard let (rule, remedy) = conflict(of: service, with: given) else { continue }
      noteBilled(rule, service.code, remedy, nil)
    }
  }

  /// What becomes of a service of another visit.
  private enum Remedy {
    case removal
    case modifier25

    var words: String {
      self == .removal
        ? "is never paid the same day as this injection"
        : "is paid the same day as this injection only with modifier 25"
    }
  }

  private func conflict(
    of service: OtherService, with given: DayGivings
  ) -> (RuleID, Remedy)? {
    let has25 = service.modifiers.contains(Mark.separateVisit)
    if service.code == Code.nurseVisit {
      if given.injection != nil { return ("R33", .removal) }
      return given.besideNurse == nil || has25 ? nil : ("R33", .modifier25)
    }
    guard !has25 else { return nil }
    if Beside.isOfficeVisit(service.code) {
      if given.plain != nil { return ("R34", .modifier25) }
      return given.allergy == nil ? nil : ("R11", .modifier25)
    }
    return given.plain != nil && isColumnTwo(service) ? ("R40", .modifier25) : nil
  }

  private mutating func noteElsewhere(
    _ rule: RuleID, _ other: DayVisit, _ index: Int, _ remedy: Remedy
  ) {
    let code = other.services[index].code
    let without = other.correctServices { $0 == index ? nil : $1 }
    let with25 = other.correctServices { $0 == index ? $1.adding(Mark.separateVisit) : $1 }
    note(
      rule, .info, dose: giver(for: code), field: "services",
      "\(code) of encounter \(other.id) \(remedy.words), and that visit is asked about it"
        + " (\(remedy == .removal ? without : with25)).",
      fix: remedy == .removal ? without : with25,
      choices: remedy == .removal ? [] : [with25, without])
  }

  /// R32, R33: 99211 that stands for what staff gave alone in another visit.
  private mutating func noteUnsupervised(_ dose: SameDayDose, _ other: DayVisit) {
    guard !dose.isBilled else { return noteBilled("R33", Code.nurseVisit, .removal, other) }
    note(
      "R33", .info, dose: giver(for: Code.nurseVisit), field: "supervision_mode",
      "99211 of encounter \(other.id), where nobody supervised, \(Remedy.removal.words), and that"
        + " visit is asked about it.")
  }

  private mutating func noteBilled(
    _ rule: RuleID, _ code: HCPCS, _ remedy: Remedy, _ other: DayVisit?
  ) {
    let place = other.map { "encounter \($0.id)" } ?? "this visit"
    noteBilled(
      rule, .warning, "\(code) of \(place)", remedy.words, giver(for: code), other?.billed)
  }

  /// The open visit cannot mend what the payer has; a person can, and says so.
  private mutating func noteBilled(
    _ rule: RuleID, _ severity: Finding.Severity, _ what: String, _ words: String,
    _ entry: Int, _ other: SameDayDose?
  ) {
    let accept = accept(entry, rule)
    let claim = other?.atPayer?.claim
    let correct = other.flatMap(correction)
    let place = claim.map { "claim \($0)" } ?? "a claim"
    let remedy =
      other?.isCorrecting == true
      ? "it is being corrected" : takesReplacements ? "correct that claim" : "ask for its reopening"
    note(
      rule, severity, dose: entry, field: "services",
      "\(what), on \(place) already, \(words); \(remedy)\(correct.map { " (\($0))" } ?? ""), or"
        + " accept this once the payer has corrected it.",
      fix: accept, choices: correct.map { [$0, accept] } ?? [])
  }

  /// The command that opens the claim that the payer has of a dose; nil when it is open, or when
  /// the payer takes no replacements (837P §7).
  func correction(of other: SameDayDose) -> String? {
    guard takesReplacements, !other.isCorrecting else { return nil }
    return other.atPayer.map { "shots claim correct \($0.claim)" }
  }

  private var takesReplacements: Bool { settings.takesReplacements(visit.payer?.payerClass) }

  /// The dose whose giving stands beside a visit code.
  private func giver(for code: HCPCS) -> Int {
    let isNurse = code == Code.nurseVisit
    let plan =
      plans.first { $0.line.code == Code.injection }
      ?? plans.first { isNurse && Beside.injections($0.line.code) }
      ?? plans.first { isNurse ? Beside.nursePairs($0.line.code) : Typed.isAllergy($0.line.code) }
    return plan?.owner ?? 0
  }

  /// R40, R42: 96372 is on a claim already, and beside a code of this one it needs a modifier or is
  /// not paid. A counselled vaccine and a drug are different by nature, so that is only said.
  private mutating func checkBilledInjection(_ what: String, _ other: SameDayDose?) {
    let paired = lines.compactMap { line in
      tables.pair(line.code, on: date).map { (line: line, pair: $0) }
    }.filter {
      $0.line.code != Code.nurseVisit && $0.pair.indicator != .noPair
        && !$0.pair.injectionIsColumnOne
    }
    let first =
      paired.first { $0.pair.indicator == .never }
      ?? paired.first { $0.line.code != Code.counselledVaccine } ?? paired.first
    guard let (line, pair) = first else { return }
    let words =
      pair.indicator == .never
      ? "is never paid the same day as \(line.code)"
      : "is paid beside \(line.code) only with a modifier like 59, if it was separate"
    noteBilled(
      Beside.infusions(line.code) ? "R42" : "R40",
      line.code == Code.counselledVaccine ? .info : .warning, what, words,
      entries.indices.first { visit.doses[$0].id == line.dose } ?? 0, other)
  }

  /// R33: 99211 that stands for what staff gave alone (R32) is not paid beside another injection of
  /// the day, and beside a vaccine or allergy shot only with 25.
  mutating func checkUnsupervisedBeside() {
    guard let index = plans.firstIndex(where: { $0.line.code == Code.nurseVisit }) else { return }
    let given = givings(ofDay: true)
    let entry = plans[index].owner
    guard let place = given.injection else {
      if let other = given.besideNurse {
        separateNurseVisit(index, beside: other.code, other.place)
      }
      return
    }
    let words =
      switch place {
      case .here: "another injection of the visit"
      case .visit(let id): "the injection of encounter \(id)"
      }
    let free = noCharge(entry, reason: "not paid beside another injection")
    note(
      "R33", .error, dose: entry, field: "supervision_mode",
      "Nobody supervised, and 99211, which \(payerName) takes in place of 96372, is never paid the"
        + " same day as \(words).",
      fix: free, choices: [free, correctEncounter("--supervision …")])
  }

  private mutating func separateNurseVisit(
    _ plan: Int, beside code: HCPCS, _ place: DayPlace
  ) {
    let entry = plans[plan].owner
    plans[plan].line.modifiers.append(Mark.separateVisit)
    plans[plan].line.rules.append("R33")
    plans[plan].line.why += "; beside \(code): modifier 25, R33"
    if let line = lines.firstIndex(where: {
      $0.kind == .administration && $0.code == Code.nurseVisit
    }) {
      lines[line] = plans[plan].line
    }
    let free = noCharge(entry, reason: "the nurse visit was not separate from \(code)")
    note(
      "R33", .warning, dose: entry, field: "supervision_mode",
      "Nobody supervised, and 99211, which \(payerName) takes in place of 96372, is paid beside"
        + " \(code)\(place.words) only with modifier 25, for a separate service that is documented."
        + " Accept it only if it is.",
      fix: accept(entry, "R33"), choices: [accept(entry, "R33"), free])
  }
}
