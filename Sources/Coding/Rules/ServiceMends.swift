import Practice

/// What the commands of several findings would make of the services of a visit, so that the command
/// of one does not undo that of another.
struct ServiceMends {
  /// What one finding asks for: each service of the visit as it should be, nil where it should go,
  /// and services that are missing.
  struct Mend {
    let kept: [OtherService?]
    let more: [OtherService]
    /// Whether a service is missing that only the desk can name.
    var isOpen = false
  }

  /// By the services that the command lists.
  private var mends: [String: Mend] = [:]

  var isEmpty: Bool { mends.isEmpty }

  mutating func record(_ mend: Mend) -> String {
    let text = ServiceMends.text(mend.kept, mend)
    mends[text] = mend
    return text
  }

  /// The services that a command lists.
  private static func text(_ kept: [OtherService?], _ mend: Mend) -> String {
    let all = (kept.compactMap { $0 } + mend.more).map(\.description)
    let text = (all + (mend.isOpen ? ["…"] : [])).joined(separator: ",")
    return text.isEmpty ? "\"\"" : text
  }

  /// Puts into each command of `findings` what the others take away. What a finding adds, like
  /// modifier 25, is a claim of its own and stays with that finding.
  func combine(_ findings: inout [Finding], prefix: String, services: [OtherService]) {
    let asked = findings.indices.compactMap { place -> (place: Int, mend: Mend)? in
      guard findings[place].severity > .info, let mend = mend(findings[place].fix, prefix) else {
        return nil
      }
      return (place, mend)
    }
    guard asked.count > 1 else { return }
    for (place, _) in asked {
      let others = asked.filter { $0.place != place }.map(\.mend)
      let rewrite = { (command: String) -> String in
        guard let mend = self.mend(command, prefix) else { return command }
        let kept = services.indices.map { index -> OtherService? in
          var service: OtherService? = mend.kept[index]
          for other in others {
            guard let now = service else { break }
            service = ServiceMends.taking(now, what: services[index], lost: other.kept[index])
          }
          return service
        }
        return prefix + ServiceMends.text(kept, mend)
      }
      findings[place].fix = findings[place].fix.map(rewrite)
      findings[place].choices = findings[place].choices.map(rewrite)
    }
  }

  /// What a command would make of the services; nil for another command.
  private func mend(_ command: String?, _ prefix: String) -> Mend? {
    guard let command, command.hasPrefix(prefix) else { return nil }
    return mends[String(command.dropFirst(prefix.count))]
  }

  /// A service without what another finding takes from it.
  private static func taking(
    _ service: OtherService, what was: OtherService, lost other: OtherService?
  ) -> OtherService? {
    guard let other else { return nil }
    var copy = service
    copy.modifiers.removeAll { was.modifiers.contains($0) && !other.modifiers.contains($0) }
    if other.units < was.units { copy.units = min(copy.units, other.units) }
    return copy
  }
}
