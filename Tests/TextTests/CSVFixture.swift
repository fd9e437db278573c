import Text

/// What a whole file gives: its columns, good rows with their lines, and refused rows.
struct CSVOutcome {
  var columns: [String] = []
  var rows: [[String]] = []
  var lines: [Int] = []
  var errors: [CSVError] = []
}

func readCSV(_ text: String) -> CSVOutcome {
  readCSV(bytes: Array(text.utf8))
}

func readCSV(bytes: [UInt8]) -> CSVOutcome {
  do throws(CSVError) {
    var reader = try CSVReader(bytes: bytes)
    return drain(&reader)
  } catch {
    return CSVOutcome(errors: [error])
  }
}

func drain(_ reader: inout CSVReader) -> CSVOutcome {
  var outcome = CSVOutcome(columns: reader.columns)
  while true {
    do throws(CSVError) {
      guard try reader.next() else { return outcome }
      outcome.rows.append((0..<reader.cells).map { reader.cell($0) })
      outcome.lines.append(reader.line)
    } catch {
      outcome.errors.append(error)
    }
  }
}

func writeCSV(_ profile: CSVWriter.Profile, _ rows: [[String]]) -> [UInt8] {
  var output = ByteWriter()
  output.csv(profile) { csv in
    for row in rows { csv.row(row) }
  }
  return output.finish()
}
