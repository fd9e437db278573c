import ArgumentParser
import Billing
import Practice
import Storage

/// `shots policy`: what payers' policies say of drugs (R72, R74–R76).
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Payers' policies on drugs: add, list, end.",
    discussion: """
      Policies are local and change, so none is built in: what you add is what is checked. The \
      diagnoses that a payer accepts (R72), drugs whose oral form is the accepted method (R74), \
      drugs that are self-administered by the local list (R75), and drugs that must be approved \
      before they are given (R76). Many at once: shots import policies FILE.csv.
      """,
    subcommands: [PolicyAdd.self, PolicyList.self, PolicyEnd.self])

  struct PolicyAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Add a policy; the same payer, drug and first day changes the one that is there.",
      discussion: """
          shots policy add EMHP --drug Xolair --needs-authorization
          shots policy add MCRB --drug B12 --diagnoses "D51;D52.0;K90" \\
            --from 2026-01-01 --source "local article of January 2026"

        A shorter diagnosis stands for all that begin with it.
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The payer, by its id.") var payer: String
    @Option(help: "The drug: code, NDC, name, brand or your short name.") var drug: String
    @Option(
      name: [.customLong("diagnoses"), .customLong("dx")], parsing: .singleValue,
      help: "Diagnoses that the payer accepts, or beginnings of them. May be given again.")
    var diagnoses: [String] = []
    @Flag(help: "The oral form is the accepted method; an injection needs a reason.")
    var oralStandard = false
    @Flag(help: "The drug must be approved before it is given.") var needsAuthorization = false
    @Option(help: "yes or no, by the payer's list of self-administered drugs.")
    var selfAdministered: String?
    @Option(help: "The first day of service; from the beginning unless given.") var from: String?
    @Option(help: "The last day, included.") var to: String?
    @Option(help: "Where it is written.") var source: String?

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let accepted = try flag("--diagnoses", diagnoses.joined(separator: " ")) {
          text throws(InvalidValue) in try ListText.parse(text, Diagnosis.init(_:))
        }
        let policy = try DrugPolicy(
          payer: try PayerCommand.find(payer, desk).value.id,
          drug: try desk.drug("--drug", drug), accepted: accepted, oralIsStandard: oralStandard,
          needsAuthorization: needsAuthorization,
          selfAdministered: try yesNo("--self-administered", selfAdministered),
          validFrom: try day("--from", from, desk) ?? .beginning,
          validTo: try flag("--to", to, Day.init(_:)),
          source: try flag("--source", source, Line.init(_:)))
        guard policy.saysSomething else {
          throw FlagError(
            usage: "say what the policy is: --diagnoses, --oral-standard, --needs-authorization or "
              + "--self-administered yes|no")
        }
        let saved = try desk.keepPolicy(policy)
        try session.tell(
          saved.verdict, "policy \(saved.number) of \(policy.payer) on \(policy.drug)")
      }
    }
  }

  struct PolicyList: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List policies, a payer's or all.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The payer, by its id.") var payer: String?
    @Flag(help: "Those that were taken back as well.") var all = false

    func run() throws {
      try Session.withDesk(global) { session, desk in
        var listing = Listing([
          .init("policy", "POLICY", .right), .init("payer", "PAYER"), .init("drug", "DRUG"),
          .init("diagnoses", "ACCEPTED", maxWidth: 30), .init("oral_standard", "ORAL"),
          .init("needs_authorization", "APPROVAL"),
          .init("self_administered", "SELF-GIVEN"), .init("valid_from", "FROM"),
          .init("valid_to", "TO"), .init("source", "SOURCE", maxWidth: 30),
          .init("withdrawn", "TAKEN BACK"),
        ])
        let only = try payer.map { try PayerCommand.find($0, desk).value.id }
        let kept: [Kept<DrugPolicy>] = try desk.kept(of: nil, withdrawn: all)
        for entry in kept where only == nil || entry.fact.payer == only {
          let policy = entry.fact
          let first = policy.validFrom == .beginning ? nil : policy.validFrom.description
          listing.row([
            .int(Int(entry.number.number)), .text(policy.payer.text), .text(policy.drug.text),
            .list(policy.accepted.map(\.text)), .text(YesNo(policy.oralIsStandard).rawValue),
            .text(YesNo(policy.needsAuthorization).rawValue),
            .optional(policy.selfAdministered.map { YesNo($0).rawValue }), .optional(first),
            .optional(policy.validTo?.description), .optional(policy.source?.text),
            .optional(entry.withdrawn?.text),
          ])
        }
        try listing.print(session, empty: "no policies; add one with: shots policy add PAYER …")
      }
    }
  }

  struct PolicyEnd: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "end", abstract: "Say on which day a policy ended, or take it back.",
      discussion: "  shots policy end 2 --on 2026-09-30")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The number of the policy.") var policy: String
    @OptionGroup var ending: EndingOptions

    func run() throws {
      try Session.withDesk(global) { try ending.end(DrugPolicy.self, policy, $0, $1) }
    }
  }
}
