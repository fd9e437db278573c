import ArgumentParser

/// A command whose plainest form, `--name value` and `--flag`, is read without the argument parser.
///
/// The parser looks at every property of a command by reflection, which is two fifths of the work
/// of `shots unbilled`. What the plain form does not know, such as help, `--name=value` or a
/// mistake, is left to the parser; a test proves that both read the same, option by option.
protocol PlainCommand: ParsableCommand, PlainOptions {}

/// Options that can be read without the argument parser.
protocol PlainOptions {
  /// Everything as it is when no option is given.
  static var plain: Self { get }

  /// Takes an option with its value; false when there is none of this name.
  mutating func take(_ name: String, _ value: String) -> Bool

  /// Takes a flag; false when there is none of this name.
  mutating func take(flag name: String) -> Bool
}

extension PlainOptions {
  mutating func take(flag name: String) -> Bool { false }
}

extension PlainCommand {
  /// The command of a plain command line; nil when it is not plain.
  static func plainly(_ words: ArraySlice<String>) -> Self? {
    var command = plain
    var rest = words
    while let name = rest.popFirst() {
      if command.take(flag: name) { continue }
      guard let value = rest.popFirst(), !value.hasPrefix("-"), command.take(name, value) else {
        return nil
      }
    }
    return command
  }
}
