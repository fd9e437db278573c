import Billing
import Coding
import Glibc
import Harness
import Practice
import Storage
import Text

/// A practice with the parties of the fictional month, in a ledger of its own, on 2 November 2026.
final class Office {
  let scratch: Scratch
  let ledger: Ledger
  let tables = ReferenceTables.embedded
  private var operations = 0

  init() throws {
    scratch = try Scratch()
    let file = scratch.file("ledger.db")
    ledger = try Ledger.create(
      file, for: Office.practice(),
      operation: Operation(key: "init", command: "init", actor: "test", at: Office.moment))
    for kind in [ImportKind.providers, .payers, .fees, .patients, .coverages] {
      _ = try importing(kind, File.bytes("\(Ledgers.month)/\(kind.rawValue).csv"))
    }
    mkdir(out, 0o700)
  }

  static let moment = "2026-11-02T15:15:00Z"

  /// The folder that receives files.
  var out: String { scratch.file("out") }

  static func practice() throws -> BillingProvider {
    BillingProvider(
      name: try Line("Paper Lantern Injection Clinic"), npi: try NPI("1999999992"),
      taxID: try TaxID("001234567"), taxIDKind: .employer, taxonomy: try Taxonomy("207Q00000X"),
      address: Address(
        line1: try Line("100 Sample Way"), line2: nil, city: try Line("Anytown"),
        state: try StateCode("IL"), zip: try PostalCode("629990001")),
      phone: nil, contactName: try Line("Desk"), contactPhone: try Telephone("5555550100"),
      timeZone: try Line("America/Chicago"), submitterID: try PartnerID("PLIC001"),
      receiverID: try PartnerID("EXCH01"), receiverName: try Line("Exchange"))
  }

  /// A desk for one command; each has an operation of its own unless it is given one.
  func desk(_ key: String? = nil, today: String = "2026-11-02") throws -> Desk {
    operations += 1
    return Desk(
      ledger: ledger, tables: tables, today: try Day(today), time: try TimeOfDay("09:15"),
      moment: Office.moment, actor: "test", operationKey: key ?? "operation-\(operations)")
  }

  // MARK: - Import

  struct Told: ImportObserver {
    var refusals: [RowRefusal] = []
    mutating func refused(_ refusal: RowRefusal) { refusals.append(refusal) }
    mutating func saved(line: Int, _ verdict: Verdict, _ changes: [CellChange]) {}
    mutating func progress(bytes: Int64) {}
  }

  func importing(
    _ kind: ImportKind, _ bytes: [UInt8], key: String? = nil, dryRun: Bool = false
  ) throws -> (report: ImportReport, refusals: [RowRefusal]) {
    let file = scratch.file("import.csv")
    try File.write(bytes, to: file)
    let descriptor = Glibc.open(file, O_RDONLY)
    defer { close(descriptor) }
    var told = Told()
    let report = try desk(key).importFile(
      kind, descriptor: descriptor, dryRun: dryRun, observer: &told)
    return (report, told.refusals)
  }

  func importing(
    _ kind: ImportKind, _ text: String, key: String? = nil, dryRun: Bool = false
  ) throws -> (report: ImportReport, refusals: [RowRefusal]) {
    try importing(kind, Array(text.utf8), key: key, dryRun: dryRun)
  }

  // MARK: - Logging

  /// A B12 injection by a physician: ready as it is.
  static func dose(
    _ drug: String = "J3420", _ amount: String = "1000mcg", route: Route? = .intramuscular,
    site: String = "left deltoid", time: String? = "09:00"
  ) throws -> Dose {
    try Dose(
      time: time.map { try TimeOfDay($0) }, drug: try DrugKey(drug), amount: try DoseAmount(amount),
      route: route, site: try Line(site), lot: try Line("L1"), expiry: try Day("2028-06-30"),
      container: .singleDose, givenBy: try Line("M. Ardent"),
      givenByCredential: try Credential("MD"))
  }

  static func visit(
    _ date: String = "2026-10-05", diagnoses: [String] = ["D51.0", "M54.50"],
    services: [String] = []
  ) throws -> Encounter {
    Encounter(
      date: try Day(date), provider: try NPI("1888888801"),
      diagnoses: try diagnoses.map { try Diagnosis($0) },
      otherServices: try services.map { try OtherService($0) })
  }

  @discardableResult
  func log(
    _ mrn: String = "M001", _ visit: Encounter? = nil, _ doses: [Dose]? = nil, key: String? = nil
  ) throws -> Receipt {
    try desk(key).log(
      Entry(
        patient: try MRN(mrn), encounter: try visit ?? Office.visit(),
        doses: try doses ?? [Office.dose()]))
  }

  // MARK: - Looking

  func open(_ state: DoseState? = nil) throws -> [DoseAssessment] {
    var doses: [DoseAssessment] = []
    _ = try desk().unbilled(UnbilledFilter(state: state)) { doses.append($1) }
    return doses
  }

  func export(
    _ format: Batch.Format = .professional, dryRun: Bool = false
  ) throws -> (report: ExportReport, held: [HeldDose]) {
    var held: [HeldDose] = []
    let days = try DayRange(first: Day("2026-01-01"), last: Day("2026-11-02"))
    let report = try desk().export(
      ExportOrder(days: days, format: format, folder: out), dryRun: dryRun
    ) { held.append($0) }
    return (report, held)
  }

  /// Every claim, as it was frozen.
  func claims() throws -> [StoredClaim] {
    var claims: [StoredClaim] = []
    for batch in try ledger.batches() { try ledger.eachClaim(of: batch) { claims.append($0) } }
    return claims
  }

  /// Codes of a claim, with modifiers, in order.
  static func codes(_ claim: StoredClaim) -> [String] {
    claim.claim.lines.map(\.service.codeWithModifiers)
  }
}

/// Runs `body` and gives the refusal it ends with; nil when it does not end with one.
///
/// A helper and not `#expect(throws:)`: a closure given to that inside another closure can run the
/// body of its sibling (a defect of the compiler).
func refusal(_ body: () throws -> Void) throws -> String? {
  do {
    try body()
    return nil
  } catch let error as Refusal {
    return error.description
  } catch let error as InvalidValue {
    return error.description
  } catch let error as LedgerError {
    return error.description
  }
}
