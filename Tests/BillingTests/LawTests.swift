import Billing
import Glibc
import Practice
import Storage
import Testing

/// The law of the house (design §1): every dose given is open, or ends in exactly one disposition.
@Suite("The law of the house") struct LawTests {
  /// Random months, each from a seed that a failure names.
  @Test("No dose of a random month is lost, and none is counted twice", arguments: 1...6)
  func everyDoseIsAccountedFor(_ number: UInt64) throws {
    let office = try Office()
    var random = Dice(state: number &* 7919)
    var given: [Dose.ID: String] = [:]
    for _ in 0..<60 {
      switch random.roll(10) {
      case 0...5: try give(office, &random, &given)
      case 6: try dispose(office, &random, &given)
      case 7: try correct(office, &random, &given)
      case 8: try accept(office, &random)
      default: try bill(office, &random, &given)
      }
      try expectLaw(office, given, number)
    }
    #expect(try office.ledger.check().problems.isEmpty, "seed \(number)")
  }

  private func give(
    _ office: Office, _ random: inout Dice, _ given: inout [Dose.ID: String]
  ) throws {
    let patients = ["M001", "M002", "M003", "M006", "M008", "M012", "M020", "M021", "M022"]
    let drugs = [("J3420", "1000mcg"), ("J1885", "60mg"), ("J0696", "1g"), ("J3301", "40mg")]
    var doses: [Dose] = []
    for index in 0...random.roll(3) {
      let drug = drugs[random.roll(drugs.count)]
      var dose = try Office.dose(
        drug.0, drug.1, route: random.roll(6) == 0 ? nil : .intramuscular,
        site: ["left", "right", "thigh"][random.roll(3)], time: "1\(index):0\(random.roll(10))")
      if random.roll(6) == 0 { dose.lot = nil }
      doses.append(dose)
    }
    let day = 1 + random.roll(28)
    let visit = try Office.visit(
      "2026-10-\(day < 10 ? "0" : "")\(day)", diagnoses: random.roll(8) == 0 ? [] : ["D51.0"],
      services: random.roll(4) == 0 ? ["99213-25"] : [])
    for id in try office.log(patients[random.roll(patients.count)], visit, doses).doses {
      given[id] = "open"
    }
  }

  private func dispose(
    _ office: Office, _ random: inout Dice, _ given: inout [Dose.ID: String]
  ) throws {
    guard let id = try pick(office, &random) else { return }
    let reason = try Line("because")
    let ways: [Disposition] = [
      .voided(reason: reason), .noCharge(reason: reason), .selfPay(reason: nil),
    ]
    let way = ways[random.roll(3)]
    try office.desk().dispose(id, as: way)
    given[id] = way.word
  }

  private func correct(
    _ office: Office, _ random: inout Dice, _ given: inout [Dose.ID: String]
  ) throws {
    guard let id = try pick(office, &random) else { return }
    let note = try Line("corrected \(random.roll(1_000_000))")
    let receipt = try office.desk().correct(id, reason: note) { old in
      var new = old
      new.route = .intramuscular
      new.note = note
      return new
    }
    given[id] = "voided"
    for new in receipt.doses { given[new] = "open" }
  }

  private func accept(_ office: Office, _ random: inout Dice) throws {
    guard let dose = try office.open(.review).first else { return }
    for finding in dose.findings where finding.severity == .warning {
      _ = try office.desk().accept(finding.rule, on: dose.id, reason: Line("seen"))
    }
  }

  private func bill(
    _ office: Office, _ random: inout Dice, _ given: inout [Dose.ID: String]
  ) throws {
    let ready = try office.open(.ready).map(\.id)
    _ = try office.export(random.roll(2) == 0 ? .csv : .professional)
    for id in ready { given[id] = "billed" }
  }

  private func pick(_ office: Office, _ random: inout Dice) throws -> Dose.ID? {
    let open = try office.open()
    return open.isEmpty ? nil : open[random.roll(open.count)].id
  }

  private func expectLaw(_ office: Office, _ given: [Dose.ID: String], _ seed: UInt64) throws {
    let open = Set(try office.open().map(\.id))
    for (id, word) in given {
      let stored = try office.ledger.dose(id)
      #expect((stored?.disposition?.word ?? "open") == word, "seed \(seed), dose \(id)")
      #expect(open.contains(id) == (word == "open"), "seed \(seed), dose \(id)")
    }
    #expect(open.count == given.values.filter { $0 == "open" }.count, "seed \(seed)")
    try expectMoney(office, given, seed)
  }

  private func expectMoney(_ office: Office, _ given: [Dose.ID: String], _ seed: UInt64) throws {
    var claimed: [Dose.ID: Claim.ID] = [:]
    var visits: Set<String> = []
    for batch in try office.ledger.batches() {
      var total = Money.zero
      var lines = 0
      try office.ledger.eachClaim(of: batch) { stored in
        #expect(stored.claim.lines.map(\.charge).total == stored.claim.total, "seed \(seed)")
        total = Money(cents: total.cents + stored.claim.total.cents)
        lines += stored.claim.lines.count
        for line in stored.claim.lines {
          guard let dose = line.service.dose else {
            let visit = "\(stored.encounter) \(line.service.code)"
            #expect(visits.insert(visit).inserted, "seed \(seed): \(visit) twice")
            continue
          }
          let before = claimed.updateValue(stored.id, forKey: dose)
          #expect(before == nil || before == stored.id, "seed \(seed): dose \(dose) twice")
        }
      }
      #expect(total == batch.total && lines == batch.lines, "seed \(seed), batch \(batch.id)")
    }
    for dose in claimed.keys { #expect(given[dose] == "billed", "seed \(seed), dose \(dose)") }
  }
}

/// A small generator that gives the same rolls for the same seed everywhere.
struct Dice {
  var state: UInt64

  /// A number from 0 up to `sides`, exclusive.
  mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(sides))
  }
}
