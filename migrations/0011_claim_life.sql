-- The life of a claim, and receivers as data.

-- To whom files go. A practice without any sends all to the receiver of its own record.
CREATE TABLE receiver (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,  -- the practice's own short name for it
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE receiver_version (
  id INTEGER PRIMARY KEY,
  receiver_row INTEGER NOT NULL REFERENCES receiver (id),
  version INTEGER NOT NULL,
  name TEXT NOT NULL,                  -- 1000B NM103
  receiver_id TEXT NOT NULL,           -- 1000B NM109, ISA08, GS03
  receiver_qualifier TEXT NOT NULL,    -- ISA07
  submitter_id TEXT,                   -- 1000A NM109, ISA06, GS02; the practice's own unless given
  submitter_qualifier TEXT,            -- ISA05
  guide TEXT NOT NULL,                 -- GS08 and ST03
  line_ends TEXT NOT NULL CHECK (line_ends = 'lf' OR line_ends = 'crlf' OR line_ends = 'none'),
  claims_per_set INTEGER NOT NULL CHECK (claims_per_set BETWEEN 1 AND 5000),
  usage TEXT CHECK (usage = 'P' OR usage = 'T'), -- ISA15; the practice's own unless given
  paper_top INTEGER NOT NULL,          -- lines by which a CMS-1500 page is moved down
  paper_left INTEGER NOT NULL,         -- columns by which it is moved right
  UNIQUE (receiver_row, version)
) STRICT;

-- Which payer's claims go to which receiver: the last row of a payer is in force.
CREATE TABLE payer_receiver (
  id INTEGER PRIMARY KEY,
  payer_row INTEGER NOT NULL REFERENCES payer (id),
  receiver_row INTEGER REFERENCES receiver (id) -- none: the practice's own receiver again
) STRICT;

-- The receiver that a batch was made for, when it is not the practice's own.
CREATE TABLE batch_receiver (
  id INTEGER PRIMARY KEY REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED, -- the batch
  receiver_version_id INTEGER NOT NULL REFERENCES receiver_version (id)
) STRICT;

-- What happened to a claim after it was made. The state of a claim is derived from these rows and
-- from its batch; prepared and written are the batch's own.
CREATE TABLE claim_event (
  id INTEGER PRIMARY KEY,
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  operation_id INTEGER NOT NULL REFERENCES operation (id), -- who, and when it was noted
  kind TEXT NOT NULL CHECK (
    kind = 'accepted' OR kind = 'rejected' OR kind = 'paid' OR kind = 'denied'
    OR kind = 'reversed' OR kind = 'correcting' OR kind = 'voiding' OR kind = 'withdrawn'
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

CREATE INDEX claim_event_by_claim ON claim_event (claim_id);
CREATE UNIQUE INDEX claim_event_withdrawn ON claim_event (withdraws_id)
  WHERE withdraws_id IS NOT NULL;
-- Claims whose doses are open again: what an export looks up once.
CREATE INDEX claim_event_release ON claim_event (claim_id)
  WHERE kind = 'rejected' OR kind = 'correcting' OR kind = 'voiding';

-- What the payer decided on each service line, from a paid or denied event.
CREATE TABLE claim_event_line (
  id INTEGER PRIMARY KEY,
  event_id INTEGER NOT NULL REFERENCES claim_event (id),
  position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 50), -- of the claim's lines
  paid_cents INTEGER NOT NULL,                                  -- 835 SVC03
  code TEXT NOT NULL CHECK (length(code) = 5),                  -- 835 SVC01-2
  modifiers TEXT NOT NULL,                                      -- 835 SVC01-3 to 6
  units INTEGER NOT NULL,                                       -- 835 SVC05
  bundled_into INTEGER,                                         -- the line that took this one in
  patient_cents INTEGER,                                        -- what is left for the patient
  decided_on TEXT CHECK (decided_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  UNIQUE (event_id, position)
) STRICT;

-- Amounts that were not paid (835 CAS), of the claim or of one of its lines.
CREATE TABLE claim_event_adjustment (
  id INTEGER PRIMARY KEY,
  event_id INTEGER NOT NULL REFERENCES claim_event (id),
  position INTEGER CHECK (position BETWEEN 1 AND 50), -- none: of the whole claim
  group_code TEXT NOT NULL CHECK (
    group_code = 'CO' OR group_code = 'PR' OR group_code = 'OA' OR group_code = 'PI'
  ),
  reason TEXT NOT NULL,
  amount_cents INTEGER NOT NULL
) STRICT;

CREATE INDEX claim_event_adjustment_by_event ON claim_event_adjustment (event_id);

-- Doses that a claim gave back: they are open again, or accounted for otherwise.
CREATE TABLE claim_dose (
  id INTEGER PRIMARY KEY,
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  dose_id INTEGER NOT NULL REFERENCES dose (id),
  event_id INTEGER NOT NULL REFERENCES claim_event (id)
) STRICT;

CREATE INDEX claim_dose_by_claim ON claim_dose (claim_id, dose_id);

-- The earlier claim that a claim replaces, takes back, or sends again.
CREATE TABLE claim_origin (
  id INTEGER PRIMARY KEY REFERENCES claim (id), -- the new claim
  origin_id INTEGER NOT NULL REFERENCES claim (id),
  event_id INTEGER NOT NULL UNIQUE REFERENCES claim_event (id), -- what caused it
  payer_number TEXT,                            -- REF*F8 of a replacement or void
  sent_number TEXT                              -- CLM01, when the payer wants the old number
) STRICT;

CREATE INDEX claim_origin_by_origin ON claim_origin (origin_id);

-- A dose is given back only by a claim that says so; then it is open, never anything else at once.
DROP TRIGGER dose_disposition_is_final;
CREATE TRIGGER dose_disposition_is_final
BEFORE UPDATE OF disposition, disposition_reason, claim_id ON dose
WHEN old.disposition IS NOT NULL AND CASE old.disposition
  WHEN 'voided' THEN 1
  WHEN 'billed' THEN new.disposition IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM claim_dose g WHERE g.claim_id = old.claim_id AND g.dose_id = old.id)
  ELSE new.disposition IS NOT 'voided' END
BEGIN
  SELECT RAISE(ABORT, 'this dose is accounted for already');
END;

-- The audit, and what may change: a receiver moves to its next version, all else stays.

CREATE TRIGGER receiver_insert_is_audited AFTER INSERT ON receiver BEGIN
  SELECT audit('receiver', new.id, 'insert');
END;

CREATE TRIGGER receiver_update_is_audited AFTER UPDATE ON receiver BEGIN
  SELECT audit('receiver', new.id, 'update');
END;

CREATE TRIGGER receiver_is_not_deleted BEFORE DELETE ON receiver BEGIN
  SELECT RAISE(ABORT, 'rows of receiver are never deleted');
END;

CREATE TRIGGER receiver_version_insert_is_audited AFTER INSERT ON receiver_version BEGIN
  SELECT audit('receiver_version', new.id, 'insert');
END;

CREATE TRIGGER receiver_version_is_not_deleted BEFORE DELETE ON receiver_version BEGIN
  SELECT RAISE(ABORT, 'rows of receiver_version are never deleted');
END;

CREATE TRIGGER receiver_version_is_not_changed BEFORE UPDATE ON receiver_version BEGIN
  SELECT RAISE(ABORT, 'rows of receiver_version never change; a correction is a new row');
END;

CREATE TRIGGER payer_receiver_insert_is_audited AFTER INSERT ON payer_receiver BEGIN
  SELECT audit('payer_receiver', new.id, 'insert');
END;

CREATE TRIGGER payer_receiver_is_not_deleted BEFORE DELETE ON payer_receiver BEGIN
  SELECT RAISE(ABORT, 'rows of payer_receiver are never deleted');
END;

CREATE TRIGGER payer_receiver_is_not_changed BEFORE UPDATE ON payer_receiver BEGIN
  SELECT RAISE(ABORT, 'rows of payer_receiver never change; a correction is a new row');
END;

CREATE TRIGGER batch_receiver_insert_is_audited AFTER INSERT ON batch_receiver BEGIN
  SELECT audit('batch_receiver', new.id, 'insert');
END;

CREATE TRIGGER batch_receiver_is_not_deleted BEFORE DELETE ON batch_receiver BEGIN
  SELECT RAISE(ABORT, 'rows of batch_receiver are never deleted');
END;

CREATE TRIGGER batch_receiver_is_not_changed BEFORE UPDATE ON batch_receiver BEGIN
  SELECT RAISE(ABORT, 'rows of batch_receiver never change; a correction is a new row');
END;

CREATE TRIGGER claim_event_insert_is_audited AFTER INSERT ON claim_event BEGIN
  SELECT audit('claim_event', new.id, 'insert');
END;

CREATE TRIGGER claim_event_is_not_deleted BEFORE DELETE ON claim_event BEGIN
  SELECT RAISE(ABORT, 'rows of claim_event are never deleted');
END;

CREATE TRIGGER claim_event_is_not_changed BEFORE UPDATE ON claim_event BEGIN
  SELECT RAISE(ABORT, 'rows of claim_event never change; a correction is a new row');
END;

CREATE TRIGGER claim_event_line_insert_is_audited AFTER INSERT ON claim_event_line BEGIN
  SELECT audit('claim_event_line', new.id, 'insert');
END;

CREATE TRIGGER claim_event_line_is_not_deleted BEFORE DELETE ON claim_event_line BEGIN
  SELECT RAISE(ABORT, 'rows of claim_event_line are never deleted');
END;

CREATE TRIGGER claim_event_line_is_not_changed BEFORE UPDATE ON claim_event_line BEGIN
  SELECT RAISE(ABORT, 'rows of claim_event_line never change; a correction is a new row');
END;

CREATE TRIGGER claim_event_adjustment_insert_is_audited AFTER INSERT ON claim_event_adjustment BEGIN
  SELECT audit('claim_event_adjustment', new.id, 'insert');
END;

CREATE TRIGGER claim_event_adjustment_is_not_deleted BEFORE DELETE ON claim_event_adjustment BEGIN
  SELECT RAISE(ABORT, 'rows of claim_event_adjustment are never deleted');
END;

CREATE TRIGGER claim_event_adjustment_is_not_changed BEFORE UPDATE ON claim_event_adjustment BEGIN
  SELECT RAISE(ABORT, 'rows of claim_event_adjustment never change; a correction is a new row');
END;

CREATE TRIGGER claim_dose_insert_is_audited AFTER INSERT ON claim_dose BEGIN
  SELECT audit('claim_dose', new.id, 'insert');
END;

CREATE TRIGGER claim_dose_is_not_deleted BEFORE DELETE ON claim_dose BEGIN
  SELECT RAISE(ABORT, 'rows of claim_dose are never deleted');
END;

CREATE TRIGGER claim_dose_is_not_changed BEFORE UPDATE ON claim_dose BEGIN
  SELECT RAISE(ABORT, 'rows of claim_dose never change; a correction is a new row');
END;

CREATE TRIGGER claim_origin_insert_is_audited AFTER INSERT ON claim_origin BEGIN
  SELECT audit('claim_origin', new.id, 'insert');
END;

CREATE TRIGGER claim_origin_is_not_deleted BEFORE DELETE ON claim_origin BEGIN
  SELECT RAISE(ABORT, 'rows of claim_origin are never deleted');
END;

CREATE TRIGGER claim_origin_is_not_changed BEFORE UPDATE ON claim_origin BEGIN
  SELECT RAISE(ABORT, 'rows of claim_origin never change; a correction is a new row');
END;

CREATE TRIGGER receiver_identity_is_fixed BEFORE UPDATE OF id, key ON receiver BEGIN
  SELECT RAISE(ABORT, 'this part of receiver never changes; a correction is a new row');
END;

CREATE TRIGGER receiver_version_goes_up BEFORE UPDATE OF version ON receiver
WHEN new.version <> old.version + 1 BEGIN
  SELECT RAISE(ABORT, 'versions of receiver go up by one');
END;
