import Practice

/// What a dose's stock allows on the claim (R47–R49, R62).
enum DrugCharge {
  /// The practice bought it: a drug line with its charge.
  case full
  /// A drug line of one cent (R48).
  case penny
  /// The product with SL and no charge (R49).
  case stateSupplied
  /// No drug line.
  case none(RuleID)
}

extension Worksheet {
  /// R48, R49: the stock decides whether the drug may be charged.
  mutating func drugCharge(_ entry: Int, drug: Drug) -> DrugCharge {
    switch visit.doses[entry].stockSource {
    case .practice, .discount340B: return .full
    case .sample:
      noteSampleVaccine(entry, drug: drug)
      return .none("R49")
    case .stateSupplied:
      // R85: vaccines and RSV antibodies are shown, so that the payer sees what was given.
      switch drug.administrationRule {
      case .vaccine, .respiratoryAntibody: return .stateSupplied
      default: return .none("R49")
      }
    case .patient, .specialtyPharmacy, .manufacturerFree, .study:
      switch settings.patientSuppliedStyle {
      case .noDrugLine: return .none("R48")
      case .pennyLine: return .penny
      case .ask:
        ask(
          .patientSuppliedStyle, "R48", dose: entry,
          "The practice did not buy this drug. Some payers want no drug line, others one of a cent;"
            + " say what \(payerName) wants.")
        return .none("R48")
      }
    }
  }

  /// R85, R49: a vaccine's giving cannot stand without its product, and a sample has no line: the
  /// reference knows a line without charge for state-supplied stock only.
  private mutating func noteSampleVaccine(_ entry: Int, drug: Drug) {
    guard ProductKind(entries[entry].giving) != nil else { return }
    note(
      "R85", .error, dose: entry, field: "stock",
      "A product line and an administration line belong together, and the sample of \(drug.label)"
        + " has none. If the stock was not a sample, correct it; otherwise nobody pays.",
      fix: noCharge(entry, reason: "sample"))
  }

  /// R48: names a drug that the claim does not show on its administration line.
  func suppliedNote(_ entry: Int, drug: Drug) -> String? {
    let dose = visit.doses[entry]
    let source: String
    switch dose.stockSource {
    case .practice, .discount340B: return nil
    case .patient: source = "Drug supplied by patient"
    case .specialtyPharmacy: source = "Drug supplied by specialty pharmacy"
    case .manufacturerFree: source = "Drug free from manufacturer"
    case .study: source = "Study drug"
    case .sample: source = "Sample"
    case .stateSupplied: source = "State supplied"
    }
    // No colon: it separates in claim files, which would carry it otherwise.
    return LineText.short("\(source), \(drug.genericName) \(dose.amount)")
  }

  /// R47: a drug without a code of its own needs an unclassified one, when the practice bought it.
  /// Allergy serum and skin test material are in the code of their giving (R11, R19).
  mutating func checkCodeless(_ entry: Int, drug: Drug) {
    switch drug.administrationRule {
    case .allergen, .skinTest: return
    default: break
    }
    let source = visit.doses[entry].stockSource
    guard source == .practice || source == .discount340B else { return }
    note(
      "R47", .error, dose: entry, field: "drug",
      "\(drug.genericName) has no code of its own. Log practice stock as J3490 (a biologic as"
        + " J3590) with its name in the note, or change the stock source.",
      fix: correct(entry, "--drug J3490 --note \"\(drug.genericName) …\""))
  }

  /// R62: what marks 340B stock for this payer. TB is due from 2024 on; JG ended with 2024.
  mutating func discountModifier(_ entry: Int) -> Modifier? {
    guard visit.doses[entry].stockSource == .discount340B else { return nil }
    switch settings.discountStyle {
    case .drugOrBiological: return date >= Worksheet.discountModifierBegan ? Mark.discount340B : nil
    case .state: return Mark.stateDiscount
    case .none: return nil
    case .ask:
      ask(
        .discountStyle, "R62", dose: entry,
        "This drug is 340B stock. Medicaid programmes often want UD, others TB; say what"
          + " \(payerName) wants.")
      return nil
    }
  }

  private static let discountModifierBegan = Day(number: 19_723)
}

/// Texts of lines, which 837P limits to 80 characters (NTE02, SV101-7).
enum LineText {
  static let longest = 80

  static func short(_ text: String) -> String {
    text.utf8.count <= longest ? text : String(text.prefix(longest))
  }
}
