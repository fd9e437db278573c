/// Days and times of day in the forms that people type beside the plain ones.
enum Typed {
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  /// `10/28` for `10-28`, `Oct 28`, `28 October`; `10/28/2026` for `10-28-2026`, `Oct 28, 2026`.
  /// Nil for every other form.
  static func american(_ text: String) -> String? {
    let word = Characters.trimmed(text).lowercased()
    if word.first?.isLetter == true || word.last?.isLetter == true || word.contains(" ") {
      return named(word)
    }
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    let areNumbers = parts.allSatisfy { !$0.isEmpty && Characters.areDigits($0.utf8) }
    guard (2...3).contains(parts.count), areNumbers, parts[0].utf8.count <= 2,
      parts[1].utf8.count <= 2
    else { return nil }
    return parts.joined(separator: "/")
  }

  /// A month by at least three letters of its name, with a day before or after it.
  private static func named(_ text: String) -> String? {
    let parts = text.split { $0 == " " || $0 == "," || $0 == "." }
    guard (2...3).contains(parts.count) else { return nil }
    let place = parts[0].first?.isLetter == true ? 0 : 1
    let name = parts[place]
    guard name.utf8.count >= 3, let month = months.firstIndex(where: { $0.hasPrefix(name) })
    else { return nil }
    let day = parts[1 - place]
    let rest = [day] + parts[2...]
    guard rest.allSatisfy({ Characters.areDigits($0.utf8) }), day.utf8.count <= 2 else {
      return nil
    }
    return (["\(month + 1)"] + rest.map(String.init)).joined(separator: "/")
  }

  /// Hour and minute of `2:30pm`, `2 p.m.`, `11:05 AM`; nil for every other form.
  static func halfDay(_ text: String) -> (hour: Int, minute: Int)? {
    let plain = text.lowercased().filter { $0 != " " && $0 != "." }
    let isMorning = plain.hasSuffix("am")
    guard isMorning || plain.hasSuffix("pm") else { return nil }
    let parts = plain.dropLast(2).split(separator: ":", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let hour = Int(parts[0]), (1...12).contains(hour) else {
      return nil
    }
    guard parts.count == 2 else { return (hour % 12 + (isMorning ? 0 : 12), 0) }
    guard parts[1].utf8.count == 2, let minute = Int(parts[1]), (0...59).contains(minute) else {
      return nil
    }
    return (hour % 12 + (isMorning ? 0 : 12), minute)
  }
}
