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
      let modifiers = anemiaModifiers
      if modifiers.count == 1, let modifier = modifiers.first {
        add(&line, modifier, "R63")
      } else if modifiers.count > 1 {
        note(
          "R63", .warning, dose: entry, field: "diagnoses",
          "The cause of the anaemia decides between \(modifiers[0]) and \(modifiers[1]) for"
            + " \(drug.key), and diagnoses of both are given (D64.81, D63.1); leave the one that it"
            + " was given for.", fix: correctEncounter("--diagnoses …"))
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
  private var anemiaModifiers: [Modifier] {
    let texts = visit.encounter.diagnoses.map(\.text)
    return (texts.contains("D64.81") ? [Mark.chemotherapyAnemia] : [])
      + (texts.contains("D63.1") ? [Mark.otherAnemia] : [])
  }
}
