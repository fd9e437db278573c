import Practice
import Storage
import Text

/// Rows that say what payers' policies say of drugs (R72, R74–R76).
struct PolicyImporter: RowImporter {
  private let desk: Desk
  private let columns: ImportColumns
  private let payers: Set<PayerID>
  private var lookup: DrugLookup
  private var kept: [Kept<DrugPolicy>]
  private var seen = RecordsSeen()

  init(_ desk: Desk, _ columns: ImportColumns) throws {
    self.desk = desk
    self.columns = columns
    payers = Set(try desk.ledger.payers().map(\.value.id))
    lookup = DrugLookup(desk.tables, aliases: try desk.ledger.drugAliases())
    kept = try desk.kept(of: nil)
  }

  mutating func save(
    _ reader: borrowing CSVReader, _ changes: inout CellChanges
  ) throws -> Verdict {
    let policy = try policy(reader)
    guard policy.saysSomething else {
      throw RowRefusal(
        column: "diagnoses", value: "",
        reason: "is empty, and no other column says what the policy is")
    }
    try seen.check(
      "\(policy.payer) \(policy.drug) from \(policy.validFrom)", policy, column: "drug")
    let before = kept.last {
      $0.fact.payer == policy.payer && $0.fact.drug == policy.drug
        && $0.fact.validFrom == policy.validFrom
    }
    changes.note(before?.fact, policy)
    let saved = try desk.savePolicy(policy, among: kept)
    if saved.verdict != .same {
      kept.append(Kept(number: saved.number, patient: nil, fact: policy))
    }
    return saved.verdict
  }

  private mutating func policy(_ reader: borrowing CSVReader) throws -> DrugPolicy {
    let payer = try columns.required("payer_id", reader, PayerID.init(_:))
    guard payers.contains(payer) else {
      throw RowRefusal(
        column: "payer_id", value: payer.text,
        reason: "is no payer of the ledger; import payers first")
    }
    let first = try columns.optional("effective_from", reader, Day.init(_:))
    let name = columns.text(columns.number("drug"), in: reader)
    let drug: DrugKey
    do throws(InvalidValue) {
      drug = try lookup.find(name, on: first ?? desk.today).key
    } catch {
      throw RowRefusal(column: "drug", value: name, reason: error.reason)
    }
    let diagnoses = try columns.optional("diagnoses", reader) { text throws(InvalidValue) in
      try ListText.parse(text, Diagnosis.init(_:))
    }
    do {
      return try DrugPolicy(
        payer: payer, drug: drug, accepted: diagnoses ?? [],
        oralIsStandard: try yes("oral_standard", reader) ?? false,
        needsAuthorization: try yes("needs_authorization", reader) ?? false,
        selfAdministered: try yes("self_administered", reader), validFrom: first ?? .beginning,
        validTo: try columns.optional("effective_to", reader, Day.init(_:)),
        source: try columns.optional("source", reader, Line.init(_:)))
    } catch let error as InvalidValue {
      throw RowRefusal(column: "effective_to", value: error.value, reason: error.reason)
    }
  }

  private func yes(_ name: String, _ reader: borrowing CSVReader) throws(RowRefusal) -> Bool? {
    try columns.optional(name, reader, YesNo.init(_:))?.isYes
  }
}
