import ArgumentParser
import Billing
import Practice
import Storage

/// `shots order`: what clinicians ordered (R67).
struct OrderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "order", abstract: "Orders behind doses: add, list, set, end.",
    discussion: """
      A dose whose drug an order of the patient, or a standing one, names is compared with it: day, \
      signature, route, dose, how often (R67). A dose of which no order speaks is left alone, \
      because many practices keep orders in the chart; to ask for an order behind every dose:

        shots practice set orders_required=yes
      """,
    subcommands: [OrderAdd.self, OrderList.self, OrderSet.self, OrderEnd.self])

  struct OrderAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Add an order of a patient, or a standing one of the practice.",
      discussion: """
          shots order add P000121 --drug B12 --dose 1000mcg --route IM \\
            --every monthly --from 2026-01-05 --signed 2026-01-05 --by Marlowe
          shots order add --standing --drug 90715 --dose 0.5mL --route IM \\
            --every once --from 2026-01-01 --signed 2025-12-30
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The patient, by record number.") var mrn: String?
    @Flag(help: "A standing order: it holds for every patient.") var standing = false
    @OptionGroup var options: OrderOptions

    func run() throws {
      try Session.withDesk(global) { session, desk in
        guard (mrn == nil) == standing else {
          throw FlagError(usage: "name a patient by record number, or say --standing")
        }
        let order = try options.apply(to: nil, desk)
        let saved = try desk.keep(order, of: try desk.patientID(mrn))
        try session.tell(
          saved.verdict,
          "order \(saved.number) (\(order.drug) \(order.dose) \(order.route), \(order.frequency))")
      }
    }
  }

  struct OrderList: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List orders: a patient's with the standing ones, or all.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The patient, by record number.") var mrn: String?
    @Flag(help: "Those that were taken back as well.") var all = false

    func run() throws {
      try Session.withDesk(global) { session, desk in
        var listing = Listing([
          .init("order", "ORDER", .right), .init("mrn", "PATIENT"), .init("drug", "DRUG"),
          .init("dose", "DOSE", .right), .init("route", "ROUTE"), .init("frequency", "HOW OFTEN"),
          .init("phase", "PHASE"), .init("valid_from", "FROM"), .init("valid_to", "TO"),
          .init("signed_on", "SIGNED"), .init("ordered_by", "BY"), .init("withdrawn", "TAKEN BACK"),
        ])
        var numbers = RecordNumbers(desk)
        let kept: [Kept<Order>] = try desk.kept(of: desk.patientID(mrn), withdrawn: all)
        for entry in kept {
          let order = entry.fact
          listing.row([
            .int(Int(entry.number.number)),
            global.json
              ? .optional(try numbers.text(entry.patient))
              : .text(try numbers.text(entry.patient) ?? "standing"),
            .text(order.drug.text), .text(order.dose.description), .text(order.route.rawValue),
            .text(order.frequency.description), .text(order.phase.rawValue),
            .text(order.validFrom.description), .optional(order.validTo?.description),
            .optional(order.signedOn?.description), .optional(order.orderedBy?.text),
            .optional(entry.withdrawn?.text),
          ])
        }
        try listing.print(session, empty: "no orders; add one with: shots order add MRN --drug …")
      }
    }
  }

  struct OrderSet: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set",
      abstract: "Change an order, for example when it is signed; earlier versions are kept.",
      discussion: "  shots order set 3 --signed 2026-01-06")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The number of the order.") var order: String
    @OptionGroup var options: OrderOptions

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let number: Order.ID = try number("order", order)
        let verdict = try desk.change(number) { try options.apply(to: $0, desk) }
        try session.tell(verdict, "order \(number)")
      }
    }
  }

  struct OrderEnd: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "end", abstract: "Say on which day an order ended, or take it back.",
      discussion: """
          shots order end 3 --on 2026-06-30
          shots order end 4 --mistake "typed for the wrong patient"
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The number of the order.") var order: String
    @OptionGroup var ending: EndingOptions

    func run() throws {
      try Session.withDesk(global) { try ending.end(Order.self, order, $0, $1) }
    }
  }
}

