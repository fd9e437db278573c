import ArgumentParser
import Billing
import Practice
import Storage

/// `shots vaccine`: what a vaccine record has beside its dose (R71).
struct VaccineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vaccine",
    abstract: "Keep the manufacturer and the information sheet of a vaccine dose.",
    discussion: """
        shots vaccine 36 --manufacturer "Example Biologics" \\
          --sheet-edition 2025-01-31 --sheet-given 10/5
        shots vaccine 36                # shows the record

      Lot, expiry and site belong to the dose: shots correct 36 --lot …. A vaccine that has a part \
      of the record is asked for the rest (R71). Many practices keep it in a registry; to ask for it \
      with every vaccine: shots practice set vaccine_records_required=yes
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The number of the dose.") var dose: String
  @Option(help: "Who made the vaccine.") var manufacturer: String?
  @Option(help: "The edition of the information sheet, a day.") var sheetEdition: String?
  @Option(help: "The day on which the patient was given it.") var sheetGiven: String?

  func run() throws {
    try Session.withDesk(global) { session, desk in
      let id: Dose.ID = try number("dose", dose)
      if manufacturer != nil || sheetEdition != nil || sheetGiven != nil {
        let verdict = try desk.keepVaccineRecord(of: id) { old in
          VaccineRecord(
            dose: id,
            manufacturer: try flag("--manufacturer", manufacturer, Line.init(_:))
              ?? old?.manufacturer,
            sheetEdition: try day("--sheet-edition", sheetEdition, desk) ?? old?.sheetEdition,
            sheetGiven: try day("--sheet-given", sheetGiven, desk) ?? old?.sheetGiven)
        }
        return try session.tell(verdict, "the vaccine record of dose \(id)")
      }
      _ = try desk.dose(id)
      let record = try desk.ledger.vaccineRecord(of: id)
      var listing = Listing([
        .init("dose", "DOSE", .right), .init("manufacturer", "MANUFACTURER"),
        .init("sheet_edition", "SHEET OF"), .init("sheet_given", "GIVEN ON"),
      ])
      if let record {
        listing.row([
          .int(Int(id.number)), .optional(record.manufacturer?.text),
          .optional(record.sheetEdition?.description), .optional(record.sheetGiven?.description),
        ])
      }
      try listing.print(
        session, empty: "nothing is kept; add it with: shots vaccine \(id) --manufacturer …")
    }
  }
}
