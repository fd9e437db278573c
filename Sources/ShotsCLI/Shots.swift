import ArgumentParser
import Text

/// The command line of the ledger: every command parses, calls one use case and prints.
public struct Shots: ParsableCommand {
  /// Name, help and commands.
  public static let configuration = CommandConfiguration(
    commandName: "shots",
    abstract: "The ledger of a practice that gives injections: every dose accounted for.",
    discussion: """
      Begin with a look at the whole job on a fictional practice:

        shots demo

      Then with your own:

        shots init --practice practice.json
        shots import payers payers.csv   # then providers, fees, patients ...
        shots add                        # asks for what it needs
        shots unbilled
        shots export --month 2026-10 --format 837p --out claims

      Exit status: 0 done, 1 a check found something, 64 usage, 65 bad data, 66 no such file or \
      record, 73 cannot create, 74 input or output failed, 75 busy, 77 not permitted, 78 ledger of \
      another version.
      """,
    version: "1.0.0",
    groupedSubcommands: [
      CommandGroup(
        name: "Desk",
        subcommands: [
          AddCommand.self, AgainCommand.self, CodeCommand.self, WhyCommand.self,
          ExplainCommand.self,
          CorrectCommand.self,
          VoidCommand.self,
          NoChargeCommand.self, SelfPayCommand.self, DrugCommand.self, PatientCommand.self,
          CoverageCommand.self, EncounterCommand.self, DoseCommand.self, OrderCommand.self,
          DueCommand.self, VaccineCommand.self, AuthorizationCommand.self, NoticeCommand.self,
          StayCommand.self, SurgeryCommand.self,
        ]),
      CommandGroup(
        name: "Biller",
        subcommands: [
          NextCommand.self, UnbilledCommand.self, ScrubCommand.self, AcceptCommand.self,
          ExportCommand.self, BatchCommand.self, ClaimCommand.self,
        ]),
      CommandGroup(
        name: "Practice",
        subcommands: [
          InitCommand.self, ImportCommand.self, PracticeCommand.self, PayerCommand.self,
          PolicyCommand.self, ReceiverCommand.self, ProviderCommand.self, FacilityCommand.self,
          FeeCommand.self, ReferenceCommand.self, CheckCommand.self, BackupCommand.self,
          DemoCommand.self,
        ]),
    ])

  /// A command line without a command.
  public init() {}
}

extension Shots {
  /// Runs the command line.
  ///
  /// The commands that a desk runs all day are parsed plainly, or at least without the tree of all
  /// others. What such a command does not understand, help among it, the tree explains.
  public static func main() {
    let words = words(Array(CommandLine.arguments.dropFirst()))
    do {
      if let message = RepeatedOptions.message(words) ?? Clock.fault { throw said(message) }
      var command = try everydayCommand(words) ?? understood(words)
      try command.run()
    } catch {
      let isScript = words.contains { $0.hasPrefix("--generate-completion-script") }
      exit(withError: printed(error, isScript: isScript))
    }
  }

  /// Prints what was asked for in the place of a command, as help is: a full disk is told, which
  /// the parser would not. What is left to say and the status.
  private static func printed(_ error: any Error, isScript: Bool) -> any Error {
    let text = fullMessage(for: error)
    guard exitCode(for: error).isSuccess, !text.isEmpty else { return error }
    do {
      try Console().print(isScript ? CompletionScript.mended(text) : text)
      return ExitCode.success
    } catch {
      let failure = Failure(error)
      _ = said(failure.message)
      return ExitCode(failure.status)
    }
  }

  /// The command line as the tree of all commands reads it; a command that is none is asked back.
  private static func understood(_ words: [String]) throws -> any ParsableCommand {
    if words.first == "help", let typo = CommandTypo.message(words[...]) { throw said(typo) }
    do {
      return try parseAsRoot(words)
    } catch {
      guard let typo = CommandTypo.message(CommandLine.arguments.dropFirst()) else { throw error }
      throw said(typo)
    }
  }

  /// Says what cannot be understood; the status of the program.
  private static func said(_ message: String) -> ExitCode {
    let console = Console()
    console.say("\(console.messageStyle.red("shots:")) \(printable(message))")
    return ExitCode(64)
  }

  /// The words with numbers below zero bound to their option, as `--dose=-5mg`: the parser would
  /// take them for options and say that the value is missing, not what is wrong with it. One that
  /// stands for itself, as in `fee set 96372 -1`, goes to the end, behind `--`.
  static func words(_ words: [String]) -> [String] {
    var bound: [String] = []
    var alone: [String] = []
    for word in words {
      let isNumber = word.hasPrefix("-") && word.dropFirst().first?.isWholeNumber ?? false
      if isNumber, let option = bound.last, option.hasPrefix("--"), !option.contains("=") {
        bound[bound.count - 1] = option + "=" + word
      } else if isNumber, !bound.contains("--"), !bound.isEmpty {
        alone.append(word)
      } else {
        bound.append(word)
      }
    }
    return alone.isEmpty ? bound : bound + ["--"] + alone
  }

  private static func everydayCommand(_ words: [String]) -> (any ParsableCommand)? {
    let rest = Array(words.dropFirst())
    return switch words.first {
    case "add": AddCommand.plainly(rest[...]) ?? (try? AddCommand.parse(rest))
    case "unbilled": UnbilledCommand.plainly(rest[...]) ?? (try? UnbilledCommand.parse(rest))
    default: nil
    }
  }
}

extension CommandConfiguration {
  /// The configuration of a command that is also parsed alone: without this the parser would look
  /// for what only the program as a whole offers, such as completions.
  func parsedAlone() -> CommandConfiguration {
    var configuration = self
    configuration._superCommandName = "shots"
    return configuration
  }
}
