import Billing
import Harness
import Practice
import Storage
import Testing

@Suite("Importing files") struct ImportTests {
  // Reference rows have tests of their own.
  static let kinds = ImportKind.allCases.filter { !$0.isReference }

  @Test(
    "The same file again is the same, row by row, and writes nothing but that it ran",
    arguments: kinds)
  func again(_ kind: ImportKind) throws {
    let office = try Office()
    let bytes = try File.bytes("\(Ledgers.month)/\(kind.rawValue).csv")
    let first = try office.importing(kind, bytes)
    let rows = try office.ledger.check().auditRows
    for _ in 1...3 {
      let (report, refusals) = try office.importing(kind, bytes)
      #expect(report.verdicts[.new] ?? 0 == 0)
      #expect(report.verdicts[.changed] ?? 0 == 0)
      #expect(refusals.map(\.line) == first.refusals.map(\.line))
      #expect(report.rows == first.report.rows)
    }
    #expect(try office.ledger.check().auditRows == rows + 3)
  }

  @Test("A dry run says what the import does, and saves nothing", arguments: kinds)
  func dryRun(_ kind: ImportKind) throws {
    let office = try Office()
    let text = try File.text("\(Ledgers.month)/\(kind.rawValue).csv").replacing("Way", with: "Road")
    let rows = try office.ledger.check().auditRows
    let dry = try office.importing(kind, text, dryRun: true)
    #expect(try office.ledger.check().auditRows == rows)
    let real = try office.importing(kind, text)
    #expect(dry.report.verdicts == real.report.verdicts)
    #expect(dry.refusals.map(\.reason) == real.refusals.map(\.reason))
  }

  /// A file, and what its second form changes.
  struct Change: Sendable {
    let kind: ImportKind
    let from: String
    let to: String
    let rows: Int
  }

  @Test(
    "A row that says something else is changed, and the earlier version is kept",
    arguments: [
      Change(kind: .providers, from: "Quill", to: "Feather", rows: 1),
      Change(kind: .payers, from: "Sample Mutual", to: "Sample Communal", rows: 1),
      Change(kind: .fees, from: "96372,45.00", to: "96372,46.00", rows: 1),
      Change(kind: .patients, from: "Testcase,Hugo", to: "Testcase,Victor", rows: 1),
      Change(kind: .coverages, from: "CM0000001,", to: "CM9999999,", rows: 1),
      Change(kind: .doses, from: ",1,IM,left deltoid,L0001", to: ",1,IM,left thigh,L0001", rows: 1),
    ])
  func changed(_ change: Change) throws {
    let office = try Office()
    let text = try File.text("\(Ledgers.month)/\(change.kind.rawValue).csv")
    _ = try office.importing(change.kind, text)
    let other = text.replacing(change.from, with: change.to)
    let first = try office.importing(change.kind, other)
    let hadTwice = change.kind == .doses ? 2 : 1
    #expect(first.report.verdicts[.changed] == change.rows)
    #expect(first.report.verdicts[.same] ?? 0 >= hadTwice)
    #expect(try office.importing(change.kind, other).report.verdicts[.changed] ?? 0 == 0)
    #expect(try office.ledger.check().problems.isEmpty)
  }

  @Test("Rows without references are recognised by what they say")
  func withoutReferences() throws {
    let office = try Office()
    let head = "mrn,date,drug,dose_amount,dose_unit,route,time\n"
    let rows = "M001,2026-10-05,J3420,1000,mcg,IM,09:00\nM001,2026-10-05,J1885,60,mg,IM,09:05\n"
    #expect(try office.importing(.doses, head + rows).report.verdicts[.new] == 2)
    let again = try office.importing(
      .doses, head + rows + "M001,2026-10-05,J3420,1000,mcg,IM,15:00\n")
    #expect(again.report.verdicts[.same] == 2)
    #expect(again.report.verdicts[.new] == 1)
    #expect(try office.open().count == 3)
    // What is not told apart is one dose: the second row of a file is the same as the first.
    let twins = try office.importing(.doses, head + "M004,2026-10-05,J3420,1000,mcg,IM,09:00\n")
    #expect(twins.report.verdicts[.new] == 1)
  }

