import Glibc
import Practice

/// A practice that nobody runs, of any size: the same numbers always give the same practice, up to
/// yesterday.
struct Fiction {
  /// How many patients it has.
  let patients: Int
  /// How many doses each visit has.
  let dosesPerVisit: Int
  /// The last day of service: yesterday, so that nothing is too late to be billed.
  let lastDay = Day(number: Int32(time(nil) / 86_400) - 1)

  init(patients: Int, dosesPerVisit: Int = 2) {
    self.patients = patients
    self.dosesPerVisit = dosesPerVisit
  }

  /// A drug as this practice gives it.
  struct Shot {
    let drug: String
    let ndc: String
    let amount: String
    let unit: String
    let volume: String
    let diagnosis: String
    let cents: Int64
  }

  static let shots = [
    Shot(
      drug: "J3420", ndc: "00143962125", amount: "1000", unit: "mcg", volume: "1",
      diagnosis: "D51.0", cents: 950),
    Shot(
      drug: "J1885", ndc: "00404999601", amount: "60", unit: "mg", volume: "2", diagnosis: "M54.50",
      cents: 250),
    Shot(
      drug: "J1071", ndc: "00009008601", amount: "200", unit: "mg", volume: "1", diagnosis: "E29.1",
      cents: 20),
    Shot(
      drug: "J3301", ndc: "00003029305", amount: "40", unit: "mg", volume: "1", diagnosis: "L20.9",
      cents: 310),
    Shot(
      drug: "J1100", ndc: "00641614525", amount: "10", unit: "mg", volume: "2.5",
      diagnosis: "J45.901", cents: 60),
    Shot(
      drug: "J2550", ndc: "00641608325", amount: "25", unit: "mg", volume: "1", diagnosis: "R11.2",
      cents: 480),
  ]

  static let providers = ["1888888801", "1888888819", "1888888835"]
  static let payers = ["EMHP", "EXBL", "STMD"]
  private static let lastNames = [
    "Testcase", "Notreal", "Sample", "Placeholder", "Fiction", "Imaginary",
  ]
  private static let firstNames = ["Hugo", "Dmitri", "Bianca", "Ida", "Tunde", "Zoë", "Wren"]

  /// The record number of a patient, counted from 0.
  func mrn(_ patient: Int) -> String { "P" + Fiction.padded(patient + 1, 7) }

  /// A name: last and first.
  func name(_ patient: Int) -> (last: String, first: String) {
    (
      Fiction.lastNames[patient % Fiction.lastNames.count],
      Fiction.firstNames[patient / 7 % Fiction.firstNames.count]
    )
  }

  /// A birth date between 1950 and 2000.
  func birth(_ patient: Int) -> Day {
    Day.beginning.adding(days: 36_525 + patient * 7_919 % 18_262)
  }

  /// Who pays for a patient.
  func payer(_ patient: Int) -> String { Fiction.payers[patient % Fiction.payers.count] }

  /// Whose visit it is: each patient comes again after everybody else did.
  func patient(ofVisit visit: Int) -> Int { visit % patients }

  /// The day of a visit: higher numbers are longer ago, and no patient comes twice on a day.
  func day(ofVisit visit: Int) -> Day {
    lastDay.adding(days: -(visit / patients * 11 + visit % patients % 7))
  }

  /// Who gives the shots of a visit.
  func provider(ofVisit visit: Int) -> String { Fiction.providers[visit % Fiction.providers.count] }

  /// What is given, by the number of the dose.
  func shot(_ dose: Int) -> Shot { Fiction.shots[dose % Fiction.shots.count] }

  /// What is given at a visit.
  func shots(ofVisit visit: Int) -> [Shot] {
    (0..<dosesPerVisit).map { shot(visit * dosesPerVisit + $0) }
  }

  /// A number with leading zeros.
  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
