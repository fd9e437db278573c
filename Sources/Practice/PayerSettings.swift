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

/// Whether a payer wants something, where some payers do and others do not.
public enum PayerWish: String, Word {
  /// It does.
  case yes
  /// It does not.
  case no
  /// Not known: a dose for which it matters goes to review.
  case ask

  /// "setting".
  public static let kind = "setting"
}

/// What marks a drug that was bought at the 340B discount (R62).
public enum DiscountStyle: String, Word {
  /// With modifier TB.
  case drugOrBiological = "TB"
  /// With modifier UD.
  case state = "UD"
  /// Without a modifier.
  case none
  /// Not known.
  case ask

  /// "discount_340b_modifier".
  public static let kind = "discount_340b_modifier"
}

/// How a payer takes the correction of a claim that it has (R92; 837P §7).
public enum ReplacementStyle: String, Word {
  /// As a replacement or void with a number of its own that leads back.
  case newNumber = "new_number"
  /// As a replacement or void under the old number.
  case oldNumber = "old_number"
  /// Not as a claim: by telephone, portal or letter.
  case none

  /// "replacement_style".
  public static let kind = "replacement_style"
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
  public var supervisionVirtualAllowed: PayerWish
  /// R59: a drug line without NDC is refused.
  public var ndcRequired: PayerWish
  /// R56–R58: waste modifiers are wanted.
  public var wasteModifiersRequired: PayerWish
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
  /// R78: days within which a claim must arrive; nil when the payer's record or class says it.
  public var timelyFilingDays: Int?
  /// R78: days after another payer's decision within which a claim that follows it must arrive;
  /// nil when nobody has asked the payer.
  public var laterFilingDays: Int?
  /// R45: the claim filing indicator that this payer wants although its class says another; nil
  /// when the class decides.
  public var filingIndicator: ClaimFilingIndicator?
  /// R77: notices of non-coverage and their modifiers exist: original Medicare only.
  public var noticesApply: PayerWish
  /// R36: the visit complexity add-on G2211 is paid.
  public var complexityAddOn: PayerWish
  /// What the payer wants on paper otherwise than most (CMS-1500 guide §2, §4).
  public var paperHabits: Set<PaperHabit> = []
  /// R62: what marks a drug of 340B stock.
  public var discountStyle: DiscountStyle
  /// R92.
  public var replacementStyle: ReplacementStyle

  /// Whether a payer of a class takes replaced and voided claims. Medicare Part B takes only
  /// frequency 1, whatever somebody set (837P §7, trap 13).
  public func takesReplacements(_ payerClass: PayerClass?) -> Bool {
    payerClass != .medicare && replacementStyle != .none
  }

  /// Claims name the clinician who supervised beside the one who rendered (837P 2310D): a service
  /// "incident to" names the supervising one as rendering, and then nobody else.
  public var supervisorOnClaim: PayerWish

  /// All habits of a payer.
  public init(
    multiInjectionStyle: MultiInjectionStyle,
    vaccineAdministrationStyle: VaccineAdministrationStyle, unsupervisedRule: UnsupervisedRule,
    supervisionVirtualAllowed: PayerWish, ndcRequired: PayerWish, wasteModifiersRequired: PayerWish,
    patientSuppliedStyle: PatientSuppliedStyle, biologicAdministration: BiologicAdministration,
    splitDoseCount: SplitDoseCount, hivPreventionCode: HCPCS,
    facilityPlaces: Set<PlaceOfService>, timelyFilingBasis: TimelyFilingBasis,
    unrelatedStyle: UnrelatedStyle = .ask, timelyFilingDays: Int? = nil,
    filingIndicator: ClaimFilingIndicator? = nil, noticesApply: PayerWish,
    complexityAddOn: PayerWish, discountStyle: DiscountStyle = .ask,
    replacementStyle: ReplacementStyle = .newNumber, supervisorOnClaim: PayerWish = .no
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
    self.timelyFilingDays = timelyFilingDays
    self.filingIndicator = filingIndicator
    self.noticesApply = noticesApply
    self.complexityAddOn = complexityAddOn
    self.discountStyle = discountStyle
    self.replacementStyle = replacementStyle
    self.supervisorOnClaim = supervisorOnClaim
  }
}
