import Practice

// R40, R42, R44: national pairs of 96372 with what else was done on the day.
extension Worksheet {
  /// R40, R42, R44: the modifier goes on 96372, so the visit that has it carries the finding,
  /// wherever the other code is.
  mutating func separateFromOtherServices() {
    guard plans.contains(where: { $0.line.code == Code.injection }) else { return }
    let beside = codesBeside
    guard !beside.isEmpty else { return }
    if beside.contains(where: { Beside.vaccines($0.code) }) { noteVaccineBeside() }
    var hasSpoken = false
    var excluded: [HCPCS] = []
    for (other, place) in beside {
      guard let pair = tables.pair(other, on: date), pair.indicator != .noPair else { continue }
      if pair.indicator == .never {
        // R33 speaks of the nurse visit.
        guard other != Code.nurseVisit, !excluded.contains(other) else { continue }
        noteExclusive(other, pair, place)
        excluded.append(other)
        continue
      }
      guard !pair.injectionIsColumnOne else { continue }
      markDistinct()
      // A counselled vaccine and a drug are different by nature: R44 says so and asks nothing.
      guard other != Code.counselledVaccine, !hasSpoken else { continue }
      notePair(other, pair, place)
      hasSpoken = true
    }
  }

  /// R40, R42: indicator 0, which no modifier opens and nobody can accept. What was typed can be
  /// taken back; where a dose brings the other code, it is the injection that is not billed.
  private mutating func noteExclusive(_ other: HCPCS, _ pair: CodePair, _ place: DayPlace) {
    let withoutTyped = withoutTyped(other, place)
    for entry in entries.indices {
      guard case .injection(Code.injection, _) = entries[entry].giving else { continue }
      note(
        Beside.infusions(other) ? "R42" : "R40", .error, dose: entry, field: "services",
        "\(other)\(place.words) (\(pair.what)) and 96372 are never paid together on one day,"
          + " whatever the modifier; bill one of the two.",
        fix: withoutTyped ?? noCharge(entry, reason: "not paid beside \(other)"))
    }
  }

  /// The command that takes a code back that was typed and is not on a claim.
  private func withoutTyped(_ code: HCPCS, _ place: DayPlace) -> String? {
    switch place {
    case .here:
      guard visit.billedDoses.isEmpty,
        visit.encounter.otherServices.contains(where: { $0.code == code })
      else { return nil }
      return services { $1.code == code ? nil : $1 }
    case .visit(let id):
      guard let other = others.first(where: { $0.id == id }), !other.servicesAreBilled,
        other.services.contains(where: { $0.code == code })
      else { return nil }
      return other.correctServices { $1.code == code ? nil : $1 }
    }
  }

  /// What stands beside 96372: on this claim, on an earlier one of the encounter, and on those of
  /// the clinician's other visits of the day.
  private var codesBeside: [(code: HCPCS, place: DayPlace)] {
    var codes = lines.map { (code: $0.code, place: DayPlace.here) }
    codes += plans.lazy.filter { $0.line.code != Code.injection }.map { ($0.line.code, .here) }
    if !visit.billedDoses.isEmpty {
      if !takesServices { codes += visit.encounter.otherServices.map { ($0.code, .here) } }
      for dose in visit.billedDoses {
        let drug = tables.drug(dose.drug, on: date)
        let giving = Giving.choose(dose, drug: drug, circumstances)
        guard let code = giving.code(of: dose, drug: drug, at: visit), code != Code.injection else {
          continue
        }
        codes.append((code, .here))
      }
    }
    for other in partners {
      codes += other.codes.lazy.filter { $0 != Code.injection }.map { ($0, .visit(other.id)) }
    }
    return codes
  }

  private mutating func markDistinct() {
    let modifier =
      settings.multiInjectionStyle == .linesXS ? Mark.separateStructure : Mark.distinct
    for plan in plans.indices where plans[plan].line.code == Code.injection {
      guard !plans[plan].line.modifiers.contains(where: Mark.isDistinct) else { continue }
      plans[plan].line.modifiers.append(modifier)
      plans[plan].line.rules.append("R40")
      plans[plan].line.why += "; beside another service: modifier \(modifier), R40"
    }
  }

  private mutating func notePair(_ other: HCPCS, _ pair: CodePair, _ place: DayPlace) {
    let rule: RuleID = Beside.infusions(other) ? "R42" : "R40"
    for entry in entries.indices {
      guard case .injection(Code.injection, _) = entries[entry].giving else { continue }
      note(
        rule, .warning, dose: entry, field: "services",
        "\(other)\(place.words) (\(pair.what)) includes this injection unless it was separate:"
          + " another drug, another site, an unrelated reason. Accept the modifier only if the note"
          + " proves it.", fix: accept(entry, rule))
    }
  }

  private mutating func noteVaccineBeside() {
    note(
      "R44", .info, field: "services",
      "Vaccine and drug may both be billed: the vaccine with its own code, the drug with 96372.")
  }
}
