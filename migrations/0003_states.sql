-- Parties at each of their versions. The version that is in force has `current` = 1.

CREATE VIEW provider_state AS
SELECT p.id AS row, v.id AS version_id, p.npi,
  v.last_name, v.first_name, v.middle_name, v.credential, v.taxonomy,
  (v.version = p.version) AS current
FROM provider p JOIN provider_version v ON v.provider_id = p.id;

CREATE VIEW payer_state AS
SELECT p.id AS row, v.id AS version_id, p.payer_id, v.name, v.electronic_id, v.payer_class,
  v.filing_indicator, v.timely_filing_days, v.address1, v.address2, v.city, v.state, v.zip,
  (v.version = p.version) AS current
FROM payer p JOIN payer_version v ON v.payer_row = p.id;

CREATE VIEW patient_state AS
SELECT p.id AS row, v.id AS version_id, p.mrn,
  v.last_name, v.first_name, v.middle_name, v.birth_date, v.sex,
  v.address1, v.address2, v.city, v.state, v.zip, v.phone,
  p.search_name, (v.version = p.version) AS current
FROM patient p JOIN patient_version v ON v.patient_id = p.id;

CREATE VIEW coverage_state AS
SELECT c.id AS row, v.id AS version_id, p.payer_id, c.priority, c.effective_from, v.effective_to,
  v.member_id, v.group_number, v.relationship, v.subscriber_last_name, v.subscriber_first_name,
  v.subscriber_middle_name, v.subscriber_birth_date, v.subscriber_sex,
  c.patient_id, (v.version = c.version) AS current
FROM coverage c
JOIN coverage_version v ON v.coverage_id = c.id
JOIN payer p ON p.id = c.payer_row;

-- Every audited row as the audit wrote it down, so that `shots check` can compare the two.
CREATE VIEW audited_row AS
SELECT 'operation' AS table_name, id AS row_id, audit_content(
  id, key, command, actor, at
) AS content FROM operation
UNION ALL
SELECT 'practice' AS table_name, id AS row_id, audit_content(
  id, name, npi, tax_id, tax_id_type, taxonomy, address1, address2, city, state, zip,
  pay_to_address1, pay_to_address2, pay_to_city, pay_to_state, pay_to_zip, phone, contact_name,
  contact_phone, time_zone, submitter_id, submitter_qualifier, receiver_id, receiver_qualifier,
  receiver_name, usage
) AS content FROM practice
UNION ALL
SELECT 'provider' AS table_name, id AS row_id, audit_content(
  id, npi, version
) AS content FROM provider
UNION ALL
SELECT 'provider_version' AS table_name, id AS row_id, audit_content(
  id, provider_id, version, last_name, first_name, middle_name, credential, taxonomy
) AS content FROM provider_version
UNION ALL
SELECT 'payer' AS table_name, id AS row_id, audit_content(
  id, payer_id, version
) AS content FROM payer
UNION ALL
SELECT 'payer_version' AS table_name, id AS row_id, audit_content(
  id, payer_row, version, name, electronic_id, payer_class, filing_indicator, timely_filing_days,
  address1, address2, city, state, zip
) AS content FROM payer_version
UNION ALL
SELECT 'payer_setting' AS table_name, id AS row_id, audit_content(
  id, payer_row, name, value, effective_from
) AS content FROM payer_setting
UNION ALL
SELECT 'patient' AS table_name, id AS row_id, audit_content(
  id, mrn, search_name, version
) AS content FROM patient
UNION ALL
SELECT 'patient_version' AS table_name, id AS row_id, audit_content(
  id, patient_id, version, last_name, first_name, middle_name, birth_date, sex, address1,
  address2, city, state, zip, phone
) AS content FROM patient_version
UNION ALL
SELECT 'coverage' AS table_name, id AS row_id, audit_content(
  id, patient_id, payer_row, priority, effective_from, version
) AS content FROM coverage
UNION ALL
SELECT 'coverage_version' AS table_name, id AS row_id, audit_content(
  id, coverage_id, version, effective_to, member_id, group_number, relationship,
  subscriber_last_name, subscriber_first_name, subscriber_middle_name, subscriber_birth_date,
  subscriber_sex
) AS content FROM coverage_version
UNION ALL
SELECT 'fee' AS table_name, id AS row_id, audit_content(
  id, code, effective_from, amount_cents
) AS content FROM fee
UNION ALL
SELECT 'drug_alias' AS table_name, id AS row_id, audit_content(
  id, name, drug, dose_millionths, dose_unit, route
) AS content FROM drug_alias
UNION ALL
SELECT 'encounter' AS table_name, id AS row_id, audit_content(
  id, reference, patient_id, date_of_service, provider_npi, supervising_npi, supervision_mode,
  place_of_service, diagnoses, other_services
) AS content FROM encounter
UNION ALL
SELECT 'encounter_version' AS table_name, id AS row_id, audit_content(
  id, encounter_id, reference, date_of_service, provider_npi, supervising_npi, supervision_mode,
  place_of_service, diagnoses, other_services
) AS content FROM encounter_version
UNION ALL
SELECT 'dose' AS table_name, id AS row_id, audit_content(
  id, encounter_id, reference, time_of_day, drug, ndc, dose_millionths, dose_unit,
  volume_millionths, route, site, lot, expiry, container, waste_millionths, waste_unit,
  stock_source, syringe, injections, device, given_by, given_by_credential, counselled_by, note,
  replaces_dose_id, disposition, disposition_reason, claim_id
) AS content FROM dose
UNION ALL
SELECT 'acceptance' AS table_name, id AS row_id, audit_content(
  id, dose_id, rule, reason
) AS content FROM acceptance
UNION ALL
SELECT 'batch' AS table_name, id AS row_id, audit_content(
  id, format, practice_id, receiver_id, interchange_control, group_control, made_on, made_at,
  first_day, last_day, state, file_name, folder, claims, lines, total_cents, size, sha256
) AS content FROM batch
UNION ALL
SELECT 'claim' AS table_name, id AS row_id, audit_content(
  id, number, batch_id, encounter_id, frequency, practice_id, provider_version_id,
  supervising_version_id, payer_version_id, coverage_version_id, patient_version_id,
  date_of_service, place_of_service, diagnoses, note, total_cents
) AS content FROM claim
UNION ALL
SELECT 'claim_line' AS table_name, id AS row_id, audit_content(
  id, claim_id, position, dose_id, kind, code, modifiers, units, charge_cents, pointers, ndc,
  ndc_quantity_millionths, ndc_unit, description, note, why, rules
) AS content FROM claim_line;
