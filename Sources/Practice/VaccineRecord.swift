/// What a vaccine record has beside its dose (R71).
public struct VaccineRecord: Hashable, Sendable {
  /// The dose; nil for one that is not saved.
  public var dose: Dose.ID?
  /// Who made the vaccine.
  public var manufacturer: Line?
  /// The edition of the information sheet that the patient was given.
  public var sheetEdition: Day?
  /// When the sheet was given.
  public var sheetGiven: Day?

  /// The further facts of a vaccine.
  public init(
    dose: Dose.ID?, manufacturer: Line?, sheetEdition: Day?, sheetGiven: Day?
  ) {
    self.dose = dose
    self.manufacturer = manufacturer
    self.sheetEdition = sheetEdition
    self.sheetGiven = sheetGiven
  }
}
