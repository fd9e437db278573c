import Glibc
import Practice
import SQLite
import Testing

@testable import Storage

@Suite("The ledger") struct LedgerTests {
  @Test("An operation is carried out at most once") func operationOnce() throws {
    let fixture = try Fixture()
    _ = try fixture.logDose(key: "k")
    do {
      _ = try fixture.logDose(key: "k")
      Issue.record("it was carried out again")
    } catch LedgerError.alreadyDone(let operation, _, _) {
      #expect(operation == "k")
    }
    let doses = try fixture.ledger.connection.one("SELECT count(*) FROM dose") { try $0.int(0) }
    #expect(doses == 1)
  }

  @Test("What fails leaves nothing behind") func allOrNothing() throws {
    struct Stop: Error {}
    let fixture = try Fixture()
    let before = try fixture.ledger.check().auditRows
    #expect(throws: Stop.self) {
      try fixture.ledger.write(Fixture.operation("x")) {
        _ = try fixture.ledger.savePatient(Fixture.patient())
        throw Stop()
      }
    }
    #expect(try fixture.ledger.check().auditRows == before)
  }

  @Test("A rehearsal answers and changes nothing") func rehearsal() throws {
    let fixture = try Fixture()
    let verdict = try fixture.ledger.rehearse(Fixture.operation("x")) {
      try fixture.ledger.savePatient(Fixture.patient())
    }
    #expect(verdict == .new)
    #expect(try fixture.ledger.patient(MRN("P1")) == nil)
  }

  @Test("An edit adds a version and keeps the earlier ones") func versions() throws {
    let fixture = try Fixture()
    let save = { (key: String, last: String) in
      try fixture.ledger.write(Fixture.operation(key)) {
        try fixture.ledger.savePatient(Fixture.patient(last: last))
      }
    }
    #expect(try save("1", "Sample") == .new)
    #expect(try save("2", "Sample") == .same)
    #expect(try save("3", "Married") == .changed)
    #expect(try fixture.ledger.patient(MRN("P1"))?.value.name.last.text == "Married")
    let versions = try fixture.ledger.connection.all(
      "SELECT last_name FROM patient_version ORDER BY version"
    ) { try $0.text(0) }
    #expect(versions == ["Sample", "Married"])
  }

  @Test("A corrected visit keeps what it said before") func encounterHistory() throws {
    let fixture = try Fixture()
    let (id, _) = try fixture.logDose()
    var visit = try #require(try fixture.ledger.encounter(id)).encounter
    visit.diagnoses = [try Diagnosis("E53.8")]
    try fixture.ledger.write(Fixture.operation("fix")) {
      try fixture.ledger.updateEncounter(id, to: visit)
    }
    let before = try fixture.ledger.connection.all("SELECT diagnoses FROM encounter_version") {
      try $0.text(0)
    }
    #expect(before == ["D51.0"])
    #expect(try fixture.ledger.check().problems.isEmpty)
  }

  @Test("A dose is accounted for once") func dispositionIsFinal() throws {
    let fixture = try Fixture()
    let (_, dose) = try fixture.logDose()
    let reason = try Line("entered twice")
    try fixture.ledger.write(Fixture.operation("void")) {
      try fixture.ledger.dispose(dose, as: .voided(reason: reason))
    }
    #expect(throws: (any Error).self) {
      try fixture.ledger.write(Fixture.operation("again")) {
        try fixture.ledger.dispose(dose, as: .selfPay(reason: nil))
      }
    }
    #expect(try fixture.ledger.dose(dose)?.disposition == .voided(reason: reason))
  }

  @Test("Doses come back as they were saved") func doseRoundTrip() throws {
    let fixture = try Fixture()
    let (encounter, _) = try fixture.logDose()
    let dose = try Dose(
      reference: Reference("D77"), time: TimeOfDay("14:46"), drug: DrugKey("NONE-ALLERGEN"),
      ndc: NDC("00404999601"), amount: DoseAmount("0.5 mL"), volume: Quantity("0.5"),
      route: .subcutaneous, site: Line("left arm; DROP TABLE dose --"), lot: Line("L'1\"*~:^"),
      expiry: Day("2028-06-30"), container: .multiDose, waste: DoseAmount("10 mg"),
      stockSource: .discount340B, syringe: Line("A"), injections: 2, device: .onBodyInjector,
      givenBy: Line("R. Nurse 😀"), givenByCredential: Credential("RN"),
      counselledBy: Credential("MD"), note: Line("note"))
    let id = try fixture.ledger.write(Fixture.operation("x")) {
      try fixture.ledger.insertDose(dose, at: encounter)
    }
    var read = try #require(try fixture.ledger.dose(id)).dose
    read.id = nil
    #expect(read == dose)
  }

  @Test("The file and all that stands beside it are private") func isPrivate() throws {
    let fixture = try Fixture()
    _ = try fixture.logDose()
    for suffix in ["", "-wal", "-shm", "-writer"] {
      var status = stat()
      try #require(stat(fixture.path + suffix, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o600, "\(suffix)")
    }
  }

  @Test("A backup is whole and does not replace a file") func backup() throws {
    let fixture = try Fixture()
    _ = try fixture.logDose()
    let copy = fixture.folder.path + "/copy.db"
    try fixture.ledger.backup(to: copy)
    let restored = try Ledger.open(copy)
    #expect(try restored.check().problems.isEmpty)
    #expect(try restored.auditHead() == fixture.ledger.auditHead())
    #expect(throws: LedgerError.self) { try fixture.ledger.backup(to: copy) }
  }

  @Test("Open visits are found through the index of open doses") func usesOpenIndex() throws {
    let fixture = try Fixture()
    _ = try fixture.logDose()
    var visits: [OpenVisit] = []
    try fixture.ledger.eachOpenVisit {
      visits.append($0)
      return true
    }
    #expect(visits.count == 1)
    #expect(visits.first?.open.count == 1)
    #expect(visits.first?.coverages.isEmpty == true)
  }
}
