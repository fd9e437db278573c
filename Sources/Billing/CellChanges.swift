import Practice

/// A cell of a row that says something else than the ledger said.
public struct CellChange: Hashable, Sendable {
  /// The column.
  public let column: String
  /// What the ledger said; empty when it said nothing.
  public let old: String
  /// What it says now.
  public let new: String
}

/// What one row changed, cell by cell, for who wants to know it.
struct CellChanges {
  /// Whether somebody wants to know: the states before are read for that alone.
  let areWanted: Bool
  private(set) var list: [CellChange] = []

  init(areWanted: Bool) { self.areWanted = areWanted }

  /// Begins with the next row.
  mutating func forget() { list.removeAll(keepingCapacity: true) }

  /// Notes a cell that says something else now.
  mutating func note(_ column: String, _ old: String?, _ new: String?) {
    guard areWanted, old != new else { return }
    list.append(CellChange(column: column, old: old ?? "", new: new ?? ""))
  }

  /// Notes the cells in which a record differs from what it was; none of one that was not there.
  mutating func note<Record: CellRecord>(_ old: Record?, _ new: Record) {
    guard areWanted, let old, old != new else { return }
    for (before, after) in zip(old.cells, new.cells) {
      note(before.column, before.text, after.text)
    }
  }
}

/// A cell of an import: its column, and what it says; nil when it says nothing.
typealias Cell = (column: String, text: String?)

/// A record as the cells of the file that brings it, without what it is found by.
protocol CellRecord: Equatable {
  /// The cells, always the same columns in the same order.
  var cells: [Cell] { get }
}

extension PersonName {
  fileprivate func cells(_ prefix: String = "") -> [Cell] {
    [
      (prefix + "last_name", last.text), (prefix + "first_name", first?.text),
      (prefix + "middle_name", middle?.text),
    ]
  }
}

extension Address? {
  fileprivate var cells: [Cell] {
    [
      ("address1", self?.line1.text), ("address2", self?.line2?.text), ("city", self?.city.text),
      ("state", self?.state.text), ("zip", self?.zip.text),
    ]
  }
}

extension Provider: CellRecord {
  var cells: [Cell] {
    name.cells() + [("credential", credential.text), ("taxonomy", taxonomy?.text)]
  }
}

extension Payer: CellRecord {
  var cells: [Cell] {
    [
      ("name", name.text), ("electronic_id", electronicID?.text),
      ("payer_class", payerClass.rawValue), ("filing_indicator", filingIndicator?.text),
      ("timely_filing_days", timelyFilingDays?.description),
    ] + address.cells
  }
}

extension Patient: CellRecord {
  var cells: [Cell] {
    name.cells() + [("birth_date", birthDate.description), ("sex", sex.rawValue)] + address.cells
      + [("phone", phone?.text)]
  }
}

extension Coverage: CellRecord {
  var cells: [Cell] {
    let name = subscriber?.name
    return [
      ("member_id", memberID.text), ("group_number", groupNumber?.text),
      ("relationship", relationship.rawValue), ("subscriber_last_name", name?.last.text),
      ("subscriber_first_name", name?.first?.text),
      ("subscriber_middle_name", name?.middle?.text),
      ("subscriber_birth_date", subscriber?.birthDate?.description),
      ("subscriber_sex", subscriber?.sex?.rawValue),
      ("effective_to", effectiveTo?.description),
    ]
  }
}

extension DrugPolicy: CellRecord {
  var cells: [Cell] {
    [
      ("diagnoses", accepted.map(\.text).joined(separator: ";")),
      ("oral_standard", YesNo(oralIsStandard).rawValue),
      ("needs_authorization", YesNo(needsAuthorization).rawValue),
      ("self_administered", selfAdministered.map { YesNo($0).rawValue }),
      ("effective_to", validTo?.description), ("source", source?.text),
    ]
  }
}

extension Encounter: CellRecord {
  var cells: [Cell] {
    [
      ("date", date.description), ("provider_npi", provider?.text),
      ("supervising_npi", supervisingProvider?.text),
      ("supervision_mode", supervisionMode?.rawValue),
      ("place_of_service", placeOfService?.text),
      ("diagnoses", diagnoses.map(\.text).joined(separator: ";")),
      ("other_services", otherServices.map(\.description).joined(separator: ";")),
    ]
  }
}

extension Dose: CellRecord {
  var cells: [Cell] {
    [
      ("drug", drug.text), ("dose_amount", amount.value.description),
      ("dose_unit", amount.unit.rawValue), ("time", time?.description), ("ndc", ndc?.text),
      ("volume_ml", volume?.description), ("route", route?.rawValue), ("site", site?.text),
      ("lot", lot?.text), ("expiry", expiry?.description), ("container", container?.rawValue),
      ("waste_amount", waste?.value.description), ("waste_unit", waste?.unit.rawValue),
      ("stock_source", stockSource.rawValue), ("syringe_id", syringe?.text),
      ("injections", injections.description), ("device", device?.rawValue),
      ("given_by", givenBy?.text), ("given_by_credential", givenByCredential?.text),
      ("counselled_by", counselledBy?.text), ("note", note?.text),
    ]
  }
}

extension VisitDetails: CellRecord {
  var cells: [Cell] {
    let texts = [
      referringProvider?.text, orderingProvider?.text, facility?.text, dates.onset?.description,
      dates.initialTreatment?.description, dates.lastSeen?.description,
      dates.admission?.description, dates.discharge?.description, priorAuthorization?.text,
      referralNumber?.text, patientPaid?.description, medicalRecordNumber?.text, note?.text,
    ]
    return zip(DetailCells.columns, texts).map { ($0, $1) }
  }
}

extension DrugRow: CellRecord {
  var cells: [Cell] {
    [
      ("generic_name", genericName.text), ("label", label.text),
      ("unit_amount", portion?.value.description), ("unit", portion?.unit.rawValue),
      ("unit_basis", basis.text), ("category", category.text),
      ("admin_rule", administrationRule.text),
      ("routes", routes.map(\.rawValue).joined(separator: ";")),
      ("container", container?.rawValue), ("strength", strength?.text), ("mue", mue?.description),
      ("self_administered", YesNo(selfAdministered).rawValue),
      ("replaced_by", replacedBy.map(\.text).joined(separator: ";")), ("note", note?.text),
      ("valid_from", validFrom.description), ("valid_to", validTo?.description),
    ]
  }
}

extension CodeRow: CellRecord {
  var cells: [Cell] {
    [
      ("label", label.text), ("description", description?.text),
      ("valid_from", validFrom.description), ("valid_to", validTo?.description),
    ]
  }
}

extension ProductRow: CellRecord {
  var cells: [Cell] {
    [
      ("name", name?.text), ("package_size", size?.description),
      ("units_per_item", units?.description), ("container", container?.rawValue),
      ("form", form?.rawValue), ("valid_from", validFrom.description),
      ("valid_to", validTo?.description),
    ]
  }
}

extension PairRow: CellRecord {
  var cells: [Cell] {
    [
      ("modifier_indicator", indicator.description), ("valid_from", validFrom.description),
      ("valid_to", validTo?.description),
    ]
  }
}

extension LimitRow: CellRecord {
  var cells: [Cell] {
    [
      ("mue", units.description), ("valid_from", validFrom.description),
      ("valid_to", validTo?.description),
    ]
  }
}
