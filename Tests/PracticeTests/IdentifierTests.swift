import Practice
import Testing

@Suite("Identifiers") struct IdentifierTests {
  @Test("An NPI has ten digits and a right check digit", arguments: ["1999999992", "1888888801"])
  func acceptsNPI(_ text: String) throws {
    #expect(try NPI(text).text == text)
  }

  @Test(
    "What is no NPI is refused",
    arguments: ["", "123", "1999999991", "3999999992", "199999999A", "19999999920"])
  func refusesNPI(_ text: String) {
    #expect(throws: InvalidValue.self) { try NPI(text) }
  }

  @Test(
    "A label's NDC becomes eleven digits (R59)",
    arguments: [
      ("1234-5678-90", "01234567890"), ("12345-678-90", "12345067890"),
      ("12345-6789-1", "12345678901"), ("12345-6789-01", "12345678901"),
      ("12345678901", "12345678901"),
    ])
  func readsNDC(_ label: String, _ digits: String) throws {
    #expect(try NDC(label).text == digits)
  }

  @Test(
    "Ten digits without hyphens are ambiguous, and nonsense is refused",
    arguments: ["1234567890", "123", "1234-56-7890", "abcde-1234-56", "00000000000", ""])
  func refusesNDC(_ text: String) {
    #expect(throws: InvalidValue.self) { try NDC(text) }
  }

  @Test("Ids are capitals, whatever alphabet their other letters are of")
  func capitals() throws {
    #expect(try PayerID("caf\u{E9}").text == "CAF\u{E9}")
    #expect(try PayerID("stra\u{DF}e").text.utf8.count == 7)
  }

  @Test("A file's sender has an id that its header can hold", arguments: ["A", "SIXTEENCHARACTER"])
  func refusesInterchangeID(_ text: String) {
    #expect(throws: InvalidValue.self) { try PartnerID(interchange: text) }
  }

  @Test(
    "Diagnoses keep their point",
    arguments: [
      ("e538", "E53.8"), ("E53.8", "E53.8"), ("Z23", "Z23"), ("s61409a", "S61.409A"),
      ("QA00101", "QA0.0101"),
    ])
  func readsDiagnosis(_ text: String, _ code: String) throws {
    #expect(try Diagnosis(text).text == code)
  }

  @Test(
    "What is no diagnosis is refused",
    arguments: ["", "E5", "53.8", "E538.1", "E53.", "E53.81234", "EE3.8", "E53.8.1"])
  func refusesDiagnosis(_ text: String) {
    #expect(throws: InvalidValue.self) { try Diagnosis(text) }
  }

  @Test("Codes are CPT or HCPCS", arguments: ["96372", "j1885", "0031A", "G0008"])
  func readsCode(_ text: String) throws {
    #expect(try HCPCS(text).text == text.uppercased())
  }

  @Test("What is no code is refused", arguments: ["", "9637", "963722", "JJ885", "J188A", "9637 "])
  func refusesCode(_ text: String) {
    #expect(throws: InvalidValue.self) { try HCPCS(text) }
  }

  @Test(
    "Identifiers with X12 delimiters are refused", arguments: ["A*B", "A~", "A:B", "A^B", "A B"])
  func refusesDelimiters(_ text: String) {
    #expect(throws: InvalidValue.self) { try PartnerID(text) }
  }

  @Test("Names lose outer blanks and refuse control characters") func lines() throws {
    #expect(try Line("  Zoë  ").text == "Zoë")
    for bad in ["", "  ", "a\u{0}b", "a\u{1B}[31m", String(repeating: "x", count: 1001)] {
      #expect(throws: InvalidValue.self) { try Line(bad) }
    }
  }

  @Test("A service has its modifiers and units") func services() throws {
    let service = try OtherService("94640-76x2")
    #expect(service.code.text == "94640")
    #expect(service.modifiers.map(\.text) == ["76"])
    #expect(service.units == 2)
    #expect(service.description == "94640-76x2")
    #expect(try OtherService("99213-25").description == "99213-25")
    #expect(try OtherService("99213-25-GC-25").description == "99213-25-GC")
    #expect(throws: InvalidValue.self) { try OtherService("99213-25-25-25-25-25") }
  }

  @Test("A box is no street", arguments: ["PO Box 100", "P.O. Box 1", "Lock Box 7"])
  func boxes(_ street: String) throws {
    let address = Address(
      line1: try Line(street), line2: nil, city: try Line("Anytown"), state: try StateCode("IL"),
      zip: try PostalCode("62999-0001"))
    #expect(address.isBox)
    #expect(address.zip.isComplete)
  }
}
