import Practice
import Storage
import Text

/// A row of a file of doses, checked: a dose and the visit at which it was given.
struct DoseRow {
  let encounter: Encounter
  let dose: Dose
}

/// Reads the cells of a row of doses. The positions of the columns are found once for the file.
struct DoseCells {
  private let columns: ImportColumns
  private let today: Day
  private let memory: Memory
  private let at: Positions

  private struct Positions {
    let mrn, date, drug, amount, unit, encounter, time, provider, supervising, mode, place: Int
    let diagnoses, services, dose, ndc, volume, route, site, lot, expiry, container: Int
    let waste, wasteUnit, stock, syringe, injections, device, giver, credential: Int
    let counsellor, note: Int
  }

  /// The cells that say the same few things in a whole file.
  private final class Memory {
    let days: CellMemory<Day>
    let expiries = CellMemory<Day>(Day.init(_:))
    let npis = CellMemory<NPI>(NPI.init(_:))
    let modes = CellMemory<SupervisionMode>(SupervisionMode.init(_:))
    let places = CellMemory<PlaceOfService>(PlaceOfService.init(_:))
    let diagnoses = CellMemory<[Diagnosis]> { text throws(InvalidValue) in
      try ListText.parse(text, Diagnosis.init(_:))
    }
    let services = CellMemory<[OtherService]> { text throws(InvalidValue) in
      try ListText.parse(text, OtherService.init(_:))
    }
    let ndcs = CellMemory<NDC>(NDC.init(_:))
    let times = CellMemory<TimeOfDay>(TimeOfDay.init(_:))
    let quantities = CellMemory<Quantity>(Quantity.init(_:))
    let routes = CellMemory<Route>(Route.init(_:))
    let lines = CellMemory<Line>(Line.init(_:))
    let containers = CellMemory<Container>(Container.init(_:))
    let stocks = CellMemory<StockSource>(StockSource.init(_:))
    let credentials = CellMemory<Credential>(Credential.init(_:))
    /// By number and unit with a NUL between, which no cell holds.
    let amounts = CellMemory<DoseAmount> { text throws(InvalidValue) in
      let parts = text.split(separator: "\0", maxSplits: 1, omittingEmptySubsequences: false)
      return try DoseAmount(value: String(parts[0]), spelling: String(parts[parts.count - 1]))
    }

    init(today: Day) {
      days = CellMemory { text throws(InvalidValue) in try Day(text, today: today) }
    }
  }

  init(_ columns: ImportColumns, today: Day) {
    self.columns = columns
    self.today = today
    memory = Memory(today: today)
    let n = columns.number(_:)
    at = Positions(
      mrn: n("mrn"), date: n("date"), drug: n("drug"), amount: n("dose_amount"),
      unit: n("dose_unit"), encounter: n("encounter_ref"), time: n("time"),
      provider: n("provider_npi"), supervising: n("supervising_npi"),
      mode: n("supervision_mode"), place: n("place_of_service"), diagnoses: n("diagnoses"),
      services: n("other_services"), dose: n("dose_ref"), ndc: n("ndc"), volume: n("volume_ml"),
      route: n("route"), site: n("site"), lot: n("lot"), expiry: n("expiry"),
      container: n("container"), waste: n("waste_amount"), wasteUnit: n("waste_unit"),
      stock: n("stock_source"), syringe: n("syringe_id"), injections: n("injections"),
      device: n("device"), giver: n("given_by"), credential: n("given_by_credential"),
      counsellor: n("counselled_by"), note: n("note"))
  }

  func mrn(_ reader: borrowing CSVReader) throws(RowRefusal) -> MRN {
    try columns.required(at.mrn, in: reader, MRN.init(_:))
  }

  func read(
    _ reader: borrowing CSVReader, bornOn birth: Day, drugs: inout DrugLookup
  ) throws(RowRefusal) -> DoseRow {
    let encounter = try encounter(reader, bornOn: birth)
    let drugText = columns.text(at.drug, in: reader)
    let drug: FoundDrug
    do throws(InvalidValue) {
      drug = try drugs.find(drugText, on: encounter.date)
    } catch {
      throw RowRefusal(column: "drug", value: drugText, reason: error.reason)
    }
    return DoseRow(encounter: encounter, dose: try dose(reader, drug))
  }

