import Glibc
import Practice
import Testing

@testable import Storage

/// A folder that goes away with its test.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/shots-storage-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw LedgerError.cannotCreate(path: "/tmp", why: "no folder")
    }
    path = String(cString: made)
  }

  deinit {
    guard let stream = opendir(path) else { return }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { unlink(path + "/" + name) }
    }
    closedir(stream)
    rmdir(path)
  }
}

/// A ledger for a test, in a folder of its own.
struct Fixture {
  let folder: TemporaryFolder
  let ledger: Ledger

  var path: String { folder.path + "/ledger.db" }

  init() throws {
    folder = try TemporaryFolder()
    ledger = try Ledger.create(
      folder.path + "/ledger.db", for: Fixture.practice(), operation: Fixture.operation("init"))
  }

  static func operation(_ key: String) -> Operation {
    Operation(key: key, command: "test", actor: "tester", at: "2026-11-02T15:15:00Z")
  }

  static func practice() throws -> BillingProvider {
    BillingProvider(
      name: try Line("Lantern Cove Injection Clinic PLLC"), npi: try NPI("1999999992"),
      taxID: try TaxID("001234567"), taxIDKind: .employer, taxonomy: try Taxonomy("207Q00000X"),
      address: try address(), phone: nil, contactName: try Line("Billing Desk"),
      contactPhone: try Telephone("5555550100"), timeZone: try Line("America/Chicago"),
      submitterID: try PartnerID("LCIC001"), receiverID: try PartnerID("EXCH01"),
      receiverName: try Line("Example Clearinghouse"))
  }

  static func address() throws -> Address {
    Address(
      line1: try Line("100 Sample Way"), line2: nil, city: try Line("Anytown"),
      state: try StateCode("IL"), zip: try PostalCode("629990001"))
  }

  static func patient(_ mrn: String = "P1", last: String = "Sample") throws -> Patient {
    Patient(
      mrn: try MRN(mrn), name: PersonName(last: try Line(last), first: try Line("Patience")),
      birthDate: try Day("1945-07-04"), sex: .female, address: try address(), phone: nil)
  }

  /// Why a test takes something back.
  struct Change: Error {}

  /// A visit with one dose of B12.
  func logDose(key: String = "dose") throws -> (Encounter.ID, Dose.ID) {
    try ledger.write(Fixture.operation(key)) {
      _ = try ledger.savePatient(Fixture.patient())
      let patient = try #require(try ledger.patient(MRN("P1")))
      let visit = try Encounter(
        date: Day("2026-10-03"), provider: NPI("1888888801"), diagnoses: [Diagnosis("D51.0")])
      let encounter = try ledger.insertEncounter(visit, of: RecordID(patient.row))
      let dose = try Dose(
        drug: DrugKey("J3420"), amount: DoseAmount("1000 mcg"), route: .intramuscular)
      return (encounter, try ledger.insertDose(dose, at: encounter))
    }
  }
}
