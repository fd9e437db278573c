/// How two or more injections of a visit are written (R26).
public enum MultiInjectionStyle: String, Word {
  /// One line with the units.
  case unitsSingleLine = "units_single_line"
  /// Further lines with modifier 59.
  case lines59 = "lines_59"
  /// Further lines with modifier XS.
  case linesXS = "lines_xs"
  /// Further lines with modifier 76.
  case lines76 = "lines_76"
  /// Not known: such a dose goes to review.
  case ask

  /// "multi_injection_style".
  public static let kind = "multi_injection_style"
}

/// Which administration codes a payer wants for vaccines (R04–R07).
public enum VaccineAdministrationStyle: String, Word {
  /// G0008, G0009, G0010 for the preventive vaccines of Part B.
  case gCodes = "g_codes"
  /// 90460–90474.
  case cpt
  /// Not known.
  case ask

  /// "vaccine_admin_style".
  public static let kind = "vaccine_admin_style"
}

/// What a payer expects when nobody supervised (R32).
public enum UnsupervisedRule: String, Word {
  /// Nothing may be billed.
  case notBillable = "not_billable"
  /// 99211 in place of the injection.
  case nurseVisit = "99211"
  /// Not known.
  case ask

  /// "unsupervised_rule".
  public static let kind = "unsupervised_rule"
}

/// How a drug that the practice did not buy is shown (R48).
public enum PatientSuppliedStyle: String, Word {
  /// Only the administration line.
  case noDrugLine = "no_drug_line"
  /// A drug line of one cent.
  case pennyLine = "penny_line"
  /// Not known.
  case ask

  /// "patient_supplied_style".
  public static let kind = "patient_supplied_style"
}

/// Which code gives a complex biologic (R16).
public enum BiologicAdministration: String, Word {
  /// The ordinary injection.
  case ordinary = "96372"
  /// The chemotherapy injection.
  case complex = "96401"
  /// Not known.
  case ask

  /// "complex_biologic_admin".
  public static let kind = "complex_biologic_admin"
}

/// How one dose split over several injections is counted (R25).
public enum SplitDoseCount: String, Word {
  /// One administration for the whole dose.
  case one
  /// One administration for each injection.
  case each
  /// Not known.
  case ask

  /// "split_dose_count".
  public static let kind = "split_dose_count"
}

/// How an injection that is unrelated to a surgical follow-up period says so (R41).
public enum UnrelatedStyle: String, Word {
  /// With modifier 79.
  case modifier79 = "79"
  /// Without a modifier.
  case none
  /// Not known.
  case ask

  /// "global_period_style".
  public static let kind = "global_period_style"
}

/// From which day the filing limit is measured to (R78).
public enum TimelyFilingBasis: String, Word {
  /// The claim must have arrived.
  case received
  /// The claim must have been sent.
  case sent

  /// "timely_filing_basis".
  public static let kind = "timely_filing_basis"
}

/// The habits of one payer on one date of service. Defaults come from `payer_defaults.csv` by
/// class.
public struct PayerSettings: Hashable, Sendable {
  /// R26.
  public var multiInjectionStyle: MultiInjectionStyle
  /// R04–R07.
  public var vaccineAdministrationStyle: VaccineAdministrationStyle
  /// R32.
  public var unsupervisedRule: UnsupervisedRule
  /// R31: live audio and video counts as supervision.
  public var supervisionVirtualAllowed: Bool
  /// R59: a drug line without NDC is refused.
  public var ndcRequired: Bool
  /// R56–R58: waste modifiers are wanted.
  public var wasteModifiersRequired: Bool
  /// R48.
  public var patientSuppliedStyle: PatientSuppliedStyle
  /// R16.
  public var biologicAdministration: BiologicAdministration
  /// R25.
  public var splitDoseCount: SplitDoseCount
  /// R13: the code that gives injectable HIV prevention.
  public var hivPreventionCode: HCPCS
  /// R37: places where the facility bills the injection.
  public var facilityPlaces: Set<PlaceOfService>
  /// R78.
  public var timelyFilingBasis: TimelyFilingBasis
  /// R41.
  public var unrelatedStyle: UnrelatedStyle

  /// All habits of a payer.
  public init(
    multiInjectionStyle: MultiInjectionStyle,
    vaccineAdministrationStyle: VaccineAdministrationStyle, unsupervisedRule: UnsupervisedRule,
    supervisionVirtualAllowed: Bool, ndcRequired: Bool, wasteModifiersRequired: Bool,
    patientSuppliedStyle: PatientSuppliedStyle, biologicAdministration: BiologicAdministration,
    splitDoseCount: SplitDoseCount, hivPreventionCode: HCPCS,
    facilityPlaces: Set<PlaceOfService>, timelyFilingBasis: TimelyFilingBasis,
    unrelatedStyle: UnrelatedStyle = .ask
  ) {
    self.multiInjectionStyle = multiInjectionStyle
    self.vaccineAdministrationStyle = vaccineAdministrationStyle
    self.unsupervisedRule = unsupervisedRule
    self.supervisionVirtualAllowed = supervisionVirtualAllowed
    self.ndcRequired = ndcRequired
    self.wasteModifiersRequired = wasteModifiersRequired
    self.patientSuppliedStyle = patientSuppliedStyle
    self.biologicAdministration = biologicAdministration
    self.splitDoseCount = splitDoseCount
    self.hivPreventionCode = hivPreventionCode
    self.facilityPlaces = facilityPlaces
    self.timelyFilingBasis = timelyFilingBasis
    self.unrelatedStyle = unrelatedStyle
  }