  private func encounter(
    _ reader: borrowing CSVReader, bornOn birth: Day
  ) throws(RowRefusal) -> Encounter {
    let date = try columns.required(at.date, in: reader) { text throws(InvalidValue) in
      let day = try memory.days.value(text)
      try Desk.checkDate(day, bornOn: birth, today: today)
      return day
    }
    let diagnoses = try columns.optional(at.diagnoses, in: reader, memory.diagnoses.value)
    let services = try columns.optional(at.services, in: reader, memory.services.value)
    let reference = try columns.optional(at.encounter, in: reader, Reference.init(_:))
    let provider = try columns.optional(at.provider, in: reader, memory.npis.value)
    let supervising = try columns.optional(at.supervising, in: reader, memory.npis.value)
    let mode = try columns.optional(at.mode, in: reader, memory.modes.value)
    let place = try columns.optional(at.place, in: reader, memory.places.value)
    return Encounter(
      reference: reference, date: date, provider: provider, supervisingProvider: supervising,
      supervisionMode: mode, placeOfService: place, diagnoses: diagnoses ?? [],
      otherServices: services ?? [])
  }

  private func dose(
    _ reader: borrowing CSVReader, _ drug: FoundDrug
  ) throws(RowRefusal) -> Dose {
    let amount = try amount(reader)
    let ndc = try columns.optional(at.ndc, in: reader, memory.ndcs.value) ?? drug.ndc
    let injections = try columns.optional(at.injections, in: reader, DoseCells.count) ?? 1
    let reference = try columns.optional(at.dose, in: reader, Reference.init(_:))
    let time = try columns.optional(at.time, in: reader, memory.times.value)
    let volume = try columns.optional(at.volume, in: reader, memory.quantities.value)
    let route = try columns.optional(at.route, in: reader, memory.routes.value)
    let site = try columns.optional(at.site, in: reader, memory.lines.value)
    let lot = try columns.optional(at.lot, in: reader, Line.init(_:))
    let expiry = try columns.optional(at.expiry, in: reader, memory.expiries.value)
    let container = try columns.optional(at.container, in: reader, memory.containers.value)
    let stock = try columns.optional(at.stock, in: reader, memory.stocks.value)
    let syringe = try columns.optional(at.syringe, in: reader, memory.lines.value)
    let device = try columns.optional(at.device, in: reader, Device.init(_:))
    let giver = try columns.optional(at.giver, in: reader, memory.lines.value)
    let credential = try columns.optional(at.credential, in: reader, memory.credentials.value)
    let counsellor = try columns.optional(at.counsellor, in: reader, memory.credentials.value)
    let note = try columns.optional(at.note, in: reader, DoseCells.oneLine)
    let waste = try waste(reader)
    do throws(InvalidValue) {
      return try Dose(
        reference: reference, time: time, drug: drug.key, ndc: ndc, amount: amount, volume: volume,
        route: route, site: site, lot: lot, expiry: expiry, container: container, waste: waste,
        stockSource: stock ?? .practice, syringe: syringe, injections: injections, device: device,
        givenBy: giver, givenByCredential: credential, counselledBy: counsellor, note: note)
    } catch {
      throw RowRefusal(column: "dose_amount", value: error.value, reason: error.reason)
    }
  }

  private func amount(_ reader: borrowing CSVReader) throws(RowRefusal) -> DoseAmount {
    let unit = columns.text(at.unit, in: reader)
    do throws(InvalidValue) {
      // Alone first, so that a bad unit is not said of the number beside it.
      _ = try DoseAmount(value: "1", spelling: unit)
    } catch {
      throw RowRefusal(
        column: "dose_unit", value: unit, reason: unit.isEmpty ? "is empty" : error.reason)
    }
    return try columns.required(at.amount, in: reader) { text throws(InvalidValue) in
      try amount(text, unit)
    }
  }

  private func waste(_ reader: borrowing CSVReader) throws(RowRefusal) -> DoseAmount? {
    let unit = columns.text(at.wasteUnit, in: reader)
    let fallback = columns.text(at.unit, in: reader)
    return try columns.optional(at.waste, in: reader) { text throws(InvalidValue) in
      try amount(text, unit.isEmpty ? fallback : unit)
    }
  }

  /// A note of several lines as one: how it is broken says nothing, and no dose is refused for it.
  private static func oneLine(_ text: String) throws(InvalidValue) -> Line {
    let lines = text.unicodeScalars.split { $0 == "\n" || $0 == "\r" }
    return try Line(lines.map(String.init).joined(separator: " "))
  }

  private func amount(_ text: String, _ unit: String) throws(InvalidValue) -> DoseAmount {
    try memory.amounts.value(text + "\0" + unit)
  }

  private static func count(_ text: String) throws(InvalidValue) -> Int {
    guard let count = Int(text) else {
      throw InvalidValue(kind: "injections", value: text, reason: "must be a whole number")
    }
    return count
  }
}
