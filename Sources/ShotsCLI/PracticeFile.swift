import Billing
import Practice
import Text

/// The practice as `practice.json`, flags or answers describe it: texts by field, checked together.
struct PracticeForm {
  /// A field: its name in the file and as a flag, what it is, and whether it must be there.
  struct Field: Sendable {
    let name: String
    let question: String
    let isRequired: Bool
    let example: String
  }

  static let fields: [Field] = [
    Field(
      name: "name", question: "Name of the practice, as payers know it", isRequired: true,
      example: "Lantern Cove Injection Clinic PLLC"),
    Field(name: "npi", question: "NPI of the practice", isRequired: true, example: "1999999992"),
    Field(name: "tax_id", question: "Tax id", isRequired: true, example: "12-3456789"),
    Field(
      name: "tax_id_type", question: "Kind of tax id (EIN or SSN)", isRequired: false,
      example: "EIN"),
    Field(name: "taxonomy", question: "Taxonomy code", isRequired: false, example: "207Q00000X"),
    Field(name: "address1", question: "Street", isRequired: true, example: "100 Sample Way"),
    Field(name: "address2", question: "Suite", isRequired: false, example: "Suite 4"),
    Field(name: "city", question: "City", isRequired: true, example: "Anytown"),
    Field(name: "state", question: "State", isRequired: true, example: "IL"),
    Field(name: "zip", question: "ZIP code, nine digits", isRequired: true, example: "62999-0001"),
    Field(
      name: "pay_to_address1", question: "Street or box that payments go to", isRequired: false,
      example: "PO Box 100"),
    Field(name: "pay_to_address2", question: "Second line of it", isRequired: false, example: ""),
    Field(name: "pay_to_city", question: "City of it", isRequired: false, example: "Anytown"),
    Field(name: "pay_to_state", question: "State of it", isRequired: false, example: "IL"),
    Field(name: "pay_to_zip", question: "ZIP code of it", isRequired: false, example: "62999-0100"),
    Field(name: "phone", question: "Telephone", isRequired: false, example: "(555) 555-0150"),
    Field(
      name: "contact_name", question: "Whom the clearinghouse calls", isRequired: true,
      example: "Billing Desk"),
    Field(
      name: "contact_phone", question: "Their telephone", isRequired: true,
      example: "(555) 555-0100"),
    Field(name: "time_zone", question: "Time zone", isRequired: true, example: "America/Chicago"),
    Field(
      name: "submitter_id", question: "Submitter id, from the clearinghouse", isRequired: true,
      example: "LCIC001"),
    Field(
      name: "submitter_qualifier", question: "Its qualifier (ISA05)", isRequired: false,
      example: "ZZ"),
    Field(
      name: "receiver_id", question: "Receiver id of the clearinghouse", isRequired: true,
      example: "EXCH01"),
    Field(
      name: "receiver_qualifier", question: "Its qualifier (ISA07)", isRequired: false,
      example: "ZZ"),
    Field(
      name: "receiver_name", question: "Name of the clearinghouse", isRequired: true,
      example: "Example Clearinghouse"),
    Field(
      name: "usage",
      question: "production or test "
        + "files", isRequired: false, example: "production"),
  ]

  /// The names of the fields; those that may be missing stand in brackets.
  static var usage: String {
    fields.map { $0.isRequired ? $0.name : "[\($0.name)]" }.joined(separator: " ")
  }

  /// What was given, by field.
  var texts: [String: String] = [:]

  /// Reads `practice.json`; a field that is not known is refused by name.
  mutating func read(_ bytes: [UInt8], path: String) throws {
    let value: JSONValue
    do {
      value = try JSONParser.parse(bytes)
    } catch {
      throw Refusal(.badData, "\(path), \(error)")
    }
    guard let members = value.members else {
      throw Refusal(.badData, "\(path): is not a JSON object with the fields of a practice")
    }
    for member in members {
      guard Self.fields.contains(where: { $0.name == member.key }) else {
        throw Refusal(
          .badData,
          "\(path), line \(member.line): \"\(printable(member.key))\" is no field of a "
            + "practice; the fields are "
            + Self.fields.map(\.name).joined(separator: ", "))
      }
      switch member.value {
      case .string(let text): texts[member.key] = text
      case .number(let text): texts[member.key] = text
      case .null: break
      default:
        throw Refusal(.badData, "\(path), line \(member.line): \(member.key) is a text")
      }
    }
  }

