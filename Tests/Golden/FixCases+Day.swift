/// Findings of rules of the day whose pair lies in two visits.
extension FixCases {
  /// The same patient at two in the afternoon, another visit.
  private static func later(_ flags: String) -> String {
    "shots add --patient M004 --date 2026-10-05 --time 14:00 --given-by X --credential MD"
      + " --provider 1888888801 --site 'right arm' --lot L1 --expiry 2028-06 " + flags
  }

  private static let injection = later(
    "--drug J3301 --dose 40mg --route IM --diagnoses M54.50")

  private static func flu(_ services: String) -> [String: String?] {
    [
      "--drug": "90656", "--dose": "1dose", "--diagnoses": "Z23", "--services": services,
    ]
  }

  private static let allergen =
    "--drug 'allergen extract' --dose 0.5mL --route SC --diagnoses J30.1"

  static let day: [FixCase] = [
    FixCase("R33", "services", flu("99211-25"), after: [injection]),
    FixCase("R34", "services", flu("99213"), after: [injection]),
    FixCase("R40", "services", flu("20610-RT"), after: [injection]),
    FixCase("R40", "services", flu("99497"), after: [injection]),
    FixCase(
      "R42", "services", ["--drug": "J2405", "--dose": "4mg", "--route": "IV push"],
      after: [injection]),
    FixCase(
      "R11", "injections",
      [
        "--drug": "allergen extract", "--dose": "0.5mL", "--route": "SC", "--diagnoses": "J30.1",
      ], after: [later(allergen)]),
    FixCase("R11", "services", flu("99213"), after: [later(allergen)]),
    FixCase(
      "R29", "site", ["--site": nil],
      after: [later("--drug J1885 --dose 30mg --route IM --diagnoses M54.50")]),
    FixCase(
      "R29", "services", flu("99213-25"), after: [injection + " --services 99213-25"]),
    FixCase(
      "R33", "supervision_mode",
      before: ["shots payer set COMM unsupervised_rule 99211"],
      ["--credential": "RN", "--supervision": "none"], after: [injection]),
    FixCase(
      "R55", "dose", ["--dose": "90mg"],
      after: [later("--drug J1885 --dose 60mg --route IM --diagnoses M54.50")]),
    FixCase(
      "R73", "order",
      ["--drug": "J3420", "--dose": "1000mcg", "--diagnoses": "D51.0"],
      after: [later("--drug J3420 --dose 1000mcg --route IM --diagnoses D51.0")],
      values: ["--dose": "1000mcg", "--every": "weekly"]),
  ]
}
