import Practice

/// The habits that a class of payers has when the practice has not set its own.
///
/// `payer_defaults.csv` is written in words for people. Each function below says how its words
/// are read; where the reference says that payers differ, the answer is `ask`.
struct PayerDefaults {
  let payerClass: PayerClass
  let settings: PayerSettings
  /// Where the row comes from, as `sources.md` numbers it.
  let source: String

  init(_ row: borrowing ReferenceRow) throws(InvalidValue) {
    payerClass = try PayerClass(row[DefaultsColumn.payerClass])
    settings = PayerSettings(
      multiInjectionStyle: PayerDefaults.multiInjection(row[DefaultsColumn.multiInjection]),
      vaccineAdministrationStyle: PayerDefaults.vaccine(row[DefaultsColumn.vaccine]),
      unsupervisedRule: PayerDefaults.unsupervised(row[DefaultsColumn.unsupervised]),
      // R31: only Medicare is known to allow it, from 2026-01-01; the rule checks the day.
      supervisionVirtualAllowed: payerClass == .medicare ? .yes : .ask,
      // R59, R56–R58.
      ndcRequired: PayerDefaults.wish(row[DefaultsColumn.ndc]),
      wasteModifiersRequired: PayerDefaults.wish(row[DefaultsColumn.waste]),
      patientSuppliedStyle: PayerDefaults.supplied(row[DefaultsColumn.patientSupplied]),
      biologicAdministration: PayerDefaults.biologic(row[DefaultsColumn.biologic]),
      // R25: one for Medicare, otherwise the payer must be asked.
      splitDoseCount: payerClass.followsMedicare ? .one : .ask,
      // R13: "96372 or G0012" is 96372 unless the plan asks for the other.
      hivPreventionCode: row[DefaultsColumn.hiv] == "G0012" ? Code.hivPrevention : Code.injection,
      facilityPlaces: PayerDefaults.facilityPlaces,
      // R78: every class counts to arrival.
      timelyFilingBasis: .received,
      // R77: "yes (GA/GX/GY/GZ)" for original Medicare only.
      noticesApply: row[DefaultsColumn.notice].hasPrefix("yes") ? .yes : .no,
      complexityAddOn: PayerDefaults.complexityAddOn(payerClass),
      discountStyle: PayerDefaults.discount(payerClass),
      // R92: Medicare Part B corrects by a reopening, other payers by a replacement.
      replacementStyle: payerClass == .medicare ? .none : .newNumber)
    source = row[DefaultsColumn.source]
  }

  /// `yes`, `no` and `no (dual eligibles: state may)` are answers; `some`, `often` and `state` say
  /// that the payer must be asked.
  private static func wish(_ text: String) -> PayerWish {
    switch text.prefix(while: { $0 != " " }) {
    case "yes": .yes
    case "no": .no
    default: .ask
    }
  }

  /// R62: TB on Medicare claims; Medicaid programmes often want UD instead, and of Medicare
  /// Advantage the reference says nothing, so both are asked. Off-label on private plans: none.
  private static func discount(_ payerClass: PayerClass) -> DiscountStyle {
    switch payerClass {
    case .medicare: .drugOrBiological
    case .medicareAdvantage, .medicaid: .ask
    default: .none
    }
  }

  /// R36: Medicare pays G2211; of other payers the table says nothing. A patient who pays is
  /// nobody to ask.
  private static func complexityAddOn(_ payerClass: PayerClass) -> PayerWish {
    payerClass.followsMedicare || payerClass == .selfPay ? .yes : .ask
  }

  /// R26: `lines_with_59_or_XS` and `lines_with_59` are ``MultiInjectionStyle/lines59``, the
  /// default of R26; `units_or_lines` and `state_specific` must be asked; self-pay (`n/a`)
  /// has one line.
  private static func multiInjection(_ text: String) -> MultiInjectionStyle {
    switch text {
    case "units_single_line", "n/a": .unitsSingleLine
    case "lines_with_59_or_XS", "lines_with_59": .lines59
    default: .ask
    }
  }

  /// R04–R07: `cpt_or_state` must be asked.
  private static func vaccine(_ text: String) -> VaccineAdministrationStyle {
    switch text {
    case "g_codes": .gCodes
    case "cpt": .cpt
    default: .ask
    }
  }

  /// R32: `99211_or_state_rule` and `practice_policy` must be asked.
  private static func unsupervised(_ text: String) -> UnsupervisedRule {
    UnsupervisedRule(rawValue: text) ?? .ask
  }

  /// R48: `state_specific` and `payer_specific (none or $0.01)` must be asked; `n/a` has no line.
  private static func supplied(_ text: String) -> PatientSuppliedStyle {
    switch text {
    case "no_drug_line", "n/a": .noDrugLine
    default: .ask
    }
  }

  /// R16: `payer_setting` must be asked; it matters for biologics only.
  private static func biologic(_ text: String) -> BiologicAdministration {
    text == "n/a" ? .ordinary : .ask
  }

  /// The default set of R37.
  private static let facilityPlaces = Set(
    [
      "06", "08", "19", "21", "22", "23", "24", "26", "31", "34", "41", "42", "51", "52", "53",
      "56", "61",
    ].map { PlaceOfService(stored: $0) })

  /// What is left when the table should lack a class: everything is asked.
  static let unknown = PayerSettings(
    multiInjectionStyle: .ask, vaccineAdministrationStyle: .ask, unsupervisedRule: .ask,
    supervisionVirtualAllowed: .ask, ndcRequired: .ask, wasteModifiersRequired: .ask,
    patientSuppliedStyle: .ask, biologicAdministration: .ask, splitDoseCount: .ask,
    hivPreventionCode: Code.injection, facilityPlaces: facilityPlaces,
    timelyFilingBasis: .received, noticesApply: .no, complexityAddOn: .ask)

  static let embedded: (table: [PayerClass: PayerDefaults], faults: [String]) = {
    let (rows, faults) = ReferenceFile.payerDefaults.rows(PayerDefaults.init(_:))
    return (Dictionary(rows.map { ($0.payerClass, $0) }) { first, _ in first }, faults)
  }()
}

/// The columns of `payer_defaults.csv`, in order.
enum DefaultsColumn: Int, CaseIterable {
  case payerClass
  case label
  case multiInjection
  case vaccine
  case unsupervised
  case waste
  case ndc
  case patientSupplied
  case biologic
  case filingDays
  case filingBasis
  case notice
  case hiv
  case authorisation
  case source
}
