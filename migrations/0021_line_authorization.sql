-- The approval of a claim's line, when it is not the one that the claim says (837P 2400 REF*G1): a visit
-- may give drugs that were approved under numbers of their own. Its key is the line's.
CREATE TABLE claim_line_authorization (
  id INTEGER PRIMARY KEY REFERENCES claim_line (id),
  number TEXT NOT NULL
) STRICT;

CREATE TRIGGER claim_line_authorization_insert_is_audited AFTER INSERT ON claim_line_authorization BEGIN
  SELECT audit('claim_line_authorization', new.id, 'insert');
END;

CREATE TRIGGER claim_line_authorization_is_not_deleted BEFORE DELETE ON claim_line_authorization BEGIN
  SELECT RAISE(ABORT, 'rows of claim_line_authorization are never deleted');
END;

CREATE TRIGGER claim_line_authorization_is_not_changed BEFORE UPDATE ON claim_line_authorization BEGIN
  SELECT RAISE(ABORT, 'rows of claim_line_authorization never change; a correction is a new row');
END;
