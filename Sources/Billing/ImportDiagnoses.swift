import Coding
import Practice
import Storage

extension Desk {
  /// The file, when it is a list of diagnoses.
  static func listOfDiagnoses(_ file: PublishedFile?) throws -> PublishedFile {
    if let file, file.format == .diagnoses { return file }
    throw Refusal(
      .badData,
      (file.map { "this is the \($0.format.rawValue)" } ?? "this is no list of diagnosis codes")
        + "; take icd10cm_order_….txt out of the \"Code Descriptions in Tabular Order\" of CMS")
  }

  /// The set that a file brings: it does not say for which days itself.
  static func diagnosisSet(_ name: String, from first: Day?, to last: Day?) throws -> DiagnosisSet {
    guard let first else {
      throw Refusal(
        .badData,
        "the file does not say from which day its codes hold; say it with --from: the set of a"
          + " fiscal year begins on 1 October of the year before (2026: --from 2025-10-01), an"
          + " update in between on 1 April")
    }
    return try DiagnosisSet(name: Line(name), from: first, to: last)
  }

  /// Imports a set of diagnosis codes (R70). What a category holds is written where it differs
  /// from what held before, and later sets go on saying what they said.
  ///
  /// `ending` is how many codes end with it, by who knows that the list is whole.
  func importDiagnoses<Observer: ImportObserver>(
    _ file: PublishedFile, of set: DiagnosisSet, ending: Int?, _ observer: inout Observer
  ) throws -> ReferenceReport {
    var intake = try DiagnosisIntake(file, DiagnosisKeeper(ledger, set))
    intake.tally.report.from = set.from
    intake.tally.report.to = set.to
    try file.diagnoses { line, number, row in try intake.take(line, number, row, &observer) }
    return try intake.finish(ending: ending, &observer)
  }
}

/// Takes the lines of a list in, category by category.
private struct DiagnosisIntake {
  var tally: PublishedTally
  private var keeper: DiagnosisKeeper
  private var whole = WholeList()
  private var pending: [(line: Int, code: DiagnosisCategory.Code)] = []
  private var seen: Set<String> = []

  init(_ file: PublishedFile, _ keeper: DiagnosisKeeper) {
    tally = PublishedTally(format: file.format.rawValue)
    self.keeper = keeper
  }

  mutating func take<Observer: ImportObserver>(
    _ line: Int, _ number: Int?, _ row: PublishedRow<DiagnosisCategory.Code>,
    _ observer: inout Observer
  ) throws {
    whole.note(line: line, number: number)
    guard case .row(let code) = row else {
      return try tally.take(line, row, &observer) { _, _ in .same }
    }
    if let first = pending.first?.code, first.code.text.prefix(3) != code.code.text.prefix(3) {
      try save(&observer)
    }
    pending.append((line, code))
    tally.report.lastCode = code.code
  }

  /// Saves the category whose codes were taken in.
  private mutating func save<Observer: ImportObserver>(_ observer: inout Observer) throws {
    guard let first = pending.first else { return }
    defer { pending.removeAll(keepingCapacity: true) }
    let key = String(first.code.code.text.prefix(3))
    let codes = pending.map(\.code)
    guard seen.insert(key).inserted, Set(codes.map(\.code)).count == codes.count else {
      return tally.refuse(
        RowRefusal(
          line: first.line, column: "code", value: key,
          reason: "stands in this file twice, or not in one piece"), &observer)
    }
    let before = try keeper.save(DiagnosisCategory(key: key, codes))
    for entry in pending {
      let old = before[entry.code.code]
      let verdict = old.map { $0 == entry.code ? Verdict.same : .changed } ?? .new
      var changes = CellChanges(areWanted: observer.wantsChanges)
      changes.note(old, entry.code)
      tally.saved(entry.line, verdict, changes, &observer)
    }
  }

  /// Ends what the list does not have. A list with a hole would call valid codes invalid, so one
  /// with a line that cannot be read is not saved at all, nor is one that seems to be cut.
  mutating func finish<Observer: ImportObserver>(
    ending: Int?, _ observer: inout Observer
  ) throws -> ReferenceReport {
    try save(&observer)
    if let first = tally.firstRefusal {
      throw Refusal(
        .badData,
        "\(counted(tally.report.rows.refused, "line")) of the list cannot be read, and a list with"
          + " a hole would call valid codes invalid: nothing of it is saved; the first: \(first)")
    }
    try keeper.finish(except: seen)
    tally.report.ended = keeper.ended
    try whole.check(tally.report, of: keeper.held, ending: ending)
    return tally.report
  }
}

extension DiagnosisCategory.Code: CellRecord {
  var cells: [Cell] {
    [("on claims", isValid ? "yes" : "no"), ("short description", label)]
  }
}

/// Saves the categories of one set.
private struct DiagnosisKeeper {
  private let ledger: Ledger
  private let set: DiagnosisSet
  private let sets: [Ledger.NumberedDiagnosisSet]
  /// The place of the set among those that are there.
  private let place: Int
  private var number: Int64?
  /// How many codes held before, and how many of them the set does not have.
  private(set) var held = 0
  private(set) var ended = 0

  init(_ ledger: Ledger, _ set: DiagnosisSet) throws {
    self.ledger = ledger
    self.set = set
    sets = try ledger.diagnosisSets()
    place = sets.prefix { $0.set.from <= set.from }.count
  }

  /// Saves a category where it differs from what holds; the codes that held.
  mutating func save(
    _ category: DiagnosisCategory
  ) throws -> [Diagnosis: DiagnosisCategory.Code] {
    let rows = try ledger.diagnosisCategory(category.key)
    let before = sets[..<place].inForce(rows) ?? DiagnosisCategory(key: category.key, [])
    let list = before.list
    held += list.count
    if before != category {
      let codes = Set(category.list.map(\.code))
      ended += list.count { !codes.contains($0.code) }
      try insert(category, before, rows)
    }
    return Dictionary(list.map { ($0.code, $0) }) { _, last in last }
  }

  /// Ends the categories that the set does not have. A set that only repeats what holds is written
  /// down where it is for other days.
  mutating func finish(except seen: Set<String>) throws {
    var keys: [String] = []
    try ledger.eachDiagnosisCategory { _, category, _ in
      if keys.last != category { keys.append(category) }
    }
    for key in keys where !seen.contains(key) {
      let rows = try ledger.diagnosisCategory(key)
      guard let before = sets[..<place].inForce(rows), !before.codes.isEmpty else { continue }
      held += before.list.count
      ended += before.list.count
      try insert(DiagnosisCategory(key: key, []), before, rows)
    }
    if number == nil, !sets.contains(where: { $0.set == set }) {
      number = try ledger.insertDiagnosisSet(set)
    }
  }

  private mutating func insert(
    _ category: DiagnosisCategory, _ before: DiagnosisCategory,
    _ rows: [(set: Int64, category: DiagnosisCategory)]
  ) throws {
    let number = try number ?? ledger.insertDiagnosisSet(set)
    self.number = number
    try ledger.insertDiagnosisCategory(category, set: number)
    // The next set said the same as what held before it, and goes on saying so.
    if place < sets.count, !rows.contains(where: { $0.set == sets[place].number }) {
      try ledger.insertDiagnosisCategory(before, set: sets[place].number)
    }
  }
}
