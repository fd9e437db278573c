import ArgumentParser
import Billing
import Practice
import Storage
import Text

/// `shots practice`: the practice itself.
struct PracticeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "practice", abstract: "The practice as claims name it: show, set.",
    subcommands: [PracticeShow.self, PracticeSet.self, PracticeSeverity.self])

  struct PracticeShow: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show the practice.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
      try Session.withDesk(global) { session, desk in
        var listing = Listing([.init("field", "FIELD"), .init("value", "VALUE")])
        let form = PracticeForm(try desk.ledger.practice().value)
        for field in PracticeForm.fields {
          listing.row([.text(field.name), .text(form.texts[field.name] ?? "")])
        }
        let habits = try desk.practiceHabits(on: desk.today)
        for name in PracticeHabits.Name.allCases {
          listing.row([.text(name.rawValue), .text(habits.text(of: name))])
        }
        for severity in try desk.severities(of: nil, on: desk.today) {
          let cells = SeverityOptions.cells(severity)
          listing.row([cells[0], cells[1]])
        }
        try listing.print(session, empty: "")
      }
    }
  }

  struct PracticeSet: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set",
      abstract: "Change fields of the practice; claims that went out keep theirs.",
      discussion: """
          shots practice set zip=62999-0001 contact_phone=5555550100
          shots practice set orders_required=yes --from 2026-11-01

        How the practice works:
          orders_required: every dose needs an order in the ledger (R67), yes or no; without it those \
        doses are compared whose drug an order names
          vaccine_records_required: every vaccine needs manufacturer and information sheet in the \
        ledger (R71), yes or no
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "Fields, each as field=value.") var fields: [String]
    @Option(help: "The first day of service for which a habit holds; today unless given.")
    var from: String?

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let habits = try PracticeHabits.Name.allCases.compactMap { try habit($0, desk) }
        if !habits.isEmpty {
          guard habits.count == fields.count else {
            throw FlagError(usage: "set how the practice works apart from its name and address")
          }
          let verdicts = try desk.save("practice set") { ledger in
            try habits.map(ledger.savePracticeHabit)
          }
          let names = habits.map(\.name.rawValue).joined(separator: ", ")
          return try session.tell(verdicts.first { $0 != .same } ?? .same, names)
        }
        let verdict = try desk.save("practice") { ledger in
          var form = PracticeForm(try ledger.practice().value)
          try form.set(fields, "", others: PracticeHabits.Name.allCases.map(\.rawValue))
          return try ledger.savePractice(try form.practice())
        }
        try session.tell(verdict, "the practice")
      }
    }

    /// A habit of the practice that one of the fields sets.
    private func habit(_ name: PracticeHabits.Name, _ desk: Desk) throws -> PracticeHabitEntry? {
      let prefix = name.rawValue + "="
      guard let field = fields.first(where: { $0.hasPrefix(prefix) }) else { return nil }
      let answer = try flag(name.rawValue, String(field.dropFirst(prefix.count)), YesNo.init(_:))
      return PracticeHabitEntry(
        name, to: answer.rawValue, from: try day("--from", from, desk) ?? desk.today)
    }
  }
}

extension PracticeForm {
  /// The fields of a practice that is in the ledger.
  init(_ practice: BillingProvider) {
    let pay = practice.payToAddress
    let pairs: [(String, String?)] = [
      ("name", practice.name.text), ("npi", practice.npi.text), ("tax_id", practice.taxID.text),
      ("tax_id_type", practice.taxIDKind.rawValue), ("taxonomy", practice.taxonomy?.text),
      ("address1", practice.address.line1.text), ("address2", practice.address.line2?.text),
      ("city", practice.address.city.text), ("state", practice.address.state.text),
      ("zip", practice.address.zip.text), ("pay_to_address1", pay?.line1.text),
      ("pay_to_address2", pay?.line2?.text), ("pay_to_city", pay?.city.text),
      ("pay_to_state", pay?.state.text), ("pay_to_zip", pay?.zip.text),
      ("phone", practice.phone?.text), ("contact_name", practice.contactName.text),
      ("contact_phone", practice.contactPhone.text), ("time_zone", practice.timeZone.text),
      ("submitter_id", practice.submitterID.text),
      ("submitter_qualifier", practice.submitterQualifier.rawValue),
      ("receiver_id", practice.receiverID.text),
      ("receiver_qualifier", practice.receiverQualifier.rawValue),
      ("receiver_name", practice.receiverName.text),
      ("usage", practice.usage.word),
    ]
    for (name, value) in pairs { texts[name] = value }
  }
}
