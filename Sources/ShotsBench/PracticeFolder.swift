import Glibc
import Practice
import Text

/// Writes a fictional practice as the files that `shots init` and `shots import` read, in the
/// columns of `samples/month`.
struct PracticeFolder {
  let path: String

  init(_ path: String) { self.path = path }

  /// The files in the order in which they are imported.
  static let kinds = ["payers", "providers", "fees", "patients", "coverages", "doses"]

  /// The path of a file.
  func file(_ kind: String) -> String { "\(path)/\(kind).csv" }

  /// The path of the practice's own file.
  var practiceFile: String { "\(path)/practice.json" }

  /// Writes everything; two doses make a visit.
  func write(_ fiction: Fiction, doses: Int) throws {
    mkdir(path, 0o700)
    try writeParties(fiction)
    try writeDoses(fiction, doses: doses, to: file("doses"))
  }

  /// Writes everything but the doses.
  func writeParties(_ fiction: Fiction) throws {
    try writePractice()
    try csv(
      "payers",
      "payer_id,name,electronic_id,payer_class,filing_indicator,timely_filing_days,"
        + "address1,city,state,zip,jw_jz_required,ndc_required"
    ) {
      for (index, id) in Fiction.payers.enumerated() {
        let isMedicaid = id == "STMD"
        $0.row([
          id, "Example Plan \(index + 1)", "ZZ90\(index)", isMedicaid ? "medicaid" : "commercial",
          isMedicaid ? "MC" : "CI", "365", "1 Placeholder Plaza", "Anytown", "IL", "629990002",
          "no", isMedicaid ? "" : "no",
        ])
      }
    }
    try csv("providers", "npi,last_name,first_name,credential,taxonomy") {
      for npi in Fiction.providers { $0.row([npi, "Marlowe", "Ida", "MD", "207Q00000X"]) }
    }
    try csv("fees", "code,amount,effective_from") {
      $0.row(["96372", "45.00", "2020-01-01"])
      for shot in Fiction.shots {
        $0.row([shot.drug, Money(cents: shot.cents).description, "2020-01-01"])
      }
    }
    try csv("patients", "mrn,last_name,first_name,birth_date,sex,address1,city,state,zip,phone") {
      for patient in 0..<fiction.patients {
        let name = fiction.name(patient)
        $0.row([
          fiction.mrn(patient), name.last, name.first, fiction.birth(patient).description,
          patient % 2 == 0 ? "F" : "M", "\(patient) Fiction Blvd", "Anytown", "IL", "62999",
          "5555550100",
        ])
      }
    }
    try csv(
      "coverages",
      "mrn,payer_id,priority,member_id,group_number,relationship,effective_from,effective_to"
    ) {
      for patient in 0..<fiction.patients {
        $0.row([
          fiction.mrn(patient), fiction.payer(patient), "P", "EX" + Fiction.padded(patient, 8),
          "GRP-1",
          "self", "2020-01-01", "",
        ])
      }
    }
  }

  /// Writes a file of doses, two for each visit.
  func writeDoses(_ fiction: Fiction, doses: Int, to path: String) throws {
    try PracticeFolder.csv(
      path,
      "encounter_ref,mrn,date,time,provider_npi,supervising_npi,supervision_mode,place_of_service,"
        + "diagnoses,other_services,dose_ref,drug,ndc,dose_amount,dose_unit,volume_ml,route,site,"
        + "lot,expiry,container,waste_amount,waste_unit,stock_source,syringe_id,given_by,"
        + "given_by_credential,note"
    ) {
      for dose in 0..<doses {
        let visit = dose / 2
        let shot = fiction.shot(dose)
        let other = fiction.shot(dose ^ 1)
        let diagnoses = [shot.diagnosis, other.diagnosis].sorted().joined(separator: ";")
        $0.row([
          "E" + Fiction.padded(visit, 8), fiction.mrn(fiction.patient(ofVisit: visit)),
          fiction.day(ofVisit: visit).description, dose % 2 == 0 ? "09:14" : "09:15",
          fiction.provider(ofVisit: visit), "", "in_person", "11", diagnoses, "",
          "D" + Fiction.padded(dose, 8), shot.drug, shot.ndc, shot.amount, shot.unit, shot.volume,
          "IM",
          dose % 2 == 0 ? "left deltoid" : "right ventrogluteal", "L\(dose % 977)", "2099-12-31",
          "single_dose", "0", shot.unit, "practice", "", "R. Nurse", "RN", "",
        ])
      }
    }
  }

  private func writePractice() throws {
    var output = try PracticeFolder.output(practiceFile)
    output.write(
      """
      {"name": "Example Injection Clinic", "npi": "1999999992", "tax_id": "001234567", "tax_id_type": "EIN",
       "taxonomy": "207Q00000X", "address1": "100 Sample Way", "city": "Anytown", "state": "IL",
       "zip": "629990001", "phone": "5555550150", "contact_name": "Billing Desk",
       "contact_phone": "5555550100", "time_zone": "America/Chicago", "submitter_id": "LCIC001",
       "receiver_id": "EXCH01", "receiver_name": "Example Clearinghouse"}
      """)
    try output.flush()
  }

  private func csv(_ kind: String, _ header: String, _ rows: (inout CSVWriter) -> Void) throws {
    try PracticeFolder.csv(file(kind), header, rows)
  }

  private static func csv(_ path: String, _ header: String, _ rows: (inout CSVWriter) -> Void)
    throws
  {
    var output = try PracticeFolder.output(path)
    output.csv(.exchange) {
      $0.row(header.split(separator: ",").map(String.init))
      rows(&$0)
    }
    try output.flush()
  }

  private static func output(_ path: String) throws -> ByteWriter {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw BenchError("cannot write \(path): \(String(cString: strerror(errno)))")
    }
    return ByteWriter(descriptor: descriptor)
  }
}
