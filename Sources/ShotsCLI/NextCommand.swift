import ArgumentParser
import Billing
import Practice
import Storage

/// `shots next`: what waits for a person, the most urgent first.
struct NextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "next",
    abstract: "List what waits for a person: money at risk first, with the command to begin with.",
    discussion: """
        shots next
        shots next --limit 50 --answer-days 21

      What is ready for export, doses that are held, refused and denied claims, claims without an \
      answer, batches that were not finished; sorted by money times urgency of the days that are left.
      """)

  @OptionGroup var global: GlobalOptions
  @Option(parsing: .unconditional, help: "At most so many; 20, with --json all of them.")
  var limit: Int?
  @Option(
    parsing: .unconditional, help: "Days after which a claim without an answer is listed.")
  var answerDays: Int = 14

  func run() throws {
    try Session.withDesk(global) { session, desk in
      let limit = limit ?? (global.json ? Int.max : 20)
      guard limit > 0, answerDays > 0 else {
        throw FlagError(usage: "--limit and --answer-days are whole numbers above zero")
      }
      guard answerDays <= 3_650 else {
        throw FlagError(
          "--answer-days",
          InvalidValue(kind: "days", value: String(answerDays), reason: "is at most 3650"))
      }
      let items = try desk.work(answerDays: answerDays)
      var listing = Listing([
        .init("kind", "WORK"), .init("number", "NO.", .right), .init("date", "DATE"),
        .init("mrn", "MRN"), .init("payer", "PAYER"), .init("cents", "MONEY", .right),
        .init("days_left", "LEFT", .right), .init("what", "WHAT"),
        .init("command", "COMMAND", isWhole: true),
      ])
      for item in items.prefix(limit) {
        listing.row([
          .text(item.kind.rawValue), item.number.map { .int(Int($0)) } ?? .absent,
          .text(item.day.description),
          .optional(item.mrn?.text), .optional(item.payer?.text), .cents(item.money.cents),
          item.daysLeft.map { .int($0) } ?? .absent, .text(item.what), .text(item.command),
        ])
      }
      try listing.print(session, empty: "nothing waits: every dose and claim is accounted for")
      if !global.json, items.count > limit {
        session.console.say("\(items.count - limit) more; see them with: --limit \(items.count)")
      }
    }
  }
}
