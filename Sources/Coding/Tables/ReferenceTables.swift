import Practice

/// The reference tables: facts that change, as data with dates. Each is read when it is first
/// asked for.
public struct ReferenceTables: Sendable {
  private let ownDrugs: DrugTable?

  /// The tables that are embedded in the program. Making the value reads nothing.
  public static let embedded = ReferenceTables(drugs: nil)

  init(drugs: DrugTable?) { ownDrugs = drugs }

  /// All drugs.
  public var drugs: DrugTable { ownDrugs ?? DrugTable.embedded }

  /// The row of a drug that is valid on the day; a retired code is still found, with its
  /// ``Drug/validTo`` and ``Drug/replacedBy`` (R50).
  public func drug(_ key: DrugKey, on day: Day) -> Drug? { drugs.drug(key, on: day) }

  /// The drugs that a text can mean, best first: a key or code, an NDC in any written form, a
  /// generic name, a brand, words of the short label, or the beginnings of them. Codes that are
  /// not valid on the day come last.
  public func search(_ text: String, on day: Day) -> [Drug] {
    (ownDrugs.map(DrugSearch.init(_:)) ?? DrugSearch.embedded).find(text, on: day)
  }

  /// The habits of a class of payers, from `payer_defaults.csv`. A class without a row of its own
  /// (automobile, liability, federal, other) must be asked for everything that payers see
  /// differently.
  public func settings(for payerClass: PayerClass) -> PayerSettings {
    PayerDefaults.embedded.table[payerClass]?.settings ?? PayerDefaults.unknown
  }

  /// Where the habits of a class come from, as `sources.md` numbers it; nil for a class that
  /// `payer_defaults.csv` does not have.
  public func settingsSource(for payerClass: PayerClass) -> String? {
    PayerDefaults.embedded.table[payerClass]?.source
  }

  /// A place of service; nil for a code that CMS does not list.
  public func place(_ code: PlaceOfService) -> Place? { Place.embedded.table[code] }

  /// A claim filing indicator; nil for an unknown one.
  public func filingIndicator(_ code: ClaimFilingIndicator) -> FilingIndicator? {
    FilingIndicator.embedded.table[code]
  }

  /// What the pair table says of a code beside 96372; nil for a code that it does not name.
  public func pair(_ other: HCPCS) -> CodePair? { CodePair.embedded.table[other] }

  /// The rows of `administration_codes.csv`.
  public var administrationCodes: [AdministrationRow] { AdministrationRow.embedded.rows }

  /// The practitioner's daily maximum of an administration code (R27); nil when none is known.
  func dailyMaximum(of code: HCPCS) -> Int? {
    administrationCodes.first { $0.code == code }?.mue
  }
}
