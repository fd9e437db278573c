-- What was asked of operations whose key the caller chose: a key that comes again with something
-- else is refused instead of passed over as done.

-- What was asked of an operation: written once, with the operation.
CREATE TABLE operation_request (
  id INTEGER PRIMARY KEY REFERENCES operation (id), -- the operation
  digest TEXT NOT NULL -- SHA-256 of the words of the command
) STRICT;

CREATE TRIGGER operation_request_insert_is_audited AFTER INSERT ON operation_request BEGIN
  SELECT audit('operation_request', new.id, 'insert');
END;

CREATE TRIGGER operation_request_is_not_deleted BEFORE DELETE ON operation_request BEGIN
  SELECT RAISE(ABORT, 'rows of operation_request are never deleted');
END;

CREATE TRIGGER operation_request_is_not_changed BEFORE UPDATE ON operation_request BEGIN
  SELECT RAISE(ABORT, 'rows of operation_request never change; a correction is a new row');
END;
