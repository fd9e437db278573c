import Billing
import Harness
import Practice
import Storage
import Testing

/// Random lives of claims, which keep what must hold in every one of them.
///
/// - Every dose has one disposition, and `shots check` finds nothing.
/// - Two claims that the payer has at one time for one dose are listed as work.
/// - What is opened or refused is listed as work, with a command, until nothing of it is open.
/// - A claim that is sent in place of another says its services again.
/// - What a payer did not pay and nobody explained, what it took back, and what it paid for a claim
///   beside the one that replaces it is listed as work until somebody is done with it.
@Suite("Random lives of claims") struct ClaimLifeProperties {
  @Test(
    "Whatever is marked, corrected, taken back and undone",
    arguments: [1, 2, 3, 4, 5, 27, 41, 42, 52, 55, 73, 85] as [UInt64])
  func randomLives(seed: UInt64) throws {
    let life = try RandomLife(seed: seed)
    for _ in 0..<24 {
      try life.step()
      try life.check()
    }
  }
}

/// A practice that does anything at any time.
private final class RandomLife {
  let office: Office
  let seed: UInt64
  var random: SeededGenerator
  var done: [String] = []

  init(seed: UInt64) throws {
    office = try Office()
    self.seed = seed
    random = SeededGenerator(seed: seed)
    for payer in try office.ledger.payers().map(\.value.id) {
      let style = PayerSettingEntry(
        setting: payer, .multiInjectionStyle, to: "lines_59", from: Day.beginning)
      let takes = PayerSettingEntry(
        setting: payer, .replacementStyle, to: "new_number", from: Day.beginning)
      _ = try office.desk().save("payer set") {
        _ = try $0.savePayerSetting(style)
        return try $0.savePayerSetting(takes)
      }
    }
    try office.log("M001", Office.visit(services: ["99213-25"]))
    _ = try office.export()
  }

  var story: Comment { "seed \(seed): \(done.joined(separator: "; "))" }

  func step() throws {
    let claims = try office.claims().map(\.id)
    let claim = claims[below(claims.count)]
    let why = try Line("why \(done.count)")
    switch below(14) {
    case 0: try attempt("mark \(claim) accepted") { try mark(claim, .accepted, why, number: true) }
    case 1, 2: try attempt("mark \(claim) rejected") { try mark(claim, .rejected, why) }
    case 3: try attempt("mark \(claim) paid") { try mark(claim, .paid, why, number: true) }
    case 4: try attempt("mark \(claim) denied") { try mark(claim, .denied, why) }
    case 5:
      try attempt("correct \(claim)") {
        _ = try office.desk().correct(claim, why: nil, dryRun: false)
      }
    case 6:
      let doses = VoidedDoses.allCases[below(4)]
      try attempt("void \(claim) \(doses)") {
        _ = try office.desk().void(claim, why: why, doses: doses)
      }
    case 7: try attempt("undo \(claim)") { _ = try office.desk().undo(claim, why: why) }
    case 8: try changeDose(why)
    case 9: try addDose()
    case 10: try attempt("mark \(claim) reversed") { try mark(claim, .reversed, why) }
    case 11: try attempt("close \(claim)") { _ = try office.desk().settle(claim, why: why) }
    default: try attempt("export") { _ = try office.export() }
    }
  }

  private func attempt(_ what: String, _ body: () throws -> Void) throws {
    let said = try refusal(body)
    done.append(said == nil ? what : "(\(what))")
  }

  private func mark(
    _ claim: Claim.ID, _ kind: ClaimEvent.Kind, _ why: Line, number: Bool = false
  ) throws {
    var event = ClaimEvent(
      kind: kind, day: try Day("2026-11-02"),
      payerNumber: number ? try PartnerID("P\(claim)") : nil, why: why)
    if kind == .paid || kind == .denied {
      event.decision = Adjudication(
        date: event.day, paid: kind == .paid ? try Money("1.00") : .zero)
    }
    _ = try office.desk().mark([claim], event)
  }

  private func changeDose(_ why: Line) throws {
    let open = try office.open()
    guard !open.isEmpty else { return }
    let dose = open[below(open.count)].id
    switch below(3) {
    case 0:
      try attempt("correct dose \(dose)") {
        _ = try office.desk().correct(dose, reason: why) {
          var dose = $0
          dose.lot = why
          return dose
        }
      }
    case 1:
      try attempt("no charge \(dose)") {
        try office.desk().dispose(dose, as: .noCharge(reason: why))
      }
    default:
      try attempt("void dose \(dose)") {
        try office.desk().dispose(dose, as: .voided(reason: why))
      }
    }
  }

