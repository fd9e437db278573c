import Practice

extension Worksheet {
  /// R85: a vaccine or antibody and its giving belong together. Doses bring both by themselves,
  /// so only what was typed can be alone. A product that the practice did not buy is named by its
  /// dose (R48, R49) and is not missed.
  mutating func checkProductPairs() {
    guard takesServices, !visit.encounter.otherServices.isEmpty else { return }
    for (index, service) in visit.encounter.otherServices.enumerated()
    where lines.contains(where: { $0.kind == .visit && $0.code == service.code }) {
      if let kind = ProductKind(administration: service.code) {
        if !hasProduct(kind) { noteAlone(index, "the \(kind.words) that it gave") }
      } else if let drug = tables.drug(DrugKey(stored: service.code.text), on: date),
        let kind = ProductKind(drug)
      {
        let codes = administrationCodes(of: drug, kind)
        if !isGiven(index, by: codes) { noteAlone(index, "its administration (\(codes[0]))") }
      }
    }
  }

  private func hasProduct(_ kind: ProductKind) -> Bool {
    if entries.contains(where: { ProductKind($0.giving) == kind }) { return true }
    return lines.contains { line in
      tables.drug(DrugKey(stored: line.code.text), on: date).flatMap(ProductKind.init) == kind
    }
  }

  /// R05, R85: each product has its own giving, and those of the doses are for the doses. A typed
  /// product needs a typed one, which the products that were typed before it may use up.
  private func isGiven(_ index: Int, by codes: [HCPCS]) -> Bool {
    let given = lines.reduce(0) {
      $1.kind == .visit && codes.contains($1.code) ? $0 + $1.units : $0
    }
    let products = visit.encounter.otherServices.prefix(index + 1).reduce(0) { sum, service in
      guard let drug = tables.drug(DrugKey(stored: service.code.text), on: date),
        let kind = ProductKind(drug), administrationCodes(of: drug, kind) == codes
      else { return sum }
      return sum + service.units
    }
    return products <= given
  }

  /// The codes of which one gives the product, the usual one first.
  private func administrationCodes(of drug: Drug, _ kind: ProductKind) -> [HCPCS] {
    guard kind == .vaccine else { return [Code.antibody, Code.antibodyCounselled] }
    if drug.vaccineFamily == .covid19 { return [Code.covidVaccine] }
    if settings.vaccineAdministrationStyle == .gCodes, let code = drug.vaccineFamily?.partBCode {
      return [code]
    }
    return [
      Code.firstVaccine, Code.furtherVaccine, Code.counselledVaccine, Code.firstOralVaccine,
      Code.furtherOralVaccine,
    ]
  }

  private mutating func noteAlone(_ index: Int, _ missing: String) {
    let code = visit.encounter.otherServices[index].code
    note(
      "R85", .error, field: "services",
      "A product line and an administration line belong together. \(code) stands without"
        + " \(missing)." + (ProductKind(administration: code) == nil ? Self.asDose : ""),
      fix: services { $0 == index ? nil : $1 })
  }

  private static let asDose =
    " Log what was given as a dose of the visit, with lot and package, and remove it here."

  // MARK: - R87

  /// R87: a dose from a syringe that is already billed has its giving on another claim.
  mutating func checkSyringesApart() {
    guard !visit.billedDoses.isEmpty else { return }
    for entry in entries.indices {
      guard let syringe = visit.doses[entry].syringe,
        visit.billedDoses.contains(where: { $0.syringe == syringe })
      else { continue }
      let id = visit.doses[entry].id
      guard lines.contains(where: { $0.dose == id && $0.kind == .drug }) else { continue }
      note(
        "R87", .warning, dose: entry, field: "syringe",
        "The giving of this dose is on an earlier claim; put the drug and its administration on the"
          + " same claim, so that the payer can pair them; if it goes alone all the same, accept"
          + " this.", fix: accept(entry, "R87"))
    }
  }

  // MARK: - R19

  /// R19, R65: 96372 needs a dose; reading a skin test that was placed before is no injection.
  mutating func checkServicesWithoutDose() {
    guard entries.isEmpty, visit.billedDoses.isEmpty,
      let index = visit.encounter.otherServices.firstIndex(where: { $0.code == Code.injection })
    else { return }
    lines.removeAll { $0.code == Code.injection }
    let fix = services { $0 == index ? nil : $1 }
    let isReading = visit.history.contains {
      $0.date < date && tables.drug($0.drug, on: date)?.administrationRule == .skinTest
    }
    if isReading {
      note(
        "R19", .error, field: "services",
        "Reading a skin test is no injection: 96372 does not apply. Follow the payer's rule for the"
          + " reading.", fix: fix)
    } else {
      note(
        "R65", .error, field: "services",
        "96372 stands without a dose: drug, amount and route are missing.", fix: fix)
    }
  }
}

/// Products that have an administration family of their own (R85).
enum ProductKind {
  /// A vaccine.
  case vaccine
  /// The infant's RSV antibody.
  case antibody

  var words: String { self == .vaccine ? "vaccine" : "antibody" }

  init?(administration code: HCPCS) {
    if Beside.vaccines(code) {
      self = .vaccine
    } else if Typed.isAntibody(code) {
      self = .antibody
    } else {
      return nil
    }
  }

  init?(_ drug: Drug) {
    switch drug.administrationRule {
    case .vaccine: self = .vaccine
    case .respiratoryAntibody: self = .antibody
    default: return nil
    }
  }

  init?(_ giving: Giving) {
    switch giving {
    case .vaccine: self = .vaccine
    case .antibody: self = .antibody
    default: return nil
    }
  }
}
