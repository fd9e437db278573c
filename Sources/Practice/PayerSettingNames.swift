extension PayerSettings {
  /// The name of one setting, as `shots payer set` and the ledger know it.
  public enum Name: String, Word {
    /// ``PayerSettings/multiInjectionStyle``.
    case multiInjectionStyle = "multi_injection_style"
    /// ``PayerSettings/vaccineAdministrationStyle``.
    case vaccineAdministrationStyle = "vaccine_admin_style"
    /// ``PayerSettings/unsupervisedRule``.
    case unsupervisedRule = "unsupervised_rule"
    /// ``PayerSettings/supervisionVirtualAllowed``.
    case supervisionVirtualAllowed = "supervision_virtual_allowed"
    /// ``PayerSettings/ndcRequired``.
    case ndcRequired = "ndc_required"
    /// ``PayerSettings/wasteModifiersRequired``.
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
    /// ``PayerSettings/timelyFilingDays``.
    case timelyFilingDays = "timely_filing_days"
    /// ``PayerSettings/laterFilingDays``.
    case laterFilingDays = "later_filing_days"
    /// ``PayerSettings/timelyFilingBasis``.
    case timelyFilingBasis = "timely_filing_basis"
    /// ``PayerSettings/unrelatedStyle``.
    case unrelatedStyle = "global_period_style"
    /// ``PayerSettings/filingIndicator``.
    case filingIndicator = "claim_filing_indicator"
    /// ``PayerSettings/noticesApply``.
    case noticesApply = "abn_system"
    /// ``PayerSettings/complexityAddOn``.
    case complexityAddOn = "g2211_allowed"
    /// ``PayerSettings/paperHabits``: words, or none.
    case paperHabits = "paper_habits"
    /// ``PayerSettings/discountStyle``.
    case discountStyle = "discount_340b_modifier"
    /// ``PayerSettings/replacementStyle``.
    case replacementStyle = "replacement_style"
    /// ``PayerSettings/supervisorOnClaim``.
    case supervisorOnClaim = "supervisor_on_claim"

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
      supervisionVirtualAllowed = try PayerSettings.wish(text, name)
    case .ndcRequired: ndcRequired = try PayerSettings.wish(text, name)
    case .wasteModifiersRequired: wasteModifiersRequired = try PayerSettings.wish(text, name)
    case .patientSuppliedStyle: patientSuppliedStyle = try PatientSuppliedStyle(text)
    case .biologicAdministration: biologicAdministration = try BiologicAdministration(text)
    case .splitDoseCount: splitDoseCount = try SplitDoseCount(text)
    case .hivPreventionCode: hivPreventionCode = try HCPCS(text)
    case .facilityPlaces: facilityPlaces = try PayerSettings.places(text)
    case .timelyFilingDays: timelyFilingDays = try PayerSettings.days(text, name)
    case .laterFilingDays: laterFilingDays = try PayerSettings.days(text, name)
    case .timelyFilingBasis: timelyFilingBasis = try TimelyFilingBasis(text)
    case .unrelatedStyle: unrelatedStyle = try UnrelatedStyle(text)
    case .replacementStyle: replacementStyle = try ReplacementStyle(text)
    case .supervisorOnClaim: supervisorOnClaim = try PayerSettings.wish(text, name)
    case .filingIndicator: filingIndicator = try ClaimFilingIndicator(text)
    case .noticesApply: noticesApply = try PayerSettings.wish(text, name)
    case .complexityAddOn: complexityAddOn = try PayerSettings.wish(text, name)
    case .paperHabits: paperHabits = try PayerSettings.habits(text)
    case .discountStyle: discountStyle = try DiscountStyle(text)
    }
  }

  private static func places(_ text: String) throws(InvalidValue) -> Set<PlaceOfService> {
    var places: Set<PlaceOfService> = []
    for word in text.split(whereSeparator: { $0 == "," || $0 == " " || $0 == ";" }) {
      places.insert(try PlaceOfService(String(word)))
    }
    return places
  }

  private static func habits(_ text: String) throws(InvalidValue) -> Set<PaperHabit> {
    guard Characters.trimmed(text).lowercased() != "none" else { return [] }
    var habits: Set<PaperHabit> = []
    for word in text.split(whereSeparator: { $0 == "," || $0 == " " || $0 == ";" }) {
      habits.insert(try PaperHabit(String(word)))
    }
    return habits
  }

  /// Days within which a claim must arrive (R78), up to ten years.
  public static func days(_ text: String) throws(InvalidValue) -> Int {
    try days(text, .timelyFilingDays)
  }

  private static func days(_ text: String, _ name: Name) throws(InvalidValue) -> Int {
    guard let days = Int(Characters.trimmed(text)), (1...3_650).contains(days) else {
      throw InvalidValue(
        kind: name.rawValue, value: text,
        reason: "must be a whole number of days between 1 and 3650, like 180")
    }
    return days
  }

  private static func wish(_ text: String, _ name: Name) throws(InvalidValue) -> PayerWish {
    switch Characters.trimmed(text).lowercased() {
    case "yes", "true", "1": return .yes
    case "no", "false", "0": return .no
    // The notice is original Medicare's own or it is not (R77), and a supervisor is named only
    // where a payer says so: there is nothing to ask.
    case "ask" where name != .noticesApply && name != .supervisorOnClaim: return .ask
    default:
      throw InvalidValue(kind: name.rawValue, value: text, reason: "must be \(name.values)")
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
    case .supervisionVirtualAllowed, .ndcRequired, .wasteModifiersRequired, .complexityAddOn:
      "yes, no or ask"
    case .noticesApply, .supervisorOnClaim: "yes or no"
    case .patientSuppliedStyle: words(PatientSuppliedStyle.self)
    case .biologicAdministration: words(BiologicAdministration.self)
    case .splitDoseCount: words(SplitDoseCount.self)
    case .hivPreventionCode: "a code, 96372 or G0012"
    case .facilityPlaces: "places of service, separated by commas"
    case .timelyFilingDays, .laterFilingDays: "a number of days"
    case .timelyFilingBasis: words(TimelyFilingBasis.self)
    case .unrelatedStyle: words(UnrelatedStyle.self)
    case .replacementStyle: words(ReplacementStyle.self)
    case .filingIndicator: "a claim filing indicator, like CI or BL"
    case .paperHabits: "none, or some of " + words(PaperHabit.self)
    case .discountStyle: words(DiscountStyle.self)
    }
  }

  private func words<Value: Word>(_ type: Value.Type) -> String {
    type.allCases.map(\.rawValue).joined(separator: ", ")
  }

  /// What it is about, in words for the person who asks the payer.
  public var question: String {
    switch self {
    case .multiInjectionStyle: "how are two or more injections of a visit written (R26)?"
    case .vaccineAdministrationStyle: "which administration codes does it want for vaccines (R04)?"
    case .unsupervisedRule: "what does it pay when nobody supervised (R32)?"
    case .supervisionVirtualAllowed: "does it accept supervision by live video (R31)?"
    case .ndcRequired: "does it want the NDC on drug lines (R59)?"
    case .wasteModifiersRequired: "does it want JW and JZ on drugs from single-dose packages (R57)?"
    case .patientSuppliedStyle: "how are drugs shown that the practice did not buy (R48)?"
    case .biologicAdministration: "which code gives a complex biologic (R16)?"
    case .splitDoseCount: "how many injections is one dose that was split (R25)?"
    case .hivPreventionCode: "which code gives injectable HIV prevention (R13)?"
    case .facilityPlaces: "in which places does the facility bill the injection (R37)?"
    case .timelyFilingDays: "within how many days must a claim arrive (R78)?"
    case .laterFilingDays:
      "within how many days after another payer decided must a claim arrive (R78)?"
    case .timelyFilingBasis: "must a claim have arrived by then, or have been sent (R78)?"
    case .unrelatedStyle: "how does an unrelated injection after surgery say so (R41)?"
    case .supervisorOnClaim: "does it want the supervising clinician on the claim?"
    case .replacementStyle: "how does it take the correction of a claim that it has (R92)?"
    case .filingIndicator: "which claim filing indicator does it want (R45)?"
    case .noticesApply: "do notices of non-coverage exist for it (R77)?"
    case .complexityAddOn: "does it pay G2211 (R36)?"
    case .paperHabits: "what does it want on a CMS-1500 otherwise than most?"
    case .discountStyle: "which modifier marks a drug of 340B stock (R62)?"
    }
  }

  /// What a person can choose from; empty when the setting is no choice among words.
  public var choices: [String] {
    switch self {
    case .multiInjectionStyle: known(MultiInjectionStyle.self)
    case .vaccineAdministrationStyle: known(VaccineAdministrationStyle.self)
    case .unsupervisedRule: known(UnsupervisedRule.self)
    case .supervisionVirtualAllowed, .ndcRequired, .wasteModifiersRequired, .complexityAddOn,
      .noticesApply, .supervisorOnClaim:
      known(PayerWish.self)
    case .patientSuppliedStyle: known(PatientSuppliedStyle.self)
    case .biologicAdministration: known(BiologicAdministration.self)
    case .splitDoseCount: known(SplitDoseCount.self)
    case .unrelatedStyle: known(UnrelatedStyle.self)
    case .replacementStyle: known(ReplacementStyle.self)
    case .timelyFilingBasis: known(TimelyFilingBasis.self)
    case .discountStyle: known(DiscountStyle.self)
    case .hivPreventionCode, .facilityPlaces, .timelyFilingDays, .laterFilingDays,
      .filingIndicator, .paperHabits:
      []
    }
  }

  private func known<Value: Word>(_ type: Value.Type) -> [String] {
    type.allCases.map(\.rawValue).filter { $0 != "ask" }
  }
}

