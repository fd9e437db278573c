-- What rules ask for beside doses and visits: orders, authorisations, policies, notices, stays,
-- surgery, employer plans, vaccine records, accidents, allowed amounts, and how the practice itself works.
--
-- Every row is a version and never changes.
--   number     of the fact as people type it: the id of its first version; its highest id is in force
--   withdrawn  why the fact is taken back, because it was recorded by mistake; then it does not count

-- How the practice itself works, where practices differ. The last row for a name and day is in force.
CREATE TABLE practice_setting (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  effective_from TEXT NOT NULL CHECK (effective_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;

-- What a clinician ordered before the injection (R67).
CREATE TABLE drug_order (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL,
  patient_id INTEGER REFERENCES patient (id), -- none for a standing order of the practice
  drug TEXT NOT NULL,
  dose_millionths INTEGER NOT NULL CHECK (dose_millionths > 0),
  dose_unit TEXT NOT NULL,
  route TEXT NOT NULL,
  frequency TEXT NOT NULL, -- once, as needed, every 30 days
  phase TEXT NOT NULL CHECK (phase = 'loading' OR phase = 'maintenance'), -- R73
  ordered_by TEXT CHECK (length(ordered_by) = 10), -- NPI; may be unknown to `provider`
  valid_from TEXT NOT NULL CHECK (valid_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  valid_to TEXT CHECK (valid_to GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- last day, included
  signed_on TEXT CHECK (signed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  withdrawn TEXT
) STRICT;

CREATE INDEX drug_order_by_patient ON drug_order (patient_id);

-- A payer's approval of a drug for a patient, granted before it was given (R76).
CREATE TABLE prior_authorization (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL,
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  payer_row INTEGER NOT NULL REFERENCES payer (id),
  drug TEXT NOT NULL,
  payer_number TEXT NOT NULL, -- as the payer wrote it: 837P REF*G1
  kind TEXT NOT NULL CHECK (kind = 'buy_and_bill' OR kind = 'white_bag'), -- whose stock was approved
  valid_from TEXT NOT NULL CHECK (valid_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  valid_to TEXT CHECK (valid_to GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- last day, included
  units INTEGER CHECK (units > 0), -- how many units of the code; none when it does not count them
  withdrawn TEXT
) STRICT;

CREATE INDEX prior_authorization_by_patient ON prior_authorization (patient_id);

-- What a payer's policy says of a drug (R72, R74-R76). One for each payer, drug and first day.
CREATE TABLE drug_policy (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL,
  payer_row INTEGER NOT NULL REFERENCES payer (id),
  drug TEXT NOT NULL,
  accepted TEXT NOT NULL, -- list of ICD-10-CM codes or beginnings of them; empty when none are named
  oral_is_standard INTEGER NOT NULL CHECK (oral_is_standard = 0 OR oral_is_standard = 1), -- R74
  needs_authorization INTEGER NOT NULL CHECK (needs_authorization = 0 OR needs_authorization = 1), -- R76
  self_administered INTEGER CHECK (self_administered = 0 OR self_administered = 1), -- R75; none: nobody looked
  valid_from TEXT NOT NULL CHECK (valid_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  valid_to TEXT CHECK (valid_to GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- last day, included
  source TEXT, -- where it is written
  withdrawn TEXT
) STRICT;

-- What a patient was told before a service that Medicare will not pay (R77).
CREATE TABLE notice (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL,
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  drug TEXT, -- none when it is about the whole visit
  denial TEXT NOT NULL CHECK (denial = 'not_necessary' OR denial = 'excluded'),
  given TEXT NOT NULL CHECK (given = 'signed' OR given = 'voluntary' OR given = 'none'),
  valid_from TEXT NOT NULL CHECK (valid_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- days of service
  valid_to TEXT CHECK (valid_to GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- last day, included
  withdrawn TEXT
) STRICT;

CREATE INDEX notice_by_patient ON notice (patient_id);

-- A stay, or an election, that moves the bill to somebody else (R80).
CREATE TABLE stay (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL,
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  kind TEXT NOT NULL CHECK (kind = 'nursing_part_a' OR kind = 'hospital' OR kind = 'hospice'),
  valid_from TEXT NOT NULL CHECK (valid_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  valid_to TEXT CHECK (valid_to GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- last day paid for, included
  withdrawn TEXT
) STRICT;

CREATE INDEX stay_by_patient ON stay (patient_id);

-- A procedure with a follow-up period that its payment includes (R41).
CREATE TABLE surgery (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL,
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  procedure TEXT NOT NULL CHECK (length(procedure) = 5),
  performed_on TEXT NOT NULL CHECK (performed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  days INTEGER NOT NULL CHECK (days = 10 OR days = 90), -- length of the period
  clinician_npi TEXT CHECK (length(clinician_npi) = 10), -- who did it; none when not known
  withdrawn TEXT
) STRICT;

CREATE INDEX surgery_by_patient ON surgery (patient_id);

-- A group plan through work, which may pay before Medicare (R79).
CREATE TABLE employer_plan (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL,
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  name TEXT NOT NULL,
  current_work INTEGER CHECK (current_work = 0 OR current_work = 1), -- whether somebody still works there
  employees INTEGER CHECK (employees > 0), -- how many people the employer has; none when not known
  valid_from TEXT NOT NULL CHECK (valid_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  valid_to TEXT CHECK (valid_to GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- last day, included
  withdrawn TEXT
) STRICT;

CREATE INDEX employer_plan_by_patient ON employer_plan (patient_id);

-- What a vaccine record has beside its dose (R71). The last row of a dose is in force.
CREATE TABLE vaccine_record (
  id INTEGER PRIMARY KEY,
  dose_id INTEGER NOT NULL REFERENCES dose (id),
  manufacturer TEXT,
  sheet_edition TEXT CHECK (sheet_edition GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- information sheet
  sheet_given TEXT CHECK (sheet_given GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]') -- day
) STRICT;

CREATE INDEX vaccine_record_by_dose ON vaccine_record (dose_id);

-- What a visit treats, where somebody else may pay (R41, R79, R80). The last row of a visit is in force.
CREATE TABLE encounter_cause (
  id INTEGER PRIMARY KEY,
  encounter_id INTEGER NOT NULL REFERENCES encounter (id),
  accident TEXT CHECK (accident = 'work' OR accident = 'auto' OR accident = 'other'), -- 837P CLM11
  accident_on TEXT CHECK (accident_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- 837P DTP*439
  accident_state TEXT CHECK (length(accident_state) = 2), -- 837P CLM11-4
  for_stay INTEGER CHECK (for_stay = 0 OR for_stay = 1), -- what the stay is for; none: not known
  for_surgery INTEGER CHECK (for_surgery = 0 OR for_surgery = 1) -- the usual recovery; none: not known
) STRICT;

CREATE INDEX encounter_cause_by_encounter ON encounter_cause (encounter_id);

-- What a payer pays for one unit of a code, by contract or public schedule (R89, R93). The last row for
-- payer, code and first day is in force.
CREATE TABLE allowed_amount (
  id INTEGER PRIMARY KEY,
  payer_row INTEGER NOT NULL REFERENCES payer (id),
  code TEXT NOT NULL CHECK (length(code) = 5),
  per_unit_millionths INTEGER CHECK (per_unit_millionths >= 0), -- dollars; none takes an amount back
  effective_from TEXT NOT NULL CHECK (effective_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  effective_to TEXT CHECK (effective_to GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- last day, included
  source TEXT NOT NULL -- the contract or schedule, by name
) STRICT;

CREATE INDEX allowed_amount_by_payer ON allowed_amount (payer_row, code, effective_from);

-- Each row is written down, and none is changed or deleted.

CREATE TRIGGER practice_setting_insert_is_audited AFTER INSERT ON practice_setting BEGIN
  INSERT INTO audit_entry VALUES ('practice_setting', new.id, 'insert', audit_content(
    new.id, new.name, new.value, new.effective_from
  ));
END;

CREATE TRIGGER practice_setting_is_not_deleted BEFORE DELETE ON practice_setting BEGIN
  SELECT RAISE(ABORT, 'rows of practice_setting are never deleted');
END;

CREATE TRIGGER practice_setting_is_not_changed BEFORE UPDATE ON practice_setting BEGIN
  SELECT RAISE(ABORT, 'rows of practice_setting never change; a correction is a new row');
END;

CREATE TRIGGER drug_order_insert_is_audited AFTER INSERT ON drug_order BEGIN
  INSERT INTO audit_entry VALUES ('drug_order', new.id, 'insert', audit_content(
    new.id, new.number, new.patient_id, new.drug, new.dose_millionths, new.dose_unit, new.route,
    new.frequency, new.phase, new.ordered_by, new.valid_from, new.valid_to, new.signed_on,
    new.withdrawn
  ));
END;

CREATE TRIGGER drug_order_is_not_deleted BEFORE DELETE ON drug_order BEGIN
  SELECT RAISE(ABORT, 'rows of drug_order are never deleted');
END;

CREATE TRIGGER drug_order_is_not_changed BEFORE UPDATE ON drug_order BEGIN
  SELECT RAISE(ABORT, 'rows of drug_order never change; a correction is a new row');
END;

CREATE TRIGGER prior_authorization_insert_is_audited AFTER INSERT ON prior_authorization BEGIN
  INSERT INTO audit_entry VALUES ('prior_authorization', new.id, 'insert', audit_content(
    new.id, new.number, new.patient_id, new.payer_row, new.drug, new.payer_number, new.kind,
    new.valid_from, new.valid_to, new.units, new.withdrawn
  ));
END;

CREATE TRIGGER prior_authorization_is_not_deleted BEFORE DELETE ON prior_authorization BEGIN
  SELECT RAISE(ABORT, 'rows of prior_authorization are never deleted');
END;

CREATE TRIGGER prior_authorization_is_not_changed BEFORE UPDATE ON prior_authorization BEGIN
  SELECT RAISE(ABORT, 'rows of prior_authorization never change; a correction is a new row');
END;

CREATE TRIGGER drug_policy_insert_is_audited AFTER INSERT ON drug_policy BEGIN
  INSERT INTO audit_entry VALUES ('drug_policy', new.id, 'insert', audit_content(
    new.id, new.number, new.payer_row, new.drug, new.accepted, new.oral_is_standard,
    new.needs_authorization, new.self_administered, new.valid_from, new.valid_to, new.source,
    new.withdrawn
  ));
END;

CREATE TRIGGER drug_policy_is_not_deleted BEFORE DELETE ON drug_policy BEGIN
  SELECT RAISE(ABORT, 'rows of drug_policy are never deleted');
END;

CREATE TRIGGER drug_policy_is_not_changed BEFORE UPDATE ON drug_policy BEGIN
  SELECT RAISE(ABORT, 'rows of drug_policy never change; a correction is a new row');
END;

CREATE TRIGGER notice_insert_is_audited AFTER INSERT ON notice BEGIN
  INSERT INTO audit_entry VALUES ('notice', new.id, 'insert', audit_content(
    new.id, new.number, new.patient_id, new.drug, new.denial, new.given, new.valid_from,
    new.valid_to, new.withdrawn
  ));
END;

CREATE TRIGGER notice_is_not_deleted BEFORE DELETE ON notice BEGIN
  SELECT RAISE(ABORT, 'rows of notice are never deleted');
END;

CREATE TRIGGER notice_is_not_changed BEFORE UPDATE ON notice BEGIN
  SELECT RAISE(ABORT, 'rows of notice never change; a correction is a new row');
END;

CREATE TRIGGER stay_insert_is_audited AFTER INSERT ON stay BEGIN
  INSERT INTO audit_entry VALUES ('stay', new.id, 'insert', audit_content(
    new.id, new.number, new.patient_id, new.kind, new.valid_from, new.valid_to, new.withdrawn
  ));
END;

CREATE TRIGGER stay_is_not_deleted BEFORE DELETE ON stay BEGIN
  SELECT RAISE(ABORT, 'rows of stay are never deleted');
END;

CREATE TRIGGER stay_is_not_changed BEFORE UPDATE ON stay BEGIN
  SELECT RAISE(ABORT, 'rows of stay never change; a correction is a new row');
END;

CREATE TRIGGER surgery_insert_is_audited AFTER INSERT ON surgery BEGIN
  INSERT INTO audit_entry VALUES ('surgery', new.id, 'insert', audit_content(
    new.id, new.number, new.patient_id, new.procedure, new.performed_on, new.days,
    new.clinician_npi, new.withdrawn
  ));
END;

CREATE TRIGGER surgery_is_not_deleted BEFORE DELETE ON surgery BEGIN
  SELECT RAISE(ABORT, 'rows of surgery are never deleted');
END;

CREATE TRIGGER surgery_is_not_changed BEFORE UPDATE ON surgery BEGIN
  SELECT RAISE(ABORT, 'rows of surgery never change; a correction is a new row');
END;

CREATE TRIGGER employer_plan_insert_is_audited AFTER INSERT ON employer_plan BEGIN
  INSERT INTO audit_entry VALUES ('employer_plan', new.id, 'insert', audit_content(
    new.id, new.number, new.patient_id, new.name, new.current_work, new.employees, new.valid_from,
    new.valid_to, new.withdrawn
  ));
END;

CREATE TRIGGER employer_plan_is_not_deleted BEFORE DELETE ON employer_plan BEGIN
  SELECT RAISE(ABORT, 'rows of employer_plan are never deleted');
END;

CREATE TRIGGER employer_plan_is_not_changed BEFORE UPDATE ON employer_plan BEGIN
  SELECT RAISE(ABORT, 'rows of employer_plan never change; a correction is a new row');
END;

CREATE TRIGGER vaccine_record_insert_is_audited AFTER INSERT ON vaccine_record BEGIN
  INSERT INTO audit_entry VALUES ('vaccine_record', new.id, 'insert', audit_content(
    new.id, new.dose_id, new.manufacturer, new.sheet_edition, new.sheet_given
  ));
END;

CREATE TRIGGER vaccine_record_is_not_deleted BEFORE DELETE ON vaccine_record BEGIN
  SELECT RAISE(ABORT, 'rows of vaccine_record are never deleted');
END;

CREATE TRIGGER vaccine_record_is_not_changed BEFORE UPDATE ON vaccine_record BEGIN
  SELECT RAISE(ABORT, 'rows of vaccine_record never change; a correction is a new row');
END;

CREATE TRIGGER encounter_cause_insert_is_audited AFTER INSERT ON encounter_cause BEGIN
  INSERT INTO audit_entry VALUES ('encounter_cause', new.id, 'insert', audit_content(
    new.id, new.encounter_id, new.accident, new.accident_on, new.accident_state, new.for_stay,
    new.for_surgery
  ));
END;

CREATE TRIGGER encounter_cause_is_not_deleted BEFORE DELETE ON encounter_cause BEGIN
  SELECT RAISE(ABORT, 'rows of encounter_cause are never deleted');
END;

CREATE TRIGGER encounter_cause_is_not_changed BEFORE UPDATE ON encounter_cause BEGIN
  SELECT RAISE(ABORT, 'rows of encounter_cause never change; a correction is a new row');
END;

CREATE TRIGGER allowed_amount_insert_is_audited AFTER INSERT ON allowed_amount BEGIN
  INSERT INTO audit_entry VALUES ('allowed_amount', new.id, 'insert', audit_content(
    new.id, new.payer_row, new.code, new.per_unit_millionths, new.effective_from, new.effective_to,
    new.source
  ));
END;

CREATE TRIGGER allowed_amount_is_not_deleted BEFORE DELETE ON allowed_amount BEGIN
  SELECT RAISE(ABORT, 'rows of allowed_amount are never deleted');
END;

CREATE TRIGGER allowed_amount_is_not_changed BEFORE UPDATE ON allowed_amount BEGIN
  SELECT RAISE(ABORT, 'rows of allowed_amount never change; a correction is a new row');
END;
