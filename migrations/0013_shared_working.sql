-- Most claims of an export rest on the same few rows of tables and habits of payers: these are kept
-- with the first claim that used them, and the others say which one that is. They were half of what
-- an export writes.

-- A claim that used just the rows of `claim_working` that an earlier one did.
CREATE TABLE claim_same_working (
  id INTEGER PRIMARY KEY REFERENCES claim (id), -- the claim
  claim_id INTEGER NOT NULL REFERENCES claim (id) -- the earlier one
) STRICT;

CREATE TRIGGER claim_same_working_insert_is_audited AFTER INSERT ON claim_same_working BEGIN
  SELECT audit('claim_same_working', new.id, 'insert');
END;

CREATE TRIGGER claim_same_working_is_not_deleted BEFORE DELETE ON claim_same_working BEGIN
  SELECT RAISE(ABORT, 'rows of claim_same_working are never deleted');
END;

CREATE TRIGGER claim_same_working_is_not_changed BEFORE UPDATE ON claim_same_working BEGIN
  SELECT RAISE(ABORT, 'rows of claim_same_working never change; a correction is a new row');
END;
