import Billing
import Practice

/// A dose that is being put together, from flags, answers and earlier doses.
struct DoseDraft {
  var drug: DrugKey?
  var label: String?
  var ndc: NDC?
  var amount: DoseAmount?
  var volume: Quantity?
  var route: Route?
  var site: Line?
  var lot: Line?
  var expiry: Day?
  var container: Container?
  var waste: DoseAmount?
  var stock: StockSource?
  var syringe: Line?
  var injections = 1
  var device: Device?
  var time: TimeOfDay?
  var givenBy: Line?
  var credential: Credential?
  var counselledBy: Credential?
  var note: Line?
  var reference: Reference?

  init() {}

  /// Everything that an earlier dose said.
  init(_ dose: Dose) {
    drug = dose.drug
    ndc = dose.ndc
    amount = dose.amount
    volume = dose.volume
    route = dose.route
    site = dose.site
    lot = dose.lot
    expiry = dose.expiry
    container = dose.container
    waste = dose.waste
    stock = dose.stockSource
    syringe = dose.syringe
    injections = dose.injections
    device = dose.device
    time = dose.time
    givenBy = dose.givenBy
    credential = dose.givenByCredential
    counselledBy = dose.counselledBy
    note = dose.note
    reference = dose.reference
  }

  /// Takes a drug, with what its NDC or short name says about package, dose and route.
  mutating func take(_ found: FoundDrug) {
    if drug != nil, drug != found.key {
      // Another drug comes from another package.
      ndc = nil
    }
    drug = found.key
    label = found.label
    ndc = found.ndc ?? ndc
    amount = amount ?? found.alias?.dose
    route = route ?? found.alias?.route
    if let scan = found.scan { take(scan) }
  }

  /// Takes a lot, or the scan of the package: then its expiry and NDC, too. The NDC of a package
  /// of another drug is kept, so that the rules see the mix-up (R54).
  mutating func takeLot(_ text: String, lookUp: (String) throws -> FoundDrug) throws {
    guard let scan = try GS1Scan.read(text) else {
      lot = try Line(text)
      return
    }
    // A package that no table lists does not say which of its NDCs it is (R59).
    if let found = try? lookUp(text) { ndc = found.ndc ?? ndc }
    take(scan)
  }

  private mutating func take(_ scan: GS1Scan) {
    lot = scan.lot ?? lot
    expiry = scan.expiry ?? expiry
  }

  /// The dose; what must be there and is not is an error that names its flag.
  func finished() throws -> Dose {
    guard let drug else {
      throw FlagError(missing: "--drug", "a code, NDC or name, like --drug B12")
    }
    guard let amount else {
      throw FlagError(missing: "--dose", "how much was given, like --dose 1000mcg")
    }
    do throws(InvalidValue) {
      return try Dose(
        reference: reference, time: time, drug: drug, ndc: ndc, amount: amount, volume: volume,
        route: route, site: site, lot: lot, expiry: expiry, container: container, waste: waste,
        stockSource: stock ?? .practice, syringe: syringe, injections: injections, device: device,
        givenBy: givenBy, givenByCredential: credential, counselledBy: counselledBy, note: note)
    } catch {
      throw FlagError("--\(error.kind)", error)
    }
  }
}
