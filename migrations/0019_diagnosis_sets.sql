-- The ICD-10-CM codes as CMS publishes them for a fiscal year, or for the rest of one from an update on
-- (R70). A category is written down when it changes: next year's set repeats few of its 2,000, and some
-- 98,000 codes need neither a row nor a line of the audit each.

-- A published set and the days for which it was imported.
CREATE TABLE diagnosis_set (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL, -- the name of the file
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL -- last day, included
) STRICT;

-- What a category holds from a set on, until a later set says otherwise.
CREATE TABLE diagnosis_category (
  id INTEGER PRIMARY KEY,
  set_id INTEGER NOT NULL REFERENCES diagnosis_set (id),
  category TEXT NOT NULL, -- three characters
  codes TEXT NOT NULL, -- five bytes each: what follows the category, 1 valid or 0 heading; none: it ended
  labels TEXT NOT NULL -- a line each, in the same order
) STRICT;

-- All codes without their labels.
CREATE INDEX diagnosis_category_codes ON diagnosis_category (category, set_id, codes);

CREATE TRIGGER diagnosis_set_insert_is_audited AFTER INSERT ON diagnosis_set BEGIN
  SELECT audit('diagnosis_set', new.id, 'insert');
END;

CREATE TRIGGER diagnosis_set_is_not_changed BEFORE UPDATE ON diagnosis_set BEGIN
  SELECT RAISE(ABORT, 'rows of diagnosis_set never change; a correction is a new row');
END;

CREATE TRIGGER diagnosis_set_is_not_deleted BEFORE DELETE ON diagnosis_set BEGIN
  SELECT RAISE(ABORT, 'rows of diagnosis_set are never deleted');
END;

CREATE TRIGGER diagnosis_category_insert_is_audited AFTER INSERT ON diagnosis_category BEGIN
  SELECT audit('diagnosis_category', new.id, 'insert');
END;

CREATE TRIGGER diagnosis_category_is_not_changed BEFORE UPDATE ON diagnosis_category BEGIN
  SELECT RAISE(ABORT, 'rows of diagnosis_category never change; a correction is a new row');
END;

CREATE TRIGGER diagnosis_category_is_not_deleted BEFORE DELETE ON diagnosis_category BEGIN
  SELECT RAISE(ABORT, 'rows of diagnosis_category are never deleted');
END;
