/// What is drawn of the form around its boxes: frames with captions in our own words, and labels of
/// single boxes. Columns and lines are those of ``PaperBox``.
enum PaperFrame {
  /// A frame from the left edge of a column to that of another, over some lines.
  typealias Row = (left: Int, right: Int, lines: ClosedRange<Int>, caption: String)

  /// The frames but those of the service lines.
  static let rows: [Row] = [
    (4, 53, 9...10, "1  Kind of plan"), (53, 83, 9...10, "1a  Insured: member number"),
    (4, 33, 11...12, "2  Patient: last, first, middle"),
    (33, 53, 11...12, "3  Birth date and sex"),
    (53, 83, 11...12, "4  Insured: last, first, middle"),
    (4, 33, 13...14, "5  Patient: street"), (33, 53, 13...14, "6  Patient is the insured's"),
    (53, 83, 13...14, "7  Insured: street"),
    (4, 29, 15...16, "City"), (29, 33, 15...16, "State"),
    (33, 53, 15...18, "8  (blank)"), (53, 77, 15...16, "City"), (77, 83, 15...16, "State"),
    (4, 18, 17...18, "ZIP"), (18, 33, 17...18, "Telephone"),
    (53, 68, 17...18, "ZIP"), (68, 83, 17...18, "Telephone"),
    (4, 33, 19...20, "9  Other insured: last, first, middle"),
    (33, 53, 19...20, "10  Is the condition due to"),
    (53, 83, 19...20, "11  Group or policy number"),
    (4, 33, 21...22, "9a  Other insured: policy or group"), (33, 53, 21...22, "10a  Employment"),
    (53, 83, 21...22, "11a  Insured: birth date and sex"),
    (4, 33, 23...24, "9b  (blank)"), (33, 53, 23...24, "10b  Automobile accident"),
    (53, 83, 23...24, "11b  Casualty claim number"),
    (4, 33, 25...26, "9c  (blank)"), (33, 53, 25...26, "10c  Other accident"),
    (53, 83, 25...26, "11c  Plan or programme"),
    (4, 33, 27...28, "9d  Other plan"), (33, 53, 27...28, "10d  Condition codes"),
    (53, 83, 27...28, "11d  Is there another health plan?"),
    (4, 53, 29...31, "12  Patient: may the payer be told and pay (signature, date)"),
    (53, 83, 29...31, "13  Insured: may the payer pay the practice (signature)"),
    (4, 33, 32...34, "14  Onset of the illness, injury or pregnancy"),
    (33, 53, 32...34, "15  Other date"), (53, 83, 32...34, "16  Unable to work from, to"),
    (4, 31, 35...36, "17  Referring, ordering or supervising provider"),
    (31, 53, 35...35, ""), (31, 53, 36...36, ""),
    (53, 83, 35...36, "18  In hospital from, to"),
    (4, 53, 37...38, "19  Further information"),
    (53, 83, 37...38, "20  Outside laboratory? Charge"),
    (4, 53, 39...42, "21  Diagnoses"),
    (53, 65, 39...40, "22  Replaces or voids"), (65, 83, 39...40, "Payer's claim number"),
    (53, 83, 41...42, "23  Authorization number"),
    (4, 26, 57...58, "25  Tax number"), (26, 41, 57...58, "26  Claim number"),
    (41, 53, 57...58, "27  Accepts assignment?"), (53, 64, 57...58, "28  Total"),
    (64, 74, 57...58, "29  Paid"), (74, 83, 57...58, "30  (blank)"),
    (4, 26, 59...64, "31  Signature of the provider, date"),
    (26, 53, 59...62, "32  Where it was given"), (53, 83, 59...62, "33  Billing provider"),
    (26, 39, 63...64, ""), (39, 53, 63...64, ""), (53, 66, 63...64, ""), (66, 83, 63...64, ""),
  ]

  /// The columns of the service lines: left and right edge, caption.
  static let columns: [(left: Int, right: Int, captions: [String])] = [
    (4, 22, ["24A  From", "to"]), (22, 25, ["B", "Place"]), (25, 28, ["C", "Emg."]),
    (28, 48, ["D  Code", "and modifiers"]), (48, 53, ["E", "Diagn."]), (53, 62, ["F  Charge"]),
    (62, 66, ["G", "Units"]), (66, 68, ["H"]), (68, 71, ["I", "Qual."]),
    (71, 83, ["J  Rendering", "provider's NPI"]),
  ]

  /// Where the shaded field of a service line ends.
  static let supplementEnd = 66

  /// Words at the right of a box.
  static let after: [(box: PaperBox, label: String)] = [
    (.medicare, "Medicare"), (.medicaid, "Medicaid"), (.tricare, "TRICARE"),
    (.champva, "CHAMPVA"), (.groupPlan, "Group"), (.feca, "FECA"), (.otherPlan, "Other"),
    (.workYes, "yes"), (.workNo, "no"), (.autoYes, "yes"), (.autoNo, "no"),
    (.accidentYes, "yes"), (.accidentNo, "no"), (.anotherPlanYes, "yes"), (.anotherPlanNo, "no"),
    (.laboratoryYes, "yes"), (.laboratoryNo, "no"), (.assignmentYes, "yes"),
    (.assignmentNo, "no"),
  ]

  /// Words at the left of a box.
  static let before: [(box: PaperBox, label: String)] = [
    (.patientMale, "M"), (.patientFemale, "F"), (.insuredMale, "M"), (.insuredFemale, "F"),
    (.isSelf, "self"), (.isSpouse, "spouse"), (.isChild, "child"), (.isOther, "other"),
    (.icdIndicator, "ICD"), (.referrerOtherQualifier, "17a"), (.referrerNPI, "17b  NPI"),
    (.diagnosisA, "A"), (.diagnosisB, "B"), (.diagnosisC, "C"), (.diagnosisD, "D"),
    (.diagnosisE, "E"), (.diagnosisF, "F"), (.diagnosisG, "G"), (.diagnosisH, "H"),
    (.diagnosisI, "I"), (.diagnosisJ, "J"), (.diagnosisK, "K"), (.diagnosisL, "L"),
  ]

  /// Words above a box.
  static let above: [(box: PaperBox, label: String)] = [
    (.autoState, "state"), (.onsetQualifier, "qual."), (.otherDateQualifier, "qual."),
    (.taxIDIsSSN, "SSN"), (.taxIDIsEIN, "EIN"),
  ]

  /// Words below a box.
  static let below: [(box: PaperBox, label: String)] = [
    (.facilityNPI, "32a  NPI"), (.facilityOtherID, "32b"), (.billingNPI, "33a  NPI"),
    (.billingOtherID, "33b"),
  ]
}
