import Text

/// A fault in the syntax of X12 and where it is. Never contains data of an element.
public struct X12Error: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong. The first group is found by reading, the second by writing.
  public enum Kind: Hashable, Sendable {
    /// Nothing in the file.
    case emptyFile
    /// The file, or what follows an interchange, does not begin with ISA.
    case notX12
    /// The file ends within the 106 characters of the ISA.
    case truncatedISA
    /// An element of the ISA does not have its fixed width.
    case isaWidth
    /// Two delimiters are the same.
    case duplicateDelimiter
    /// A delimiter is a letter, digit, blank, minus, NUL or not ASCII.
    case unusableDelimiter(Delimiters.Role)
    /// The file ends inside a segment.
    case unterminatedSegment
    /// A segment longer than ``X12Reader/segmentLimit``.
    case segmentTooLong
    /// A segment does not begin with an id of two or three capital letters and digits.
    case badSegmentID
    /// A segment stands where the envelope does not allow it, as a claim outside ST and SE.
    case misplacedSegment
    /// The end of something that is still open is missing: `SE`, `GE` or `IEA`.
    case missingTrailer(String)
    /// The count in SE01, GE01 or IEA01 is not what was counted.
    case countMismatch(declared: Int, counted: Int)
    /// The count in SE01, GE01 or IEA01 is not a number.
    case badCount
    /// The control number in SE02, GE02 or IEA02 is not that of its header.
    case controlNumberMismatch
    /// A control character in data, such as a line end inside a segment.
    case controlCharacter
    /// Bytes that are not UTF-8.
    case invalidUTF8
    /// The system could not read the file.
    case unreadable(errno: Int32)

    /// A delimiter in data.
    case delimiterInData
    /// A character outside the character set of the file.
    case characterNotAllowed
    /// A blank at the beginning or end of data.
    case blankAtEdge
    /// Data longer than its place in the ISA.
    case tooLong(limit: Int)
    /// A control number that is negative or has more than nine digits.
    case badControlNumber
    /// A segment in which every element is empty.
    case emptySegment
  }

  /// What is wrong.
  public let kind: Kind
  /// The byte of the file where the segment begins, or the byte itself for faults of characters.
  public let offset: Int64
  /// The segment's id; empty when it has no readable one.
  public let segmentID: String
  /// The segment's number in the file, counted from 1; 0 when it is not about a segment.
  public let segmentNumber: Int
  /// The segment's number in its transaction set, where ST is 1; 0 outside one.
  public let numberInSet: Int
  /// The number of the element at fault, if it is one.
  public let element: Int?

  init(
    _ kind: Kind, offset: Int64 = 0, segmentID: String = "", segmentNumber: Int = 0,
    numberInSet: Int = 0, element: Int? = nil
  ) {
    self.kind = kind
    self.offset = offset
    self.segmentID = segmentID
    self.segmentNumber = segmentNumber
    self.numberInSet = numberInSet
    self.element = element
  }

  /// The fault in words with its place, as in "segment 31 (SE), element 1, byte 1042: …".
  public var description: String {
    if segmentNumber == 0 { return reason }
    var place = "segment \(segmentNumber)"
    if !segmentID.isEmpty { place += " (\(segmentID))" }
    if let element { place += ", element \(element)" }
    return "\(place), byte \(offset): \(reason)"
  }

  /// The fault in words, without its place.
  public var reason: String {
    switch kind {
    case .emptyFile: "the file is empty"
    case .notX12: "not X12: an interchange begins with ISA"
    case .truncatedISA: "the file ends within the ISA, which has 106 characters"
    case .isaWidth: "the element does not have the fixed width it has in an ISA"
    case .duplicateDelimiter: "two of the four delimiters are the same"
    case .unusableDelimiter(let role):
      "the \(role.rawValue) delimiter is a letter, digit, blank, minus or not ASCII"
    case .unterminatedSegment: "the file ends inside a segment"
    case .segmentTooLong: "a segment longer than \(X12Reader.segmentLimit) bytes"
    case .badSegmentID: "a segment id is two or three capital letters and digits"
    case .misplacedSegment: "a segment that is not allowed here"
    case .missingTrailer(let id): "\(id) is missing before this place"
    case .countMismatch(let declared, let counted): "says \(declared), but there are \(counted)"
    case .badCount: "the count is not a number"
    case .controlNumberMismatch: "the control number is not that of the header"
    case .controlCharacter: "a control character in data"
    case .invalidUTF8: "bytes that are not UTF-8"
    case .unreadable(let errno): "the file cannot be read: \(systemMessage(errno))"
    case .delimiterInData: "data contains a delimiter"
    case .characterNotAllowed: "data contains a character outside the X12 character set"
    case .blankAtEdge: "data begins or ends with a blank"
    case .tooLong(let limit): "data longer than \(limit) characters"
    case .badControlNumber: "a control number has one to nine digits"
    case .emptySegment: "every element of the segment is empty"
    }
  }
}
