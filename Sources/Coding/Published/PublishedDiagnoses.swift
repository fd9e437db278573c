import Practice

extension PublishedFile {
  /// Whether a line is one of an order file: a number of five digits, a blank, a code of seven
  /// places, a blank, 0 or 1, a blank.
  static func isOrdered(_ line: ArraySlice<UInt8>) -> Bool {
    let line = Array(line.prefix(17))
    return line.count == 17 && line[..<5].allSatisfy(Characters.isDigit)
      && [5, 13, 15].allSatisfy { line[$0] == 0x20 }
      && (Characters.isDigit(line[6]) || Characters.isUpper(line[6]))
      && (line[14] == 0x30 || line[14] == 0x31)
  }

  /// The codes of the descriptions in tabular order, with their lines and the numbers of the order,
  /// as far as these can be read.
  ///
  /// Positions (CMS, ICD-10-CM order files): 1–5 number of the order, 7–13 code without its point,
  /// 15 `0` for a heading and `1` for a code that claims may carry, 17–76 short description, from
  /// 78 on long description.
  public func diagnoses(
    _ body: (Int, _ number: Int?, PublishedRow<DiagnosisCategory.Code>) throws -> Void
  ) rethrows {
    try records { record in
      let line = Array(record.cells[0].utf8)
      let number = PublishedFile.isOrdered(line[...]) ? Int(record.cells[0].prefix(5)) : nil
      try body(record.line, number, PublishedFile.diagnosis(line, record.cells[0]))
    }
  }

  private static func diagnosis(
    _ line: [UInt8], _ text: String
  ) -> PublishedRow<DiagnosisCategory.Code> {
    guard isOrdered(line[...]) else {
      return .fault(
        Fault(
          column: "record", value: String(text.prefix(20)),
          reason: "is not laid out as the others"))
    }
    func field(_ range: Range<Int>) -> String {
      Characters.trimmed(
        String(decoding: line[range.clamped(to: 0..<line.count)], as: UTF8.self))
    }
    do throws(Fault) {
      return .row(
        DiagnosisCategory.Code(
          code: try read(field(6..<13), "code", Diagnosis.init(listed:)), isValid: line[14] == 0x31,
          label: try read(field(16..<76), "short description", Line.init(_:)).text))
    } catch {
      return .fault(error)
    }
  }
}
