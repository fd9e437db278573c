/// A place of the CMS-1500 (02/12) that one value fills: where it stands on the page and what fits
/// (CMS-1500 guide §2). Lines and columns are counted from 1 at the corner of the paper, at ten
/// columns and six lines an inch.
public enum PaperBox: Int, CaseIterable, Sendable {
  case carrierName, carrierStreet, carrierStreet2, carrierCity
  case medicare, medicaid, tricare, champva, groupPlan, feca, otherPlan
  case memberID, patientName, patientBirth, patientMale, patientFemale, insuredName
  case patientStreet, patientCity, patientState, patientZIP, patientAreaCode, patientPhone
  case isSelf, isSpouse, isChild, isOther
  case insuredStreet, insuredCity, insuredState, insuredZIP, insuredAreaCode, insuredPhone
  case otherInsured, otherPolicy, otherPlanName
  case workYes, workNo, autoYes, autoNo, autoState, accidentYes, accidentNo, conditionCodes
  case group, insuredBirth, insuredMale, insuredFemale, casualtyQualifier, casualtyNumber
  case planName, anotherPlanYes, anotherPlanNo
  case patientSignature, patientSignatureDate, insuredSignature
  case onset, onsetQualifier, otherDateQualifier, otherDate, unableFrom, unableTo
  case referrerQualifier, referrerName, referrerOtherQualifier, referrerOtherID, referrerNPI
  case hospitalFrom, hospitalTo, note, laboratoryYes, laboratoryNo, laboratoryCharge
  case icdIndicator
  case diagnosisA, diagnosisB, diagnosisC, diagnosisD, diagnosisE, diagnosisF
  case diagnosisG, diagnosisH, diagnosisI, diagnosisJ, diagnosisK, diagnosisL
  case resubmissionCode, originalReference, authorization
  case supplement, otherIDQualifier, otherID
  case from, to, place, emergency, code, modifier1, modifier2, modifier3, modifier4
  case pointers, charge, units, epsdt, renderingNPI
  case taxID, taxIDIsSSN, taxIDIsEIN, claimNumber, assignmentYes, assignmentNo
  case total, paid, signature, signatureDate
  case facilityName, facilityStreet, facilityCity, facilityNPI, facilityOtherID
  case billingAreaCode, billingPhone, billingName, billingStreet, billingCity
  case billingNPI, billingOtherID

  /// What becomes of a value that is longer than its box.
  public enum Fit: Sendable {
    /// A text for people is cut, and a finding says so.
    case text
    /// An identifier that is cut is another identifier: the claim is refused.
    case identifier
    /// A number, at the right end of its box; one that is too long is refused.
    case number
    /// One `X`.
    case mark
  }

  /// Where a value stands and what fits.
  public struct Spot: Sendable {
    /// The number of the item on the form: `1a`, `24F`.
    public let item: String
    /// The line of the page, from 1; of the first service line for what stands on each.
    public let line: Int
    /// The column of the page, from 1.
    public let column: Int
    /// How many characters fit.
    public let width: Int
    /// What becomes of a longer one.
    public let fit: Fit
  }

  /// Where it stands.
  public var spot: Spot { PaperBoxTable.spots[rawValue] }

  /// Whether it stands on each of the six service lines.
  public var isOnServiceLine: Bool {
    rawValue >= PaperBox.supplement.rawValue && rawValue <= PaperBox.renderingNPI.rawValue
  }

  /// The most service lines of one form (guide §4).
  public static let linesOfForm = 6
  /// The lines of the page.
  public static let pageLines = 66
  /// The columns of the page.
  public static let pageColumns = 85

  /// The line of the page on which it stands, for a service line from 1 to 6 where it is on each.
  func pageLine(_ serviceLine: Int) -> Int {
    isOnServiceLine ? spot.line + 2 * (serviceLine - 1) : spot.line
  }

  /// The boxes of the diagnoses in order (item 21).
  static let diagnoses: [PaperBox] = (diagnosisA.rawValue...diagnosisL.rawValue).compactMap {
    PaperBox(rawValue: $0)
  }
  static let modifiers: [PaperBox] = [.modifier1, .modifier2, .modifier3, .modifier4]
}
