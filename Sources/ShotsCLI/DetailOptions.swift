import ArgumentParser
import Billing
import Practice
import Storage

/// The flags that say what a claim tells beyond the services; shared by `add` and
/// `encounter correct`. An empty text takes a value away.
struct DetailOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Who referred the patient, by NPI or last name.", valueName: "npi"))
  var referring: String?
  @Option(help: ArgumentHelp("Who ordered it, by NPI or last name.", valueName: "npi"))
  var ordering: String?
  @Option(help: "Where it was, when not at the practice: an id of shots facility list.")
  var facility: String?
  @Option(help: "When the illness began.") var onset: String?
  @Option(help: "When its treatment began.") var initialTreatment: String?
  @Option(help: "When the physician last saw the patient.") var lastSeen: String?
  @Option(help: "When an inpatient was admitted.") var admitted: String?
  @Option(help: "When an inpatient was discharged.") var discharged: String?
  @Option(help: "The payer's approval, when it is not kept with shots authorization.")
  var authorizationNumber: String?
  @Option(help: "The referral number of the plan.") var referralNumber: String?
  @Option(help: "What the patient paid toward it.") var patientPaid: String?
  @Option(
    help: "Why the claim comes late (CLM20): \(DelayReason.explained).",
    completion: .words(of: DelayReason.self))
  var delayReason: String?
  @Option(
    help: "A accepted, B laboratory only, C not accepted.",
    completion: .words(of: Assignment.self))
  var assignment: String?
  @Option(
    help: "Whether benefits are assigned: Y, N, W refused.",
    completion: .words(of: BenefitsAssignment.self))
  var benefits: String?
  @Option(
    help: "Release of information: Y signed, I informed consent.",
    completion: .words(of: InformationRelease.self))
  var release: String?
  @Option(help: "The record number that the claim tells the payer.") var medicalRecord: String?
  @Option(help: "The laboratory's CLIA number.") var clia: String?
  @Option(help: "The casualty insurer's number of the case.") var casualtyNumber: String?
  @Option(help: "When the patient died.") var died: String?
  @Option(help: "What the payer must read; it sends the claim to a person there.")
  var claimNote: String?
  @Option(
    parsing: .singleValue,
    help: """
      A document that goes another way (PWK): what it is, how it travels, its number. OZ:FX:AC0012 \
      is support data (OZ) by fax under AC0012; 03 is a report, B4 a referral form. Ways: \
      \(ClaimAttachment.Way.explained). May be given again.
      """)
  var attachment: [String] = []
  @Option(
    parsing: .singleValue,
    help: "\(words(of: ClaimMark.self)). May be given again.",
    completion: .words(of: ClaimMark.self))
  var mark: [String] = []

  /// What the flags say, on top of what was said before.
  func apply(to base: VisitDetails, _ desk: Desk) throws -> VisitDetails {
    var details = base
    if let referring {
      details.referringProvider =
        referring.isEmpty ? nil : try desk.npi("--referring", referring)
    }
    if let ordering {
      details.orderingProvider = ordering.isEmpty ? nil : try desk.npi("--ordering", ordering)
    }
    try set(&details.facility, "--facility", facility, FacilityID.init(_:))
    if let key = details.facility, facility != nil, try desk.ledger.facilities()[key] == nil {
      throw Refusal(
        .notFound, "there is no facility \(key). Add it with: shots facility add \(key) --name …")
    }
    try applyDates(to: &details, desk)
    try applyNumbers(to: &details)
    try applyMarks(to: &details)
    return details
  }

  private func applyDates(to details: inout VisitDetails, _ desk: Desk) throws {
    // All of them tell what has happened, as the date of the visit does.
    let day = { (text: String) throws(InvalidValue) in try pastDay(text, desk) }
    try set(&details.dates.onset, "--onset", onset, day)
    try set(&details.dates.initialTreatment, "--initial-treatment", initialTreatment, day)
    try set(&details.dates.lastSeen, "--last-seen", lastSeen, day)
    try set(&details.dates.admission, "--admitted", admitted, day)
    try set(&details.dates.discharge, "--discharged", discharged, day)
    try set(&details.deathDate, "--died", died, day)
  }

  private func applyNumbers(to details: inout VisitDetails) throws {
    let id = PartnerID.init(_:) as (String) throws(InvalidValue) -> PartnerID
    try set(&details.priorAuthorization, "--authorization-number", authorizationNumber, id)
    try set(&details.referralNumber, "--referral-number", referralNumber, id)
    try set(&details.medicalRecordNumber, "--medical-record", medicalRecord, id)
    try set(&details.propertyCasualtyNumber, "--casualty-number", casualtyNumber, id)
    try set(&details.clia, "--clia", clia, CLIANumber.init(_:))
    try set(&details.patientPaid, "--patient-paid", patientPaid) { text throws(InvalidValue) in
      let amount = try Money(text)
      guard amount.cents > 0 else {
        throw InvalidValue(
          kind: "amount", value: text, reason: "must be above 0; leave it out for none")
      }
      return amount
    }
    try set(&details.delayReason, "--delay-reason", delayReason, DelayReason.init(_:))
    try set(&details.assignment, "--assignment", assignment, Assignment.init(_:))
    try set(&details.benefits, "--benefits", benefits, BenefitsAssignment.init(_:))
    try set(&details.release, "--release", release, InformationRelease.init(_:))
    try set(&details.note, "--claim-note", claimNote, Line.init(_:))
    if !attachment.isEmpty {
      details.attachments = try flag("--attachment", attachment.joined(separator: " ")) {
        text throws(InvalidValue) in try ListText.parse(text, ClaimAttachment.init(_:))
      }
    }
  }

  private func applyMarks(to details: inout VisitDetails) throws {
    if mark.isEmpty { return }
    let marks = try flag("--mark", mark.joined(separator: " ")) { text throws(InvalidValue) in
      try ListText.parse(text, ClaimMark.init(_:))
    }
    details.isEmergency = marks.contains(.emergency)
    details.isEPSDT = marks.contains(.epsdt)
    details.isFamilyPlanning = marks.contains(.familyPlanning)
    details.isPregnant = marks.contains(.pregnant)
    details.isSignedByAnother = marks.contains(.signedByAnother)
  }

  private func set<Value>(
    _ value: inout Value?, _ name: String, _ text: String?,
    _ parse: (String) throws(InvalidValue) -> Value
  ) throws {
    guard let text else { return }
    value = text.isEmpty ? nil : try flag(name, text, parse)
  }
}

