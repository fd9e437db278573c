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

  @Test("A dose is accounted for once; it can still be taken back, but not paid another way")
  func onlyOnce() throws {
    let office = try Office()
    let reason = try Line("why")
    let paid: [Disposition] = [.noCharge(reason: reason), .selfPay(reason: nil)]
    for disposition in paid + [.voided(reason: reason)] {
      let id = try #require(try office.log().doses.first)
      try office.desk().dispose(id, as: disposition)
      for other in paid {
        let said = try refusal { try office.desk().dispose(id, as: other) }
        #expect(said?.contains("dose \(id)") == true)
      }
      #expect(try office.ledger.dose(id)?.disposition == disposition)
      let taken = try refusal { try office.desk().dispose(id, as: .voided(reason: reason)) }
      #expect((taken == nil) == (disposition.word != "voided"))
      #expect(try office.ledger.dose(id)?.disposition?.word == "voided")
    }
    #expect(try office.open().isEmpty)
    #expect(try office.ledger.check().problems.isEmpty)
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
}
