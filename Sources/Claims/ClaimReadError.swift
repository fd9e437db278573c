import X12

/// A fault in a claim file and where it is. The only data in it is the claim number.
public struct ClaimReadError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// The file breaks the rules of X12.
    case syntax(X12Error)
    /// The transaction set is not an 837P of the guide 005010X222.
    case notProfessionalClaims
    /// Something that the guide requires is not there: `SV1`, `NM1*85`.
    case missing(String)
    /// A segment stands where it cannot belong to a claim.
    case misplaced
    /// HL numbers that are not consecutive, or a parent or child that does not fit.
    case hierarchy
    /// LX numbers that are not consecutive.
    case lineNumber
    /// An element that is not what its place requires: `an amount`, `a date`.
    case notA(String)
  }

  /// What is wrong.
  public let kind: Kind
  /// The claim in which it is; nil outside one.
  public let claim: String?
  /// The segment's id; empty at the end of the file.
  public let segmentID: String
  /// The element at fault, if it is one.
  public let element: Int?
  /// The segment's number in the file, counted from 1.
  public let segmentNumber: Int
  /// The segment's number in its transaction set, where ST is 1; 0 outside one.
  public let numberInSet: Int
  /// The byte of the file where the segment begins.
  public let offset: Int64

  /// `claim SL00000012, segment 31 (SV1), element 2, byte 1042: not an amount`.
  public var description: String {
    var place = claim.map { "claim \($0), " } ?? ""
    place += "segment \(segmentNumber)"
    if !segmentID.isEmpty { place += " (\(segmentID))" }
    if let element { place += ", element \(element)" }
    return "\(place), byte \(offset): \(reason)"
  }

  /// The fault in words, without its place.
  public var reason: String {
    switch kind {
    case .syntax(let error): error.reason
    case .notProfessionalClaims: "not an 837P of the guide 005010X222A1"
    case .missing(let what): "\(what) is missing before this place"
    case .misplaced: "a segment that cannot stand here"
    case .hierarchy: "the HL number, its parent or its child does not fit"
    case .lineNumber: "the line numbers do not count from 1"
    case .notA(let what): "not \(what)"
    }
  }
}
