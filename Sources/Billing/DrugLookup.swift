import Coding
import Practice
import Storage

/// What a text for a drug turned out to mean.
public struct FoundDrug: Sendable {
  /// The drug.
  public let key: DrugKey
  /// Its short label.
  public let label: String
  /// The package, when the text was an NDC.
  public let ndc: NDC?
  /// The practice's short name, when the text was one.
  public let alias: DrugAlias?
  /// What the code on the package says, when the text was a scan of it.
  public let scan: GS1Scan?

  init(
    key: DrugKey, label: String, ndc: NDC? = nil, alias: DrugAlias? = nil, scan: GS1Scan? = nil
  ) {
    self.key = key
    self.label = label
    self.ndc = ndc
    self.alias = alias
    self.scan = scan
  }
}

extension FoundDrug {
  /// The drug that a text means, without a ledger and its short names.
  public static func find(
    _ text: String, on day: Day, tables: ReferenceTables
  ) throws(InvalidValue) -> FoundDrug {
    var lookup = DrugLookup(tables, aliases: [])
    return try lookup.find(text, on: day)
  }

  /// Every drug that a text can mean on a day, best first; retired codes only when there is no
  /// other.
  public static func candidates(
    _ text: String, on day: Day, tables: ReferenceTables
  ) -> [FoundDrug] {
    let drugs = tables.search(text, on: day)
    let active = drugs.filter { $0.isValid(on: day) }
    return (active.isEmpty ? drugs : active).map { FoundDrug(key: $0.key, label: $0.label) }
  }
}

/// Finds drugs by code, NDC, name, brand or the practice's own short names; remembers what it
/// found.
struct DrugLookup {
  private let tables: ReferenceTables
  private let aliases: [String: DrugAlias]
  private var known: [String: FoundDrug] = [:]

  init(_ tables: ReferenceTables, aliases: [DrugAlias]) {
    self.tables = tables
    self.aliases = Dictionary(aliases.map { ($0.name, $0) }) { _, last in last }
  }

  /// The drug that a text means on a day; refused, with candidates, when it means none or several.
  mutating func find(_ text: String, on day: Day) throws(InvalidValue) -> FoundDrug {
    if let found = known[text], found.alias != nil || tables.drug(found.key, on: day) != nil {
      return found
    }
    let found = try search(text, on: day)
    if known.count < 10_000 { known[text] = found }
    return found
  }

  private func search(_ text: String, on day: Day) throws(InvalidValue) -> FoundDrug {
    if let alias = aliases[text.lowercased()] {
      let label = tables.drug(alias.drug, on: day)?.label ?? alias.drug.text
      return FoundDrug(key: alias.drug, label: label, alias: alias)
    }
    if let key = try? DrugKey(text), let drug = tables.drug(key, on: day) {
      return FoundDrug(key: drug.key, label: drug.label)
    }
    if let scan = try GS1Scan.read(text) { return try package(scan, text, on: day) }
    // "1" is the first of a list that was read, and the beginning of many names.
    if text.utf8.count < 4, Characters.areDigits(text.utf8) {
      throw InvalidValue(
        kind: "drug", value: text, reason: "is no drug; name it by code, NDC, name or brand")
    }
    let drugs = tables.search(text, on: day)
    guard let best = drugs.first else { throw unknown(text, on: day) }
    let active = drugs.filter { $0.isValid(on: day) }
    // The whole name of one drug is that drug; the whole name of several is none of them.
    if active.count > 1, active.filter({ DrugLookup.isExact($0, text) }).count != 1 {
      let candidates = active.prefix(12).map { "\($0.key) \($0.label)" }.joined(separator: "; ")
      throw InvalidValue(
        kind: "drug", value: text,
        reason: "can be several drugs; name one by its code: \(candidates)")
    }
    return FoundDrug(key: best.key, label: best.label, ndc: try? NDC(text))
  }

  private func unknown(_ text: String, on day: Day) -> InvalidValue {
    if let code = try? HCPCS(text), let listed = tables.listedCode(code) {
      return InvalidValue(
        kind: "drug", value: text,
        reason: "is \"\(listed.row.label)\" in \(listed.source), which does not say how it is"
          + " given or what a unit is; describe it first: shots import drugs FILE")
    }
    let near = tables.near(text, on: day).prefix(6).map { "\($0.key) \($0.label)" }
    let reason: String
    if !near.isEmpty {
      reason = "is not known; did you mean \(near.joined(separator: "; "))?"
    } else if let code = try? HCPCS(text), DrugLookup.isService(code) {
      reason = "is no drug: codes of five digits are for services; name the drug that was given"
    } else if let code = try? HCPCS(text) {
      // A code that the book of rules speaks of, like a successor that R50 names.
      let rules = RuleBook.embedded.rules(naming: code.text).prefix(3).map {
        "shots explain \($0)"
      }
      reason =
        (rules.isEmpty
          ? "is no code of the drug table"
          : "is named by a rule (\(rules.joined(separator: ", "))), but is not in the drug table")
        + "; when the code is valid, describe it once: shots import drugs FILE"
    } else {
      reason =
        "is not known; look for another of its names with: shots drug search WORD, or give it"
        + " the name you use with: shots drug alias NAME CODE"
    }
    return InvalidValue(kind: "drug", value: text, reason: reason)
  }

