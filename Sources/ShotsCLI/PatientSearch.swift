import Billing
import Practice
import Storage

/// Finds one patient by what people type.
struct PatientSearch {
  let session: Session
  let desk: Desk

  /// The patient with this record number, or whose name begins so; several are an error that lists
  /// them.
  func one(_ text: String, birth: String?) throws -> Stored<Patient> {
    if let mrn = try? MRN(text), let patient = try desk.ledger.patient(mrn) { return patient }
    let found = try several(text, birth: birth)
    if found.count == 1, let one = found.first { return one }
    if found.isEmpty {
      throw Refusal(
        .notFound,
        "no patient has the record number or name \"\(text)\". Search with: shots patient "
          + "find NAME. "
          + "Add one with: shots patient add MRN --last … --first … --birth YYYY-MM-DD --sex F")
    }
    let lines = found.prefix(8).map {
      "\($0.value.mrn) \($0.value.name), born \($0.value.birthDate)"
    }
    throw Refusal(
      .badData,
      "\"\(text)\" can be several patients; name one by record number, or add the birth date:\n  "
        + lines.joined(separator: "\n  ") + (found.count > 8 ? "\n  …" : ""))
  }

  /// Patients whose name begins with what was typed.
  func several(_ text: String, birth: String?) throws -> [Stored<Patient>] {
    let date = try day("--birth", birth, desk)
    let found = try desk.ledger.searchPatients(text, birthDate: date, limit: 50)
    if !found.isEmpty { return found }
    // "Hugo Testcase" as well as "Testcase, Hugo".
    let words = text.split(separator: " ")
    guard words.count > 1, let last = words.last else {
      guard date == nil, !words.isEmpty else { return [] }
      return try desk.ledger.searchPatients(anyName: text, limit: 50)
    }
    let turned = ([last] + words.dropLast()).joined(separator: " ")
    return try desk.ledger.searchPatients(turned, birthDate: date, limit: 50)
  }
}
