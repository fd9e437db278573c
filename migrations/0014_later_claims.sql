-- Claims to payers that pay after another (837P 2320, 2330, 2430). The doses stay with the claim to
-- the first payer; these account for none.

-- What a claim to a later payer follows and tells of: written once, with the claim.
CREATE TABLE claim_later (
  id INTEGER PRIMARY KEY REFERENCES claim (id),          -- the claim to the later payer
  earlier_id INTEGER NOT NULL REFERENCES claim (id),     -- the claim of the payer before it
  event_id INTEGER NOT NULL REFERENCES claim_event (id), -- that payer's decision on it
  payer_number TEXT -- that payer's number of it (2330B REF*F8)
) STRICT;

CREATE TRIGGER claim_later_insert_is_audited AFTER INSERT ON claim_later BEGIN
  SELECT audit('claim_later', new.id, 'insert');
END;

CREATE TRIGGER claim_later_is_not_deleted BEFORE DELETE ON claim_later BEGIN
  SELECT RAISE(ABORT, 'rows of claim_later are never deleted');
END;

CREATE TRIGGER claim_later_is_not_changed BEFORE UPDATE ON claim_later BEGIN
  SELECT RAISE(ABORT, 'rows of claim_later never change; a correction is a new row');
END;
