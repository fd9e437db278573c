import Testing

/// A dose that draws a finding, and what a person types where the finding's command has `…`.
struct FixCase: Sendable, CustomTestStringConvertible {
  let rule: String
  let field: String
  /// Commands that come before the dose.
  let before: [String]
  /// The flags of `shots add` that differ from an ordinary injection; nil leaves one out.
  let dose: [String: String?]
  /// Commands that come after the dose.
  let after: [String]
  /// Values for the placeholders that differ from ``FixCases/values``, by flag.
  let values: [String: String]

  var testDescription: String { "\(rule) \(field)" }

  init(
    _ rule: String, _ field: String, before: [String] = [], _ dose: [String: String?] = [:],
    after: [String] = [], values: [String: String] = [:]
  ) {
    self.rule = rule
    self.field = field
    self.before = before
    self.dose = dose
    self.after = after
    self.values = values
  }
}

/// One or more for every rule whose findings name a command.
enum FixCases {
  /// What is plausible where a command has `…`, by the flag before it.
  static let values: [String: String] = [
    "--lot": "L2", "--expiry": "2028-12", "--ndc": "0404-9996-01", "--time": "10:30",
    "--site": "left deltoid", "--route": "IM", "--volume": "1", "--container": "single_dose",
    "--drug": "J1885", "--dose": "30mg", "--dose mg": "30", "--waste mg": "10",
    "--diagnoses": "M54.50", "--provider": "1888888801", "--place": "11",
    "--given-by": "M. Ardent", "--credential": "MD", "--supervision": "in_person",
    "--injections": "2", "--supervising": "1888888801", "--note": "vomiting since Monday",
    "--why": "checked",
    "--payer": "BLUE", "--member-id": "FIX000001", "--number": "PA1", "--from": "2026-01-01",
    "--signed": "2026-01-01", "--every": "prn", "--on": "2026-10-01", "--last": "Ardent",
    "--address1": "1 Way", "--city": "Anytown", "--state": "IL", "--zip": "62999",
    "--electronic-id": "ZZ901", "--name": "Example", "--class": "commercial",
    "--counselled-by": "MD", "--date": "2026-10-05", "--for-stay": "no", "--for-surgery": "no",
    "--working": "no", "--employees": "10", "--manufacturer": "Example Biologics",
    "--sheet-edition": "2025-01-31", "--sheet-given": "2026-10-05", "--delay-reason": "7",
    "--accident-on": "2026-10-01", "--accident-state": "IL", "--died": "2026-10-06",
    "--filing-indicator": "CI",
  ]

  /// An ordinary injection of an ordinary patient, ready as it is.
  static let ordinary: [String: String] = [
    "--patient": "M004", "--drug": "J1885", "--dose": "30mg", "--route": "IM",
    "--date": "2026-10-05", "--time": "09:00", "--given-by": "M. Ardent", "--credential": "MD",
    "--provider": "1888888801", "--diagnoses": "M54.50", "--site": "left deltoid",
    "--lot": "L1", "--expiry": "2028-06", "--container": "single_dose",
  ]

  static let vaccine: [String: String?] = [
    "--drug": "90715", "--dose": "0.5mL", "--diagnoses": "Z23",
  ]

  static let all =
    administration + counting + places + drugLine + record + coverage + identity + day
    + claim

  private static func typed(_ services: String) -> [String: String?] { ["--services": services] }

  private static func giving(
    _ drug: String, _ dose: String, _ more: [String: String?] = [:]
  ) -> [String: String?] {
    ["--drug": drug, "--dose": dose].merging(more) { $1 }
  }

