import Practice

/// What was given in another visit of the day.
struct DayGiving {
  /// The dose.
  let dose: SameDayDose
  /// The administration code that it brings by itself; nil without one.
  let code: HCPCS?
  /// Modifiers that say where: LT, RT, 50.
  let modifiers: [Modifier]
}

/// Another visit of the day for the same payer: what it brings to claims.
struct DayVisit {
  /// Its number.
  let id: Encounter.ID
  /// Its doses that are on a claim or will be, with the administration code that each one brings.
  var given: [DayGiving] = []
  /// Its services.
  let services: [OtherService]
  /// Whether they are on a claim already.
  let servicesAreBilled: Bool
  /// Whether the same clinician bills it, as far as both are known: the pair table speaks of codes
  /// "by the same clinician the same day", R27 of the billing clinician.
  let isSameClinician: Bool
  private let circumstances: Circumstances

  private init(_ dose: SameDayDose, _ other: OtherVisit?, of visit: borrowing Visit) {
    id = dose.encounter
    services = other?.encounter.otherServices ?? []
    servicesAreBilled = other?.servicesAreBilled ?? false
    let clinicians = (visit.encounter.provider, other?.encounter.provider)
    isSameClinician =
      clinicians.0 == nil || clinicians.1 == nil || clinicians.0 == clinicians.1
    circumstances =
      if let other { Circumstances(other.encounter, visit.settings) } else { Circumstances(visit) }
  }

  /// The other visits of the day, as far as their claims go to the same payer.
  static func all(besides visit: borrowing Visit, _ tables: ReferenceTables) -> [DayVisit] {
    var visits: [DayVisit] = []
    var places: [Encounter.ID: Int] = [:]
    var others: [Encounter.ID?: OtherVisit] = [:]
    for other in visit.otherVisits { others[other.encounter.id] = other }
    for dose in visit.sameDay where !dose.isUnclaimed {
      let place: Int
      if let known = places[dose.encounter] {
        place = known
      } else {
        let other = others[dose.encounter]
        if other?.hasSamePayer == false { continue }
        place = visits.count
        places[dose.encounter] = place
        visits.append(DayVisit(dose, other, of: visit))
      }
      let drug = tables.drug(dose.dose.drug, on: visit.encounter.date)
      let giving = Giving.choose(dose.dose, drug: drug, visits[place].circumstances)
      visits[place].given.append(
        DayGiving(
          dose: dose, code: visits[place].code(giving, of: dose.dose, drug, at: visit),
          modifiers: giving.modifiers))
    }
    return visits
  }

  /// A visit's second push, of another drug, is a further one, and so is one beside an infusion
  /// (R02).
  private func code(
    _ giving: Giving, of dose: Dose, _ drug: Drug?, at visit: borrowing Visit
  ) -> HCPCS? {
    let code = giving.code(of: dose, drug: drug, at: visit)
    guard code == Code.push else { return code }
    let isFurther =
      services.contains { Pushes.initial.contains($0.code.text) }
      || given.contains { $0.code == Code.push && $0.dose.dose.drug != dose.drug }
    return isFurther ? Code.furtherPush : code
  }

  /// The first time of each visit's doses that are on a claim or will be.
  static func times(_ doses: [SameDayDose]) -> [Encounter.ID: TimeOfDay] {
    var times: [Encounter.ID: TimeOfDay] = [:]
    for dose in doses where !dose.isUnclaimed {
      guard let time = dose.dose.time else { continue }
      times[dose.encounter] = min(time, times[dose.encounter] ?? time)
    }
    return times
  }

  /// A dose of it that the payer has on a claim.
  var billed: SameDayDose? { given.lazy.map(\.dose).first(where: \.isBilled) }

  /// A dose of it on a claim that has 96372 without a modifier that tells it from other services.
  var bareInjection: SameDayDose? {
    given.lazy.map(\.dose).first { dose in
      dose.atPayer?.services.contains {
        $0.code == Code.injection && !$0.modifiers.contains(where: Mark.isDistinct)
      } ?? false
    }
  }

  /// The codes that its doses and its services bring; 96372 only by a dose.
  var codes: [HCPCS] {
    given.compactMap(\.code) + services.map(\.code).filter { $0 != Code.injection }
  }

  /// `shots encounter correct 5 --services 99213-25` with the services changed by `change`.
  func correctServices(_ change: (Int, OtherService) -> OtherService?) -> String {
    let kept = services.enumerated().compactMap { change($0.offset, $0.element)?.description }
    let text = kept.isEmpty ? "\"\"" : kept.joined(separator: ",")
    return "shots encounter correct \(id) --services \(text)"
  }
}

extension Worksheet {
  /// The other visits of the same clinician.
  var partners: [DayVisit] { others.filter(\.isSameClinician) }

  /// How findings name the visit of a dose: `encounter 5`, `encounter 5 (claim 3)`.
  func name(_ other: SameDayDose) -> String {
    "encounter \(other.encounter)" + (other.atPayer.map { " (claim \($0.claim))" } ?? "")
  }

  /// Whether another visit of the day comes before this one: it is on a claim, or it began earlier.
  /// All visits of a day stand in one order, so that each day has one first: by the first time of
  /// their doses, those without a time last, then by number. What the payer has comes in the
  /// order of its claims, and before the rest.
  func isEarlier(_ other: SameDayDose) -> Bool {
    if let own = visit.atPayer { return other.atPayer.map { $0.claim < own.claim } ?? false }
    if other.isBilled { return true }
    guard let number = visit.encounter.id else { return true }
    let began = (began?.minutes ?? Int.max, number)
    let time = dayTimes[other.encounter] ?? other.dose.time
    return (time?.minutes ?? Int.max, other.encounter) < began
  }

  /// All doses of other visits of the day that the payer sees.
  var dayDoses: [SameDayDose] { others.flatMap { $0.given.map(\.dose) } }
}
