-- The ledger of one practice: parties with versions, encounters, doses, claims, batches and the audit.
--
-- Conventions
--   *_version        one row for each state a party ever had; never updated, never deleted
--   version          on a party: the number of its current row in *_version
--   days             text YYYY-MM-DD; times of day text HH:MM, local to the practice
--   *_cents          whole cents; *_millionths: decimals with six places, as whole numbers
--   lists            codes separated by one blank, in the order in which they were given
--   checks           OR instead of IN: SQLite builds a table for every IN of three or more, for every row
-- Every insert and update of every table writes one row of `audit`, by trigger.

-- Every command that writes is one operation, in one transaction.
CREATE TABLE operation (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE CHECK (length(key) BETWEEN 1 AND 64), -- given by the caller; a second try finds it
  command TEXT NOT NULL,                                          -- which command it was, without its data
  actor TEXT NOT NULL,                                            -- the user of the operating system
  at TEXT NOT NULL                                                -- UTC, YYYY-MM-DDTHH:MM:SSZ
) STRICT;

-- What happened to every row, chained by SHA-256 so that nothing can be altered unseen.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  operation_id INTEGER NOT NULL,  -- operation.id
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('insert', 'update')),
  content TEXT NOT NULL,          -- JSON array of the row's columns, in the order of the table
  hash BLOB NOT NULL CHECK (length(hash) = 32) -- SHA-256 over the hash before it and all columns of this row
) STRICT;

-- The practice itself: billing provider and submitter. Each row is a version; the highest is in force.
CREATE TABLE practice (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  npi TEXT NOT NULL CHECK (length(npi) = 10),
  tax_id TEXT NOT NULL CHECK (length(tax_id) = 9),
  tax_id_type TEXT NOT NULL CHECK (tax_id_type IN ('EIN', 'SSN')),
  taxonomy TEXT CHECK (length(taxonomy) = 10),
  address1 TEXT NOT NULL,
  address2 TEXT,
  city TEXT NOT NULL,
  state TEXT NOT NULL CHECK (length(state) = 2),
  zip TEXT NOT NULL CHECK (length(zip) = 9),
  pay_to_address1 TEXT,
  pay_to_address2 TEXT,
  pay_to_city TEXT,
  pay_to_state TEXT CHECK (length(pay_to_state) = 2),
  pay_to_zip TEXT CHECK (length(pay_to_zip) IN (5, 9)),
  phone TEXT CHECK (length(phone) = 10),
  contact_name TEXT NOT NULL,
  contact_phone TEXT NOT NULL CHECK (length(contact_phone) = 10),
  time_zone TEXT NOT NULL,            -- IANA name, in which "today" is reckoned
  submitter_id TEXT NOT NULL,         -- 1000A NM109, ISA06
  submitter_qualifier TEXT NOT NULL,  -- ISA05
  receiver_id TEXT NOT NULL,          -- 1000B NM109, ISA08
  receiver_qualifier TEXT NOT NULL,   -- ISA07
  receiver_name TEXT NOT NULL,        -- 1000B NM103
  usage TEXT NOT NULL CHECK (usage IN ('P', 'T')) -- ISA15
) STRICT;