  private static let administration: [FixCase] = [
    FixCase("R01", "services", typed("96372")),
    FixCase("R02", "route", giving("J2405", "4mg", ["--route": "IV infusion"])),
    FixCase("R03", "services", vaccine.merging(typed("96372")) { $1 }),
    FixCase(
      "R05", "vaccine_admin_style", vaccine.merging(["--patient": "M020"]) { $1 },
      values: ["payer set": "cpt"]),
    FixCase("R06", "services", vaccine.merging(typed("90471x2")) { $1 }),
    FixCase(
      "R07", "services",
      giving(
        "90662", "0.5mL",
        ["--patient": "M016", "--diagnoses": "Z23", "--services": "90471"])),
    FixCase(
      "R08", "services",
      giving("91320", "0.3mL", ["--diagnoses": "Z23", "--services": "90471"])),
    FixCase("R09", "diagnoses", vaccine.merging(["--patient": "M016"]) { $1 }),
    FixCase(
      "R10", "diagnoses",
      giving(
        "90381", "1mL",
        ["--patient": "M023", "--date": "2026-10-25", "--diagnoses": "Z23"])),
    FixCase(
      "R11", "services",
      giving(
        "allergen extract", "0.5mL",
        ["--route": "SC", "--diagnoses": "J30.1", "--services": "96372"])),
    FixCase("R12", "services", giving("J1460", "4mL", ["--services": "90471"])),
    FixCase(
      "R13", "services",
      giving("J0739", "600mg", ["--patient": "M002", "--services": "96372"])),
    FixCase("R14", "services", giving("J9260", "25mg", ["--route": "SC", "--services": "96372"])),
    FixCase(
      "R15", "services",
      giving("J9217", "22.5mg", ["--diagnoses": "C61", "--services": "96372"])),
    FixCase(
      "R16", "complex_biologic_admin", giving("J2357", "300mg", ["--route": "SC"]),
      values: ["payer set": "96372"]),
    FixCase(
      "R17", "services",
      giving("J3301", "40mg", ["--route": "joint", "--site": "right knee", "--services": "96372"])),
    FixCase(
      "R18", "services",
      giving("J0585", "100 units", ["--diagnoses": "G43.709", "--services": "96372"])),
    FixCase("R19", "route", ["--route": "ID"]),
    FixCase(
      "R20", "services",
      giving(
        "J2506", "6mg", ["--route": "SC", "--device": "on_body_injector", "--services": "96372"])),
    FixCase(
      "R21", "drug",
      giving("lidocaine", "10mg", ["--route": "SC", "--services": "11102", "--diagnoses": "L98.9"])
    ),
    FixCase("R22", "given_by", ["--given-by": "the patient", "--credential": "PATIENT"]),
  ]

  private static let again = [
    "shots add --patient M004 --drug J3301 --dose 40mg --route IM --date 2026-10-05 --time 14:00"
      + " --given-by X --credential MD --provider 1888888801 --diagnoses M54.50"
      + " --site 'right arm' --lot L1 --expiry 2028-06"
  ]

  private static let counting: [FixCase] = [
    FixCase("R23", "injections", giving("J0741", "600mg")),
    FixCase(
      "R25", "split_dose_count", ["--injections": "2"], values: ["payer set": "each"]),
    FixCase(
      "R26", "multi_injection_style",
      before: ["shots payer set COMM multi_injection_style ask"], [:],
      after: [
        "shots add --patient M004 --encounter 1 --drug J3301 --dose 40mg --route IM --time 09:05"
          + " --given-by X --credential MD --site 'right arm' --lot L1 --expiry 2028-06"
      ],
      values: ["payer set": "units_single_line"]),
    FixCase(
      "R27", "injections", before: ["shots payer set COMM split_dose_count each"],
      ["--injections": "5"]),
    FixCase("R28", "encounter", ["--time": nil], after: again),
    FixCase(
      "R29", "site", [:],
      after: [
        "shots add --patient M004 --drug J1885 --dose 30mg --route IM --date 2026-10-05"
          + " --time 09:00 --given-by X --credential MD --provider 1888888801"
          + " --diagnoses M54.50 --site 'left deltoid' --lot L1 --expiry 2028-06"
      ]),
    FixCase("R30", "services", typed("A4209")),
  ]

  private static let places: [FixCase] = [
    FixCase("R31", "supervision_mode", ["--credential": "RN"]),
    FixCase(
      "R32", "supervision_mode",
      ["--patient": "M002", "--credential": "RN", "--supervision": "none"]),
    FixCase("R33", "services", typed("99211-25")),
    FixCase("R34", "services", typed("99214")),
    FixCase("R35", "services", vaccine.merging(typed("99213")) { $1 }),
    FixCase(
      "R36", "services", ["--patient": "M002", "--services": "99213-25,G2211"]),
    FixCase("R37", "place_of_service", ["--place": "22"]),
    FixCase("R38", "place_of_service", ["--place": "12"]),
    FixCase("R39", "services", typed("96372-26")),
    FixCase("R40", "services", typed("99497")),
    FixCase(
      "R41", "global_period",
      before: ["shots surgery add M004 27447 --on 2026-09-20 --days 90"]),
    FixCase(
      "R41", "global_period",
      before: ["shots surgery add M004 27447 --on 2026-09-20 --days 90"], [:],
      after: ["shots encounter correct 1 --for-surgery yes"]),
    FixCase(
      "R41", "global_period_style",
      before: ["shots surgery add M004 27447 --on 2026-09-20 --days 90"], [:],
      after: ["shots encounter correct 1 --for-surgery no"], values: ["payer set": "79"]),
    FixCase("R42", "services", typed("96374")),
    FixCase(
      "R43", "provider",
      before: ["shots provider add 1234567893 --last Nurse --credential RN"],
      ["--provider": "1234567893"]),
    FixCase(
      "R45", "filing_indicator", before: ["shots payer edit COMM --filing-indicator MB"]),
    FixCase("R46", "place_of_service", ["--place": "02"]),
  ]