/// The flags that describe an order.
struct OrderOptions: ParsableArguments {
  @Option(help: "The drug: code, NDC, name, brand or your short name.") var drug: String?
  @Option(help: "How much each time: 1000mcg, 60 mg.") var dose: String?
  @Option(help: "How: IM, SC …", completion: .words(of: Route.self)) var route: String?
  @Option(help: "How often: once, prn, daily, weekly, monthly, or days like 14.")
  var every: String?
  @Option(help: "The first day.") var from: String?
  @Option(help: "The last day, included.") var to: String?
  @Option(help: "When it was signed; an order counts from then on.") var signed: String?
  @Option(help: "Who ordered it, by NPI or last name.") var by: String?
  @Option(help: "\(words(of: Order.Phase.self)).", completion: .words(of: Order.Phase.self))
  var phase: String?

  /// The order, on top of one that is there already.
  func apply(to base: Order?, _ desk: Desk) throws -> Order {
    guard let drug = try drug.map({ try desk.drug("--drug", $0) }) ?? base?.drug else {
      throw FlagError(missing: "--drug", "the drug that is ordered")
    }
    guard let dose = try flag("--dose", dose, DoseAmount.init(_:)) ?? base?.dose else {
      throw FlagError(missing: "--dose", "how much each time, like 1000mcg")
    }
    guard let route = try flag("--route", route, Route.init(_:)) ?? base?.route else {
      throw FlagError(missing: "--route", "how it is given, like IM")
    }
    guard
      let frequency = try flag("--every", every, Order.Frequency.init(_:)) ?? base?.frequency
    else {
      throw FlagError(missing: "--every", "how often: once, prn, monthly, or days like 14")
    }
    guard let first = try day("--from", from, desk) ?? base?.validFrom else {
      throw FlagError(missing: "--from", "the first day of the order")
    }
    return try Order(
      id: base?.id, drug: drug, dose: dose, route: route, frequency: frequency, validFrom: first,
      validTo: try day("--to", to, desk) ?? base?.validTo,
      signedOn: try day("--signed", signed, desk) ?? base?.signedOn,
      phase: try flag("--phase", phase, Order.Phase.init(_:)) ?? base?.phase ?? .maintenance,
      orderedBy: try by.map { try desk.npi("--by", $0) } ?? base?.orderedBy)
  }
}

/// `shots due`: whom to call for the next dose.
struct DueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "due",
    abstract: "List patients whose repeating orders are due, the longest overdue first.",
    discussion: """
        shots due
        shots due --by 11/30

      Reckoned from the last dose in this ledger, or from the first day of the order when there is \
      none. Orders are kept with: shots order add.
      """)

  @OptionGroup var global: GlobalOptions
  @Option(help: "The last day that is looked at; today unless given.") var by: String?

  func run() throws {
    try Session.withDesk(global) { session, desk in
      // A day ahead is meant here: 11/30 is the next one.
      let until = try flag("--by", by) { text throws(InvalidValue) in
        try Day(ahead: text, today: desk.today)
      }
      var listing = Listing([
        .init("mrn", "PATIENT"), .init("patient", "NAME", maxWidth: 30),
        .init("phone", "TELEPHONE"), .init("drug", "DRUG"), .init("dose", "DOSE", .right),
        .init("route", "ROUTE"), .init("frequency", "HOW OFTEN"), .init("last", "LAST"),
        .init("due", "DUE"), .init("days_late", "LATE", .right), .init("order", "ORDER", .right),
      ])
      for entry in try desk.dueDoses(by: until ?? desk.today) {
        let late = entry.due.days(until: desk.today)
        listing.row([
          .text(entry.patient.mrn.text), .text(entry.patient.name.description),
          .optional(entry.patient.phone?.text), .text(entry.order.drug.text),
          .text(entry.order.dose.description), .text(entry.order.route.rawValue),
          .text(entry.order.frequency.description), .optional(entry.last?.description),
          .text(entry.due.description), .int(max(0, late)),
          .int(Int(entry.order.id?.number ?? 0)),
        ])
      }
      try listing.print(session, empty: "no repeating order is due")
    }
  }
}
