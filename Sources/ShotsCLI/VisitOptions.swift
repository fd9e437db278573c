import ArgumentParser
import Billing
import Practice

/// The flags that describe a visit; shared by `add`, `code` and `encounter correct`.
struct VisitOptions: ParsableArguments {
  @Option(help: "The day: 2026-10-03, 10/3, today, yesterday.")
  var date: String?

  @Option(help: ArgumentHelp("The clinician who bills, by NPI or last name.", valueName: "npi"))
  var provider: String?

  @Option(
    help: ArgumentHelp("The clinician who supervised, by NPI or last name.", valueName: "npi"))
  var supervising: String?

  @Option(
    help: "How: \(words(of: SupervisionMode.self)).",
    completion: .words(of: SupervisionMode.self))
  var supervision: String?

  @Option(help: "The place of service: 11 is the office.")
  var place: String?

  @Option(
    name: [.customLong("diagnoses"), .customLong("dx")], parsing: .singleValue,
    help: "Diagnoses in order: D51.0 or \"D51.0;M17.11\". May be given again.")
  var diagnoses: [String] = []

  @Option(
    parsing: .singleValue, help: "Other services of the visit: 99213-25. May be given again.")
  var services: [String] = []

  /// Whether no flag was given.
  var isEmpty: Bool {
    [date, provider, supervising, supervision, place].allSatisfy { $0 == nil }
      && diagnoses.isEmpty && services.isEmpty
  }

  /// The visit that the flags describe, on top of one that is there already.
  func apply(to base: VisitDraft, desk: Desk) throws -> VisitDraft {
    try apply(to: base, today: desk.today) { try desk.npi($0, $1) }
  }

  /// The same, with another way to find clinicians, who are asked for by flag and text.
  func apply(
    to base: VisitDraft, today: Day, clinician: (String, String) throws -> NPI
  ) throws -> VisitDraft {
    var draft = base
    draft.date =
      try flag("--date", date) { text throws(InvalidValue) in try Day(text, today: today) }
      ?? draft.date
    if let provider { draft.provider = try clinician("--provider", provider) }
    if let supervising { draft.supervising = try clinician("--supervising", supervising) }
    draft.mode = try flag("--supervision", supervision, SupervisionMode.init(_:)) ?? draft.mode
    draft.place = try flag("--place", place, PlaceOfService.init(_:)) ?? draft.place
    if !diagnoses.isEmpty {
      draft.diagnoses = try flag("--diagnoses", diagnoses.joined(separator: " ")) {
        text throws(InvalidValue) in try ListText.parse(text, Diagnosis.init(_:))
      }
    }
    if !services.isEmpty {
      draft.services = try flag("--services", services.joined(separator: " ")) {
        text throws(InvalidValue) in try ListText.parse(text, OtherService.init(_:))
      }
    }
    return draft
  }
}

/// A visit that is being put together.
struct VisitDraft {
  var id: Encounter.ID?
  var reference: Reference?
  var date: Day?
  var provider: NPI?
  var supervising: NPI?
  var mode: SupervisionMode?
  var place: PlaceOfService?
  var diagnoses: [Diagnosis] = []
  var services: [OtherService] = []

  init() {}

  /// Everything that an earlier visit said.
  init(_ encounter: Encounter) {
    id = encounter.id
    reference = encounter.reference
    date = encounter.date
    provider = encounter.provider
    supervising = encounter.supervisingProvider
    mode = encounter.supervisionMode
    place = encounter.placeOfService
    diagnoses = encounter.diagnoses
    services = encounter.otherServices
  }

  /// The visit, on a day unless it names its own.
  func finished(today: Day) -> Encounter {
    Encounter(
      id: id, reference: reference, date: date ?? today, provider: provider,
      supervisingProvider: supervising, supervisionMode: mode, placeOfService: place,
      diagnoses: diagnoses, otherServices: services)
  }
}

extension Desk {
  /// A clinician by NPI or by last name.
  func npi(_ name: String, _ text: String) throws -> NPI {
    if text.utf8.first.map({ $0 >= 0x30 && $0 <= 0x39 }) == true {
      return try flag(name, text, NPI.init(_:))
    }
    let found = try ledger.providers().filter {
      $0.value.name.last.text.lowercased().hasPrefix(text.lowercased())
    }
    guard let one = found.first, found.count == 1 else {
      let all = try ledger.providers().map { "\($0.value.npi) \($0.value.name)" }
      throw FlagError(
        name,
        InvalidValue(
          kind: name, value: text,
          reason: (found.isEmpty ? "is no provider" : "is the name of several providers")
            + "; the ledger has: " + (all.isEmpty ? "none" : all.joined(separator: "; "))))
    }
    return one.value.npi
  }
}
