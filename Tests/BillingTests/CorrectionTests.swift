import Billing
import Practice
import Storage
import Testing

@Suite("Corrections") struct CorrectionTests {
  @Test("A correction voids the dose and logs another; both stay, and the list shows the new one")
  func bothStay() throws {
    let office = try Office()
    let id = try #require(try office.log().doses.first)
    let receipt = try office.desk().correct(id, reason: Line("half was given")) { old in
      var new = old
      new.amount = try DoseAmount("500mcg")
      return new
    }
    let new = try #require(receipt.doses.first)
    let doses = try office.ledger.doses(of: receipt.assessment.visit.encounter.id ?? RecordID(0))
    #expect(doses.map(\.disposition?.word) == ["voided", nil])
    #expect(doses.last?.replaces == id)
    #expect(doses.first?.disposition?.reason?.text == "half was given")
    #expect(try office.open().map(\.id) == [new])
  }

  @Test("A dose is accounted for once; every further word about it is refused with what it is")
  func onlyOnce() throws {
    let office = try Office()
    let reason = try Line("why")
    let payable: [Disposition] = [.noCharge(reason: reason), .selfPay(reason: nil)]
    for disposition in payable + [.voided(reason: reason)] {
      let id = try #require(try office.log().doses.first)
      try office.desk().dispose(id, as: disposition)
      for other in payable {
        let said = try refusal { try office.desk().dispose(id, as: other) }
        #expect(said?.contains("dose \(id)") == true)
      }
      #expect(try office.ledger.dose(id)?.disposition == disposition)
    }
    #expect(try office.open().isEmpty)
  }

  @Test("What nobody or the patient pays can be taken back: void, or open again as a new dose")
  func takenBack() throws {
    let office = try Office()
    let reason = try Line("has coverage after all")
    for disposition: Disposition in [.noCharge(reason: reason), .selfPay(reason: nil)] {
      let id = try #require(try office.log().doses.first)
      try office.desk().dispose(id, as: disposition)
      let receipt = try office.desk().correct(id, reason: reason) { $0 }
      let new = try #require(receipt.doses.first)
      #expect(try office.ledger.dose(id)?.disposition == .voided(reason: reason))
      #expect(try office.ledger.dose(new)?.disposition == nil)
      try office.desk().dispose(new, as: disposition)
      try office.desk().dispose(new, as: .voided(reason: reason))
      #expect(try office.ledger.dose(new)?.disposition == .voided(reason: reason))
    }
    #expect(try office.open().isEmpty)
  }

  @Test("What is on a claim does not change: not the dose, not the visit, not by an import")
  func billedIsFixed() throws {
    let office = try Office()
    let receipt = try office.log()
    let id = try #require(receipt.doses.first)
    let encounter = try #require(receipt.assessment.visit.encounter.id)
    #expect(try office.export().report.claims == 1)
    let before = try office.claims()
    let reason = try Line("late")
    let said = [
      try refusal { try office.desk().dispose(id, as: .voided(reason: reason)) },
      try refusal { try office.desk().dispose(id, as: .noCharge(reason: reason)) },
      try refusal { _ = try office.desk().correct(id, reason: reason) { $0 } },
      try refusal { _ = try office.desk().accept(RuleID("R66"), on: id, reason: reason) },
      try refusal {
        _ = try office.desk().correct(encounter) { old in
          var new = old
          new.diagnoses = []
          return new
        }
      },
    ]
    #expect(said.allSatisfy { $0?.contains("shots claim show 1") == true }, "\(said)")
    #expect(try office.claims().map(\.claim) == before.map(\.claim))
  }

  @Test("A visit cannot be moved into the future or before the birth")
  func visitKeepsToTheCalendar() throws {
    let office = try Office()
    let receipt = try office.log("M023", Office.visit("2026-10-20"))
    let encounter = try #require(receipt.assessment.visit.encounter.id)
    for date in ["2026-11-03", "2026-10-19"] {
      let said = try refusal {
        _ = try office.desk().correct(encounter) { old in
          var new = old
          new.date = try Day(date)
          return new
        }
      }
      #expect(said != nil)
    }
    #expect(try office.ledger.encounter(encounter)?.encounter.date == Day("2026-10-20"))
  }

  @Test("An error cannot be accepted; a warning can, once, and only when it was found")
  func accepting() throws {
    let office = try Office()
    var noLot = try Office.dose()
    noLot.lot = nil
    let id = try #require(try office.log("M001", nil, [noLot]).doses.first)
    let why = try Line("paper log")
    let unknown = try refusal { _ = try office.desk().accept(RuleID("R44"), on: id, reason: why) }
    #expect(unknown?.contains("found nothing") == true)
    #expect(try office.open(.review).count == 1)
    #expect(try office.desk().accept(RuleID("R66"), on: id, reason: why))
    #expect(try !office.desk().accept(RuleID("R66"), on: id, reason: why))
    #expect(try office.open(.ready).count == 1)
    let noDiagnosis = try office.log("M001", Office.visit("2026-10-06", diagnoses: []))
    let blocked = try #require(noDiagnosis.doses.first)
    let said = try refusal { _ = try office.desk().accept(RuleID("R65"), on: blocked, reason: why) }
    #expect(said?.contains("must be mended") == true)
  }

  @Test("A dose does not move to a claim that does not say what it was given for")
  func movesToNoClaim() throws {
    let office = try Office()
    try office.log("M001", Office.visit(diagnoses: ["M54.50"]), [Office.dose("J1885", "30mg")])
    #expect(try office.export().report.claims == 1)
    let later = try office.log(
      "M001", Office.visit(diagnoses: ["D51.0"]), [Office.dose(site: "right arm", time: "15:00")])
    let first = try #require(try office.claims().first).encounter
    let said = try refusal {
      _ = try office.desk().correct(
        later.doses[0], reason: Line("one visit"), movingTo: first
      ) { $0 }
    }
    #expect(said?.contains("is on a claim already, which does not say D51.0") == true)
    #expect(try office.open().map(\.id) == later.doses)
  }

  @Test("The last dose of a claim that is being corrected does not go to another claim")
  func staysWithItsCorrection() throws {
    let (office, claim) = try ClaimLifeTests.office(
      try ClaimLifeTests.event(.accepted, number: "X1"))
    let other = try office.log("M001", nil, [Office.dose("J1885", "30mg", time: "15:00")])
    _ = try office.desk().correct(claim, why: nil, dryRun: false)
    let dose = try #require(try office.open().first { $0.id != other.doses[0] }).id
    let target = try #require(other.assessment.visit.encounter.id)
    let said = try refusal {
      _ = try office.desk().correct(dose, reason: Line("one visit"), movingTo: target) { $0 }
    }
    #expect(said?.contains("shots claim void \(claim) --doses open") == true)
  }

  @Test("A mark of a syringe that another visit has, too, is told when a dose moves there")
  func syringes() throws {
    let office = try Office()
    var dose = try Office.dose()
    dose.syringe = try Line("A")
    let first = try office.log("M001", nil, [dose])
    var other = try Office.dose("J1885", "30mg", time: "15:00")
    other.syringe = try Line("a")
    let second = try office.log("M001", nil, [other])
    let target = try #require(first.assessment.visit.encounter.id)
    let moved = try office.desk().correct(
      second.doses[0], reason: Line("one visit"), movingTo: target
    ) { $0 }
    #expect(moved.notes.contains { $0.contains("has a syringe a, too") })
  }
}
