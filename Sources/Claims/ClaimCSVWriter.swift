import Practice
import Text

/// Writes claims as a table for people, one row for each service line. What belongs to the claim
/// is repeated on each of its rows, so that rows can be sorted and filtered.
///
/// Texts that a spreadsheet would take for a formula get an apostrophe in front (CWE-1236).
/// Unlike ``ProfessionalClaimWriter`` it takes claims that have problems: the table is where
/// somebody looks for them.
public struct ClaimCSVWriter: ~Copyable {
  /// The columns, in order. Dates are `YYYY-MM-DD`, amounts dollars with two decimals; several
  /// diagnoses, modifiers or pointers are separated by blanks.
  public static let columns = [
    "claim_number", "frequency", "mrn", "last_name", "first_name", "middle_name", "birth_date",
    "sex", "payer_id", "payer", "electronic_id", "priority", "member_id", "group_number",
    "relationship", "subscriber_last_name", "subscriber_first_name", "date",
    "place_of_service", "rendering_npi", "rendering_name", "supervising_npi", "billing_npi",
    "tax_id", "diagnoses", "claim_note", "line", "code", "modifiers", "units", "charge",
    "pointers", "ndc", "ndc_quantity", "ndc_unit", "description", "note",
    "line_control_number", "claim_total", "why", "line_date", "line_last_date",
    "line_place_of_service", "line_rendering_npi", "payer_claim_number", "referring_npi",
    "ordering_npi", "prior_authorization", "referral_number", "facility", "patient_paid",
    "other_payers", "other_payers_paid",
  ]

  private var csv: CSVWriter
  private var written = WrittenFile()

  /// A writer that takes over `output` and writes the header.
  public init(to output: consuming ByteWriter) {
    csv = CSVWriter(output, profile: .spreadsheet)
    csv.row(Self.columns)
    written.segments = 1
  }

  /// Writes the rows of a claim.
  public mutating func write(_ claim: Claim) {
    for (index, line) in claim.lines.enumerated() {
      writeParties(claim)
      writeEncounter(claim)
      write(line, of: claim, at: index + 1)
      writeDetails(line, of: claim)
      csv.endRow()
    }
    written.count(claim)
    written.segments += claim.lines.count
  }

  /// Ends the file and hands every byte to the descriptor.
  public consuming func finish() throws(OutputError) -> WrittenFile {
    var output = csv.finish()
    try output.flush()
    written.bytes = output.bytesWritten
    return written
  }

  /// Ends a file that was written into memory, and gives its bytes.
  public consuming func finishInMemory() -> (file: WrittenFile, bytes: [UInt8]) {
    let bytes = csv.finish().finish()
    written.bytes = Int64(bytes.count)
    return (written, bytes)
  }

  private mutating func writeParties(_ claim: Claim) {
    let patient = claim.patient
    let coverage = claim.coverage
    csv.cell(claim.number.text)
    csv.cell(claim.frequency.rawValue)
    csv.cell(patient.mrn.text)
    csv.cell(patient.name.last.text)
    csv.cell(patient.name.first?.text ?? "")
    csv.cell(patient.name.middle?.text ?? "")
    csv.cell(patient.birthDate.description)
    csv.cell(patient.sex.rawValue)
    csv.cell(claim.payer.id.text)
    csv.cell(claim.payer.name.text)
    csv.cell(claim.payer.electronicID?.text ?? "")
    csv.cell(coverage.priority.rawValue)
    csv.cell(coverage.memberID.text)
    csv.cell(coverage.groupNumber?.text ?? "")
    csv.cell(coverage.relationship.rawValue)
    csv.cell(coverage.subscriber?.name.last.text ?? "")
    csv.cell(coverage.subscriber?.name.first?.text ?? "")
  }

  private mutating func writeEncounter(_ claim: Claim) {
    csv.cell(claim.date.description)
    csv.cell(claim.placeOfService.text)
    csv.cell(claim.renderingProvider.npi.text)
    csv.cell(claim.renderingProvider.name.description)
    csv.cell(claim.supervisingProvider?.npi.text ?? "")
    csv.cell(claim.billingProvider.npi.text)
    csv.cell(claim.billingProvider.taxID.text)
    csv.cell(claim.diagnoses.lazy.map(\.text).joined(separator: " "))
    csv.cell(claim.note ?? "")
  }

  private mutating func write(_ line: Claim.Line, of claim: Claim, at position: Int) {
    let service = line.service
    csv.cell(position)
    csv.cell(service.code.text)
    csv.cell(service.modifiers.lazy.map(\.text).joined(separator: " "))
    csv.cell(service.units)
    csv.cell(cents: line.charge.cents)
    csv.cell(service.pointers.lazy.map(String.init).joined(separator: " "))
    csv.cell(service.drug?.ndc.text ?? "")
    csv.cell(service.drug?.quantity.description ?? "")
    csv.cell(service.drug?.unit.rawValue ?? "")
    csv.cell(service.description ?? "")
    csv.cell(service.note ?? "")
    csv.cell(claim.controlNumber(of: line, at: position))
    csv.cell(cents: claim.total.cents)
    csv.cell(service.why)
  }

  /// What most claims do not say, with what a line says in its place.
  private mutating func writeDetails(_ line: Claim.Line, of claim: Claim) {
    let (head, own) = (claim.details, line.details)
    csv.cell(own.date?.description ?? "")
    csv.cell(own.through?.description ?? "")
    csv.cell(own.placeOfService?.text ?? "")
    csv.cell(own.renderingProvider?.npi.text ?? "")
    csv.cell(head.payerClaimNumber?.text ?? "")
    csv.cell((own.referringProvider ?? head.referringProvider)?.npi.text ?? "")
    csv.cell((own.orderingProvider ?? head.orderingProvider)?.npi.text ?? "")
    csv.cell((own.priorAuthorization ?? head.priorAuthorization)?.text ?? "")
    csv.cell((own.referralNumber ?? head.referralNumber)?.text ?? "")
    csv.cell((own.facility ?? head.facility)?.name.text ?? "")
    csv.cell(head.patientPaid?.description ?? "")
    csv.cell(head.otherPayers.lazy.map(\.payer.id.text).joined(separator: " "))
    let paid = head.otherPayers.lazy.compactMap { $0.answer?.paid }
    csv.cell(paid.isEmpty ? "" : paid.total.description)
  }
}