/// What is or is not so of a visit and its claim.
enum ClaimMark: String, Word {
  /// SV109.
  case emergency
  /// SV111.
  case epsdt
  /// SV112.
  case familyPlanning = "family_planning"
  /// PAT09.
  case pregnant
  /// CLM10.
  case signedByAnother = "signed_by_another"

  static let kind = "mark"

  /// The marks of a visit.
  static func marks(of details: VisitDetails) -> [ClaimMark] {
    let all: [(ClaimMark, Bool)] = [
      (.emergency, details.isEmergency), (.epsdt, details.isEPSDT),
      (.familyPlanning, details.isFamilyPlanning), (.pregnant, details.isPregnant),
      (.signedByAnother, details.isSignedByAnother),
    ]
    return all.filter(\.1).map(\.0)
  }
}

extension DetailOptions {
  /// What a visit says beyond its services, by the names of the flags; empty for most.
  static func fields(of details: VisitDetails) -> [(name: String, value: String)] {
    let all: [(String, String?)] = [
      ("referring", details.referringProvider?.text), ("ordering", details.orderingProvider?.text),
      ("facility", details.facility?.text), ("onset", details.dates.onset?.description),
      ("initial_treatment", details.dates.initialTreatment?.description),
      ("last_seen", details.dates.lastSeen?.description),
      ("admitted", details.dates.admission?.description),
      ("discharged", details.dates.discharge?.description),
      ("authorization_number", details.priorAuthorization?.text),
      ("referral_number", details.referralNumber?.text),
      ("patient_paid", details.patientPaid?.description),
      ("delay_reason", details.delayReason?.rawValue),
      ("assignment", details.assignment?.rawValue), ("benefits", details.benefits?.rawValue),
      ("release", details.release?.rawValue),
      ("medical_record", details.medicalRecordNumber?.text), ("clia", details.clia?.text),
      ("casualty_number", details.propertyCasualtyNumber?.text),
      ("died", details.deathDate?.description), ("claim_note", details.note?.text),
      ("attachment", joined(details.attachments)), ("mark", joined(ClaimMark.marks(of: details))),
    ]
    return all.compactMap { name, value in value.map { (name, $0) } }
  }

  private static func joined(_ values: [some CustomStringConvertible]) -> String? {
    values.isEmpty ? nil : values.map(\.description).joined(separator: " ")
  }

  /// What a visit says beyond its services, in words.
  static func describe(_ details: VisitDetails) -> String {
    fields(of: details).map { "\($0.name) \($0.value)" }.joined(separator: "  ")
  }
}