  private static let drugLine: [FixCase] = [
    FixCase(
      "R47", "drug", giving("dupilumab", "300mg", ["--route": "SC"]),
      values: ["--note": "300 mg SC, NDC 00404999601"]),
    FixCase(
      "R48", "patient_supplied_style", ["--stock": "specialty_pharmacy"],
      values: ["payer set": "no_drug_line"]),
    FixCase("R50", "drug", giving("J1040", "80mg")),
    FixCase("R51", "dose", giving("J1071", "1mL")),
    FixCase("R53", "drug", giving("J1460", "14mL")),
    FixCase(
      "R54", "drug", giving("J1071", "200mg", ["--ndc": "24338-0055-01", "--volume": "1"]),
      values: ["--ndc": "00009-0086-01"]),
    FixCase("R55", "dose", giving("J1885", "180mg")),
    FixCase(
      "R56", "waste",
      giving(
        "J3301", "30mg", ["--patient": "M002", "--ndc": "0003-0293-05", "--volume": "0.75"])),
    FixCase(
      "R58", "container", giving("J3301", "40mg", ["--patient": "M002", "--container": nil])),
    FixCase("R59", "ndc", before: ["shots payer set COMM ndc_required yes"]),
    FixCase("R60", "volume", giving("J1071", "200mg", ["--ndc": "12345-6789-01"])),
    FixCase(
      "R61", "note", giving("J3490", "750mg"),
      values: ["--note": "Example drug 250 mg/mL, 750 mg IM"]),
    FixCase(
      "R62", "discount_340b_modifier", ["--patient": "M020", "--stock": "340b"],
      values: ["payer set": "UD"]),
    FixCase(
      "R63", "diagnoses", giving("J0881", "100mcg", ["--patient": "M002", "--route": "SC"]),
      values: ["--diagnoses": "D64.81"]),
    FixCase("R64", "services", typed("99213-25-59-XS")),
  ]

  private static let record: [FixCase] = [
    FixCase("R65", "diagnoses", ["--diagnoses": nil]),
    FixCase("R65", "route", ["--route": nil]),
    FixCase("R65", "services", typed("99213-25,J3301x4")),
    FixCase("R66", "lot", ["--lot": nil, "--expiry": nil]),
    FixCase(
      "R67", "order",
      before: [
        "shots order add M004 --drug J1885 --dose 60mg --route IM --every prn --from 2026-01-01"
          + " --signed 2026-01-01"
      ]),
    FixCase("R67", "order", before: ["shots practice set orders_required=yes --from 2026-01-01"]),
    FixCase(
      "R67", "order",
      before: [
        "shots order add M004 --drug J1885 --dose 30mg --route IM --every prn --from 2026-01-01"
      ]),
    FixCase(
      "R67", "order",
      before: [
        "shots order add --standing --drug 90707 --dose 0.5mL --route SC --every once"
          + " --from 2026-01-01 --signed 2026-01-01"
      ],
      giving("90707", "1 dose", ["--route": "SC", "--diagnoses": "Z23"]),
      values: ["--dose": "0.5"]),
    FixCase("R68", "expiry", ["--expiry": "2026-09"]),
    FixCase("R69", "diagnoses", ["--diagnoses": "Z23"]),
    FixCase("R70", "diagnoses", ["--diagnoses": "M54.5"]),
    FixCase(
      "R71", "sheet_edition", vaccine, after: ["shots vaccine 1 --manufacturer 'Example'"]),
    FixCase(
      "R71", "manufacturer",
      before: ["shots practice set vaccine_records_required=yes --from 2026-01-01"], vaccine),
    FixCase(
      "R72", "diagnoses", before: ["shots policy add COMM --drug J1885 --diagnoses G43"],
      values: ["--diagnoses": "G43.909"]),
    FixCase(
      "R73", "order",
      giving("J3420", "1000mcg", ["--diagnoses": "D51.0", "--date": "2026-09-25"]),
      after: [
        "shots add --patient M004 --drug J3420 --dose 1000mcg --route IM --date 2026-10-05"
          + " --time 09:00 --given-by X --credential MD --provider 1888888801"
          + " --diagnoses D51.0 --site arm --lot L1 --expiry 2028-06"
      ], values: ["--dose": "1000mcg", "--every": "weekly"]),
    FixCase("R74", "note", before: ["shots policy add COMM --drug J1885 --oral-standard"]),
    FixCase(
      "R75", "drug",
      before: ["shots policy add MCRB --drug J1885 --self-administered yes"],
      ["--patient": "M002", "--route": "SC"]),
    FixCase(
      "R76", "authorization",
      before: ["shots policy add COMM --drug J1885 --needs-authorization"]),
    FixCase(
      "R76", "authorization",
      before: [
        "shots policy add COMM --drug J1885 --needs-authorization",
        "shots authorization add M004 --payer COMM --drug J1885 --number A1 --from 2026-01-01"
          + " --units 1",
      ]),
    FixCase(
      "R76", "authorization",
      before: [
        "shots authorization add M004 --payer COMM --drug J1885 --number A1 --from 2026-01-01"
      ],
      after: ["shots encounter correct 1 --authorization-number TY1"]),
    FixCase(
      "R77", "notice",
      before: [
        "shots notice add M002 --denial not_necessary --given none --on 2026-10-05"
      ], ["--patient": "M002"]),
  ]