  /// The name of one setting, as `shots payer set` and the ledger know it.
  public enum Name: String, Word {
    /// ``PayerSettings/multiInjectionStyle``.
    case multiInjectionStyle = "multi_injection_style"
    /// ``PayerSettings/vaccineAdministrationStyle``.
    case vaccineAdministrationStyle = "vaccine_admin_style"
    /// ``PayerSettings/unsupervisedRule``.
    case unsupervisedRule = "unsupervised_rule"
    /// ``PayerSettings/supervisionVirtualAllowed``: yes or no.
    case supervisionVirtualAllowed = "supervision_virtual_allowed"
    /// ``PayerSettings/ndcRequired``: yes or no.
    case ndcRequired = "ndc_required"
    /// ``PayerSettings/wasteModifiersRequired``: yes or no.
    case wasteModifiersRequired = "jw_jz_required"
    /// ``PayerSettings/patientSuppliedStyle``.
    case patientSuppliedStyle = "patient_supplied_style"
    /// ``PayerSettings/biologicAdministration``.
    case biologicAdministration = "complex_biologic_admin"
    /// ``PayerSettings/splitDoseCount``.
    case splitDoseCount = "split_dose_count"
    /// ``PayerSettings/hivPreventionCode``: a code.
    case hivPreventionCode = "hiv_prep_admin_code"
    /// ``PayerSettings/facilityPlaces``: places separated by blanks or commas.
    case facilityPlaces = "facility_pos_set"
    /// ``PayerSettings/timelyFilingBasis``.
    case timelyFilingBasis = "timely_filing_basis"
    /// ``PayerSettings/unrelatedStyle``.
    case unrelatedStyle = "global_period_style"

    /// "payer setting".
    public static let kind = "payer setting"
  }

  /// Sets one habit from its text.
  public mutating func set(_ name: Name, to text: String) throws(InvalidValue) {
    switch name {
    case .multiInjectionStyle: multiInjectionStyle = try MultiInjectionStyle(text)
    case .vaccineAdministrationStyle:
      vaccineAdministrationStyle = try VaccineAdministrationStyle(text)
    case .unsupervisedRule: unsupervisedRule = try UnsupervisedRule(text)
    case .supervisionVirtualAllowed:
      supervisionVirtualAllowed = try PayerSettings.yes(text, name)
    case .ndcRequired: ndcRequired = try PayerSettings.yes(text, name)
    case .wasteModifiersRequired: wasteModifiersRequired = try PayerSettings.yes(text, name)
    case .patientSuppliedStyle: patientSuppliedStyle = try PatientSuppliedStyle(text)
    case .biologicAdministration: biologicAdministration = try BiologicAdministration(text)
    case .splitDoseCount: splitDoseCount = try SplitDoseCount(text)
    case .hivPreventionCode: hivPreventionCode = try HCPCS(text)
    case .facilityPlaces: facilityPlaces = try PayerSettings.places(text)
    case .timelyFilingBasis: timelyFilingBasis = try TimelyFilingBasis(text)
    case .unrelatedStyle: unrelatedStyle = try UnrelatedStyle(text)
    }
  }

  private static func places(_ text: String) throws(InvalidValue) -> Set<PlaceOfService> {
    var places: Set<PlaceOfService> = []
    for word in text.split(whereSeparator: { $0 == "," || $0 == " " || $0 == ";" }) {
      places.insert(try PlaceOfService(String(word)))
    }
    return places
  }

  private static func yes(_ text: String, _ name: Name) throws(InvalidValue) -> Bool {
    switch Characters.trimmed(text).lowercased() {
    case "yes", "true", "1": return true
    case "no", "false", "0": return false
    default: throw InvalidValue(kind: name.rawValue, value: text, reason: "is yes or no")
    }
  }
}

extension PayerSettings.Name {
  /// What the setting can be, for help.
  public var values: String {
    switch self {
    case .multiInjectionStyle: words(MultiInjectionStyle.self)
    case .vaccineAdministrationStyle: words(VaccineAdministrationStyle.self)
    case .unsupervisedRule: words(UnsupervisedRule.self)
    case .supervisionVirtualAllowed, .ndcRequired, .wasteModifiersRequired: "yes or no"
    case .patientSuppliedStyle: words(PatientSuppliedStyle.self)
    case .biologicAdministration: words(BiologicAdministration.self)
    case .splitDoseCount: words(SplitDoseCount.self)
    case .hivPreventionCode: "a code, 96372 or G0012"
    case .facilityPlaces: "places of service, separated by commas"
    case .timelyFilingBasis: words(TimelyFilingBasis.self)
    case .unrelatedStyle: words(UnrelatedStyle.self)
    }
  }

  private func words<Value: Word>(_ type: Value.Type) -> String {
    type.allCases.map(\.rawValue).joined(separator: ", ")
  }
}

extension PayerSettings {
  /// One habit as its text, which ``set(_:to:)`` reads.
  public func text(of name: Name) -> String {
    switch name {
    case .multiInjectionStyle: multiInjectionStyle.rawValue
    case .vaccineAdministrationStyle: vaccineAdministrationStyle.rawValue
    case .unsupervisedRule: unsupervisedRule.rawValue
    case .supervisionVirtualAllowed: supervisionVirtualAllowed ? "yes" : "no"
    case .ndcRequired: ndcRequired ? "yes" : "no"
    case .wasteModifiersRequired: wasteModifiersRequired ? "yes" : "no"
    case .patientSuppliedStyle: patientSuppliedStyle.rawValue
    case .biologicAdministration: biologicAdministration.rawValue
    case .splitDoseCount: splitDoseCount.rawValue
    case .hivPreventionCode: hivPreventionCode.text
    case .facilityPlaces: facilityPlaces.map(\.text).sorted().joined(separator: " ")
    case .timelyFilingBasis: timelyFilingBasis.rawValue
    case .unrelatedStyle: unrelatedStyle.rawValue
    }
  }
}
