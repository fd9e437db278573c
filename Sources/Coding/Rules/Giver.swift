import Practice

/// What the letters after a name say of who may do what (R04, R31, R43).
enum Giver {
  /// A physician or other qualified health professional.
  case clinician
  /// Nurses, assistants and other staff: they need a supervisor and are never paid by a claim.
  case staff
  /// The patient.
  case patient
  /// Letters that the program does not know: never taken for a clinician's, nor for staff's.
  case unknown
}

extension Credential {
  /// Whether they are of nurses, assistants or other staff, or not known: then who gave the dose
  /// needs a supervisor (R31).
  public var needsSupervisor: Bool { giver == .staff || giver == .unknown }

  /// Reads the letters as charts have them: `R.N.`, `BSN, RN`, `MD, FAAP`.
  var giver: Giver {
    if self == .patient { return .patient }
    if isStaff { return .staff }
    if isQualified { return .clinician }
    let words = text.split { $0 == "," || $0 == " " || $0 == "/" || $0 == ";" }
      .map { Credential(stored: $0.filter { $0 != "." }) }
    if words.contains(where: { $0.text == "STUDENT" }) { return .staff }
    if words.contains(where: \.isQualified) { return .clinician }
    return words.contains { $0.isStaff || $0.text == "CNA" || $0.text == "NURSE" }
      ? .staff : .unknown
  }
}
