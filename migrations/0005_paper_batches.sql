-- Batches on paper. A CHECK cannot be changed in place, so the table is made again; its rows come back
-- under the same name before the commit, which is when the claims' references to them are checked.

CREATE TEMP TABLE kept_batch AS SELECT * FROM batch;
DROP TABLE batch;

-- One export: a file of claims with its control numbers.
CREATE TABLE batch (
  id INTEGER PRIMARY KEY,
  format TEXT NOT NULL CHECK (format IN ('837p', 'cms1500', 'csv')),
  practice_id INTEGER NOT NULL REFERENCES practice (id),
  receiver_id TEXT NOT NULL,
  interchange_control INTEGER NOT NULL CHECK (interchange_control BETWEEN 1 AND 999999999), -- ISA13
  group_control INTEGER NOT NULL CHECK (group_control BETWEEN 1 AND 999999999),             -- GS06
  made_on TEXT NOT NULL CHECK (made_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  made_at TEXT NOT NULL CHECK (made_at GLOB '[0-2][0-9]:[0-5][0-9]'),
  first_day TEXT NOT NULL,      -- the days of service that were asked for
  last_day TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('prepared', 'written')),
  file_name TEXT NOT NULL UNIQUE,
  folder TEXT,                  -- where it was written
  claims INTEGER NOT NULL CHECK (claims >= 0),
  lines INTEGER NOT NULL CHECK (lines >= 0),
  total_cents INTEGER NOT NULL CHECK (total_cents >= 0),
  size INTEGER,                 -- bytes
  sha256 TEXT CHECK (length(sha256) = 64),
  UNIQUE (receiver_id, interchange_control),
  CHECK ((state = 'written') = (sha256 IS NOT NULL))
) STRICT;

INSERT INTO batch SELECT * FROM kept_batch;
DROP TABLE kept_batch;

CREATE TRIGGER batch_insert_is_audited AFTER INSERT ON batch BEGIN
  INSERT INTO audit_entry VALUES ('batch', new.id, 'insert', audit_content(
    new.id, new.format, new.practice_id, new.receiver_id, new.interchange_control,
    new.group_control, new.made_on, new.made_at, new.first_day, new.last_day, new.state,
    new.file_name, new.folder, new.claims, new.lines, new.total_cents, new.size, new.sha256
  ));
END;

CREATE TRIGGER batch_update_is_audited AFTER UPDATE ON batch BEGIN
  INSERT INTO audit_entry VALUES ('batch', new.id, 'update', audit_content(
    new.id, new.format, new.practice_id, new.receiver_id, new.interchange_control,
    new.group_control, new.made_on, new.made_at, new.first_day, new.last_day, new.state,
    new.file_name, new.folder, new.claims, new.lines, new.total_cents, new.size, new.sha256
  ));
END;

CREATE TRIGGER batch_is_not_deleted BEFORE DELETE ON batch BEGIN
  SELECT RAISE(ABORT, 'rows of batch are never deleted');
END;

CREATE TRIGGER batch_identity_is_fixed BEFORE UPDATE OF
  id, format, practice_id, receiver_id, interchange_control, group_control, made_on, made_at,
  first_day, last_day, file_name, claims, lines, total_cents
ON batch BEGIN
  SELECT RAISE(ABORT, 'this part of batch never changes; a correction is a new row');
END;

CREATE TRIGGER batch_is_written_once BEFORE UPDATE OF state, size, sha256 ON batch
WHEN old.state = 'written' BEGIN
  SELECT RAISE(ABORT, 'this batch is written already');
END;

-- How a batch on paper is laid out for its printer. It stays with the batch: the same bytes years later.
CREATE TABLE batch_paper (
  batch_id INTEGER PRIMARY KEY REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED,
  top_lines INTEGER NOT NULL CHECK (top_lines BETWEEN -66 AND 66),       -- lines that everything moves down
  left_columns INTEGER NOT NULL CHECK (left_columns BETWEEN -85 AND 85), -- columns that everything moves right
  line_end TEXT NOT NULL CHECK (line_end IN ('lf', 'crlf')),
  signs TEXT NOT NULL CHECK (signs IN ('keep', 'drop'))          -- apostrophe and ampersand
) STRICT;

-- What payers of a batch wanted on paper otherwise than most, as it was when the batch was made.
CREATE TABLE batch_payer_setting (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED,
  payer_id TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  UNIQUE (batch_id, payer_id, name)
) STRICT;

CREATE TRIGGER batch_paper_insert_is_audited AFTER INSERT ON batch_paper BEGIN
  INSERT INTO audit_entry VALUES ('batch_paper', new.batch_id, 'insert', audit_content(
    new.batch_id, new.top_lines, new.left_columns, new.line_end, new.signs
  ));
END;

CREATE TRIGGER batch_paper_is_not_changed BEFORE UPDATE ON batch_paper BEGIN
  SELECT RAISE(ABORT, 'rows of batch_paper never change; a correction is a new row');
END;

CREATE TRIGGER batch_paper_is_not_deleted BEFORE DELETE ON batch_paper BEGIN
  SELECT RAISE(ABORT, 'rows of batch_paper are never deleted');
END;

CREATE TRIGGER batch_payer_setting_insert_is_audited AFTER INSERT ON batch_payer_setting BEGIN
  INSERT INTO audit_entry VALUES ('batch_payer_setting', new.id, 'insert', audit_content(
    new.id, new.batch_id, new.payer_id, new.name, new.value
  ));
END;

CREATE TRIGGER batch_payer_setting_is_not_changed BEFORE UPDATE ON batch_payer_setting BEGIN
  SELECT RAISE(ABORT, 'rows of batch_payer_setting never change; a correction is a new row');
END;

CREATE TRIGGER batch_payer_setting_is_not_deleted BEFORE DELETE ON batch_payer_setting BEGIN
  SELECT RAISE(ABORT, 'rows of batch_payer_setting are never deleted');
END;