-- Clinicians, by NPI.
CREATE TABLE provider (
  id INTEGER PRIMARY KEY,
  npi TEXT NOT NULL UNIQUE CHECK (length(npi) = 10),
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE provider_version (
  id INTEGER PRIMARY KEY,
  provider_id INTEGER NOT NULL REFERENCES provider (id),
  version INTEGER NOT NULL,
  last_name TEXT NOT NULL,
  first_name TEXT,
  middle_name TEXT,
  credential TEXT NOT NULL,
  taxonomy TEXT CHECK (length(taxonomy) = 10),
  UNIQUE (provider_id, version)
) STRICT;

-- Who pays.
CREATE TABLE payer (
  id INTEGER PRIMARY KEY,
  payer_id TEXT NOT NULL UNIQUE, -- the practice's own short id
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE payer_version (
  id INTEGER PRIMARY KEY,
  payer_row INTEGER NOT NULL REFERENCES payer (id),
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  electronic_id TEXT,                         -- 2010BB NM109
  payer_class TEXT NOT NULL,
  filing_indicator TEXT,                      -- 2000B SBR09
  timely_filing_days INTEGER CHECK (timely_filing_days > 0),
  address1 TEXT,
  address2 TEXT,
  city TEXT,
  state TEXT CHECK (length(state) = 2),
  zip TEXT CHECK (length(zip) IN (5, 9)),
  UNIQUE (payer_row, version)
) STRICT;

-- Habits of a payer that differ from the default of its class. The last row for a name and day is in force.
CREATE TABLE payer_setting (
  id INTEGER PRIMARY KEY,
  payer_row INTEGER NOT NULL REFERENCES payer (id),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  effective_from TEXT NOT NULL CHECK (effective_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;

CREATE TABLE patient (
  id INTEGER PRIMARY KEY,
  mrn TEXT NOT NULL UNIQUE,
  search_name TEXT NOT NULL, -- last and first name in lower case, for searching
  version INTEGER NOT NULL
) STRICT;

CREATE INDEX patient_by_name ON patient (search_name);

CREATE TABLE patient_version (
  id INTEGER PRIMARY KEY,
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  version INTEGER NOT NULL,
  last_name TEXT NOT NULL,
  first_name TEXT,
  middle_name TEXT,
  birth_date TEXT NOT NULL CHECK (birth_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  sex TEXT NOT NULL CHECK (sex = 'F' OR sex = 'M' OR sex = 'U'),
  address1 TEXT,
  address2 TEXT,
  city TEXT,
  state TEXT CHECK (length(state) = 2),
  zip TEXT CHECK (length(zip) IN (5, 9)),
  phone TEXT CHECK (length(phone) = 10),
  UNIQUE (patient_id, version)
) STRICT;

-- A patient's policy with a payer; one for each payer, priority and first day.
CREATE TABLE coverage (
  id INTEGER PRIMARY KEY,
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  payer_row INTEGER NOT NULL REFERENCES payer (id),
  priority TEXT NOT NULL CHECK (priority = 'P' OR priority = 'S' OR priority = 'T'),
  effective_from TEXT NOT NULL CHECK (effective_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  version INTEGER NOT NULL,
  UNIQUE (patient_id, payer_row, priority, effective_from)
) STRICT;

CREATE TABLE coverage_version (
  id INTEGER PRIMARY KEY,
  coverage_id INTEGER NOT NULL REFERENCES coverage (id),
  version INTEGER NOT NULL,
  effective_to TEXT CHECK (effective_to GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- last day, included
  member_id TEXT NOT NULL,
  group_number TEXT,
  relationship TEXT NOT NULL, -- what the patient is to the subscriber
  subscriber_last_name TEXT,  -- the subscriber, when it is not the patient
  subscriber_first_name TEXT,
  subscriber_middle_name TEXT,
  subscriber_birth_date TEXT CHECK (subscriber_birth_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  subscriber_sex TEXT CHECK (subscriber_sex = 'F' OR subscriber_sex = 'M' OR subscriber_sex = 'U'),
  UNIQUE (coverage_id, version),
  CHECK ((relationship = 'self') = (subscriber_last_name IS NULL))
) STRICT;

-- What the practice charges for one unit of a code. The last row for a code and day is in force.
CREATE TABLE fee (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL CHECK (length(code) = 5),
  effective_from TEXT NOT NULL CHECK (effective_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  amount_cents INTEGER NOT NULL CHECK (amount_cents >= 0)
) STRICT;

CREATE INDEX fee_by_code ON fee (code, effective_from);

-- A practice's own short name for a drug, with the dose and route that usually go with it.
CREATE TABLE drug_alias (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE, -- lower case
  drug TEXT NOT NULL,
  dose_millionths INTEGER CHECK (dose_millionths > 0),
  dose_unit TEXT,
  route TEXT,
  CHECK ((dose_millionths IS NULL) = (dose_unit IS NULL))
) STRICT;

-- One visit.
CREATE TABLE encounter (
  id INTEGER PRIMARY KEY,
  reference TEXT,               -- the reference it was imported with
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  date_of_service TEXT NOT NULL CHECK (date_of_service GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  provider_npi TEXT CHECK (length(provider_npi) = 10),       -- rendering; may be unknown to `provider`
  supervising_npi TEXT CHECK (length(supervising_npi) = 10),
  supervision_mode TEXT CHECK (
    supervision_mode = 'in_person' OR supervision_mode = 'virtual_av' OR supervision_mode = 'none'
  ),
  place_of_service TEXT CHECK (length(place_of_service) = 2),
  diagnoses TEXT NOT NULL,      -- list of ICD-10-CM codes, at most twelve
  other_services TEXT NOT NULL  -- list of codes with modifiers, like 99213-25
) STRICT;

CREATE UNIQUE INDEX encounter_by_reference ON encounter (reference) WHERE reference IS NOT NULL;
CREATE INDEX encounter_by_patient ON encounter (patient_id, date_of_service);
-- The other visits of a patient on a day. The day comes first: open visits are recent, so their
-- entries stand together, however many visits each patient had before.
CREATE INDEX encounter_by_date ON encounter (date_of_service, patient_id);

-- What an encounter said before it was corrected. Claims do not need it: they freeze what they say.
CREATE TABLE encounter_version (
  id INTEGER PRIMARY KEY,
  encounter_id INTEGER NOT NULL REFERENCES encounter (id),
  reference TEXT,
  date_of_service TEXT NOT NULL,
  provider_npi TEXT,
  supervising_npi TEXT,
  supervision_mode TEXT,
  place_of_service TEXT,
  diagnoses TEXT NOT NULL,
  other_services TEXT NOT NULL
) STRICT;

CREATE INDEX encounter_version_by_encounter ON encounter_version (encounter_id);

-- One administered drug: the unit of account. It is open until it has a disposition.
CREATE TABLE dose (
  id INTEGER PRIMARY KEY,
  encounter_id INTEGER NOT NULL REFERENCES encounter (id),
  reference TEXT,              -- the dose_ref it was imported with
  time_of_day TEXT CHECK (time_of_day GLOB '[0-2][0-9]:[0-5][0-9]'),
  drug TEXT NOT NULL,          -- code, or NONE-… for a drug that has none
  ndc TEXT CHECK (length(ndc) = 11),
  dose_millionths INTEGER NOT NULL CHECK (dose_millionths > 0),
  dose_unit TEXT NOT NULL CHECK (
    dose_unit = 'mcg' OR dose_unit = 'mg' OR dose_unit = 'g' OR dose_unit = 'mL'
    OR dose_unit = 'units' OR dose_unit = 'dose'
  ),
  volume_millionths INTEGER CHECK (volume_millionths >= 0), -- mL
  route TEXT,
  site TEXT,
  lot TEXT,
  expiry TEXT CHECK (expiry GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  container TEXT CHECK (container IN ('single_dose', 'multi_dose')),
  waste_millionths INTEGER CHECK (waste_millionths > 0),
  waste_unit TEXT CHECK (
    waste_unit = 'mcg' OR waste_unit = 'mg' OR waste_unit = 'g' OR waste_unit = 'mL'
    OR waste_unit = 'units' OR waste_unit = 'dose'
  ),
  stock_source TEXT NOT NULL,
  syringe TEXT,                -- doses of an encounter with the same mark are one injection
  injections INTEGER NOT NULL CHECK (injections BETWEEN 1 AND 50),
  device TEXT,
  given_by TEXT,
  given_by_credential TEXT,
  counselled_by TEXT,
  note TEXT,
  replaces_dose_id INTEGER REFERENCES dose (id), -- the voided dose that this one corrects
  disposition TEXT CHECK (
    disposition = 'billed' OR disposition = 'self_pay' OR disposition = 'no_charge'
    OR disposition = 'voided'
  ),
  disposition_reason TEXT,     -- why: always there for no_charge and voided
  claim_id INTEGER REFERENCES claim (id),
  CHECK ((disposition IS 'billed') = (claim_id IS NOT NULL)),
  CHECK (disposition NOT IN ('no_charge', 'voided') OR disposition_reason IS NOT NULL),
  CHECK ((waste_millionths IS NULL) = (waste_unit IS NULL))
) STRICT;

CREATE INDEX dose_by_encounter ON dose (encounter_id);
-- What `shots unbilled` reads: it holds open doses only, however long the history grows.
CREATE INDEX dose_open ON dose (encounter_id) WHERE disposition IS NULL;
CREATE INDEX dose_by_claim ON dose (claim_id) WHERE claim_id IS NOT NULL;
-- A replacement takes over the reference of the dose that it corrects.
CREATE UNIQUE INDEX dose_by_reference ON dose (reference)
  WHERE reference IS NOT NULL AND disposition IS NOT 'voided';

-- What was voided stays so when its row is imported again.
CREATE INDEX dose_voided_by_reference ON dose (reference) WHERE disposition = 'voided';

-- A person looked at a warning and lets it pass.
CREATE TABLE acceptance (
  id INTEGER PRIMARY KEY,
  dose_id INTEGER NOT NULL REFERENCES dose (id),
  rule TEXT NOT NULL,
  reason TEXT NOT NULL,
  UNIQUE (dose_id, rule)
) STRICT;

-- One export: a file of claims with its control numbers.
CREATE TABLE batch (
  id INTEGER PRIMARY KEY,
  format TEXT NOT NULL CHECK (format IN ('837p', 'csv')),
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

-- Service lines of one encounter, one payer and one provider, frozen as they are sent.
CREATE TABLE claim (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 20), -- CLM01
  batch_id INTEGER NOT NULL REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED, -- made last, with its totals
  encounter_id INTEGER NOT NULL REFERENCES encounter (id),
  frequency TEXT NOT NULL CHECK (frequency = '1' OR frequency = '7' OR frequency = '8'),
  practice_id INTEGER NOT NULL REFERENCES practice (id),
  provider_version_id INTEGER NOT NULL REFERENCES provider_version (id),
  supervising_version_id INTEGER REFERENCES provider_version (id),
  payer_version_id INTEGER NOT NULL REFERENCES payer_version (id),
  coverage_version_id INTEGER NOT NULL REFERENCES coverage_version (id),
  patient_version_id INTEGER NOT NULL REFERENCES patient_version (id),
  date_of_service TEXT NOT NULL CHECK (date_of_service GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  place_of_service TEXT NOT NULL CHECK (length(place_of_service) = 2),
  diagnoses TEXT NOT NULL,
  note TEXT,
  total_cents INTEGER NOT NULL CHECK (total_cents >= 0)
) STRICT;

CREATE INDEX claim_by_batch ON claim (batch_id);
CREATE INDEX claim_by_encounter ON claim (encounter_id);

-- The working of each line is frozen with it: `why` and `rules`.
CREATE TABLE claim_line (
  id INTEGER PRIMARY KEY,
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 50), -- LX01
  dose_id INTEGER REFERENCES dose (id), -- none for a service of the visit
  kind TEXT NOT NULL CHECK (kind = 'visit' OR kind = 'administration' OR kind = 'drug' OR kind = 'waste'),
  code TEXT NOT NULL CHECK (length(code) = 5),
  modifiers TEXT NOT NULL,
  units INTEGER NOT NULL CHECK (units > 0),
  charge_cents INTEGER NOT NULL CHECK (charge_cents >= 0),
  pointers TEXT NOT NULL,               -- positions in the claim's diagnoses
  ndc TEXT CHECK (length(ndc) = 11),
  ndc_quantity_millionths INTEGER CHECK (ndc_quantity_millionths > 0),
  ndc_unit TEXT CHECK (
    ndc_unit = 'ML' OR ndc_unit = 'UN' OR ndc_unit = 'GR' OR ndc_unit = 'F2' OR ndc_unit = 'ME'
  ),
  description TEXT,
  note TEXT,
  why TEXT NOT NULL,
  rules TEXT NOT NULL,
  UNIQUE (claim_id, position),
  CHECK ((ndc IS NULL) = (ndc_quantity_millionths IS NULL) AND (ndc IS NULL) = (ndc_unit IS NULL))
) STRICT;
