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
          -- A refusal may prove untrue after the claim was sent again, and an opening be given up
          -- after what it led to was refused; nothing else may.
          OR (e.kind <> 'rejected'
            AND EXISTS (SELECT 1 FROM claim_event w WHERE w.withdraws_id = e.id)
            AND NOT EXISTS (
              SELECT 1 FROM claim_event r WHERE r.claim_id = o.id AND r.kind = 'rejected'))
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
    try ask(questions, &report)
    try ask(Ledger.questionsOfLaterClaims, &report)
  }

  private func ask(_ questions: [(SQL, String)], _ report: inout CheckReport) throws {
    for (question, problem) in questions {
      let count = try connection.one(question) { try $0.int(0) }
      if count > 0 { report.problems.append("\(problem): \(count)") }
    }
  }

  /// A claim to a later payer says what the earlier one said, takes no dose, and goes once.
  private static var questionsOfLaterClaims: [(SQL, String)] {
    [
      (
        """
        SELECT count(*) FROM claim_later l
        LEFT JOIN claim_event e ON e.id = l.event_id AND e.claim_id = l.earlier_id
          AND (e.kind = 'paid' OR e.kind = 'denied')
        WHERE e.id IS NULL OR l.id <= l.earlier_id
          OR EXISTS (SELECT 1 FROM claim_event w WHERE w.withdraws_id = e.id)
        """, "claims to later payers tell of no decision of the payer before"
      ),
      (
        """
        SELECT count(*) FROM claim_later l
        CROSS JOIN claim c ON c.id = l.id CROSS JOIN claim e ON e.id = l.earlier_id
        WHERE c.encounter_id <> e.encounter_id OR c.total_cents <> e.total_cents
          OR (SELECT count(*) FROM claim_line x WHERE x.claim_id = c.id)
            <> (SELECT count(*) FROM claim_line x WHERE x.claim_id = e.id)
          OR EXISTS (
            SELECT 1 FROM claim_line x JOIN claim_line y ON y.claim_id = e.id
              AND y.position = x.position
            WHERE x.claim_id = c.id AND (x.code, x.modifiers, x.units, x.charge_cents)
              <> (y.code, y.modifiers, y.units, y.charge_cents))
        """, "claims to later payers charge otherwise than the claim that they follow"
      ),
      (
        """
        SELECT count(*) FROM claim_later l WHERE EXISTS (
          SELECT 1 FROM claim_line x WHERE x.claim_id = l.id AND x.dose_id IS NOT NULL)
        """, "claims to later payers account for doses, which only the first payer's claim does"
      ),
      (
        """
        SELECT count(*) FROM claim_later a
        CROSS JOIN claim_later b ON b.earlier_id = a.earlier_id AND b.id > a.id
        CROSS JOIN claim f ON f.id = a.id CROSS JOIN claim s ON s.id = b.id
        CROSS JOIN payer_state p ON p.version_id = f.payer_version_id
        CROSS JOIN payer_state q ON q.version_id = s.payer_version_id
        WHERE f.frequency <> '8' AND s.frequency = '1' AND p.payer_id = q.payer_id
          AND NOT EXISTS (
            SELECT 1 FROM claim_event e WHERE e.claim_id = a.id AND e.kind = 'rejected'
              AND NOT EXISTS (SELECT 1 FROM claim_event w WHERE w.withdraws_id = e.id))
          AND NOT EXISTS (
            SELECT 1 FROM claim_origin o CROSS JOIN claim v ON v.id = o.id
            WHERE o.origin_id = a.id AND v.frequency <> '1')
          -- The refusal that it was sent again for may have proved untrue.
          AND NOT EXISTS (SELECT 1 FROM claim_origin o WHERE o.id = b.id)
        """, "claims went twice to the same later payer"
      ),
    ]
  }
}
