/// What is billed: one code with its modifiers, units and charge, and the working that made it.
public struct ServiceLine: Hashable, Sendable {
  /// What the line is for.
  public var kind: Kind
  /// The dose that caused it; nil for a service of the visit.
  public var dose: Dose.ID?
  /// The code (SV101-2).
  public var code: HCPCS
  /// At most four modifiers, pricing modifiers first (SV101-3 to 6).
  public var modifiers: [Modifier]
  /// Units, above zero (SV104).
  public var units: Int
  /// The charge for all units together (SV102); nil while no fee is known.
  public var charge: Money?
  /// Positions of the diagnoses that the line is for, from 1, at most four (SV107).
  public var pointers: [Int]
  /// The package, on drug lines (2410).
  public var drug: DrugIdentification?
  /// Description, which unclassified codes need (SV101-7).
  public var description: String?
  /// Line note (NTE*ADD).
  public var note: String?
  /// The arithmetic and the reason: `60 mg / 15 mg per unit = 4 units, R51`.
  public var why: String
  /// The rules that made it.
  public var rules: [RuleID]

  /// What a line is for.
  public enum Kind: String, CaseIterable, Sendable {
    /// Another service of the visit.
    case visit
    /// The giving: 96372 and its neighbours.
    case administration
    /// The drug.
    case drug
    /// The discarded part, JW.
    case waste
  }

  /// A line.
  public init(
    kind: Kind, dose: Dose.ID?, code: HCPCS, modifiers: [Modifier] = [], units: Int,
    charge: Money?, pointers: [Int], drug: DrugIdentification? = nil, description: String? = nil,
    note: String? = nil, why: String, rules: [RuleID]
  ) {
    self.kind = kind
    self.dose = dose
    self.code = code
    self.modifiers = modifiers
    self.units = units
    self.charge = charge
    self.pointers = pointers
    self.drug = drug
    self.description = description
    self.note = note
    self.why = why
    self.rules = rules
  }

  /// `J1885-JZ`.
  public var codeWithModifiers: String {
    ([code.text] + modifiers.map(\.text)).joined(separator: "-")
  }
}
