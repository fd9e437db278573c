import Practice

extension Worksheet {
  /// R62, R63: modifiers that some drugs carry on Medicare claims.
  mutating func addSpecialModifiers(_ entry: Int, drug: Drug, to line: inout ServiceLine) {
    if let discount = discountModifier(entry) { add(&line, discount, "R62") }
    guard isMedicare else { return }
    if drug.selfAdministrationRisk, let modifier = routeModifier(entry, drug: drug) {
      add(&line, modifier, "R63")
    }
    if Worksheet.isGrowthFactor(drug) {
      if let modifier = anemiaModifier {
        add(&line, modifier, "R63")
      } else {
        note(
          "R63", .warning, dose: entry, field: "diagnoses",
          "\(drug.key) needs EA, EB or EC on a Medicare claim, by the cause of the anaemia;"
            + " add the diagnosis (D64.81 chemotherapy, D63.1 kidney disease).",
          fix: correctEncounter("--diagnoses …"))
      }
    }
  }

  /// R63: JA into a vein, JB under the skin, for drugs that exist in both forms.
  private func routeModifier(_ entry: Int, drug: Drug) -> Modifier? {
    let hasBoth =
      drug.routes.contains(.subcutaneous) && drug.routes.contains(.intravenousInfusion)
    guard hasBoth else { return nil }
    switch visit.doses[entry].route {
    case .intravenousPush, .intravenousInfusion: return Mark.intravenous
    case .subcutaneous: return Mark.subcutaneous
    default: return nil
    }
  }

  /// R63: the non-dialysis growth factors of red cells.
  private static func isGrowthFactor(_ drug: Drug) -> Bool {
    switch drug.key.text {
    case "J0881", "J0885", "J0888": true
    default: false
    }
  }

  /// R63: D64.81 is anaemia by chemotherapy (EA), D63.1 by kidney disease (EC). The record has no
  /// field for the other causes, so they are asked for.
  private var anemiaModifier: Modifier? {
    for diagnosis in visit.encounter.diagnoses {
      if diagnosis.text == "D64.81" { return Mark.chemotherapyAnemia }
      if diagnosis.text == "D63.1" { return Mark.otherAnemia }
    }
    return nil
  }
}
