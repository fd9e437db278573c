/// The envelopes that are open, with what their trailers will say.
struct OpenEnvelopes {
  var interchange: Int?
  var group: Int?
  var setControl: String?
  var groups = 0
  var sets = 0

  var isSetOpen: Bool { setControl != nil }
}

/// Envelopes: the trailers count by themselves and repeat the control numbers.
extension X12Writer {
  /// Writes the ISA, 106 characters with its terminator.
  public mutating func beginInterchange(_ header: X12Interchange) throws(X12Error) {
    precondition(open.interchange == nil, "X12: an interchange inside an interchange")
    open = OpenEnvelopes(interchange: header.control)
    begin("ISA")
    for _ in 0..<2 {
      fixedElement("00", width: 2)
      fixedElement("", width: 10)
    }
    fixedElement(header.senderQualifier, width: 2)
    fixedElement(header.sender, width: 15)
    fixedElement(header.receiverQualifier, width: 2)
    fixedElement(header.receiver, width: 15)
    fixedElement(header.date, width: 6)
    fixedElement(header.time, width: 4)
    delimiterElement(delimiters.repetition)
    fixedElement("00501", width: 5)
    controlElement(header.control, digits: 9)
    fixedElement(header.asksForTA1 ? "1" : "0", width: 1)
    fixedElement(header.usage.rawValue, width: 1)
    delimiterElement(delimiters.component)
    try end()
  }

  /// Writes the GS.
  public mutating func beginGroup(_ header: X12Group) throws(X12Error) {
    precondition(open.interchange != nil && open.group == nil, "X12: a group out of place")
    open.group = header.control
    open.groups += 1
    open.sets = 0
    begin("GS")
    element(header.functionalID)
    element(header.sender)
    element(header.receiver)
    element(header.date)
    element(header.time)
    controlElement(header.control)
    element("X")
    element(header.version)
    try end()
  }

  /// Writes the ST: the type of transaction, its control number of 4 to 9 characters as it is to
  /// be repeated in the SE, and the implementation guide where the type has it in the ST.
  public mutating func beginSet(
    _ type: String, control: String, version: String = ""
  ) throws(X12Error) {
    precondition(open.group != nil && open.setControl == nil, "X12: a transaction set out of place")
    segmentsInSet = 0
    open.setControl = control
    open.sets += 1
    try segment("ST", type, control, version)
  }

  /// Writes the SE with the count of segments.
  public mutating func endSet() throws(X12Error) {
    guard let control = open.setControl else { preconditionFailure("X12: no open transaction set") }
    begin("SE")
    element(segmentsInSet + 1)
    element(control)
    try end()
    open.setControl = nil
    segmentsInSet = 0
  }

  /// Writes the GE with the count of transaction sets.
  public mutating func endGroup() throws(X12Error) {
    guard let control = open.group, open.setControl == nil else {
      preconditionFailure("X12: no open group")
    }
    begin("GE")
    element(open.sets)
    controlElement(control)
    try end()
    open.group = nil
  }

  /// Writes the IEA with the count of groups.
  public mutating func endInterchange() throws(X12Error) {
    guard let control = open.interchange, open.group == nil else {
      preconditionFailure("X12: no open interchange")
    }
    begin("IEA")
    element(open.groups)
    controlElement(control, digits: 9)
    try end()
    open.interchange = nil
  }
}
