/// What a functional group's header says.
public struct X12Group: Hashable, Sendable {
  /// GS01: `HC` for claims.
  public var functionalID: String
  /// GS02 and GS03: the codes of the applications that send and receive.
  public var sender, receiver: String
  /// GS04, `CCYYMMDD`, and GS05, `HHMM`.
  public var date, time: String
  /// GS06, at most nine digits, written without leading zeros.
  public var control: Int
  /// GS08: the implementation guide.
  public var version: String

  /// A functional group's header.
  public init(
    functionalID: String, sender: String, receiver: String, date: String, time: String,
    control: Int, version: String
  ) {
    self.functionalID = functionalID
    self.sender = sender
    self.receiver = receiver
    self.date = date
    self.time = time
    self.control = control
    self.version = version
  }
}
