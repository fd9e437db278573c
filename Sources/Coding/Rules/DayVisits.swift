import Practice

/// Another visit of the day for the same payer: what it brings to claims.
struct DayVisit {
  /// Its number.
  let id: Encounter.ID
  /// Its doses that are on a claim or will be, with the administration code that each one brings.
  var given: [(dose: SameDayDose, code: HCPCS?)] = []
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
    if visit.sameDay.isEmpty { return [] }
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
      visits[place].given.append((dose, giving.code(of: dose.dose, drug: drug, at: visit)))
    }
    return visits
  }

  /// A claim that has a dose of it.
  var claim: Claim.ID? { given.lazy.compactMap(\.dose.claim).first }

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

extension Giving {
  /// The administration code that a dose brings by itself; nil without one.
  func code(of dose: Dose, drug: Drug?, at visit: borrowing Visit) -> HCPCS? {
    switch self {
    case .injection(let code, _), .preventionVisit(let code), .procedure(let code, _, _): code
    case .vaccine: Giving.vaccineCode(dose, drug, visit)
    case .antibody:
      dose.counselledBy?.giver == .clinician ? Code.antibodyCounselled : Code.antibody
    case .allergen: Code.allergyShot
    case .push: Code.push
    case .unsupervised: visit.paysNurseVisit ? Code.nurseVisit : nil
    case .included, .bySelf, .unclear, .unrecorded, .unknownDrug: nil
    }
  }

  /// R04, R05, R07, R08: the code of a first vaccine.
  private static func vaccineCode(
    _ dose: Dose, _ drug: Drug?, _ visit: borrowing Visit
  ) -> HCPCS? {
    guard let family = drug?.vaccineFamily else { return nil }
    if family == .covid19 { return Code.covidVaccine }
    if visit.settings.vaccineAdministrationStyle == .gCodes, let code = family.partBCode {
      return code
    }
    if dose.isCounselled(visit.patient, on: visit.encounter.date) { return Code.counselledVaccine }
    return dose.route == .oral || dose.route == .nasal
      ? Code.firstOralVaccine : Code.firstVaccine
  }
}

extension Dose {
  /// R04: 18 or younger, counselled by a physician or qualified professional.
  func isCounselled(_ patient: Patient, on date: Day) -> Bool {
    counselledBy?.giver == .clinician && date.age(bornOn: patient.birthDate) <= 18
  }
}

extension Visit {
  /// R32: whether the payer wants 99211 for what staff gave alone. It is never automatic for
  /// Medicare, whatever the setting says.
  var paysNurseVisit: Bool {
    !(payer?.payerClass.followsMedicare ?? false) && settings.unsupervisedRule == .nurseVisit
  }
}

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
  /// The other visits of the same clinician.
  var partners: [DayVisit] { others.filter(\.isSameClinician) }

  /// How findings name the visit of a dose: `encounter 5`, `encounter 5 (claim 3)`.
  func name(_ other: SameDayDose) -> String {
    let claim =
      other.claim.map { " (claim \($0))" } ?? (other.isBilled ? " (on a claim)" : "")
    return "encounter \(other.encounter)\(claim)"
  }

  /// All doses of other visits of the day that the payer sees.
  var dayDoses: [SameDayDose] { others.flatMap { $0.given.map(\.dose) } }

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
