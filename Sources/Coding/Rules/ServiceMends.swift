import Practice

/// What the commands of several findings would make of the services of a visit, so that the command
/// of one does not undo that of another.
struct ServiceMends {
  /// What one finding asks for: each service of the visit as it should be, nil where it should go,
  /// and services that are missing.
  struct Mend {
    let kept: [OtherService?]
    let more: [OtherService]
  }

  /// By the services that the command lists.
  private var mends: [String: Mend] = [:]

  var isEmpty: Bool { mends.isEmpty }

  mutating func record(_ mend: Mend) -> String {
    let text = ServiceMends.text(mend.kept, mend.more)
    mends[text] = mend
    return text
  }

  /// The services that a command lists.
  private static func text(_ kept: [OtherService?], _ more: [OtherService]) -> String {
    let text = (kept.compactMap { $0 } + more).map(\.description).joined(separator: ",")
    return text.isEmpty ? "\"\"" : text
  }

  /// Puts into each command of `findings` what the others take away. What a finding adds, like
  /// modifier 25, is a claim of its own and stays with that finding.
  func combine(_ findings: inout [Finding], prefix: String, services: [OtherService]) {
    let asked = findings.indices.compactMap { place -> (place: Int, mend: Mend)? in
      guard findings[place].severity > .info, let fix = findings[place].fix, fix.hasPrefix(prefix),
        let mend = mends[String(fix.dropFirst(prefix.count))]
      else { return nil }
      return (place, mend)
    }
    guard asked.count > 1 else { return }
    for (place, mend) in asked {
      let kept = services.indices.map { index -> OtherService? in
        var service: OtherService? = mend.kept[index]
        for (_, other) in asked {
          guard let now = service else { break }
          service = ServiceMends.taking(now, what: services[index], lost: other.kept[index])
        }
        return service
      }
      findings[place].fix = prefix + ServiceMends.text(kept, mend.more)
    }
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
