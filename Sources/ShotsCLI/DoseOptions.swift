import ArgumentParser
import Billing
import Practice

/// The flags that describe one dose; shared by `add` (once for each dose) and `correct`.
struct DoseOptions: ParsableArguments {
  @Option(help: "The drug: code, NDC, name, brand, your short name, or the scan of a package.")
  var drug: String?

  @Option(help: "How much was given, with its unit: 60mg, 1000mcg, 0.5mL, 2.4MU, \"1 dose\".")
  var dose: String?

  @Option(
    help: "How it was given: SC, IM, \"IV push\", ID, joint, oral, nasal …",
    completion: .words(of: Route.self))
  var route: String?

  @Option(help: "Where on the body: \"left deltoid\".")
  var site: String?

  @Option(help: "The lot on the label, or the scan of a package.")
  var lot: String?

  @Option(help: "The expiry on the label: 2028-06-30, or 2028-06 for the end of the month.")
  var expiry: String?

  @Option(help: "The NDC of the package: eleven digits, or as the label prints it with hyphens.")
  var ndc: String?

  @Option(help: "The volume given, in mL.")
  var volume: String?

  @Option(
    help: "The package: \(words(of: Container.self)).", completion: .words(of: Container.self))
  var container: String?

  @Option(help: "What was thrown away from a single-dose package: 10mg.")
  var waste: String?

  @Option(
    help: "Whose stock: \(words(of: StockSource.self)).",
    completion: .words(of: StockSource.self))
  var stock: String?

  @Option(help: "A mark for the syringe: doses of a visit with the same mark are one injection.")
  var syringe: String?

  @Option(help: "Into how many injections this dose was split.")
  var injections: String?

  @Option(
    help: "\(words(of: Device.self)), when one was applied.",
    completion: .words(of: Device.self))
  var device: String?

  @Option(help: "When it was given: 14:46.")
  var time: String?

  @Option(help: "Who gave it.")
  var givenBy: String?

  @Option(help: "The letters after that name: RN, MA, MD; PATIENT when patients inject themselves.")
  var credential: String?

  @Option(help: "Who counselled about a vaccine that day: MD, NP …")
  var counselledBy: String?

  @Option(help: "A note for the record.")
  var note: String?

  /// The dose that the flags describe, on top of one that is there already.
  func apply(to base: DoseDraft, on day: Day, desk: Desk) throws -> DoseDraft {
    try apply(to: base, on: day) { try desk.findDrug($0, on: $1) }
  }

  /// The same, with another way to find drugs.
  func apply(
    to base: DoseDraft, on day: Day, lookUp: (String, Day) throws -> FoundDrug
  ) throws -> DoseDraft {
    var draft = base
    if let drug {
      do {
        try draft.take(lookUp(drug, day))
      } catch let error as InvalidValue {
        throw FlagError("--drug", error)
      }
    }
    try checkScan()
    draft.amount = try flag("--dose", dose, DoseAmount.init(_:)) ?? draft.amount
    draft.route = try flag("--route", route, Route.init(_:)) ?? draft.route
    draft.site = try flag("--site", site, Line.init(_:)) ?? draft.site
    if let lot {
      do {
        try draft.takeLot(lot) { try lookUp($0, day) }
      } catch let error as InvalidValue {
        throw FlagError("--lot", error)
      }
    }
    draft.expiry = try flag("--expiry", expiry, Expiry.parse) ?? draft.expiry
    draft.ndc = try flag("--ndc", ndc, NDC.init(_:)) ?? draft.ndc
    draft.volume = try flag("--volume", volume, Quantity.init(milliliters:)) ?? draft.volume
    draft.container = try flag("--container", container, Container.init(_:)) ?? draft.container
    draft.waste = try flag("--waste", waste, DoseAmount.init(_:)) ?? draft.waste
    draft.stock = try flag("--stock", stock, StockSource.init(_:)) ?? draft.stock
    draft.syringe = try flag("--syringe", syringe, Line.init(_:)) ?? draft.syringe
    draft.injections = try flag("--injections", injections, DoseOptions.count) ?? draft.injections
    draft.device = try flag("--device", device, Device.init(_:)) ?? draft.device
    draft.time = try flag("--time", time, TimeOfDay.init(_:)) ?? draft.time
    draft.givenBy = try flag("--given-by", givenBy, Line.init(_:)) ?? draft.givenBy
    draft.credential = try flag("--credential", credential, Credential.init(_:)) ?? draft.credential
    draft.counselledBy =
      try flag("--counselled-by", counselledBy, Credential.init(_:)) ?? draft.counselledBy
    draft.note = try flag("--note", note, Line.init(_:)) ?? draft.note
    return draft
  }

  /// What was scanned and what was typed beside it are of one package; which of two is right only
  /// who holds it can say.
  private func checkScan() throws {
    let scanned = [drug, lot].lazy.compactMap { $0 }.compactMap { try? GS1Scan.read($0) }.first
    guard let scan = scanned else { return }
    func refuse(_ name: String, _ text: String, _ said: String) -> FlagError {
      FlagError(
        name,
        InvalidValue(
          kind: name, value: text,
          reason: "is not what the scan says (\(said)); leave it out, or scan the package again"))
    }
    if let lot, let said = scan.lot, try GS1Scan.read(lot) == nil, lot != said.text {
      throw refuse("--lot", lot, said.text)
    }
    if let expiry, let said = scan.expiry, let day = try? Expiry.parse(expiry), day != said {
      throw refuse("--expiry", expiry, said.description)
    }
    if let ndc, let typed = try? NDC(ndc), !scan.ndcCandidates.isEmpty,
      !scan.ndcCandidates.contains(typed)
    {
      throw refuse("--ndc", ndc, scan.ndcCandidates.map(\.hyphenated).joined(separator: ", "))
    }
  }

  static func count(_ text: String) throws(InvalidValue) -> Int {
    guard let count = Int(text) else {
      throw InvalidValue(kind: "injections", value: text, reason: "must be a whole number")
    }
    return count
  }
}

/// Expiry dates as labels print them.
enum Expiry {
  /// Reads a day, or a month as its last day.
  static func parse(_ text: String) throws(InvalidValue) -> Day {
    if text.utf8.count == 7, let month = try? DayRange(month: text) { return month.last }
    let parts = text.split(separator: "/").map { Int($0) }
    if parts.count == 2, let month = parts[0], let year = parts[1], (1...12).contains(month) {
      let full = year < 100 ? 2000 + year : year
      let padded = month < 10 ? "0\(month)" : "\(month)"
      return try DayRange(month: "\(full)-\(padded)").last
    }
    return try Day(text)
  }
}
