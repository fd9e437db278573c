import ArgumentParser
import Billing
import Claims
import Practice
import Storage

/// `shots receiver`: to whom files go.
struct ReceiverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receiver",
    abstract: "Receivers of claim files: list, show, add, set, and which payers go there.",
    discussion: """
      A practice without any sends everything to the receiver of its own record (shots practice). \
      An export makes one batch for each receiver.
      """,
    subcommands: [
      ReceiverList.self, ReceiverShow.self, ReceiverAdd.self, ReceiverSet.self, ReceiverPayer.self,
    ])

  struct ReceiverList: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the receivers.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
      try Session.withDesk(global) { session, desk in
        try ReceiverCommand.print(
          try desk.ledger.receivers().map(\.value), session, desk)
      }
    }
  }

  struct ReceiverShow: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show a receiver and the payers that go there.")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The receiver, by its short name.") var receiver: String

    func run() throws {
      try Session.withDesk(global) { session, desk in
        try ReceiverCommand.print([try ReceiverCommand.find(receiver, desk)], session, desk)
      }
    }
  }

  struct ReceiverAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Add a receiver.",
      discussion: """
          shots receiver add MAC --name "Example Medicare Contractor" \\
            --id 00123 --qualifier 28 --submitter-id C0042 \\
            --line-ends none --claims-per-set 1000
          shots receiver payer MCRB MAC
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "A short name of yours.") var receiver: String
    @OptionGroup var options: ReceiverOptions

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let key = try ReceiverProfile.Key(receiver)
        let verdict = try desk.save("receiver") { ledger in
          if try ledger.receiver(key) != nil {
            throw Refusal(
              .badData, "\(key) is a receiver already; change it with: shots receiver set \(key)")
          }
          return try ledger.saveReceiver(try options.apply(to: nil, key: key))
        }
        try session.tell(verdict, "receiver \(key)")
      }
    }
  }

  struct ReceiverSet: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set",
      abstract: "Change a receiver; batches keep the version they were made for.",
      discussion: "  shots receiver set MAC --usage test")

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The receiver, by its short name.") var receiver: String
    @OptionGroup var options: ReceiverOptions

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let key = try ReceiverProfile.Key(receiver)
        let verdict = try desk.save("receiver") { ledger in
          let old = try ReceiverCommand.find(receiver, desk)
          return try ledger.saveReceiver(try options.apply(to: old, key: key))
        }
        try session.tell(verdict, "receiver \(key)")
      }
    }
  }

  struct ReceiverPayer: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "payer", abstract: "Say to which receiver the claims of a payer go.",
      discussion: """
          shots receiver payer MCRB MAC
          shots receiver payer MCRB --own   # to the practice's own receiver again
        """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The payer, by its id.") var payer: String
    @Argument(help: "The receiver, by its short name.") var receiver: String?
    @Flag(help: "To the receiver of the practice's own record.") var own = false

    func run() throws {
      try Session.withDesk(global) { session, desk in
        let found = try PayerCommand.find(payer, desk).value.id
        guard (receiver != nil) != own else {
          throw FlagError(usage: "name a receiver, or say --own")
        }
        let key = try receiver.map { try ReceiverCommand.find($0, desk).key }
        try session.tell(
          try desk.save("receiver payer") { try $0.send(found, to: key) },
          "the receiver of \(found)")
      }
    }
  }

  static func find(_ text: String, _ desk: Desk) throws -> ReceiverProfile {
    let key = try ReceiverProfile.Key(text)
    guard let receiver = try desk.ledger.receiver(key) else {
      throw Refusal(.notFound, "there is no receiver \(key). List them with: shots receiver list")
    }
    return receiver.value
  }

  static func print(
    _ receivers: [ReceiverProfile], _ session: Session, _ desk: Desk
  ) throws {
    let payers = try desk.ledger.payerReceivers()
    var listing = Listing([
      .init("receiver", "RECEIVER"), .init("name", "NAME", maxWidth: 30), .init("id", "ID"),
      .init("qualifier", "ISA07"), .init("submitter_id", "SUBMITTER"),
      .init("submitter_qualifier", "ISA05"), .init("guide", "GS08"), .init("line_ends", "ENDS"),
      .init("claims_per_set", "PER ST", .right), .init("usage", "USAGE"),
      .init("paper_top", "TOP", .right), .init("paper_left", "LEFT", .right),
      .init("payers", "PAYERS"),
    ])
    for receiver in receivers {
      let own = payers.filter { $0.value == receiver.key }.map(\.key.text).sorted()
      listing.row([
        .text(receiver.key.text), .text(receiver.name.text), .text(receiver.receiverID.text),
        .text(receiver.receiverQualifier.rawValue), .optional(receiver.submitterID?.text),
        .optional(receiver.submitterQualifier?.rawValue), .text(receiver.guide.rawValue),
        .text(receiver.lineEnds.rawValue), .int(receiver.claimsPerSet),
        .optional(receiver.usage?.word),
        .int(receiver.paperTop), .int(receiver.paperLeft), .list(own),
      ])
    }
    try listing.print(
      session, empty: "no receivers: every claim goes to the receiver of the practice's own record")
  }
}

/// The flags that describe a receiver.
struct ReceiverOptions: ParsableArguments {
  @Option(help: "Its name (1000B NM103).") var name: String?
  @Option(help: "Its id (ISA08, GS03, 1000B NM109).") var id: String?
  @Option(help: "What kind of id that is (ISA07): ZZ, 27, 28, 30 …") var qualifier: String?
  @Option(help: "Under which id it knows the practice (ISA06, GS02, 1000A NM109).")
  var submitterId: String?
  @Option(help: "What kind of id that is (ISA05).") var submitterQualifier: String?
  @Option(
    help: "The edition of the guide (GS08): \(words(of: ReceiverProfile.Guide.self)).",
    completion: .words(of: ReceiverProfile.Guide.self))
  var guide: String?
  @Option(
    help: "What stands after every segment: \(words(of: ReceiverProfile.LineEnds.self)).",
    completion: .words(of: ReceiverProfile.LineEnds.self))
  var lineEnds: String?
  @Option(help: "After how many claims a new transaction set begins: 1 to 5000.")
  var claimsPerSet: Int?
  @Option(
    help: "test or production (ISA15); the practice's own unless it is given.",
    completion: .list(["test", "production"]))
  var usage: String?
  @Option(help: "Lines by which a CMS-1500 page is moved down; negative: up.") var paperTop: Int?
  @Option(help: "Columns by which it is moved right; negative: left.") var paperLeft: Int?

  /// The receiver, on top of one that is there already.
  func apply(to base: ReceiverProfile?, key: ReceiverProfile.Key) throws -> ReceiverProfile {
    guard let name = try flag("--name", name, Line.init(_:)) ?? base?.name else {
      throw FlagError(missing: "--name", "the name of the receiver")
    }
    guard let id = try flag("--id", id, PartnerID.init(interchange:)) ?? base?.receiverID else {
      throw FlagError(missing: "--id", "the id of the receiver")
    }
    var profile = base ?? ReceiverProfile(key: key, name: name, receiverID: id)
    profile.name = name
    profile.receiverID = id
    if let qualifier {
      profile.receiverQualifier = try flag(
        "--qualifier", qualifier, InterchangeQualifier.init(_:))
    }
    if let submitterId {
      profile.submitterID = try flag("--submitter-id", submitterId, PartnerID.init(interchange:))
    }
    if let submitterQualifier {
      profile.submitterQualifier = try flag(
        "--submitter-qualifier", submitterQualifier, InterchangeQualifier.init(_:))
    }
    if let guide {
      profile.guide = try flag("--guide", guide, ReceiverProfile.Guide.init(_:))
    }
    if let lineEnds {
      profile.lineEnds = try flag("--line-ends", lineEnds, ReceiverProfile.LineEnds.init(_:))
    }
    if let usage {
      profile.usage = try flag("--usage", usage, BillingProvider.Usage.init(_:))
    }
    profile.claimsPerSet =
      try Self.within(
        1...ReceiverProfile.mostClaimsPerSet, "--claims-per-set", claimsPerSet)
      ?? profile.claimsPerSet
    profile.paperTop =
      try Self.within(PaperLayout.range.top, "--paper-top", paperTop) ?? profile.paperTop
    profile.paperLeft =
      try Self.within(PaperLayout.range.left, "--paper-left", paperLeft) ?? profile.paperLeft
    return profile
  }

  private static func within(
    _ range: ClosedRange<Int>, _ name: String, _ value: Int?
  ) throws -> Int? {
    guard let value, !range.contains(value) else { return value }
    throw FlagError(
      name,
      InvalidValue(
        kind: "number", value: String(value),
        reason: "must be between \(range.lowerBound) and \(range.upperBound)"))
  }
}
