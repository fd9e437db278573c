-- What people said of warnings, severities of their own, and what else a claim froze of its decision.

-- A person looked at a warning and lets it pass, or no longer does. The last row of a dose and rule
-- holds, and only while the warning, the visit and the policy are what they were: `mark`. Rows of
-- `acceptance` are of before; nobody noted what they were about, so such a warning is looked at again.
CREATE TABLE review (
  id INTEGER PRIMARY KEY,
  dose_id INTEGER NOT NULL REFERENCES dose (id),
  rule TEXT NOT NULL,
  passes INTEGER NOT NULL CHECK (passes = 0 OR passes = 1), -- 0 takes an acceptance back
  mark INTEGER NOT NULL,    -- the first 64 bits of the SHA-256 of what was looked at
  finding TEXT NOT NULL,    -- what the rule said
  reason TEXT NOT NULL,
  operation_id INTEGER NOT NULL REFERENCES operation (id) -- who and when
) STRICT;

CREATE INDEX review_by_dose ON review (dose_id);

-- How much a rule matters to a payer or to the whole practice, where that differs from what the rule
-- says. The last row for a payer, rule and day of service is in force; the payer's own comes first.
CREATE TABLE rule_severity (
  id INTEGER PRIMARY KEY,
  payer_row INTEGER REFERENCES payer (id), -- none for the whole practice
  rule TEXT NOT NULL,
  severity TEXT CHECK (severity = 'info' OR severity = 'warning' OR severity = 'error'), -- none: as the rule says
  effective_from TEXT NOT NULL CHECK (effective_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  reason TEXT NOT NULL,
  operation_id INTEGER NOT NULL REFERENCES operation (id) -- who and when
) STRICT;

-- What rules found when a claim was made.
CREATE TABLE claim_finding (
  id INTEGER PRIMARY KEY,
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  dose_id INTEGER REFERENCES dose (id),      -- none for what was found about the visit
  rule TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity = 'info' OR severity = 'warning' OR severity = 'error'),
  message TEXT NOT NULL,
  review_id INTEGER REFERENCES review (id)   -- who let it pass
) STRICT;

CREATE INDEX claim_finding_by_claim ON claim_finding (claim_id);

-- Rows of tables and habits of the payer that the decision used, as they read then.
CREATE TABLE claim_working (
  id INTEGER PRIMARY KEY,
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  source_table TEXT NOT NULL,                -- drugs, administration_codes, payer_settings
  key TEXT NOT NULL,                         -- J1885, 96372, multi_injection_style
  content TEXT NOT NULL,
  source TEXT NOT NULL                       -- where the row comes from
) STRICT;

CREATE INDEX claim_working_by_claim ON claim_working (claim_id);

CREATE TRIGGER review_insert_is_audited AFTER INSERT ON review BEGIN
  SELECT audit('review', new.id, 'insert');
END;

CREATE TRIGGER rule_severity_insert_is_audited AFTER INSERT ON rule_severity BEGIN
  SELECT audit('rule_severity', new.id, 'insert');
END;

CREATE TRIGGER claim_finding_insert_is_audited AFTER INSERT ON claim_finding BEGIN
  SELECT audit('claim_finding', new.id, 'insert');
END;

CREATE TRIGGER claim_working_insert_is_audited AFTER INSERT ON claim_working BEGIN
  SELECT audit('claim_working', new.id, 'insert');
END;

CREATE TRIGGER review_is_not_deleted BEFORE DELETE ON review BEGIN
  SELECT RAISE(ABORT, 'rows of review are never deleted');
END;

CREATE TRIGGER review_is_not_changed BEFORE UPDATE ON review BEGIN
  SELECT RAISE(ABORT, 'rows of review never change; a correction is a new row');
END;

CREATE TRIGGER rule_severity_is_not_deleted BEFORE DELETE ON rule_severity BEGIN
  SELECT RAISE(ABORT, 'rows of rule_severity are never deleted');
END;

CREATE TRIGGER rule_severity_is_not_changed BEFORE UPDATE ON rule_severity BEGIN
  SELECT RAISE(ABORT, 'rows of rule_severity never change; a correction is a new row');
END;

CREATE TRIGGER claim_finding_is_not_deleted BEFORE DELETE ON claim_finding BEGIN
  SELECT RAISE(ABORT, 'rows of claim_finding are never deleted');
END;

CREATE TRIGGER claim_finding_is_not_changed BEFORE UPDATE ON claim_finding BEGIN
  SELECT RAISE(ABORT, 'rows of claim_finding never change; a correction is a new row');
END;

CREATE TRIGGER claim_working_is_not_deleted BEFORE DELETE ON claim_working BEGIN
  SELECT RAISE(ABORT, 'rows of claim_working are never deleted');
END;

CREATE TRIGGER claim_working_is_not_changed BEFORE UPDATE ON claim_working BEGIN
  SELECT RAISE(ABORT, 'rows of claim_working never change; a correction is a new row');
END;