extension PayerSettings {
  /// One habit as its text, which ``set(_:to:)`` reads; `-` for what only a payer's own record or
  /// class says.
  public func text(of name: Name) -> String {
    switch name {
    case .multiInjectionStyle: multiInjectionStyle.rawValue
    case .vaccineAdministrationStyle: vaccineAdministrationStyle.rawValue
    case .unsupervisedRule: unsupervisedRule.rawValue
    case .supervisionVirtualAllowed: supervisionVirtualAllowed.rawValue
    case .ndcRequired: ndcRequired.rawValue
    case .wasteModifiersRequired: wasteModifiersRequired.rawValue
    case .patientSuppliedStyle: patientSuppliedStyle.rawValue
    case .biologicAdministration: biologicAdministration.rawValue
    case .splitDoseCount: splitDoseCount.rawValue
    case .hivPreventionCode: hivPreventionCode.text
    case .facilityPlaces: facilityPlaces.map(\.text).sorted().joined(separator: " ")
    case .timelyFilingDays: timelyFilingDays.map { String($0) } ?? "-"
    case .laterFilingDays: laterFilingDays.map { String($0) } ?? "-"
    case .timelyFilingBasis: timelyFilingBasis.rawValue
    case .unrelatedStyle: unrelatedStyle.rawValue
    case .replacementStyle: replacementStyle.rawValue
    case .supervisorOnClaim: supervisorOnClaim.rawValue
    case .filingIndicator: filingIndicator?.text ?? "-"
    case .noticesApply: noticesApply.rawValue
    case .complexityAddOn: complexityAddOn.rawValue
    case .paperHabits:
      paperHabits.isEmpty ? "none" : paperHabits.map(\.rawValue).sorted().joined(separator: " ")
    case .discountStyle: discountStyle.rawValue
    }
  }
}