  @Test("Rows of one visit put their diagnoses and services together")
  func visitOfSeveralRows() throws {
    let office = try Office()
    let text = """
      encounter_ref,mrn,date,provider_npi,diagnoses,other_services,dose_ref,drug,dose_amount,dose_unit,route
      V1,M001,2026-10-05,1888888801,D51.0,99213-25,D1,J3420,1000,mcg,IM
      V1,M001,2026-10-05,1888888801,M54.50,,D2,J1885,60,mg,IM
      V1,M001,2026-10-06,1888888801,M54.50,,D3,J1885,60,mg,IM
      V1,M004,2026-10-05,1888888801,D51.0,,D4,J3420,1000,mcg,IM

      """
    let (report, refusals) = try office.importing(.doses, text)
    #expect(report.verdicts[.new] == 2)
    #expect(refusals.map(\.column) == ["encounter_ref", "encounter_ref"])
    let stored = try #require(try office.ledger.encounter(reference: Reference("V1")))
    #expect(stored.encounter.diagnoses.map(\.text) == ["D51.0", "M54.50"])
    #expect(stored.encounter.otherServices.map(\.description) == ["99213-25"])
  }

  @Test("An empty cell does not take back what a person added to the visit")
  func emptyCellsSayNothing() throws {
    let office = try Office()
    let text =
      "encounter_ref,mrn,date,provider_npi,dose_ref,drug,dose_amount,dose_unit\n"
      + "V1,M001,2026-10-05,,D1,J3420,1000,mcg\n"
    _ = try office.importing(.doses, text)
    let visit = try #require(try office.ledger.encounter(reference: Reference("V1"))?.encounter.id)
    _ = try office.desk().correct(visit) { old in
      var new = old
      new.provider = try NPI("1888888801")
      new.placeOfService = .office
      new.supervisionMode = .inPerson
      return new
    }
    #expect(try office.importing(.doses, text).report.verdicts[.same] == 1)
    #expect(try office.ledger.encounter(visit)?.encounter.provider?.text == "1888888801")
  }

  @Test("A visit that a person corrected is not changed back by the file that brought it")
  func correctedVisit() throws {
    let office = try Office()
    let head =
      "encounter_ref,mrn,date,provider_npi,diagnoses,other_services,dose_ref,drug,dose_amount,"
      + "dose_unit\n"
    let row = "V1,M001,2026-10-05,1888888801,D51.0,99213-25,D1,J3420,1000,mcg\n"
    _ = try office.importing(.doses, head + row)
    let visit = try #require(try office.ledger.encounter(reference: Reference("V1"))?.encounter.id)
    _ = try office.desk().correct(visit) { old in
      var new = old
      new.date = try Day("2026-10-06")
      new.diagnoses = [try Diagnosis("M54.50")]
      new.otherServices = [try OtherService("99212-25")]
      return new
    }
    let corrected = try office.ledger.encounter(visit)?.encounter
    #expect(try office.importing(.doses, head + row).report.verdicts[.same] == 1)
    #expect(try office.ledger.encounter(visit)?.encounter == corrected)
    // What neither the file nor the person ever said is asked about.
    let (_, refusals) = try office.importing(.doses, head + row.replacing("D51.0", with: "E53.8"))
    #expect(refusals.first?.reason.contains("corrected by hand") == true)
    #expect(try office.ledger.encounter(visit)?.encounter == corrected)
  }

