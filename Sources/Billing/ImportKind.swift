import Practice

/// What a file brings.
public enum ImportKind: String, CaseIterable, Sendable {
  /// Clinicians.
  case providers
  /// Who pays.
  case payers
  /// Charges.
  case fees
  /// Patients.
  case patients
  /// Policies.
  case coverages
  /// What payers' policies say of drugs.
  case policies
  /// Visits and their doses.
  case doses
  /// Drugs beside the embedded table.
  case drugs
  /// Packages with their NDC.
  case products
  /// Pairs of codes.
  case pairs
  /// Daily maximums and payment limits.
  case limits
  /// Diagnosis codes of a fiscal year.
  case diagnoses

  /// Whether it brings rows beside the embedded tables: then a file as CMS publishes it is taken,
  /// too.
  public var isReference: Bool {
    self == .drugs || self == .products || self == .pairs || self == .limits || self == .diagnoses
  }

  /// The columns that a file must have.
  public var requiredColumns: [String] {
    switch self {
    case .providers: ["npi", "last_name", "credential"]
    case .payers: ["payer_id", "name", "payer_class"]
    case .fees: ["code", "amount", "effective_from"]
    case .patients: ["mrn", "last_name", "birth_date", "sex"]
    case .coverages: ["mrn", "payer_id", "priority", "member_id", "relationship", "effective_from"]
    case .policies: ["payer_id", "drug"]
    case .doses: ["mrn", "date", "drug", "dose_amount", "dose_unit"]
    case .drugs: ["code", "generic_name", "unit_amount", "unit", "unit_basis", "admin_rule"]
    case .products: ["ndc", "drug"]
    case .pairs: ["column_one", "column_two", "modifier_indicator", "valid_from"]
    case .limits: ["code", "mue", "valid_from"]
    case .diagnoses: []
    }
  }

  /// The habits that a file of payers may bring, each in a column of its name, from the first day
  /// on. What the payer's record has is in the record's own columns.
  static let payerSettings = PayerSettings.Name.allCases.filter {
    $0 != .filingIndicator && $0 != .timelyFilingDays
  }

  /// The columns that a file may have.
  public var optionalColumns: [String] {
    switch self {
    case .providers: ["first_name", "middle_name", "taxonomy"]
    case .payers:
      [
        "electronic_id", "filing_indicator", "timely_filing_days", "address1", "address2", "city",
        "state", "zip",
      ] + ImportKind.payerSettings.map(\.rawValue)
    case .fees: []
    case .patients:
      ["first_name", "middle_name", "address1", "address2", "city", "state", "zip", "phone"]
    case .coverages:
      [
        "group_number", "subscriber_last_name", "subscriber_first_name", "subscriber_middle_name",
        "subscriber_birth_date", "subscriber_sex", "effective_to",
      ]
    case .policies:
      [
        "diagnoses", "oral_standard", "needs_authorization", "self_administered", "effective_from",
        "effective_to", "source",
      ]
    case .doses:
      [
        "encounter_ref", "time", "provider_npi", "supervising_npi", "supervision_mode",
        "place_of_service", "diagnoses", "other_services", "dose_ref", "ndc", "volume_ml", "route",
        "site", "lot", "expiry", "container", "waste_amount", "waste_unit", "stock_source",
        "syringe_id", "injections", "device", "given_by", "given_by_credential", "counselled_by",
        "note",
      ] + DetailCells.columns
    case .drugs:
      [
        "label", "category", "routes", "container", "strength", "mue", "self_administered",
        "replaced_by", "note", "valid_from", "valid_to",
      ]
    case .products:
      [
        "name", "package_size", "units_per_item", "container", "form", "valid_from", "valid_to",
      ]
    case .pairs, .limits: ["valid_to"]
    case .diagnoses: []
    }
  }
}
