import Practice
import SQLite

extension Bindable where Self: CheckedText {
  /// Binds the canonical text. The corresponding C function is `sqlite3_bind_text64`.
  public func bind(to parameter: borrowing Parameter) throws(SQLiteError) {
    try parameter.text(text)
  }
}

extension HCPCS: Bindable {}
extension PlaceOfService: Bindable {}
extension ClaimFilingIndicator: Bindable {}
extension Taxonomy: Bindable {}
extension NPI: Bindable {}
extension NDC: Bindable {}
extension MRN: Bindable {}
extension PayerID: Bindable {}
extension Reference: Bindable {}
extension PartnerID: Bindable {}
extension ClaimNumber: Bindable {}
extension TaxID: Bindable {}
extension Line: Bindable {}
extension StateCode: Bindable {}
extension PostalCode: Bindable {}
extension Telephone: Bindable {}
extension Credential: Bindable {}
extension DrugKey: Bindable {}
extension FacilityID: Bindable {}
extension CLIANumber: Bindable {}
extension ReceiverProfile.Key: Bindable {}
extension RuleID: Bindable {}

extension Day: Bindable {
  /// Binds the day as ISO text.
  public func bind(to parameter: borrowing Parameter) throws(SQLiteError) {
    try parameter.text(description)
  }
}

extension TimeOfDay: Bindable {
  /// Binds the time as `HH:MM`.
  public func bind(to parameter: borrowing Parameter) throws(SQLiteError) {
    try parameter.text(description)
  }
}

extension Money: Bindable {
  /// Binds the cents.
  public func bind(to parameter: borrowing Parameter) throws(SQLiteError) {
    try parameter.integer(cents)
  }
}

extension Quantity: Bindable {
  /// Binds the millionths.
  public func bind(to parameter: borrowing Parameter) throws(SQLiteError) {
    try parameter.integer(millionths)
  }
}

extension RecordID: Bindable {
  /// Binds the number.
  public func bind(to parameter: borrowing Parameter) throws(SQLiteError) {
    try parameter.integer(number)
  }
}

/// A word of a closed set, bound as its text.
struct Coded<Value: RawRepresentable<String>>: Bindable {
  let value: Value

  init(_ value: Value) { self.value = value }

  init?(_ value: Value?) {
    guard let value else { return nil }
    self.value = value
  }

  func bind(to parameter: borrowing Parameter) throws(SQLiteError) {
    try parameter.text(value.rawValue)
  }
}

/// Codes in order, bound as one text separated by blanks.
struct Listed<Value: CustomStringConvertible>: Bindable {
  let values: [Value]

  init(_ values: [Value]) { self.values = values }

  func bind(to parameter: borrowing Parameter) throws(SQLiteError) {
    switch values.count {
    case 0: try parameter.text("")
    case 1: try parameter.text(values[0].description)
    default: try parameter.text(values.map { $0.description }.joined(separator: " "))
    }
  }
}

/// Numbers of records, bound as a JSON list for `json_each`: one query for all of them.
struct Numbers<Record>: Bindable {
  let ids: [RecordID<Record>]

  init(_ ids: [RecordID<Record>]) { self.ids = ids }

  func bind(to parameter: borrowing Parameter) throws(SQLiteError) {
    try parameter.text("[" + ids.map { String($0.number) }.joined(separator: ",") + "]")
  }
}
