import ArgumentParser
import Billing
import Practice
import Text

/// `shots practice`: the practice itself.
struct PracticeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "practice", abstract: "The practice as claims name it: show, set.",
    subcommands: [PracticeShow.self, PracticeSet.self])

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
        try listing.print(session, empty: "")
      }
    }
  }

  struct PracticeSet: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set",
      abstract: "Change fields of the practice; claims that went out keep theirs.",
      discussion: "  shots practice set zip=62999-0001 contact_phone=5555550100")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "Fields, each as field=value.") var fields: [String]

    func run() throws {
      try Session.withDesk(global) { session, desk in
        var form = PracticeForm(try desk.ledger.practice().value)
        try form.set(fields)
        let practice = try form.practice()
        try session.tell(
          try desk.save("practice") { try $0.savePractice(practice) }, "the practice")
      }
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
      ("submitter_qualifier", practice.submitterQualifier),
      ("receiver_id", practice.receiverID.text),
      ("receiver_qualifier", practice.receiverQualifier),
      ("receiver_name", practice.receiverName.text),
      ("usage", practice.usage == .production ? "production" : "test"),
    ]
    for (name, value) in pairs { texts[name] = value }
  }
}
