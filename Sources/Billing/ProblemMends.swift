import Claims
import Practice

/// What a receiver would refuse, with the command that mends it: the claim alone does not know
/// where what it says was said.
struct ProblemMends {
  /// The visit that the claim is of.
  let visit: Encounter
  /// What would be sent.
  let claim: Claim
  /// The day of the file.
  let today: Day
  private let lacksAdmission: Bool
  private let problems: [ClaimProblem]

  /// The mends of what was found.
  init(_ problems: [ClaimProblem], visit: Encounter, claim: Claim, today: Day) {
    self.problems = problems
    self.visit = visit
    self.claim = claim
    self.today = today
    lacksAdmission =
      claim.details.dates.admission == nil && problems.contains { $0.field == "2300 DTP*435" }
  }

  /// The problems with their commands, where they lie with what was said of the visit or the payer.
  var mended: [ClaimProblem] {
    problems.map { problem in
      guard problem.mend == nil, let mend = command(for: problem.field) else { return problem }
      return ClaimProblem(
        field: problem.field, message: problem.message, why: problem.why, mend: mend)
    }
  }

  private func command(for field: String) -> String? {
    if field == "2000B SBR09" { return "shots payer edit \(claim.payer.id) --filing-indicator …" }
    guard let id = visit.id, let flags = flags(for: field) else { return nil }
    return "shots encounter correct \(id) \(flags)"
  }

  private func flags(for field: String) -> String? {
    switch field {
    case "2310C NM1*77" where visit.placeOfService == .home: "--facility \"\""
    case "2300 DTP*439": "--accident-on …"
    case "2300 CLM11-4": "--accident-state …"
    case "2300 DTP*435": admission
    case "2300 DTP*096": discharge
    case "2300 DTP*431": claim.details.dates.onset == claim.date ? "--onset \"\"" : "--onset …"
    case "2300 DTP*454": "--initial-treatment …"
    case "2300 DTP*304": "--last-seen …"
    case "PAT06": "--died …"
    case _ where field.hasPrefix("2300 HI"): diagnoses
    default: nil
    }
  }

  /// A day of admission is missing, cannot be, or stands beside a place that admits nobody.
  private var admission: String {
    guard let day = claim.details.dates.admission else { return "--admitted …" }
    return day > today || day < claim.patient.birthDate ? "--admitted …" : "--admitted \"\""
  }

  /// Nobody is discharged who was not admitted.
  private var discharge: String {
    if lacksAdmission { return "--admitted …" }
    return claim.details.dates.admission == nil ? "--discharged \"\"" : "--discharged …"
  }

  /// Each diagnosis once, and before the external causes what was treated; a place is left for it
  /// where it is not there.
  private var diagnoses: String {
    var kept: [Diagnosis] = []
    for diagnosis in visit.diagnoses where !kept.contains(diagnosis) { kept.append(diagnosis) }
    if let place = kept.firstIndex(where: { !$0.isExternalCause }) {
      kept.insert(kept.remove(at: place), at: 0)
    }
    let codes = kept.map(\.text)
    if kept.first?.isExternalCause == true {
      return "--diagnoses …,\(codes.joined(separator: ","))"
    }
    return "--diagnoses " + (kept == visit.diagnoses ? "…" : codes.joined(separator: ","))
  }
}

extension Diagnosis {
  /// Whether it says what caused an injury (V00 to Y99), which is never what was treated.
  fileprivate var isExternalCause: Bool {
    text.utf8.first.map { (UInt8(ascii: "V")...UInt8(ascii: "Y")).contains($0) } ?? false
  }
}
