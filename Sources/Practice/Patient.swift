/// A person who receives doses.
public struct Patient: Hashable, Sendable {
  /// The number of the patient in the ledger.
  public typealias ID = RecordID<Patient>

  /// The practice's record number.
  public var mrn: MRN
  /// Name.
  public var name: PersonName
  /// Birth date.
  public var birthDate: Day
  /// Sex as insurance records it.
  public var sex: Sex
  /// Address; a claim cannot go without one, a record can (design §1 law 1).
  public var address: Address?
  /// Telephone.
  public var phone: Telephone?

  /// A patient.
  public init(
    mrn: MRN, name: PersonName, birthDate: Day, sex: Sex, address: Address?, phone: Telephone?
  ) {
    self.mrn = mrn
    self.name = name
    self.birthDate = birthDate
    self.sex = sex
    self.address = address
    self.phone = phone
  }
}
