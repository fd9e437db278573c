extension WrapperBenchmark {
  /// `wrapper` compares all variants; `wrapper VARIANT ROWS` runs one alone, for callgrind.
  static func main(_ arguments: [String]) throws {
    let rows = arguments.last.flatMap(Int.init)
    if let variant = arguments.first.flatMap(Variant.init(rawValue:)) {
      try runAlone(variant, rows: rows ?? 100_000)
      return
    }
    for line in try run(rows: rows ?? 1_000_000) {
      print(line.name, line.swiftSeconds, line.cSeconds, line.swiftSeconds / line.cSeconds)
    }
  }
}
