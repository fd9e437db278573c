/// What only the finished claim shows (R86), and what needs more of the record than a dose.
extension FixCases {
  static let claim: [FixCase] = [
    FixCase("R86", "2300 HI01", ["--diagnoses": "W19.XXXA,M54.50"]),
    FixCase("R86", "2300 HI01", ["--diagnoses": "W19.XXXA"]),
    FixCase("R86", "2300 DTP*439", [:], after: ["shots encounter correct 1 --accident other"]),
    FixCase(
      "R86", "2300 CLM11-4", before: [insured("AUTO", "auto", "AM")], [:],
      after: ["shots encounter correct 1 --accident auto --accident-on 2026-10-01"]),
    FixCase(
      "R86", "2300 DTP*096", [:], after: ["shots encounter correct 1 --discharged 2026-10-05"]),
    FixCase(
      "R86", "2300 DTP*435", [:], after: ["shots encounter correct 1 --admitted 2026-10-05"]),
    FixCase("R86", "PAT06", [:], after: ["shots encounter correct 1 --died 2026-10-04"]),
    FixCase("R86", "2000B SBR09", before: [insured("NOSBR", "commercial", nil)]),
    FixCase(
      "R77", "notice",
      before: [
        insured("MADV", "medicare_advantage", "16"),
        "shots notice add M004 --denial not_necessary --given signed --on 2026-10-05",
      ]),
    FixCase(
      "R78", "date",
      before: ["shots payer severity COMM R78 warning --from 2026-01-01 --why 'the manual'"],
      ["--date": "2026-03-01"]),
    FixCase(
      "R31", "supervision_mode",
      [
        "--patient": "M002", "--date": "2025-12-31", "--credential": "RN",
        "--supervision": "virtual_av",
      ]),
  ]

  /// Another payer before the patient's own.
  private static func insured(_ payer: String, _ kind: String, _ indicator: String?) -> String {
    let flag = indicator.map { " --filing-indicator \($0)" } ?? ""
    return "shots payer add \(payer) --name 'Example \(payer)' --class \(kind)"
      + " --electronic-id ZZ777 --timely-filing-days 365\(flag)"
      + " && shots payer set \(payer) jw_jz_required no && shots payer set \(payer) ndc_required no"
      + " && shots coverage add M004 --payer \(payer) --member-id X1 --from 2026-01-01 --first"
  }
}