  private func addDose() throws {
    guard let claim = try office.claims().first,
      let visit = try office.ledger.encounter(claim.encounter)?.encounter
    else { return }
    let minute = 10 + done.count
    try attempt("add") {
      try office.log(
        "M001", visit, [Office.dose(site: "left thigh", time: "10:\(minute)")])
    }
  }

  private func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

  // MARK: - What must hold

  func check() throws {
    #expect(try office.ledger.check().problems == [], story)
    try WaitingClaimTests.expectSame(office, story)
    let work = try office.desk().work()
    #expect(work.allSatisfy { !$0.command.isEmpty }, story)
    let listed = Set(work.filter { $0.mrn != nil && $0.doses.isEmpty }.compactMap(\.number))
    let isListed = { (claim: Claim.ID) in listed.contains(claim.number) }
    var closed: Set<Claim.ID> = []
    let isSaid = { (claim: Claim.ID) in isListed(claim) || closed.contains(claim) }
    let openDoses = try office.open()
    var holders: [Dose.ID: [Claim.ID]] = [:]
    for stored in try office.claims() where stored.claim.frequency != .void {
      let record = try office.desk().record(stored.id)
      if record.history.closing != nil { closed.insert(stored.id) }
      if try isMoneyOpen(record) { #expect(isSaid(stored.id), story) }
      switch record.history.state {
      case .correcting, .voiding: #expect(isListed(stored.id), story)
      case .written, .accepted, .paid, .denied, .reversed:
        for dose in stored.claim.lines.compactMap(\.service.dose) {
          let last = try RandomLife.last(dose, office.ledger)
          if holders[last]?.last != stored.id { holders[last, default: []].append(stored.id) }
        }
      case .prepared, .rejected, .replaced, .voided: break
      }
      if let origin = record.origin {
        try checkServices(of: stored, origin)
      }
    }
    for (dose, claims) in holders {
      // At most one of them is there unsaid.
      let unsaid = claims.filter { !isSaid($0) }
      #expect(unsaid.count < 2, "dose \(dose) is on \(claims). \(story.rawValue)")
      if let open = openDoses.first(where: { $0.id == dose }) {
        let isHeld = claims.contains(where: isSaid) && open.state != .ready
        #expect(try isHeld || replaces(claims), story)
      }
    }
    let worked = Set(work.flatMap(\.doses))
    for dose in openDoses { #expect(worked.contains(dose.id), story) }
  }

  /// Whether the payer's decision leaves something to do: nothing here is ever paid in full.
  private func isMoneyOpen(_ record: ClaimRecord) throws -> Bool {
    switch record.history.state {
    case .paid, .denied, .reversed: true
    case .replaced:
      record.history.paid > .zero
        && record.successors.contains { !$0.successor.isRejected && $0.successor.isDecided }
    default: false
    }
  }

  /// A claim that goes in place of another says the services that the other said, unless a claim
  /// that counts does.
  private func checkServices(of claim: StoredClaim, _ origin: ClaimOrigin) throws {
    let isService = { (line: Claim.Line) in line.service.kind == .visit }
    guard let earlier = try office.ledger.claim(origin.claim)?.claim,
      earlier.lines.contains(where: isService), !claim.claim.lines.contains(where: isService)
    else { return }
    let others = try office.claims().filter { $0.claim.lines.contains(where: isService) }
    #expect(others.contains { $0.id != origin.claim }, story)
  }

  /// Whether the next claim of the visit goes in the place of one that the payer has.
  private func replaces(_ claims: [Claim.ID]) throws -> Bool {
    try office.claims().contains { stored in
      let record = try office.desk().record(stored.id)
      if record.history.state == .correcting { return true }
      return stored.claim.frequency == .replacement && record.history.state == .rejected
        && (record.origin.map { claims.contains($0.claim) } ?? false)
    }
  }

  /// The dose that corrects one, after all corrections.
  private static func last(_ dose: Dose.ID, _ ledger: Ledger) throws -> Dose.ID {
    var last = dose
    while let next = try ledger.replacement(of: last) { last = next }
    return last
  }
}
