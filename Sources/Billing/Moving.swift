import Practice
import Storage

// What becomes of a visit when a dose leaves it.
extension Desk {
  /// What a person should hear when a dose moved to another visit.
  func moving(
    from source: Encounter.ID, to target: Encounter.ID
  ) throws -> [String] {
    guard source != target else { return [] }
    let left = try encounter(source).encounter
    var joined = try encounter(target).encounter
    var notes = Desk.differences(left, joined)
    guard try !hasLiveDose(source) else { return notes }
    // The whole visit was one of the other's: its reasons and its services go along (R28).
    let diagnoses = left.diagnoses.filter { !joined.diagnoses.contains($0) }
    let services = left.otherServices.filter { service in
      left.date != joined.date || !joined.otherServices.contains { $0.code == service.code }
    }
    guard !diagnoses.isEmpty || !left.otherServices.isEmpty else { return notes }
    let names = (services.map(\.description) + diagnoses.map(\.text)).joined(separator: ", ")
    guard left.date == joined.date, try !isBilled(target) else {
      guard services.isEmpty else {
        throw Refusal(
          .badData,
          "encounter \(source) would be left with \(names) and no dose, so nobody would bill it,"
            + " and encounter \(target) cannot take it; bill it elsewhere and take it away first:"
            + " shots encounter correct \(source) --services \"\"")
      }
      guard left.date == joined.date else {
        return notes + ["\(names) stayed with encounter \(source)"]
      }
      throw Refusal(
        .badData,
        "encounter \(target) is on a claim already, which does not say \(names), for which the dose"
          + " was given. Correct that claim first, or ask the payer for a reopening; what it is:"
          + " shots encounter show \(target)")
    }
    joined.diagnoses += diagnoses
    joined.otherServices += services
    try ledger.updateEncounter(target, to: joined)
    var emptied = left
    emptied.otherServices = []
    if emptied != left { try ledger.updateEncounter(source, to: emptied) }
    if !names.isEmpty { notes.append("\(names) moved along to encounter \(target)") }
    let twice = left.otherServices.filter { !services.contains($0) }.map(\.description)
    if !twice.isEmpty {
      notes.append("encounter \(target) had \(twice.joined(separator: ", ")) already")
    }
    return notes
  }

  /// Refuses to take the last dose away from a visit whose claim is being corrected: the payer
  /// would keep that claim, and get the dose again on another.
  func checkLeft(_ source: Encounter.ID, by dose: Dose.ID) throws {
    guard try !hasLiveDose(source),
      let claim = try Registry(ledger, tables).replacement(at: source)?.origin.claim
    else { return }
    throw Refusal(
      .badData,
      "dose \(dose) is the last one of encounter \(source), whose claim \(claim) is being"
        + " corrected: the payer would keep that claim and get the dose again. Take the claim back"
        + " first: shots claim void \(claim) --doses open --why …")
  }

  /// Marks of syringes are those of a visit: the same mark of another one is perhaps another
  /// syringe (R24).
  func syringeNote(
    _ dose: Dose.ID, from source: Encounter.ID, to target: Encounter.ID
  ) throws -> [String] {
    guard source != target, let mark = try self.dose(dose).dose.syringe?.text else { return [] }
    let isTaken = try ledger.doses(of: target).contains { other in
      if case .voided = other.disposition { return false }
      return other.dose.id != dose && other.dose.syringe?.text.lowercased() == mark.lowercased()
    }
    guard isTaken else { return [] }
    return [
      "encounter \(target) has a syringe \(mark), too: all that was in it counts as one injection;"
        + " if dose \(dose) was in another one, name that: shots correct \(dose) --syringe …"
    ]
  }

  /// The services of a dose's visit, when no dose of it is left that would bring them to a claim;
  /// a sentence, or nil.
  public func servicesLeft(by dose: Dose.ID) throws -> String? {
    try ledger.read {
      let id = try self.dose(dose).encounter
      let services = try encounter(id).encounter.otherServices
      guard !services.isEmpty else { return nil }
      let isCarried = try ledger.doses(of: id).contains {
        switch $0.disposition {
        case nil, .billed: true
        case .voided, .selfPay, .noCharge: false
        }
      }
      guard !isCarried else { return nil }
      let names = services.map(\.description).joined(separator: ", ")
      return "encounter \(id) has \(names) and no open dose now, so no claim bills it; bill it"
        + " elsewhere, or take it away: shots encounter correct \(id) --services \"\""
    }
  }

  /// What two visits say differently of who, where and how supervised: then they may be two.
  private static func differences(_ left: Encounter, _ joined: Encounter) -> [String] {
    func differ<Value: Equatable>(_ left: Value?, _ right: Value?) -> Bool {
      left != nil && right != nil && left != right
    }
    var names: [String] = []
    if left.date != joined.date { names.append("date") }
    if differ(left.provider, joined.provider) { names.append("provider") }
    if differ(left.placeOfService, joined.placeOfService) { names.append("place") }
    if differ(left.supervisionMode, joined.supervisionMode) { names.append("supervision") }
    guard !names.isEmpty, let from = left.id, let to = joined.id else { return [] }
    return [
      "encounters \(from) and \(to) differ in \(names.joined(separator: ", ")), and the dose counts"
        + " as encounter \(to) says now; look whether it is one visit: shots encounter show \(to)"
    ]
  }

  private func hasLiveDose(_ id: Encounter.ID) throws -> Bool {
    try ledger.doses(of: id).contains {
      if case .voided = $0.disposition { return false }
      return true
    }
  }

  private func isBilled(_ id: Encounter.ID) throws -> Bool {
    try ledger.doses(of: id).contains {
      if case .billed = $0.disposition { return true }
      return false
    }
  }
}