  /// The practice; a missing or wrong field is an error that names it.
  func practice() throws -> BillingProvider {
    let missing = Self.fields.filter { field in
      field.isRequired && Characters.trimmed(texts[field.name, default: ""]).isEmpty
    }
    if missing.count > 1 {
      throw Refusal(
        .badData,
        missing.map(\.name).joined(separator: ", ")
          + " are missing: a practice cannot send claims without them")
    }
    let address = Address(
      line1: try required("address1", Line.init(_:)),
      line2: try optional("address2", Line.init(_:)),
      city: try required("city", Line.init(_:)), state: try required("state", StateCode.init(_:)),
      zip: try required("zip", Self.fullZIP))
    guard !address.isBox else {
      throw Refusal(
        .badData, "address1: claims need the street of the practice; a box goes to pay_to_address1")
    }
    return BillingProvider(
      name: try required("name", Line.init(_:)), npi: try required("npi", NPI.init(_:)),
      taxID: try required("tax_id", TaxID.init(_:)),
      taxIDKind: try optional("tax_id_type", Self.taxIDKind) ?? .employer,
      taxonomy: try optional("taxonomy", Taxonomy.init(_:)), address: address,
      payToAddress: try payTo(), phone: try optional("phone", Telephone.init(_:)),
      contactName: try required("contact_name", Line.init(_:)),
      contactPhone: try required("contact_phone", Telephone.init(_:)),
      timeZone: try required("time_zone", Self.timeZone),
      submitterID: try required("submitter_id", PartnerID.init(interchange:)),
      submitterQualifier: try optional("submitter_qualifier", InterchangeQualifier.init(_:))
        ?? .mutuallyDefined,
      receiverID: try required("receiver_id", PartnerID.init(interchange:)),
      receiverQualifier: try optional("receiver_qualifier", InterchangeQualifier.init(_:))
        ?? .mutuallyDefined,
      receiverName: try required("receiver_name", Line.init(_:)),
      usage: try optional("usage", BillingProvider.Usage.init(_:)) ?? .production)
  }

  private func payTo() throws -> Address? {
    guard let line1 = try optional("pay_to_address1", Line.init(_:)) else { return nil }
    return Address(
      line1: line1, line2: try optional("pay_to_address2", Line.init(_:)),
      city: try required("pay_to_city", Line.init(_:)),
      state: try required("pay_to_state", StateCode.init(_:)),
      zip: try required("pay_to_zip", PostalCode.init(_:)))
  }

  func required<Value>(
    _ name: String, _ make: (String) throws(InvalidValue) -> Value
  ) throws -> Value {
    guard let value = try optional(name, make) else {
      throw Refusal(.badData, "\(name) is missing: a practice cannot send claims without it")
    }
    return value
  }

  func optional<Value>(
    _ name: String, _ make: (String) throws(InvalidValue) -> Value
  ) throws -> Value? {
    guard let text = texts[name], !Characters.trimmed(text).isEmpty else { return nil }
    do throws(InvalidValue) {
      return try make(text)
    } catch {
      throw Refusal(.badData, "\(name) \"\(printable(error.value))\": \(error.reason)")
    }
  }

  /// Checks one answer alone.
  func check(_ name: String, _ text: String) throws {
    var alone = PracticeForm()
    alone.texts[name] = text
    switch name {
    case "npi": _ = try alone.required(name, NPI.init(_:))
    case "tax_id": _ = try alone.required(name, TaxID.init(_:))
    case "tax_id_type": _ = try alone.optional(name, Self.taxIDKind)
    case "taxonomy": _ = try alone.optional(name, Taxonomy.init(_:))
    case "state", "pay_to_state": _ = try alone.optional(name, StateCode.init(_:))
    case "zip": _ = try alone.required(name, Self.fullZIP)
    case "pay_to_zip": _ = try alone.optional(name, PostalCode.init(_:))
    case "phone", "contact_phone": _ = try alone.optional(name, Telephone.init(_:))
    case "time_zone": _ = try alone.required(name, Self.timeZone)
    case "submitter_id", "receiver_id": _ = try alone.required(name, PartnerID.init(interchange:))
    case "submitter_qualifier", "receiver_qualifier":
      _ = try alone.optional(name, InterchangeQualifier.init(_:))
    case "usage": _ = try alone.optional(name, BillingProvider.Usage.init(_:))
    default: _ = try alone.optional(name, Line.init(_:))
    }
  }

  private static func fullZIP(_ text: String) throws(InvalidValue) -> PostalCode {
    let zip = try PostalCode(text)
    guard zip.isComplete else {
      throw InvalidValue(
        kind: "zip", value: text,
        reason: "needs nine digits on claims; look the last four up at usps.com")
    }
    return zip
  }

  private static func taxIDKind(_ text: String) throws(InvalidValue) -> TaxID.Kind {
    guard let kind = TaxID.Kind(rawValue: text.uppercased()) else {
      throw InvalidValue(kind: "tax_id_type", value: text, reason: "must be EIN or SSN")
    }
    return kind
  }

  private static func timeZone(_ text: String) throws(InvalidValue) -> Line {
    guard isKnownTimeZone(text) else {
      throw InvalidValue(
        kind: "time_zone", value: text,
        reason: "is not known to this machine; it is a name like America/Chicago (package tzdata)")
    }
    return try Line(text)
  }
}
