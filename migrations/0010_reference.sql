-- Rows beside the embedded tables: the practice's own, and those of files that CMS publishes. They go
-- before the embedded ones by key and date of service. Every row is a version and never changes; the last
-- one for a key and first day is in force.

-- Where rows beside the embedded tables come from: the practice itself, or a file that CMS publishes.
CREATE TABLE reference_source (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (
    kind = 'own' OR kind = 'hcpcs' OR kind = 'crosswalk' OR kind = 'mue' OR kind = 'pairs'
  ),
  name TEXT NOT NULL, -- the name of the file
  valid_from TEXT CHECK (valid_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]') -- first day of the file
) STRICT;

-- A drug as the practice describes it: the columns of drugs.csv.
CREATE TABLE reference_drug (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES reference_source (id),
  drug TEXT NOT NULL, -- code, or NONE-…
  generic_name TEXT NOT NULL,
  label TEXT NOT NULL,
  unit_millionths INTEGER CHECK (unit_millionths > 0), -- what one unit of the code is
  unit TEXT,
  unit_basis TEXT NOT NULL,
  category TEXT NOT NULL,
  admin_rule TEXT NOT NULL, -- what chooses the administration code
  routes TEXT NOT NULL, -- list
  container TEXT, -- none when it comes in both
  strength TEXT,
  mue INTEGER CHECK (mue >= 0),
  self_administered INTEGER NOT NULL CHECK (self_administered = 0 OR self_administered = 1),
  replaced_by TEXT NOT NULL, -- list
  note TEXT,
  valid_from TEXT NOT NULL CHECK (valid_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  valid_to TEXT CHECK (valid_to GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]') -- last day, included
) STRICT;

-- A code as the quarterly HCPCS file lists it: no unit, no route, no rule.
CREATE TABLE reference_code (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES reference_source (id),
  code TEXT NOT NULL CHECK (length(code) = 5),
  label TEXT NOT NULL, -- short description
  description TEXT, -- long description
  valid_from TEXT NOT NULL CHECK (valid_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- when it was added
  valid_to TEXT CHECK (valid_to GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]') -- last day, included
) STRICT;

-- A package with its NDC: to which code it belongs, and what it holds (R54, R56, R60).
CREATE TABLE reference_product (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES reference_source (id),
  ndc TEXT NOT NULL CHECK (length(ndc) = 11),
  drug TEXT NOT NULL,
  name TEXT,
  size_millionths INTEGER CHECK (size_millionths > 0), -- mL of one item for liquids, else each
  units_millionths INTEGER CHECK (units_millionths > 0), -- units of the code in one item
  container TEXT CHECK (container = 'single_dose' OR container = 'multi_dose'),
  form TEXT CHECK (form = 'liquid' OR form = 'powder' OR form = 'kit'),
  valid_from TEXT NOT NULL CHECK (valid_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  valid_to TEXT CHECK (valid_to GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]') -- last day, included
) STRICT;

-- Whether two codes of a day can both be paid (R33, R34, R40).
CREATE TABLE reference_pair (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES reference_source (id),
  column_one TEXT NOT NULL CHECK (length(column_one) = 5), -- the code that is paid
  column_two TEXT NOT NULL CHECK (length(column_two) = 5), -- the code that takes the modifier
  indicator INTEGER NOT NULL CHECK (indicator = 0 OR indicator = 1 OR indicator = 9),
  valid_from TEXT NOT NULL CHECK (valid_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  valid_to TEXT CHECK (valid_to GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]') -- last day, included
) STRICT;

-- The practitioner's daily maximum of a code (R27, R55).
CREATE TABLE reference_limit (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES reference_source (id),
  code TEXT NOT NULL CHECK (length(code) = 5),
  units INTEGER NOT NULL CHECK (units >= 0), -- a day
  valid_from TEXT NOT NULL CHECK (valid_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  valid_to TEXT CHECK (valid_to GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]') -- last day, included
) STRICT;

-- Each row is written down, and none is changed or deleted.

CREATE TRIGGER reference_source_insert_is_audited AFTER INSERT ON reference_source BEGIN
  SELECT audit('reference_source', new.id, 'insert');
END;

CREATE TRIGGER reference_source_is_not_changed BEFORE UPDATE ON reference_source BEGIN
  SELECT RAISE(ABORT, 'rows of reference_source never change; a correction is a new row');
END;

CREATE TRIGGER reference_source_is_not_deleted BEFORE DELETE ON reference_source BEGIN
  SELECT RAISE(ABORT, 'rows of reference_source are never deleted');
END;

CREATE TRIGGER reference_drug_insert_is_audited AFTER INSERT ON reference_drug BEGIN
  SELECT audit('reference_drug', new.id, 'insert');
END;

CREATE TRIGGER reference_drug_is_not_changed BEFORE UPDATE ON reference_drug BEGIN
  SELECT RAISE(ABORT, 'rows of reference_drug never change; a correction is a new row');
END;

CREATE TRIGGER reference_drug_is_not_deleted BEFORE DELETE ON reference_drug BEGIN
  SELECT RAISE(ABORT, 'rows of reference_drug are never deleted');
END;

CREATE TRIGGER reference_code_insert_is_audited AFTER INSERT ON reference_code BEGIN
  SELECT audit('reference_code', new.id, 'insert');
END;

CREATE TRIGGER reference_code_is_not_changed BEFORE UPDATE ON reference_code BEGIN
  SELECT RAISE(ABORT, 'rows of reference_code never change; a correction is a new row');
END;

CREATE TRIGGER reference_code_is_not_deleted BEFORE DELETE ON reference_code BEGIN
  SELECT RAISE(ABORT, 'rows of reference_code are never deleted');
END;

CREATE TRIGGER reference_product_insert_is_audited AFTER INSERT ON reference_product BEGIN
  SELECT audit('reference_product', new.id, 'insert');
END;

CREATE TRIGGER reference_product_is_not_changed BEFORE UPDATE ON reference_product BEGIN
  SELECT RAISE(ABORT, 'rows of reference_product never change; a correction is a new row');
END;

CREATE TRIGGER reference_product_is_not_deleted BEFORE DELETE ON reference_product BEGIN
  SELECT RAISE(ABORT, 'rows of reference_product are never deleted');
END;

CREATE TRIGGER reference_pair_insert_is_audited AFTER INSERT ON reference_pair BEGIN
  SELECT audit('reference_pair', new.id, 'insert');
END;

CREATE TRIGGER reference_pair_is_not_changed BEFORE UPDATE ON reference_pair BEGIN
  SELECT RAISE(ABORT, 'rows of reference_pair never change; a correction is a new row');
END;

CREATE TRIGGER reference_pair_is_not_deleted BEFORE DELETE ON reference_pair BEGIN
  SELECT RAISE(ABORT, 'rows of reference_pair are never deleted');
END;

CREATE TRIGGER reference_limit_insert_is_audited AFTER INSERT ON reference_limit BEGIN
  SELECT audit('reference_limit', new.id, 'insert');
END;

CREATE TRIGGER reference_limit_is_not_changed BEFORE UPDATE ON reference_limit BEGIN
  SELECT RAISE(ABORT, 'rows of reference_limit never change; a correction is a new row');
END;

CREATE TRIGGER reference_limit_is_not_deleted BEFORE DELETE ON reference_limit BEGIN
  SELECT RAISE(ABORT, 'rows of reference_limit are never deleted');
END;
