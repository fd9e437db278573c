import Practice

/// R87, R88: checks over whole claims, before they are written.
public enum ClaimSize {
  /// The most lines of one paper form.
  static let mostPaperLines = 6
  /// The most diagnoses of a claim.
  public static let mostDiagnoses = Encounter.mostDiagnoses
  /// The most modifiers of a line.
  static let mostModifiers = 4
  /// The most diagnosis pointers of a line.
  static let mostPointers = 4

  /// R88: what is too much for one claim; paper has fewer lines than a file.
  public static func check(
    lines: [ServiceLine], diagnoses: [Diagnosis], onPaper: Bool
  ) -> [Finding] {
    var findings: [Finding] = []
    let most = onPaper ? mostPaperLines : Claim.mostLines
    if lines.count > most {
      findings.append(tooMany("\(lines.count) lines", most, field: "lines", "Split it"))
    }
    if diagnoses.count > mostDiagnoses {
      findings.append(
        tooMany(
          "\(diagnoses.count) diagnoses", mostDiagnoses, field: "diagnoses",
          "Drop those that no line needs, or split it"))
    }
    for line in lines {
      if line.modifiers.count > mostModifiers {
        findings.append(
          tooMany(
            "\(line.modifiers.count) modifiers on \(line.code)", mostModifiers, field: "services",
            "Keep the ones that decide the payment", dose: line.dose))
      }
      if line.pointers.count > mostPointers {
        findings.append(
          tooMany(
            "\(line.pointers.count) pointers on \(line.code)", mostPointers, field: "diagnoses",
            "Keep the first four", dose: line.dose))
      }
    }
    return findings
  }

  private static func tooMany(
    _ items: String, _ most: Int, field: String, _ remedy: String, dose: Dose.ID? = nil
  ) -> Finding {
    Finding(
      rule: "R88", severity: .warning, dose: dose, field: field,
      message: "Too many for one claim: \(items), and \(most) fit. \(remedy).")
  }

  /// R87: doses whose drug is on one claim and whose giving is on another. `sharing` names the
  /// dose whose administration line gives another one too (``Decision/sharedAdministration``).
  public static func pairing(
    _ claims: [[ServiceLine]], sharing: [Dose.ID: Dose.ID] = [:]
  ) -> [Finding] {
    var givenOn: [Dose.ID: Set<Int>] = [:]
    for (place, lines) in claims.enumerated() {
      for line in lines where line.kind == .administration {
        if let dose = line.dose { givenOn[dose, default: []].insert(place) }
      }
    }
    var findings: [Finding] = []
    for (place, lines) in claims.enumerated() {
      for line in lines where line.kind == .drug {
        guard let dose = line.dose, let places = givenOn[sharing[dose] ?? dose],
          !places.contains(place)
        else { continue }
        findings.append(
          Finding(
            rule: "R87", severity: .warning, dose: dose,
            message: "\(line.code) and its administration are on different claims; put them on the"
              + " same claim, so that the payer can pair them."))
      }
    }
    return findings
  }
}
