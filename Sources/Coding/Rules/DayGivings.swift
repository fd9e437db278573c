import Practice

/// Where on the day a code lies.
enum DayPlace {
  /// In the visit that is decided.
  case here
  /// In another one.
  case visit(Encounter.ID)

  /// ` of encounter 5` for another one.
  var words: String {
    switch self {
    case .here: ""
    case .visit(let id): " of encounter \(id)"
    }
  }
}

/// What was given on a day, by the families that decide about a visit beside it.
struct DayGivings {
  /// R33: injections and infusions that hold the nurse visit inside.
  private(set) var injection: DayPlace?
  /// R34: 96372.
  private(set) var plain: DayPlace?
  /// R35: vaccines, and those of them that national edits pair with visits.
  private(set) var vaccine: DayPlace?
  private(set) var pairedVaccine: DayPlace?
  /// R11: allergy shots.
  private(set) var allergy: DayPlace?
  /// R33: the vaccine or allergy shot that 99211 is paired with at indicator 1.
  private(set) var besideNurse: (code: HCPCS, place: DayPlace)?

  mutating func add(_ code: HCPCS, _ place: DayPlace) {
    if injection == nil, Beside.injections(code) { injection = place }
    if plain == nil, code == Code.injection { plain = place }
    if vaccine == nil, Beside.vaccines(code) { vaccine = place }
    if pairedVaccine == nil, Beside.hasVisitPair(code) { pairedVaccine = place }
    if allergy == nil, Typed.isAllergy(code) { allergy = place }
    if besideNurse == nil, Beside.nursePairs(code) { besideNurse = (code, place) }
  }
}

extension Worksheet {
  /// What was given in this visit, and in the others of the clinician.
  func givings(ofDay isDay: Bool) -> DayGivings {
    var givings = DayGivings()
    for plan in plans { givings.add(plan.line.code, .here) }
    guard isDay else { return givings }
    for service in visit.encounter.otherServices where !Typed.isAdministration(service.code) {
      givings.add(service.code, .here)
    }
    for other in partners {
      for code in other.codes { givings.add(code, .visit(other.id)) }
    }
    return givings
  }
}