  private static let coverage: [FixCase] = [
    FixCase("R78", "date", ["--date": "2026-03-01"]),
    FixCase(
      "R79", "coverage",
      before: [
        "shots payer add WC --name 'State Fund' --class workers_comp --electronic-id ZZ77"
          + " --filing-indicator WC"
      ], [:],
      after: ["shots encounter correct 1 --accident work --accident-on 2026-10-01"],
      values: ["--payer": "WC"]),
    FixCase(
      "R79", "coverage",
      before: [
        "shots coverage employer M016 --name 'Example Works' --working yes --employees 45"
          + " --from 2025-01-01"
      ], ["--patient": "M016"]),
    FixCase(
      "R79", "employer_plan",
      before: ["shots coverage employer M016 --name 'Example Works' --from 2025-01-01"],
      ["--patient": "M016"]),
    FixCase(
      "R79", "employer_plan",
      before: [
        "shots patient set M002 --birth 1980-05-01",
        "shots coverage employer M002 --name 'Example Works' --working yes --from 2025-01-01",
      ], ["--patient": "M002"]),
    FixCase(
      "R79", "coverage",
      before: ["shots coverage add M004 --payer COMM --member-id CMSECOND --from 2026-01-01"]),
    FixCase(
      "R79", "coverage",
      before: ["shots coverage add M004 --payer BLUE --member-id BLSECOND --from 2026-01-01"]),
    FixCase(
      "R80", "stay", before: ["shots stay add M002 hospice --from 2026-09-01"],
      ["--patient": "M002"]),
    FixCase(
      "R80", "stay",
      before: ["shots stay add M002 nursing_part_a --from 2026-09-01 --to 2026-10-20"],
      ["--patient": "M002"]),
    FixCase(
      "R80", "stay", before: ["shots stay add M002 hospital --from 2026-10-01 --to 2026-10-20"],
      ["--patient": "M002"], after: ["shots encounter correct 1 --for-stay no"]),
    FixCase("R85", "services", typed("90471")),
    FixCase("R85", "stock", vaccine.merging(["--stock": "sample"]) { $1 }),
    FixCase(
      "R87", "", [:],
      after: [
        "shots add --patient M004 --encounter 1 --drug J3301 --dose 40mg --route IM --time 09:05"
          + " --given-by X --credential MD --site 'right arm' --lot L1 --expiry 2026-09"
      ]),
    FixCase(
      "R89", "charge",
      before: ["shots fee allowed 96372 99.125 --payer COMM --from 2026-01-01"]),
  ]

  private static let identity: [FixCase] = [
    FixCase(
      "R86", "address1",
      before: [
        "shots patient add F1 --last Fix --first Fay --birth 1980-01-01 --sex F",
        "shots coverage add F1 --payer COMM --member-id F1 --from 2026-01-01",
      ], ["--patient": "F1"]),
    FixCase("R86", "charge", giving("J2060", "2mg"), values: ["fee set": "12.50"]),
    FixCase(
      "R86", "coverage",
      before: [
        "shots patient add F1 --last Fix --first Fay --birth 1980-01-01 --sex F --address1 '1 Way'"
          + " --city Anytown --state IL --zip 62999"
      ], ["--patient": "F1"]),
    FixCase("R86", "payer", ["--patient": "M021"]),
    FixCase(
      "R86", "electronic_id",
      before: [
        "shots payer add NOID --name Paper --class commercial --filing-indicator CI",
        "shots coverage end M004 --payer COMM --on 2026-09-30",
        "shots coverage add M004 --payer NOID --member-id N1 --from 2026-10-01",
      ]),
    FixCase("R86", "provider", ["--provider": "1234567893"]),
    FixCase("R86", "place_of_service", ["--place": "29"]),
    FixCase(
      "R86", "supervising_provider",
      ["--credential": "RN", "--supervision": "in_person", "--supervising": "1234567893"]),
  ]
}
