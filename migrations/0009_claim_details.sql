-- What claims say beyond their services: other people and places, dates, numbers, signatures.
-- Every row is a version and never changes.

-- Places of service that are not the practice's own address (837P 2310C). The last row of a key is in force.
CREATE TABLE facility (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL, -- the practice's own short id
  name TEXT NOT NULL,
  npi TEXT CHECK (length(npi) = 10), -- none when the place is part of the practice
  address1 TEXT NOT NULL,
  address2 TEXT,
  city TEXT NOT NULL,
  state TEXT NOT NULL CHECK (length(state) = 2),
  zip TEXT NOT NULL CHECK (length(zip) = 9)
) STRICT;

CREATE INDEX facility_by_key ON facility (key);

-- Why Medicare pays after another plan (837P SBR05). The last row of a policy is in force.
CREATE TABLE coverage_reason (
  id INTEGER PRIMARY KEY,
  coverage_id INTEGER NOT NULL REFERENCES coverage (id),
  reason TEXT CHECK (length(reason) = 2) -- none takes it back
) STRICT;

-- What a visit says beyond its services. The last row of a visit is in force.
CREATE TABLE encounter_detail (
  id INTEGER PRIMARY KEY,
  encounter_id INTEGER NOT NULL REFERENCES encounter (id),
  referring_npi TEXT CHECK (length(referring_npi) = 10),
  ordering_npi TEXT CHECK (length(ordering_npi) = 10),
  facility TEXT, -- its key
  onset_on TEXT,             -- 837P DTP*431
  initial_treatment_on TEXT, -- DTP*454
  last_seen_on TEXT,         -- DTP*304
  admitted_on TEXT,          -- DTP*435
  discharged_on TEXT,        -- DTP*096
  authorization_number TEXT, -- REF*G1
  referral_number TEXT,      -- REF*9F
  patient_paid_cents INTEGER CHECK (patient_paid_cents > 0), -- AMT*F5
  delay_reason TEXT,         -- CLM20
  assignment TEXT,           -- CLM07; A unless said
  benefits TEXT,             -- CLM08; Y unless said
  release TEXT,              -- CLM09; Y unless said
  signed_by_another INTEGER NOT NULL CHECK (signed_by_another = 0 OR signed_by_another = 1), -- CLM10
  medical_record_number TEXT, -- REF*EA
  clia TEXT,                 -- REF*X4
  casualty_number TEXT,      -- REF*Y4
  died_on TEXT,              -- PAT06
  pregnant INTEGER NOT NULL CHECK (pregnant = 0 OR pregnant = 1), -- PAT09
  attachments TEXT NOT NULL, -- list of report type, way and number: PWK
  emergency INTEGER NOT NULL CHECK (emergency = 0 OR emergency = 1), -- SV109
  epsdt INTEGER NOT NULL CHECK (epsdt = 0 OR epsdt = 1), -- SV111
  family_planning INTEGER NOT NULL CHECK (family_planning = 0 OR family_planning = 1), -- SV112
  note TEXT                  -- NTE
) STRICT;

CREATE INDEX encounter_detail_by_encounter ON encounter_detail (encounter_id);

-- What a claim froze of it; a claim without a row says nothing beyond its services.
CREATE TABLE claim_detail (
  id INTEGER PRIMARY KEY REFERENCES claim (id), -- the claim
  referring_version_id INTEGER REFERENCES provider_version (id),
  ordering_version_id INTEGER REFERENCES provider_version (id),
  facility_id INTEGER REFERENCES facility (id),
  onset_on TEXT,
  initial_treatment_on TEXT,
  last_seen_on TEXT,
  admitted_on TEXT,
  discharged_on TEXT,
  authorization_number TEXT,
  referral_number TEXT,
  patient_paid_cents INTEGER,
  delay_reason TEXT,
  assignment TEXT,
  benefits TEXT,
  release TEXT,
  signed_by_another INTEGER NOT NULL,
  medical_record_number TEXT,
  clia TEXT,
  casualty_number TEXT,
  died_on TEXT,
  pregnant INTEGER NOT NULL,
  attachments TEXT NOT NULL,
  emergency INTEGER NOT NULL,
  epsdt INTEGER NOT NULL,
  family_planning INTEGER NOT NULL,
  accident_kinds TEXT NOT NULL, -- list of work, auto, other: CLM11
  accident_on TEXT,
  accident_state TEXT,
  secondary_reason TEXT         -- SBR05
) STRICT;

-- Each row is written down, and none is changed or deleted.

CREATE TRIGGER facility_insert_is_audited AFTER INSERT ON facility BEGIN
  SELECT audit('facility', new.id, 'insert');
END;

CREATE TRIGGER facility_is_not_deleted BEFORE DELETE ON facility BEGIN
  SELECT RAISE(ABORT, 'rows of facility are never deleted');
END;

CREATE TRIGGER facility_is_not_changed BEFORE UPDATE ON facility BEGIN
  SELECT RAISE(ABORT, 'rows of facility never change; a correction is a new row');
END;

CREATE TRIGGER coverage_reason_insert_is_audited AFTER INSERT ON coverage_reason BEGIN
  SELECT audit('coverage_reason', new.id, 'insert');
END;

CREATE TRIGGER coverage_reason_is_not_deleted BEFORE DELETE ON coverage_reason BEGIN
  SELECT RAISE(ABORT, 'rows of coverage_reason are never deleted');
END;

CREATE TRIGGER coverage_reason_is_not_changed BEFORE UPDATE ON coverage_reason BEGIN
  SELECT RAISE(ABORT, 'rows of coverage_reason never change; a correction is a new row');
END;

CREATE TRIGGER encounter_detail_insert_is_audited AFTER INSERT ON encounter_detail BEGIN
  SELECT audit('encounter_detail', new.id, 'insert');
END;

CREATE TRIGGER encounter_detail_is_not_deleted BEFORE DELETE ON encounter_detail BEGIN
  SELECT RAISE(ABORT, 'rows of encounter_detail are never deleted');
END;

CREATE TRIGGER encounter_detail_is_not_changed BEFORE UPDATE ON encounter_detail BEGIN
  SELECT RAISE(ABORT, 'rows of encounter_detail never change; a correction is a new row');
END;

CREATE TRIGGER claim_detail_insert_is_audited AFTER INSERT ON claim_detail BEGIN
  SELECT audit('claim_detail', new.id, 'insert');
END;

CREATE TRIGGER claim_detail_is_not_deleted BEFORE DELETE ON claim_detail BEGIN
  SELECT RAISE(ABORT, 'rows of claim_detail are never deleted');
END;

CREATE TRIGGER claim_detail_is_not_changed BEFORE UPDATE ON claim_detail BEGIN
  SELECT RAISE(ABORT, 'rows of claim_detail never change; a correction is a new row');
END;
