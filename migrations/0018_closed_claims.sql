-- A practice may be done with a claim: what the payer does not pay is written off, or was dealt with
-- outside the ledger. Until then a line that was denied in a paid claim is work.

-- The list of kinds is a constraint of the table, so the table is made again with the same rows. The
-- references to it are whole again at the end of the transaction.
PRAGMA defer_foreign_keys = ON;

CREATE TABLE claim_event_rows AS SELECT * FROM claim_event;
DROP TABLE claim_event;

-- What happened to a claim after it was made. The state of a claim is derived from these rows and
-- from its batch; prepared and written are the batch's own.
CREATE TABLE claim_event (
  id INTEGER PRIMARY KEY,
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  operation_id INTEGER NOT NULL REFERENCES operation (id), -- who, and when it was noted
  kind TEXT NOT NULL CHECK (
    kind = 'accepted' OR kind = 'rejected' OR kind = 'paid' OR kind = 'denied'
    OR kind = 'reversed' OR kind = 'correcting' OR kind = 'voiding' OR kind = 'withdrawn'
    OR kind = 'closed'
  ),
  on_day TEXT NOT NULL CHECK (on_day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  source TEXT NOT NULL,        -- typed, or the form of the answer: 999, 277ca, 835, ta1
  file TEXT,                   -- the answer's file and place in it; none when typed
  payer_number TEXT,           -- payer claim control number: 277CA REF*1K, 835 CLP07
  paid_cents INTEGER,          -- 835 CLP04; negative in a reversal
  patient_cents INTEGER,       -- what the payer left for the patient: 835 CLP05, AMT*EAF
  not_covered_cents INTEGER,   -- charges of a payer that does not cover the services: AMT*A8
  reasons TEXT NOT NULL,       -- list of codes of the payer: 277CA STC, 999 IK3 and IK4, RARC
  why TEXT,                    -- in words
  withdraws_id INTEGER REFERENCES claim_event (id), -- the event that this one takes back
  CHECK ((kind = 'withdrawn') = (withdraws_id IS NOT NULL)),
  CHECK (kind <> 'paid' OR paid_cents IS NOT NULL)
) STRICT;

INSERT INTO claim_event SELECT * FROM claim_event_rows ORDER BY id;
DROP TABLE claim_event_rows;

CREATE INDEX claim_event_by_claim ON claim_event (claim_id);
CREATE UNIQUE INDEX claim_event_withdrawn ON claim_event (withdraws_id)
  WHERE withdraws_id IS NOT NULL;
-- Claims whose doses are open again: what an export looks up once.
CREATE INDEX claim_event_release ON claim_event (claim_id)
  WHERE kind = 'rejected' OR kind = 'correcting' OR kind = 'voiding';

CREATE TRIGGER claim_event_insert_is_audited AFTER INSERT ON claim_event BEGIN
  SELECT audit('claim_event', new.id, 'insert');
END;

CREATE TRIGGER claim_event_is_not_deleted BEFORE DELETE ON claim_event BEGIN
  SELECT RAISE(ABORT, 'rows of claim_event are never deleted');
END;

CREATE TRIGGER claim_event_is_not_changed BEFORE UPDATE ON claim_event BEGIN
  SELECT RAISE(ABORT, 'rows of claim_event never change; a correction is a new row');
END;
