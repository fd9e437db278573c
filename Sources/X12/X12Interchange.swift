/// What an interchange header says besides its delimiters.
public struct X12Interchange: Hashable, Sendable {
  /// Whether the receiver is to act on the file. One wrong letter makes test claims real.
  public enum Usage: String, Hashable, Sendable {
    /// Claims that nobody pays.
    case test = "T"
    /// Real claims.
    case production = "P"
  }

  /// ISA05 and ISA06: the qualifier and id of the sender.
  public var senderQualifier, sender: String
  /// ISA07 and ISA08: the qualifier and id of the receiver.
  public var receiverQualifier, receiver: String
  /// ISA09, `YYMMDD`, and ISA10, `HHMM`: local time of the sender.
  public var date, time: String
  /// ISA13, at most nine digits, never used twice with one receiver.
  public var control: Int
  /// ISA14: whether the receiver is asked for a TA1.
  public var asksForTA1: Bool
  /// ISA15.
  public var usage: Usage

  /// An interchange header.
  public init(
    senderQualifier: String, sender: String, receiverQualifier: String, receiver: String,
    date: String, time: String, control: Int, asksForTA1: Bool = false, usage: Usage
  ) {
    self.senderQualifier = senderQualifier
    self.sender = sender
    self.receiverQualifier = receiverQualifier
    self.receiver = receiver
    self.date = date
    self.time = time
    self.control = control
    self.asksForTA1 = asksForTA1
    self.usage = usage
  }
}
