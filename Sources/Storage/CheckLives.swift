import SQLite

extension Ledger {
  /// Every dose ends in one disposition, and every claim says where its doses are (design §1).
  func checkLives(_ report: inout CheckReport) throws {
    let questions: [(SQL, String)] = [
      (
        """
        SELECT count(*) FROM dose d CROSS JOIN claim_event e ON e.claim_id = d.claim_id
        WHERE d.claim_id IS NOT NULL
          AND (e.kind = 'rejected' OR e.kind = 'correcting' OR e.kind = 'voiding')
          AND EXISTS (SELECT 1 FROM claim_dose g WHERE g.event_id = e.id AND g.dose_id = d.id)
          AND NOT EXISTS (SELECT 1 FROM claim_event w WHERE w.withdraws_id = e.id)
        """, "doses are still billed on a claim that gave them back"
      ),
      (
        """
        SELECT count(*) FROM claim_line l CROSS JOIN dose d ON d.id = l.dose_id
        WHERE d.claim_id IS NOT l.claim_id AND NOT EXISTS (
          SELECT 1 FROM claim_dose g WHERE g.claim_id = l.claim_id AND g.dose_id = l.dose_id)
        """, "claim lines are of a dose that the claim neither accounts for nor gave back"
      ),
      (
        """
        SELECT count(*) FROM claim c
        WHERE c.frequency <> '1' AND NOT EXISTS (
          SELECT 1 FROM claim_origin o WHERE o.id = c.id AND o.payer_number IS NOT NULL)
        """, "replacements or voids do not say what they replace"
      ),
      (
        """
        SELECT count(*) FROM claim_origin o CROSS JOIN claim_event e ON e.id = o.event_id
        CROSS JOIN claim c ON c.id = o.id
        WHERE o.id <= o.origin_id
          -- A refusal may prove untrue after the claim was sent again; nothing else may.
          OR (e.kind <> 'rejected' AND EXISTS (
            SELECT 1 FROM claim_event w WHERE w.withdraws_id = e.id))
          OR (e.kind = 'voiding') <> (c.frequency = '8')
        """, "claims lead back to something that did not cause them"
      ),
      (
        """
        SELECT count(*) FROM claim_event e CROSS JOIN claim c ON c.id = e.claim_id
        CROSS JOIN batch b ON b.id = c.batch_id
        WHERE b.state = 'prepared' OR e.on_day < b.made_on
        """, "answers are older than the files that they answer"
      ),
    ]
    for (question, problem) in questions {
      let count = try connection.one(question) { try $0.int(0) }
      if count > 0 { report.problems.append("\(problem): \(count)") }
    }
  }
}
