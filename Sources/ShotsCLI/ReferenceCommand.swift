import ArgumentParser
import Billing
import Coding
import Practice
import Storage

/// `shots reference`: the tables behind the codes, embedded and own.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "See the tables behind the codes, where each value comes from, and check them.",
    discussion: """
        shots reference list
        shots reference show drugs J1885 --on 2026-10-28
        shots reference check
        shots reference product 00404-9996-01 --drug J1885 --form liquid \\
          --container single_dose
        shots reference show diagnoses E11

      Rows of your own and files of CMS come in with shots import drugs, products, pairs, limits, \
      diagnoses.
      """,
    subcommands: [
      ReferenceList.self, ReferenceShow.self, ReferenceCheck.self, ReferenceProduct.self,
    ])

  struct ReferenceList: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the tables with their sources, days and sizes.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
      try Session.run(global) { session in
        var listing = Listing([
          .init("table", "TABLE"), .init("what", "WHAT", maxWidth: 40),
          .init("embedded", "EMBEDDED", .right), .init("own", "OWN", .right),
          .init("imported", "IMPORTED", .right), .init("as_of", "AS OF"),
          .init("sources", "SOURCES", maxWidth: 40),
        ])
        for table in try session.tables().summaries + [session.diagnosisCodes().summary] {
          listing.row([
            .text(table.name), .text(table.what), .int(table.embedded), .int(table.own),
            .int(table.imported), .optional(table.asOf?.description), .list(table.sources),
          ])
        }
        try listing.print(session, empty: "")
      }
    }
  }

  struct ReferenceShow: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show the rows of a table, and where each comes from.",
      discussion: """
          shots reference show products 00404-9996-01
          shots reference show drugs J1885 --on 2024-06-10

        A row of your own goes before an imported one, and that before an embedded one, for the \
        days on which it holds.
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The table; shots reference list names them.") var table: String
    @Argument(help: "Only rows with this code or NDC.") var key: String?
    @Option(help: "Only rows that hold on this day.") var on: String?

    func run() throws {
      try Session.run(global) { session in
        let today = Clock(timeZone: "UTC").today
        let day = try flag("--on", on) { text throws(InvalidValue) in
          try Day(text, today: today)
        }
        let name = table.lowercased()
        if name == "diagnoses" {
          return try show(diagnoses: key, on: day ?? today, session)
        }
        // An NDC is found as it is written on the label, too.
        let wanted = name == "products" ? key.map { (try? NDC($0).text) ?? $0 } : key
        guard let view = try session.tables().view(name, key: wanted, on: day) else {
          throw Refusal(
            .notFound,
            "there is no table \"\(table)\"; the tables are "
              + ReferenceTables.viewNames.joined(separator: ", "))
        }
        try show(view, session)
      }
    }

    private func show(_ view: ReferenceView, _ session: Session) throws {
      if key != nil, view.rows.count <= 3, !session.options.json {
        return try ReferenceShow.printFields(view, session, empty: empty)
      }
      let wide = ["from", "description"]
      var listing = Listing(
        view.columns.map { .init($0, $0.uppercased(), maxWidth: wide.contains($0) ? nil : 28) })
      for row in view.rows { listing.row(row.map { .text($0) }) }
      try listing.print(session, empty: empty)
    }

    /// A code of the imported set of the day, and all below it.
    private func show(diagnoses key: String?, on day: Day, _ session: Session) throws {
      guard let key else {
        throw FlagError(usage: "name a code or a category: shots reference show diagnoses E11")
      }
      let code = try Diagnosis(key)
      let found = try session.ledger()?.diagnoses(code, on: day)
      if found == nil {
        session.console.say(DiagnosisCodes().isChecked(on: day))
        guard session.options.json else { return }
      }
      try show(ReferenceView(found?.codes ?? [], of: found?.set), session)
    }

    private var empty: String { "\(table) has no row" + (key.map { " for \($0)" } ?? "") }

    private static func printFields(
      _ view: ReferenceView, _ session: Session, empty: String
    ) throws {
      guard !view.rows.isEmpty else { return session.console.say(empty) }
      for (index, row) in view.rows.enumerated() {
        if index > 0 { try session.console.print("") }
        var listing = Listing([.init("field", "FIELD"), .init("value", "VALUE", maxWidth: 90)])
        for (column, cell) in zip(view.columns, row) where !cell.isEmpty {
          listing.row([.text(column), .text(cell)])
        }
        try listing.print(session, empty: "")
      }
    }
  }

  struct ReferenceCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Check the embedded and own rows; exit status 1 when something is wrong.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
      var isWrong = false
      try Session.run(global) { session in
        let today = Clock(timeZone: "UTC").today
        let problems = try session.tables().problems(today: today)
        var listing = Listing([
          .init("table", "TABLE"), .init("key", "KEY"), .init("problem", "PROBLEM"),
        ])
        for problem in problems {
          listing.row([.text(problem.table), .text(problem.key), .text(problem.problem)])
        }
        try listing.print(session, empty: "the tables agree with themselves")
        session.console.say(try session.diagnosisCodes().isChecked(on: today))
        isWrong = !problems.isEmpty
      }
      if isWrong { throw ExitCode(1) }
    }
  }

  struct ReferenceProduct: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "product",
      abstract: "Say what a package is: a liquid, powder or kit, single or multi dose.",
      discussion: """
          shots reference product 0409-1234-01 --drug J0696 \\
            --form powder --units 4
          shots reference product 0404-9996-01 --drug J1885 \\
            --size 2 --units 4 --form liquid
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The NDC, with hyphens as the label prints it.") var ndc: String
    @Option(help: "The code that it is billed under.") var drug: String
    @Option(help: "\(words(of: PackageForm.self)).", completion: .words(of: PackageForm.self))
    var form: String?
    @Option(help: "\(words(of: Container.self)).", completion: .words(of: Container.self))
    var container: String?
    @Option(help: "How much one item holds: mL of a liquid, else 1.") var size: String?
    @Option(help: "How many billing units of the code one item holds.") var units: String?
    @Option(help: "The name on it.") var name: String?
    @Option(help: "The first day of service for which this holds.") var from: String?

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let ndc = try NDC(ndc)
        let key = try desk.findDrug(drug).key
        let day = try day("--from", from, desk)
        let verdict = try desk.describeProduct(ndc, of: key, from: day ?? .beginning) { row in
          if let form = try flag("--form", form, PackageForm.init(_:)) { row.form = form }
          if let container = try flag("--container", container, Container.init(_:)) {
            row.container = container
          }
          if let size = try flag("--size", size, Quantity.init(milliliters:)) { row.size = size }
          if let units = try flag("--units", units, Quantity.init(_:)) { row.units = units }
          if let name = try flag("--name", name, Line.init(_:)) { row.name = name }
        }
        try session.tell(verdict, "package \(ndc.hyphenated) of \(key)")
      }
    }
  }
}
