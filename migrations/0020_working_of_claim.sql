-- A claim says itself which earlier claim's rows of `claim_working` its decision used: one row less
-- to write for each claim of an export. Claims that older versions of the program made have it in
-- `claim_same_working`, where nothing is added any more.
ALTER TABLE claim ADD COLUMN working_claim_id INTEGER REFERENCES claim (id);
