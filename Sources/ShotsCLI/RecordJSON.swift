import Billing
import Practice
import Storage
import Text

/// Patients and visits as JSON objects.
enum RecordJSON {
  /// A patient with coverages and the last visits.
  static func print(_ patient: Stored<Patient>, _ session: Session, _ desk: Desk) throws {
    let id = Patient.ID(patient.row)
    let coverages = try desk.ledger.coverages(of: id).map(\.value)
    let visits = try desk.ledger.encounters(of: id, limit: 5)
    try session.console.json { json in
      let person = patient.value
      json.beginObject()
      pairs(
        [
          ("mrn", person.mrn.text), ("last_name", person.name.last.text),
          ("first_name", person.name.first?.text), ("middle_name", person.name.middle?.text),
          ("birth_date", person.birthDate.description), ("sex", person.sex.rawValue),
          ("address1", person.address?.line1.text), ("address2", person.address?.line2?.text),
          ("city", person.address?.city.text), ("state", person.address?.state.text),
          ("zip", person.address?.zip.text), ("phone", person.phone?.text),
        ], &json)
      json.key("coverages")
      json.beginArray()
      for coverage in coverages { self.coverage(coverage, &json) }
      json.endArray()
      json.key("encounters")
      json.beginArray()
      for visit in visits { try encounter(visit.encounter, desk, &json) }
      json.endArray()
      json.endObject()
    }
  }

  private static func coverage(_ coverage: Coverage, _ json: inout JSONWriter) {
    json.beginObject()
    pairs(
      [
        ("payer", coverage.payer.text), ("priority", coverage.priority.rawValue),
        ("member_id", coverage.memberID.text), ("group_number", coverage.groupNumber?.text),
        ("relationship", coverage.relationship.rawValue),
        ("subscriber", coverage.subscriber?.name.description),
        ("effective_from", coverage.effectiveFrom.description),
        ("effective_to", coverage.effectiveTo?.description),
      ], &json)
    json.endObject()
  }

  /// A visit with its doses; void ones too.
  static func encounter(_ visit: Encounter, _ desk: Desk, _ json: inout JSONWriter) throws {
    json.beginObject()
    json.key("encounter")
    json.int(Int(visit.id?.number ?? 0))
    pairs(
      [
        ("reference", visit.reference?.text), ("date", visit.date.description),
        ("provider", visit.provider?.text), ("supervising", visit.supervisingProvider?.text),
        ("supervision", visit.supervisionMode?.rawValue), ("place", visit.placeOfService?.text),
      ], &json)
    let cause = try visit.id.map(desk.ledger.visitCause(of:)) ?? VisitCause()
    pairs(
      [
        ("accident", cause.accident?.kind.rawValue),
        ("accident_on", cause.accident?.date?.description),
        ("accident_state", cause.accident?.state?.text),
        ("for_stay", cause.isForStay.map { YesNo($0).rawValue }),
        ("for_surgery", cause.isForSurgery.map { YesNo($0).rawValue }),
      ], &json)
    let details = try visit.id.map(desk.ledger.visitDetails(of:)) ?? VisitDetails()
    pairs(DetailOptions.fields(of: details).map { ($0.name, $0.value) }, &json)
    list("diagnoses", visit.diagnoses.map(\.text), &json)
    list("services", visit.otherServices.map(\.description), &json)
    json.key("doses")
    json.beginArray()
    for dose in try visit.id.map(desk.ledger.doses(of:)) ?? [] { self.dose(dose, &json) }
    json.endArray()
    json.endObject()
  }

  private static func dose(_ stored: StoredDose, _ json: inout JSONWriter) {
    let dose = stored.dose
    json.beginObject()
    json.key("dose")
    json.int(Int(dose.id?.number ?? 0))
    pairs(
      [
        ("reference", dose.reference?.text), ("time", dose.time?.description),
        ("drug", dose.drug.text), ("amount", dose.amount.description),
        ("route", dose.route?.rawValue), ("site", dose.site?.text), ("lot", dose.lot?.text),
        ("expiry", dose.expiry?.description), ("ndc", dose.ndc?.text),
        ("stock", dose.stockSource.rawValue),
        ("disposition", stored.disposition?.word ?? "open"),
        ("reason", stored.disposition?.reason?.text),
      ], &json)
    json.key("replaces")
    if let replaced = stored.replaces { json.int(Int(replaced.number)) } else { json.null() }
    json.endObject()
  }

  static func pairs(_ pairs: [(String, String?)], _ json: inout JSONWriter) {
    for (name, value) in pairs {
      json.key(name)
      json.string(value)
    }
  }

  private static func list(_ name: String, _ values: [String], _ json: inout JSONWriter) {
    json.key(name)
    json.beginArray()
    for value in values { json.string(value) }
    json.endArray()
  }
}
