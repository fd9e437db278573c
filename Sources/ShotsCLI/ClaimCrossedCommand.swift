import ArgumentParser
import Billing
import Practice
import Storage

extension ClaimCommand {
  /// `shots claim crossed`: the payer sent a claim on itself.
  struct ClaimCrossed: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "crossed",
      abstract: "Note that the payer sent a claim on to the next one itself.",
      discussion: """
          shots claim mark 12 paid --line 1:paid=40,PR-2=10 --reason MA18
          shots claim crossed 12
          shots claim mark 13 paid --paid 10

        The claim that the next payer got stands in the ledger like one that was exported, but no \
        file is made. Its answer is marked like any other, and it is chased when none comes.
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The claim, by its number in the ledger or its control number.")
    var claim: String

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let stored = try ClaimCommand.find(claim, desk)
        let next = try desk.noteCrossing(of: stored.id)
        if global.json {
          try session.console.json { json in
            json.beginObject()
            json.key("claim")
            json.int(Int(next.id.number))
            json.key("number")
            json.string(next.claim.number.text)
            json.key("payer")
            json.string(next.claim.payer.id.text)
            json.endObject()
          }
        } else {
          try session.console.print(
            "claim \(next.id) (\(next.claim.number)) is what \(next.claim.payer.id) got from "
              + "\(stored.claim.payer.id); no file is made\nnote the answer: shots claim mark "
              + "\(next.id) paid …")
        }
      }
    }
  }
}
