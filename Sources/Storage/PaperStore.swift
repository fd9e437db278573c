import Practice
import SQLite

extension Ledger {
  /// Keeps how a batch on paper is laid out. Used inside the transaction that stores the batch.
  public func insertPaperLayout(_ layout: PaperLayout, of batch: Batch.ID) throws {
    try connection.run(
      """
      INSERT INTO batch_paper (batch_id, top_lines, left_columns, line_end, signs)
      VALUES (?1, ?2, ?3, ?4, ?5)
      """, batch, layout.top, layout.left, Coded(layout.lineEnd), Coded(layout.signs))
    for (payer, habits) in layout.habits.sorted(by: { $0.key < $1.key }) {
      for habit in habits.sorted(by: { $0.rawValue < $1.rawValue }) {
        try connection.run(
          """
          INSERT INTO batch_payer_setting (batch_id, payer_id, name, value)
          VALUES (?1, ?2, ?3, 'yes')
          """, batch, payer, Coded(habit))
      }
    }
  }

  /// How a batch on paper was laid out.
  public func paperLayout(of batch: Batch.ID) throws -> PaperLayout {
    try translating(operation: nil) {
      let found = try connection.first(
        "SELECT top_lines, left_columns, line_end, signs FROM batch_paper WHERE batch_id = ?1",
        batch
      ) {
        PaperLayout(
          top: try $0.int(0), left: try $0.int(1), lineEnd: try $0.word(2), signs: try $0.word(3))
      }
      guard var layout = found else {
        throw LedgerError.damaged("batch \(batch) has no layout of its pages")
      }
      try connection.each(
        """
        SELECT payer_id, name FROM batch_payer_setting WHERE batch_id = ?1 AND value = 'yes'
        """, batch
      ) { layout.habits[try $0.value(0), default: []].insert(try $0.word(1)) }
      return layout
    }
  }
}
