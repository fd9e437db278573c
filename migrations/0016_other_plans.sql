-- Plans of the patient that pay after the one that a claim bills, as the claim told of them: without
-- amounts, because they have decided nothing (837P 2320, 2330; CMS-1500 9, 9a, 9d, 11d).
CREATE TABLE claim_other_plan (
  id INTEGER PRIMARY KEY,
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  coverage_version_id INTEGER NOT NULL REFERENCES coverage_version (id),
  payer_version_id INTEGER NOT NULL REFERENCES payer_version (id),
  secondary_reason TEXT -- 2320 SBR05, of Medicare
) STRICT;

CREATE INDEX claim_other_plan_by_claim ON claim_other_plan (claim_id);

CREATE TRIGGER claim_other_plan_insert_is_audited AFTER INSERT ON claim_other_plan BEGIN
  SELECT audit('claim_other_plan', new.id, 'insert');
END;

CREATE TRIGGER claim_other_plan_is_not_deleted BEFORE DELETE ON claim_other_plan BEGIN
  SELECT RAISE(ABORT, 'rows of claim_other_plan are never deleted');
END;

CREATE TRIGGER claim_other_plan_is_not_changed BEFORE UPDATE ON claim_other_plan BEGIN
  SELECT RAISE(ABORT, 'rows of claim_other_plan never change; a correction is a new row');
END;
