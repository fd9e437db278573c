import Practice

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

  /// The modifiers that the code of a procedure has by itself.
  var modifiers: [Modifier] {
    if case .procedure(_, let modifiers, _) = self { modifiers } else { [] }
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
