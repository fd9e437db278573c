import ArgumentParser
import Billing
import Claims
import Practice
import Storage

/// The flags that describe a postal address.
struct AddressOptions: ParsableArguments {
  @Option(help: "Street.") var address1: String?
  @Option(help: "Suite, apartment.") var address2: String?
  @Option(help: "City.") var city: String?
  @Option(help: "State, two letters.") var state: String?
  @Option(help: "ZIP code, five or nine digits.") var zip: String?

  /// The address, on top of one that is there already; nil when there is none.
  func apply(to base: Address?) throws -> Address? {
    let line1 = try flag("--address1", address1, Line.init(_:)) ?? base?.line1
    let line2 = try flag("--address2", address2, Line.init(_:)) ?? base?.line2
    let city = try flag("--city", city, Line.init(_:)) ?? base?.city
    let state = try flag("--state", state, StateCode.init(_:)) ?? base?.state
    let zip = try flag("--zip", zip, PostalCode.init(_:)) ?? base?.zip
    if line1 == nil, line2 == nil, city == nil, state == nil, zip == nil { return nil }
    guard let line1 else { throw FlagError(missing: "--address1", "the street of the address") }
    guard let city else { throw FlagError(missing: "--city", "the city of the address") }
    guard let state else { throw FlagError(missing: "--state", "the state of the address") }
    guard let zip else { throw FlagError(missing: "--zip", "the ZIP code of the address") }
    return Address(line1: line1, line2: line2, city: city, state: state, zip: zip)
  }
}

/// `shots patient`: people who receive doses.
struct PatientCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patient", abstract: "Patients: find, show, add, set.",
    subcommands: [PatientFind.self, PatientShow.self, PatientAdd.self, PatientSet.self])

  struct PatientFind: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "find",
      abstract: "Find patients by the beginning of the name, or by record number.",
      discussion: "  shots patient find \"testcase, hu\"")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The beginning of the last name, or last and first, or a record number.")
    var name: String
    @Option(help: "Only people born on this day.") var birth: String?

    func run() throws {
      try Session.withDesk(global) { session, desk in
        var listing = Listing([
          .init("mrn", "MRN"), .init("name", "NAME", maxWidth: 40), .init("birth_date", "BORN"),
          .init("sex", "SEX"), .init("phone", "TELEPHONE"),
        ])
        var found = try PatientSearch(session: session, desk: desk).several(name, birth: birth)
        if let mrn = try? MRN(name), let exact = try desk.ledger.patient(mrn) { found = [exact] }
        for patient in found.map(\.value) {
          listing.row([
            .text(patient.mrn.text), .text(patient.name.description),
            .text(patient.birthDate.description), .text(patient.sex.rawValue),
            .optional(patient.phone?.text),
          ])
        }
        try listing.print(session, empty: "no patient's name begins with \"\(name)\"")
      }
    }
  }

  struct PatientShow: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show a patient: coverage and the last visits.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The patient, by record number or name.") var patient: String

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let found = try PatientSearch(session: session, desk: desk).one(patient, birth: nil)
        if global.json { return try RecordJSON.print(found, session, desk) }
        let person = found.value
        let address = person.address.map { "\($0.line1), \($0.city), \($0.state) \($0.zip)" }
        try session.console.print(
          "\(person.mrn)  \(person.name)  born \(person.birthDate)  \(person.sex.rawValue)\n"
            + (address
              ?? "no address; claims need one: shots patient set \(person.mrn) --address1 …"))
        try CoverageCommand.print(found, session, desk)
        try EncounterCommand.printVisits(of: found, session, desk)
      }
    }
  }

  struct PatientAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Add a patient.",
      discussion:
        "  shots patient add P000121 --last Testcase --first Ada --birth 1980-02-29 --sex F")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The record number.") var mrn: String
    @OptionGroup var person: PersonOptions

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let mrn = try MRN(mrn)
        let verdict = try desk.save("patient") { ledger in
          if try ledger.patient(mrn) != nil {
            throw Refusal(
              .badData, "\(mrn) is a patient already; change it with: shots patient set \(mrn)")
          }
          return try ledger.savePatient(
            try person.apply(to: nil, mrn: mrn, today: desk.today))
        }
        try session.tell(verdict, "patient \(mrn)")
        try person.tellName(of: mrn, session, desk)
      }
    }
  }

  struct PatientSet: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set", abstract: "Change what is known of a patient; earlier versions are kept.",
      discussion: """
          shots patient set P000121 --address1 "12 Demo Lane" \\
            --city Anytown --state IL --zip 62999
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The record number.") var mrn: String
    @OptionGroup var person: PersonOptions

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let mrn = try MRN(mrn)
        let verdict = try desk.save("patient") { ledger in
          let old = try desk.patient(mrn).value
          return try ledger.savePatient(
            try person.apply(to: old, mrn: mrn, today: desk.today))
        }
        try session.tell(verdict, "patient \(mrn)")
        try person.tellName(of: mrn, session, desk)
      }
    }
  }
}

/// The flags that describe a patient.
struct PersonOptions: ParsableArguments {
  @Option(help: "Last name.") var last: String?
  @Option(help: "First name.") var first: String?
  @Option(help: "Middle name.") var middle: String?
  @Option(help: "Birth date: 1980-02-29.") var birth: String?
  @Option(help: "F, M or U.", completion: .words(of: Sex.self)) var sex: String?
  @Option(help: "Telephone.") var phone: String?
  @OptionGroup var address: AddressOptions

  /// The patient, on top of one that is there already.
  func apply(to base: Patient?, mrn: MRN, today: Day) throws -> Patient {
    guard let last = try flag("--last", last, Line.init(_:)) ?? base?.name.last else {
      throw FlagError(missing: "--last", "the last name")
    }
    let birth = try flag("--birth", birth) { text throws(InvalidValue) in
      let day = try Day(text, today: today)
      guard day <= today else {
        throw InvalidValue(kind: "birth date", value: text, reason: "is after today")
      }
      return day
    }
    guard let birth = birth ?? base?.birthDate else {
      throw FlagError(missing: "--birth", "the birth date, like 1980-02-29")
    }
    let sex = try flag("--sex", sex, Sex.init(_:))
    return Patient(
      mrn: mrn,
      name: PersonName(
        last: last, first: try flag("--first", first, Line.init(_:)) ?? base?.name.first,
        middle: try flag("--middle", middle, Line.init(_:)) ?? base?.name.middle),
      birthDate: birth, sex: sex ?? base?.sex ?? .unknown,
      address: try address.apply(to: base?.address),
      phone: try flag("--phone", phone, Telephone.init(_:)) ?? base?.phone)
  }

  /// Says how claim files have a name that was typed, when more than its case changes (R86).
  func tellName(of mrn: MRN, _ session: Session, _ desk: Desk) throws {
    guard last != nil || first != nil || middle != nil,
      let name = ClaimCheck.nameInFiles(try desk.patient(mrn).value.name)
    else { return }
    session.console.say(
      "claim files have only plain capitals, digits and signs; there the name is: \(name)")
  }
}

extension Session {
  /// Says what saving a record did.
  func tell(_ verdict: Verdict, _ what: String) throws {
    if options.json {
      try console.json { json in
        json.beginObject()
        json.key("record")
        json.string(what)
        json.key("verdict")
        json.string(verdict.rawValue)
        json.endObject()
      }
    } else {
      let words =
        verdict == .same ? "says that already" : verdict == .new ? "is saved" : "is changed"
      try console.print("\(what) \(words)")
    }
  }
}
