import Harness
import Testing
import Text

/// Each finding carries the exact command that fixes it, and running that command fixes it.
@Suite("The commands that mend") struct FixTests {
  /// A finding of the list of open doses.
  private struct Found: Hashable {
    let rule: String
    let field: String
    let severity: String
    let fix: String?
    let isAccepted: Bool
  }

  @Test(
    "The command of a finding is typed as it stands, and the finding is gone",
    arguments: FixCases.all)
  func mends(_ fixCase: FixCase) throws {
    let scratch = try Scratch()
    try Ledgers.practice.copy(to: scratch.path)
    for command in fixCase.before { try run(command, scratch) }
    try run(FixTests.add(fixCase.dose), scratch)
    for command in fixCase.after { try run(command, scratch) }
    let before = try findings(scratch)
    let finding = try #require(
      before.first { $0.rule == fixCase.rule && $0.field == fixCase.field && $0.fix != nil },
      "\(before.map { "\($0.rule) \($0.field) \($0.fix ?? "")" })")
    let command = try FixTests.filled(finding.fix ?? "", fixCase.values)
    try run(command, scratch)
    let after = try findings(scratch)
    let left = after.filter {
      $0.rule == finding.rule && $0.field == finding.field && $0.severity == finding.severity
        && !$0.isAccepted
    }
    // Of two policies of the same payer, of two doses and the like one finding was mended.
    let count = before.filter { $0.rule == finding.rule && $0.field == finding.field }.count
    #expect(left.count < count, "\(command) left \(left)")
    #expect(count > 1 || left.isEmpty, "\(command)")
  }

  @Test("Every rule whose findings name a command has a case")
  func everyRuleWithAFix() {
    #expect(Set(FixCases.all.map(\.rule)).symmetricDifference(RulesWithFix.all) == [])
  }

  private func run(_ command: String, _ scratch: Scratch) throws {
    let outcome = try Running("/bin/sh", ["-c", command], scratch.place).finish()
    try #require(outcome.status == 0, "\(command): \(outcome.errors)\(outcome.output)")
  }

  private func findings(_ scratch: Scratch) throws -> [Found] {
    let open = try Program.run(["unbilled", "--json"], in: scratch.place)
    let doses = try JSONParser.parse(Array(open.output.utf8)).elements ?? []
    return doses.flatMap { dose in
      (dose["findings"]?.elements ?? []).map { finding in
        Found(
          rule: finding["rule"]?.string ?? "", field: finding["field"]?.string ?? "",
          severity: finding["severity"]?.string ?? "", fix: finding["fix"]?.string,
          isAccepted: finding["accepted"]?.bool ?? false)
      }
    }
  }

  private static func add(_ changes: [String: String?]) -> String {
    var flags: [String: String] = FixCases.ordinary
    for (flag, value) in changes { flags[flag] = value }
    let words = flags.sorted { $0.key < $1.key }.map { "\($0.key) '\($0.value)'" }
    return "shots add " + words.joined(separator: " ")
  }

  /// The command with a value for each `…`: by the flag before it, or by the command when it stands
  /// without a flag.
  private static func filled(_ fix: String, _ values: [String: String]) throws -> String {
    let words = fix.split(separator: " ").map(String.init)
    var filled: [String] = []
    for (index, word) in words.enumerated() {
      guard word.contains("…") else {
        filled.append(word)
        continue
      }
      var flag = words[..<index].last { $0.hasPrefix("--") } ?? ""
      if word.hasSuffix("…mg") { flag += " mg" }
      if !(words[index - 1].hasPrefix("--") || word.contains("\"") || word.contains(",")) {
        flag = words[1...2].joined(separator: " ")
      }
      let value = try #require(values[flag] ?? FixCases.values[flag], "\(fix): \(flag)")
      let isQuoted = word.contains("\"") || filled.contains { $0.filter { $0 == "\"" }.count == 1 }
      filled.append(word.replacing("…", with: isQuoted || word != "…" ? value : "'\(value)'"))
    }
    return filled.joined(separator: " ")
  }
}