  /// Whether a code is one of CPT that no drug has: those of vaccines and globulins begin with 90.
  private static func isService(_ code: HCPCS) -> Bool {
    code.text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && !code.text.hasPrefix("90")
  }

  /// The drug of a package whose code was scanned. The scan does not say which segment of the NDC
  /// is short, so only a reading that the table knows is taken (R59).
  private func package(
    _ scan: GS1Scan, _ text: String, on day: Day
  ) throws(InvalidValue) -> FoundDrug {
    let known = scan.ndcCandidates.filter { tables.drugs.drug(package: $0, on: day) != nil }
    guard known.count == 1, let ndc = known.first,
      let drug = tables.drugs.drug(package: ndc, on: day)
    else {
      let forms = scan.ndcCandidates.map(\.hyphenated).joined(separator: ", ")
      throw InvalidValue(
        kind: "package code", value: text,
        reason: forms.isEmpty
          ? "is not of a drug; name the drug, and give --lot and --expiry"
          : "is not in the table; name the drug, and give --ndc as the label prints it: one of "
            + forms)
    }
    let active = tables.drug(drug.key, on: day) ?? drug
    return FoundDrug(key: active.key, label: active.label, ndc: ndc, scan: scan)
  }

  /// Whether the text is the whole name of the drug, and not only part of several.
  private static func isExact(_ drug: Drug, _ text: String) -> Bool {
    let word = text.lowercased()
    let names = drug.names.map { $0.lowercased() }
    return names.contains { name in
      name == word || name.hasPrefix(word + " (") || name.hasSuffix("(" + word + ")")
    } || (try? NDC(text)) != nil
  }
}

extension Desk {
  /// The drug that a text means; refused, with candidates, when it means none or several.
  public func findDrug(_ text: String, on day: Day? = nil) throws -> FoundDrug {
    var lookup = DrugLookup(tables, aliases: try ledger.drugAliases())
    return try lookup.find(text, on: day ?? today)
  }

  /// Keeps a short name. Refused when it is the name of another drug: who types it later means
  /// that one, and would give and bill the wrong drug. A name that looks like a code, or that
  /// several drugs have, must be meant.
  public func keepDrugAlias(_ alias: DrugAlias, isMeant: Bool = false) throws -> Verdict {
    let meant = FoundDrug.candidates(alias.name, on: today, tables: tables)
    if let other = meant.first, !meant.contains(where: { $0.key == alias.drug }) {
      throw Refusal(
        .badData,
        "\"\(alias.name)\" finds \(other.key) \(other.label), and not \(alias.drug); choose a"
          + " name that no other drug has")
    }
    let isKnown = try ledger.read { try ledger.drugAliases().contains { $0.name == alias.name } }
    if !isMeant, !isKnown, let doubt = Self.doubt(alias, meant) {
      throw Refusal(
        .badData,
        "\"\(alias.name)\" \(doubt); choose another name, or say it again with --anyway, and it"
          + " means \(alias.drug) alone")
    }
    return try save("drug alias") { try $0.saveDrugAlias(alias) }
  }

  /// Why a short name may be meant otherwise by who types it later.
  private static func doubt(_ alias: DrugAlias, _ meant: [FoundDrug]) -> String? {
    if (try? HCPCS(alias.name)) != nil || (try? NDC(alias.name)) != nil {
      return alias.name.uppercased() == alias.drug.text ? nil : "looks like a code"
    }
    let others = Set(meant.map(\.key)).subtracting([alias.drug])
    guard !others.isEmpty, meant.contains(where: { $0.key == alias.drug }) else { return nil }
    let names = meant.prefix(6).map { "\($0.key) \($0.label)" }.joined(separator: "; ")
    return "can be several drugs (\(names))"
  }

  /// Takes a short name back; refused when there is none.
  public func takeBackDrugAlias(_ name: String) throws {
    let isTaken = try save("drug alias") { try $0.takeBackDrugAlias(name) }
    guard isTaken else {
      throw Refusal(
        .notFound, "\"\(name)\" is no short name; they are listed by: shots drug aliases")
    }
  }
}
