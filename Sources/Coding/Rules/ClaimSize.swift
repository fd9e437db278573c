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

  /// R88, 837P 2300 HI: what a claim carries of more than twelve diagnoses: those that no line
  /// points to are left out, the last ones first, and the lines point to what is left. When the
  /// lines point to more than twelve, nothing is changed: such a visit takes several claims.
  public static func fitting(
    _ diagnoses: [Diagnosis], to lines: [ServiceLine]
  ) -> (diagnoses: [Diagnosis], lines: [ServiceLine]) {
    guard diagnoses.count > mostDiagnoses else { return (diagnoses, lines) }
    let pointed = Set(lines.flatMap(\.pointers))
    guard pointed.count <= mostDiagnoses else { return (diagnoses, lines) }
    var kept = Array(diagnoses.indices)
    while kept.count > mostDiagnoses,
      let last = kept.lastIndex(where: { !pointed.contains($0 + 1) })
    {
      kept.remove(at: last)
    }
    let moved = lines.map { line in
      var line = line
      line.pointers = line.pointers.compactMap { old in
        kept.firstIndex(of: old - 1).map { $0 + 1 }
      }
      return line
    }
    return (kept.map { diagnoses[$0] }, moved)
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

extension Worksheet {
  /// R88: more diagnoses than a claim carries.
  mutating func checkDiagnosisCount() {
    let diagnoses = visit.encounter.diagnoses
    let most = ClaimSize.mostDiagnoses
    guard diagnoses.count > most else { return }
    let kept = ClaimSize.fitting(diagnoses, to: lines).diagnoses
    let dropped = diagnoses.filter { !kept.contains($0) }.map(\.text).joined(separator: ", ")
    let isFitting = kept.count <= most
    note(
      "R88", isFitting ? .warning : .error, field: "diagnoses",
      "The visit has \(diagnoses.count) diagnoses, and a claim holds \(most)."
        + (isFitting
          ? " \(dropped), to which no line points, would stay off the claim; drop what it does not"
            + " need."
          : " The lines point to more; move some doses to a visit of their own, or drop"
            + " diagnoses."),
      fix: correctEncounter("--diagnoses …"))
  }
}
