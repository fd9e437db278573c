-- The undoing of a void.

-- A dose is given back only by a claim that says so; then it is open, never anything else at once.
-- A void that is withdrawn before it went takes back what it said of the claim's doses.
DROP TRIGGER dose_disposition_is_final;
CREATE TRIGGER dose_disposition_is_final
BEFORE UPDATE OF disposition, disposition_reason, claim_id ON dose
WHEN old.disposition IS NOT NULL AND CASE
  WHEN old.disposition = 'billed' THEN new.disposition IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM claim_dose g WHERE g.claim_id = old.claim_id AND g.dose_id = old.id)
  WHEN new.disposition = 'billed' THEN NOT EXISTS (
    SELECT 1 FROM claim_dose g
    JOIN claim_event e ON e.id = g.event_id JOIN claim_event w ON w.withdraws_id = e.id
    WHERE g.claim_id = new.claim_id AND g.dose_id = old.id AND e.why = old.disposition_reason)
  WHEN old.disposition = 'voided' THEN 1
  ELSE new.disposition IS NOT 'voided' END
BEGIN
  SELECT RAISE(ABORT, 'this dose is accounted for already');
END;
