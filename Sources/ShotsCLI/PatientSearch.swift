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
    if let mrn = try? MRN(text), let patient = try desk.ledger.patient(mrn) {
      try check(birth, of: patient.value)
      return patient
    }
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

  /// A birth date beside a record number is there to be compared.
  private func check(_ birth: String?, of patient: Patient) throws {
    guard let date = try day("--birth", birth, desk), date != patient.birthDate else { return }
    throw Refusal(
      .badData,
      "--birth \(date): \(patient.mrn) was born \(patient.birthDate). Is it another patient? "
        + "Search with: shots patient find NAME")
  }

  /// Patients whose name begins with what was typed.
  func several(_ text: String, birth: String?) throws -> [Stored<Patient>] {
    let date = try day("--birth", birth, desk)
    // "Hugo Testcase" as well as "Testcase, Hugo".
    let words = text.split(separator: " ")
    let turned = ((words.last.map { [$0] } ?? []) + words.dropLast()).joined(separator: " ")
    let orders = words.count > 1 ? [text, turned] : [text]
    for order in orders {
      let found = try desk.ledger.searchPatients(order, birthDate: date, limit: 50)
      if !found.isEmpty { return found }
    }
    for order in orders {
      let found = try desk.ledger.searchPatients(plainly: order, birthDate: date, limit: 50)
      if !found.isEmpty { return found }
    }
    return []
  }
}