  @Test("A new dose does not move the visit whose reference it uses again")
  func referenceUsedAgain() throws {
    let office = try Office()
    let head = "encounter_ref,mrn,date,provider_npi,dose_ref,drug,dose_amount,dose_unit\n"
    _ = try office.importing(
      .doses, head + "V1,M001,2026-10-05,1888888801,D1,J3420,1000,mcg\n")
    let (_, refusals) = try office.importing(
      .doses, head + "V1,M001,2026-10-06,1888888801,D2,J3420,1000,mcg\n")
    #expect(refusals.first?.column == "encounter_ref")
    #expect(
      try office.ledger.encounter(reference: Reference("V1"))?.encounter.date
        == Day("2026-10-05"))
    // The dose that made the visit may: its row says that the day was wrong.
    let moved = try office.importing(
      .doses, head + "V1,M001,2026-10-06,1888888801,D1,J3420,1000,mcg\n")
    #expect(moved.report.verdicts[.changed] == 1)
  }

  @Test("A note with rows of the file in it is refused: a quotation mark was forgotten")
  func rowsInANote() throws {
    let office = try Office()
    let head = "mrn,date,drug,dose_amount,dose_unit,note\n"
    let (report, refusals) = try office.importing(
      .doses,
      head + "M001,2026-10-05,J3420,1000,mcg,\"open\nM004,2026-10-05,J3420,1000,mcg,\n"
        + "M001,2026-10-06,J3420,1000,mcg,closed\"\nM004,2026-10-06,J3420,1000,mcg,\"two\nlines\"\n"
    )
    #expect(refusals.map(\.lines) == [2...4])
    #expect(report.linesInside == 2)
    #expect(report.verdicts[.new] == 1)
  }

  static let handHead =
    "encounter_ref,mrn,date,provider_npi,supervision_mode,place_of_service,diagnoses,"
    + "other_services,dose_ref,drug,dose_amount,dose_unit,route\n"
  static let handRow =
    "V1,M001,2026-10-05,1888888801,in_person,11,D51.0;M54.50,99213-25,D1,J3420,1000,mcg,IM\n"

  @Test("What a person corrected of a visit stays when the same file comes again")
  func everyPartCorrected() throws {
    let office = try Office()
    _ = try office.importing(.doses, Self.handHead + Self.handRow)
    let visit = try #require(try office.ledger.encounter(reference: Reference("V1"))?.encounter.id)
    _ = try office.desk().correct(visit) { old in
      var new = old
      new.date = try Day("2026-10-04")
      new.supervisionMode = .virtualAudioVideo
      new.placeOfService = try PlaceOfService("12")
      new.diagnoses = [try Diagnosis("M54.50")]
      new.otherServices = [try OtherService("99212-25")]
      return new
    }
    let corrected = try office.ledger.encounter(visit)?.encounter
    #expect(
      try office.importing(.doses, Self.handHead + Self.handRow).report.verdicts == [.same: 1])
    #expect(try office.ledger.encounter(visit)?.encounter == corrected)
    // A new dose of the visit, described as the file always did, joins it.
    let second = Self.handRow.replacing("D1,J3420,1000,mcg", with: "D2,J1885,60,mg")
    #expect(try office.importing(.doses, Self.handHead + second).report.verdicts == [.new: 1])
    #expect(try office.ledger.encounter(visit)?.encounter == corrected)
    // What the file never said before would undo the correction.
    for (from, to) in [("2026-10-05", "2026-10-03"), ("99213-25", "99214-25")] {
      let other = Self.handRow.replacing(from, with: to)
      let (report, refusals) = try office.importing(.doses, Self.handHead + other)
      #expect(report.refused == 1)
      #expect(refusals.first?.reason.contains("corrected by hand") == true)
    }
    #expect(try office.ledger.encounter(visit)?.encounter == corrected)
  }

  @Test("A row without references stays the same after its visit or its dose was corrected")
  func correctedWithoutReferences() throws {
    let office = try Office()
    let text =
      "mrn,date,provider_npi,drug,dose_amount,dose_unit,route,time\n"
      + "M001,2026-10-05,1888888801,J3420,1000,mcg,IM,09:00\n"
      + "M004,2026-10-05,1888888801,J1885,60,mg,IM,09:05\n"
    _ = try office.importing(.doses, text)
    let doses = try office.open()
    let first = try #require(doses.first?.id)
    let visit = try office.desk().dose(first).encounter
    _ = try office.desk().correct(visit) { old in
      var new = old
      new.date = try Day("2026-10-04")
      return new
    }
    _ = try office.desk().correct(first, reason: Line("typo")) { old in
      var new = old
      new.time = try TimeOfDay("10:00")
      return new
    }
    #expect(try office.importing(.doses, text).report.verdicts == [.same: 2])
    #expect(try office.open().count == 2)
  }

  @Test("A dose that a person moved to another visit stays there")
  func movedByHand() throws {
    let office = try Office()
    let second = Self.handRow.replacing("V1,", with: "V2,").replacing("D1,", with: "D2,")
    _ = try office.importing(.doses, Self.handHead + Self.handRow + second)
    let target = try #require(try office.ledger.encounter(reference: Reference("V1"))?.encounter.id)
    let dose = try #require(try office.ledger.dose(reference: Reference("D2"))?.dose.id)
    _ = try office.desk().correct(dose, reason: Line("one visit"), movingTo: target) { $0 }
    let text = Self.handHead + Self.handRow + second
    #expect(try office.importing(.doses, text).report.verdicts == [.same: 2])
    #expect(try office.ledger.dose(reference: Reference("D2"))?.encounter == target)
  }

  @Test("Patients and fees that a person corrected stay when the same file comes again")
  func correctedParties() throws {
    let office = try Office()
    let head = "mrn,last_name,first_name,birth_date,sex,phone\n"
    let row = "H1,Old,Ann,1980-01-01,F,5555550111\n"
    _ = try office.importing(.patients, head + row)
    var patient = try #require(try office.ledger.patient(MRN("H1"))?.value)
    patient.name = PersonName(last: try Line("New"), first: try Line("Ann"), middle: nil)
    let edited = patient
    _ = try office.desk().save("patient") { try $0.savePatient(edited) }
    #expect(try office.importing(.patients, head + row).report.verdicts == [.same: 1])
    #expect(try office.ledger.patient(MRN("H1"))?.value == edited)
    // A value that the file brings for the first time goes in, and the correction stays.
    let moved = row.replacing("5555550111", with: "5555550122")
    #expect(try office.importing(.patients, head + moved).report.verdicts == [.changed: 1])
    #expect(try office.ledger.patient(MRN("H1"))?.value.name == edited.name)
    let fees = "code,amount,effective_from\n96372,45.00,2026-02-01\n"
    _ = try office.importing(.fees, fees)
    let fee = Fee(
      code: try HCPCS("96372"), amount: try Money("50"), effectiveFrom: try Day("2026-02-01"))
    _ = try office.desk().save("fee") { try $0.saveFee(fee) }
    #expect(try office.importing(.fees, fees).report.verdicts == [.same: 1])
    #expect(try office.ledger.fees().contains(fee))
  }

  @Test("A row of a billed visit that says the same is the same; a new dose of it joins")
  func billedVisit() throws {
    let office = try Office()
    let head =
      "encounter_ref,mrn,date,provider_npi,place_of_service,diagnoses,dose_ref,drug,dose_amount,"
      + "dose_unit,route,given_by,given_by_credential,lot,expiry,time,site\n"
    let row =
      "V1,M001,2026-10-05,1888888801,11,D51.0,D1,J3420,1000,mcg,IM,A,MD,L1,2028-06-30,09:00,left\n"
    _ = try office.importing(.doses, head + row)
    #expect(try office.export().report.claims == 1)
    #expect(try office.importing(.doses, head + row).report.verdicts[.same] == 1)
    let late = row.replacing("D1,J3420", with: "D2,J3420").replacing(
      "09:00,left", with: "10:00,right")
    #expect(try office.importing(.doses, head + late).report.verdicts[.new] == 1)
    let other = row.replacing("D1,J3420", with: "D3,J3420").replacing("D51.0", with: "M54.50")
    let (_, refusals) = try office.importing(.doses, head + other)
    #expect(refusals.first?.reason.contains("claim") == true)
    #expect(try office.open().count == 1)
  }

  @Test("Hostile names come back as they were, through the ledger and through a claim file")
  func hostileNames() throws {
    let office = try Office()
    let names = [
      "Robert'); DROP TABLE patient;--", "*~:^>|", "\"\"\"", "O'Neil-Smith", "=cmd|' /C calc'!A0",
      "Ünïcödé", "Zalgo\u{0301}\u{0302}\u{0303}", "\u{202E}txet", "👩‍⚕️💉", "<script>", "%s%n",
      "a\u{00A0}b", "NULL", "null", "0", "-", ",", "\\", "../../etc/passwd", "${HOME}", "`id`",
    ]
    var text = "mrn,last_name,first_name,birth_date,sex\n"
    for (index, name) in names.enumerated() {
      text += "H\(index),\"\(name.replacing("\"", with: "\"\""))\",X,1990-01-01,F\n"
    }
    let (report, refusals) = try office.importing(.patients, text)
    #expect(refusals.isEmpty)
    #expect(report.verdicts[.new] == names.count)
    for (index, name) in names.enumerated() {
      let patient = try office.ledger.patient(MRN("H\(index)"))
      #expect(patient.map { Array($0.value.name.last.text.utf8) } == Array(name.utf8))
    }
    #expect(try office.importing(.patients, text).report.verdicts[.same] == names.count)
    #expect(try office.ledger.check().problems.isEmpty)
  }

  @Test(
    "Control characters in a name cost the row and are never repeated",
    arguments: [
      "\u{1B}[31mRed", "Bell\u{07}", "Back\u{08}", "Tab\u{09}Tab", "C1\u{9B}31m", "Del\u{7F}",
    ])
  func controlCharacters(_ name: String) throws {
    let office = try Office()
    let text =
      "mrn,last_name,first_name,birth_date,sex\nX1,\"\(name)\",X,1990-01-01,F\n"
      + "X2,Good,X,1990-01-01,F\n"
    let (report, refusals) = try office.importing(.patients, text)
    #expect(report.verdicts[.new] == 1)
    #expect(refusals.map(\.column) == ["last_name"])
    for refusal in refusals {
      let said = (refusal.value ?? "") + refusal.reason
      #expect(!said.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
    }
  }

  @Test("An import whose key was used before is not done again")
  func operationOnce() throws {
    let office = try Office()
    let file = "npi,last_name,credential\n1888888827,Once,MD\n"
    _ = try office.importing(.providers, file, key: "import-1")
    let said = try refusal {
      _ = try office.importing(
        .providers, "npi,last_name,credential\n1888888835,Twice,MD\n", key: "import-1")
    }
    #expect(said?.contains("carried out") == true)
    #expect(try office.ledger.providers().count == 3)
  }
}
