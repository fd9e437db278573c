/// To whom files of claims go, and how it wants them (837P §1.2, §1.3, §9). A practice without
/// any sends everything to the receiver of its own record.
public struct ReceiverProfile: Hashable, Sendable {
  /// The practice's own short name for it.
  public var key: Key
  /// Name (1000B NM103).
  public var name: Line
  /// Its id (1000B NM109, ISA08, GS03).
  public var receiverID: PartnerID
  /// What kind of id that is (ISA07).
  public var receiverQualifier: InterchangeQualifier
  /// Under which id it knows the practice (1000A NM109, ISA06, GS02); nil: the practice's own.
  public var submitterID: PartnerID?
  /// What kind of id that is (ISA05).
  public var submitterQualifier: InterchangeQualifier?
  /// The edition of the guide that it asks for (GS08, ST03).
  public var guide: Guide
  /// What stands after every segment.
  public var lineEnds: LineEnds
  /// After how many claims a new transaction set begins.
  public var claimsPerSet: Int
  /// Test or production (ISA15); nil: the practice's own.
  public var usage: BillingProvider.Usage?
  /// Lines by which a CMS-1500 page is moved down on its printer; negative: up.
  public var paperTop: Int
  /// Columns by which it is moved right; negative: left.
  public var paperLeft: Int

  /// The most claims of a transaction set; Medicare refuses more (837P §9).
  public static let mostClaimsPerSet = 5_000

  /// A short name of the practice's own.
  public struct Key: CheckedText {
    /// The name, in upper case.
    public let text: String

    /// Reads a short name.
    public init(_ text: String) throws(InvalidValue) {
      self.text = Characters.uppercased(try Names.key(text, kind: "receiver", longest: 30))
    }

    package init(stored text: String) { self.text = text }
  }

  /// An edition of the guide for professional claims (GS08).
  public enum Guide: String, Word {
    /// The one that is in force.
    case addendum1 = "005010X222A1"
    /// The one that some partners' documents name.
    case addendum2 = "005010X222A2"

    /// "guide".
    public static let kind = "guide"
  }

  /// What stands after every segment.
  public enum LineEnds: String, Word {
    /// A line feed: each segment has a line of its own.
    case lf
    /// Carriage return and line feed.
    case crlf
    /// Nothing: the file is one long line.
    case none

    /// "line ends".
    public static let kind = "line ends"
  }

  /// A receiver.
  public init(
    key: Key, name: Line, receiverID: PartnerID,
    receiverQualifier: InterchangeQualifier = .mutuallyDefined, submitterID: PartnerID? = nil,
    submitterQualifier: InterchangeQualifier? = nil,
    guide: Guide = .addendum1, lineEnds: LineEnds = .lf,
    claimsPerSet: Int = mostClaimsPerSet, usage: BillingProvider.Usage? = nil,
    paperTop: Int = 0, paperLeft: Int = 0
  ) {
    self.key = key
    self.name = name
    self.receiverID = receiverID
    self.receiverQualifier = receiverQualifier
    self.submitterID = submitterID
    self.submitterQualifier = submitterQualifier
    self.guide = guide
    self.lineEnds = lineEnds
    self.claimsPerSet = claimsPerSet
    self.usage = usage
    self.paperTop = paperTop
    self.paperLeft = paperLeft
  }

  /// The practice as sender to this receiver.
  public func sender(_ practice: BillingProvider) -> BillingProvider {
    var sender = practice
    sender.receiverID = receiverID
    sender.receiverQualifier = receiverQualifier
    sender.receiverName = name
    sender.submitterID = submitterID ?? practice.submitterID
    sender.submitterQualifier = submitterQualifier ?? practice.submitterQualifier
    sender.usage = usage ?? practice.usage
    return sender
  }
}
