import ArgumentParser
import Billing
import Practice
import Storage

/// `shots dose`: one dose.
struct DoseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dose", abstract: "One dose: show.", subcommands: [DoseShow.self])

  struct DoseShow: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show what was given, what became of it, and what it would bring.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The number of the dose.") var dose: String

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let id: Dose.ID = try number("dose", dose)
        let stored = try desk.dose(id)
        if stored.disposition == nil, let assessment = try desk.assess(stored.encounter) {
          let receipt = Receipt(
            patient: assessment.visit.patient.value, assessment: assessment, doses: [id])
          try ReceiptPrinter(session: session, desk: desk).print(receipt)
        } else {
          if !global.json {
            let visit = try desk.encounter(stored.encounter)
            let patient = try desk.ledger.patient(id: visit.patient)?.value
            try session.console.print(
              (patient.map { "\($0.name)  \($0.mrn)  " } ?? "")
                + EncounterCommand.describe(visit.encounter))
          }
          try DoseCommand.list([stored], session)
        }
      }
    }
  }

  static func list(_ doses: [StoredDose], _ session: Session) throws {
    var listing = Listing([
      .init("dose", "DOSE", .right), .init("reference", "REFERENCE"), .init("time", "TIME"),
      .init("drug", "DRUG"), .init("amount", "AMOUNT", .right), .init("route", "ROUTE"),
      .init("site", "SITE", maxWidth: 24), .init("lot", "LOT"), .init("expiry", "EXPIRY"),
      .init("disposition", "WHAT BECAME OF IT"), .init("reason", "REASON", maxWidth: 40),
      .init("claim", "CLAIM", .right), .init("replaces", "REPLACES", .right),
    ])
    for stored in doses {
      let dose = stored.dose
      var claim = Listing.Cell.absent
      if case .billed(let id) = stored.disposition { claim = .int(Int(id.number)) }
      listing.row([
        .int(Int(dose.id?.number ?? 0)), .optional(dose.reference?.text),
        .optional(dose.time?.description), .text(dose.drug.text),
        .text(dose.amount.description), .optional(dose.route?.rawValue),
        .optional(dose.site?.text), .optional(dose.lot?.text),
        .optional(dose.expiry?.description), .text(stored.disposition?.word ?? "open"),
        .optional(stored.disposition?.reason?.text), claim,
        stored.replaces.map { .int(Int($0.number)) } ?? .absent,
      ])
    }
    try listing.print(session, empty: "no doses")
  }
}
