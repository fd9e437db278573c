/// A small list of diagnoses in the layout of the "ICD-10-CM Code Descriptions in Tabular Order"
/// that CMS publishes; no whole file of CMS was at hand. The codes are real numbers, the words our
/// own.
public enum DiagnosisList {
  /// A code without its point, whether claims may carry it, and what it is.
  public typealias Row = (code: String, isValid: Bool, label: String)

  /// The rows of the first list.
  public static let rows: [Row] = [
    ("D51", false, "B12 anemia"), ("D510", true, "Intrinsic factor"),
    ("E11", false, "Type 2 diabetes"), ("E110", false, "With hyperosmolarity"),
    ("E1100", true, "Without coma"), ("E1101", true, "With coma"),
    ("E1165", true, "With hyperglycemia"), ("E118", true, "Unspecified complications"),
    ("E119", true, "Without complications"), ("J45", false, "Asthma"),
    ("J455", false, "Severe persistent"), ("J4550", true, "Uncomplicated"),
    ("J4551", true, "With exacerbation"), ("M54", false, "Dorsalgia"),
    ("M545", false, "Low back pain"), ("M5450", true, "Unspecified"), ("M5459", true, "Other"),
    ("QA0", false, "Developmental disorders"), ("QA00101", true, "One of them"),
    ("S61", false, "Wound of hand"), ("S614", false, "Of hand"), ("S6140", false, "Unspecified"),
    ("S61409", false, "Of unspecified hand"), ("S61409A", true, "Initial"),
    ("S61409D", true, "Subsequent"), ("S61409S", true, "Sequela"), ("Z23", true, "Immunization"),
  ]

  /// A list with the lines of a file.
  public static func text(_ rows: [Row] = rows) -> String {
    func field(_ text: String, _ width: Int) -> String {
      String((text + String(repeating: " ", count: width)).prefix(width))
    }
    return rows.enumerated().map { place, row in
      let number = String(100_000 + place + 1).dropFirst()
      return "\(number) \(field(row.code, 7)) \(row.isValid ? 1 : 0) \(field(row.label, 60)) "
        + "\(row.label), at length\r\n"
    }.joined()
  }

  /// The list without some codes and with others.
  public static func text(without gone: [String], with added: [Row] = []) -> String {
    let kept = rows.filter { !gone.contains($0.code) } + added
    return text(kept.sorted { $0.code < $1.code })
  }
}
