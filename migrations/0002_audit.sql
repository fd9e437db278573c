-- What may change and what may not, and the audit of everything that does.
--
-- The program registers three functions on every connection:
--   current_operation()  the operation that is being carried out
--   audit_content(...)   the values as a JSON array (json_array is not innocuous before SQLite 3.42)
--   audit_hash(previous, operation_id, table_name, row_id, action, content)
--                        SHA-256 over the hash of the row before and the columns of this one
-- A write path that has not registered them cannot write at all, so none can forget the audit.

-- What a trigger tells the audit. The audit itself adds who did it and the hash, here and nowhere else.
CREATE VIEW audit_entry AS SELECT table_name, row_id, action, content FROM audit;

CREATE TRIGGER audit_is_chained INSTEAD OF INSERT ON audit_entry BEGIN
  INSERT INTO audit (operation_id, table_name, row_id, action, content, hash)
  VALUES (
    current_operation(), new.table_name, new.row_id, new.action, new.content,
    audit_hash((SELECT hash FROM audit ORDER BY id DESC LIMIT 1), current_operation(),
      new.table_name, new.row_id, new.action, new.content)
  );
END;

CREATE TRIGGER operation_insert_is_audited AFTER INSERT ON operation BEGIN
  INSERT INTO audit_entry VALUES ('operation', new.id, 'insert', audit_content(
    new.id, new.key, new.command, new.actor, new.at
  ));
END;

CREATE TRIGGER practice_insert_is_audited AFTER INSERT ON practice BEGIN
  INSERT INTO audit_entry VALUES ('practice', new.id, 'insert', audit_content(
    new.id, new.name, new.npi, new.tax_id, new.tax_id_type, new.taxonomy, new.address1,
    new.address2, new.city, new.state, new.zip, new.pay_to_address1, new.pay_to_address2,
    new.pay_to_city, new.pay_to_state, new.pay_to_zip, new.phone, new.contact_name,
    new.contact_phone, new.time_zone, new.submitter_id, new.submitter_qualifier,
    new.receiver_id, new.receiver_qualifier, new.receiver_name, new.usage
  ));
END;

CREATE TRIGGER provider_insert_is_audited AFTER INSERT ON provider BEGIN
  INSERT INTO audit_entry VALUES ('provider', new.id, 'insert', audit_content(
    new.id, new.npi, new.version
  ));
END;

CREATE TRIGGER provider_update_is_audited AFTER UPDATE ON provider BEGIN
  INSERT INTO audit_entry VALUES ('provider', new.id, 'update', audit_content(
    new.id, new.npi, new.version
  ));
END;

CREATE TRIGGER provider_version_insert_is_audited AFTER INSERT ON provider_version BEGIN
  INSERT INTO audit_entry VALUES ('provider_version', new.id, 'insert', audit_content(
    new.id, new.provider_id, new.version, new.last_name, new.first_name, new.middle_name,
    new.credential, new.taxonomy
  ));
END;

CREATE TRIGGER payer_insert_is_audited AFTER INSERT ON payer BEGIN
  INSERT INTO audit_entry VALUES ('payer', new.id, 'insert', audit_content(
    new.id, new.payer_id, new.version
  ));
END;

CREATE TRIGGER payer_update_is_audited AFTER UPDATE ON payer BEGIN
  INSERT INTO audit_entry VALUES ('payer', new.id, 'update', audit_content(
    new.id, new.payer_id, new.version
  ));
END;

CREATE TRIGGER payer_version_insert_is_audited AFTER INSERT ON payer_version BEGIN
  INSERT INTO audit_entry VALUES ('payer_version', new.id, 'insert', audit_content(
    new.id, new.payer_row, new.version, new.name, new.electronic_id, new.payer_class,
    new.filing_indicator, new.timely_filing_days, new.address1, new.address2, new.city,
    new.state, new.zip
  ));
END;

CREATE TRIGGER payer_setting_insert_is_audited AFTER INSERT ON payer_setting BEGIN
  INSERT INTO audit_entry VALUES ('payer_setting', new.id, 'insert', audit_content(
    new.id, new.payer_row, new.name, new.value, new.effective_from
  ));
END;

CREATE TRIGGER patient_insert_is_audited AFTER INSERT ON patient BEGIN
  INSERT INTO audit_entry VALUES ('patient', new.id, 'insert', audit_content(
    new.id, new.mrn, new.search_name, new.version
  ));
END;

CREATE TRIGGER patient_update_is_audited AFTER UPDATE ON patient BEGIN
  INSERT INTO audit_entry VALUES ('patient', new.id, 'update', audit_content(
    new.id, new.mrn, new.search_name, new.version
  ));
END;

CREATE TRIGGER patient_version_insert_is_audited AFTER INSERT ON patient_version BEGIN
  INSERT INTO audit_entry VALUES ('patient_version', new.id, 'insert', audit_content(
    new.id, new.patient_id, new.version, new.last_name, new.first_name, new.middle_name,
    new.birth_date, new.sex, new.address1, new.address2, new.city, new.state, new.zip,
    new.phone
  ));
END;

CREATE TRIGGER coverage_insert_is_audited AFTER INSERT ON coverage BEGIN
  INSERT INTO audit_entry VALUES ('coverage', new.id, 'insert', audit_content(
    new.id, new.patient_id, new.payer_row, new.priority, new.effective_from, new.version
  ));
END;

CREATE TRIGGER coverage_update_is_audited AFTER UPDATE ON coverage BEGIN
  INSERT INTO audit_entry VALUES ('coverage', new.id, 'update', audit_content(
    new.id, new.patient_id, new.payer_row, new.priority, new.effective_from, new.version
  ));
END;

CREATE TRIGGER coverage_version_insert_is_audited AFTER INSERT ON coverage_version BEGIN
  INSERT INTO audit_entry VALUES ('coverage_version', new.id, 'insert', audit_content(
    new.id, new.coverage_id, new.version, new.effective_to, new.member_id, new.group_number,
    new.relationship, new.subscriber_last_name, new.subscriber_first_name,
    new.subscriber_middle_name, new.subscriber_birth_date, new.subscriber_sex
  ));
END;

CREATE TRIGGER fee_insert_is_audited AFTER INSERT ON fee BEGIN
  INSERT INTO audit_entry VALUES ('fee', new.id, 'insert', audit_content(
    new.id, new.code, new.effective_from, new.amount_cents
  ));
END;

CREATE TRIGGER drug_alias_insert_is_audited AFTER INSERT ON drug_alias BEGIN
  INSERT INTO audit_entry VALUES ('drug_alias', new.id, 'insert', audit_content(
    new.id, new.name, new.drug, new.dose_millionths, new.dose_unit, new.route
  ));
END;

CREATE TRIGGER drug_alias_update_is_audited AFTER UPDATE ON drug_alias BEGIN
  INSERT INTO audit_entry VALUES ('drug_alias', new.id, 'update', audit_content(
    new.id, new.name, new.drug, new.dose_millionths, new.dose_unit, new.route
  ));
END;

CREATE TRIGGER encounter_insert_is_audited AFTER INSERT ON encounter BEGIN
  INSERT INTO audit_entry VALUES ('encounter', new.id, 'insert', audit_content(
    new.id, new.reference, new.patient_id, new.date_of_service, new.provider_npi,
    new.supervising_npi, new.supervision_mode, new.place_of_service, new.diagnoses,
    new.other_services
  ));
END;

CREATE TRIGGER encounter_update_is_audited AFTER UPDATE ON encounter BEGIN
  INSERT INTO audit_entry VALUES ('encounter', new.id, 'update', audit_content(
    new.id, new.reference, new.patient_id, new.date_of_service, new.provider_npi,
    new.supervising_npi, new.supervision_mode, new.place_of_service, new.diagnoses,
    new.other_services
  ));
END;

CREATE TRIGGER encounter_version_insert_is_audited AFTER INSERT ON encounter_version BEGIN
  INSERT INTO audit_entry VALUES ('encounter_version', new.id, 'insert', audit_content(
    new.id, new.encounter_id, new.reference, new.date_of_service, new.provider_npi,
    new.supervising_npi, new.supervision_mode, new.place_of_service, new.diagnoses,
    new.other_services
  ));
END;

CREATE TRIGGER dose_insert_is_audited AFTER INSERT ON dose BEGIN
  INSERT INTO audit_entry VALUES ('dose', new.id, 'insert', audit_content(
    new.id, new.encounter_id, new.reference, new.time_of_day, new.drug, new.ndc,
    new.dose_millionths, new.dose_unit, new.volume_millionths, new.route, new.site, new.lot,
    new.expiry, new.container, new.waste_millionths, new.waste_unit, new.stock_source,
    new.syringe, new.injections, new.device, new.given_by, new.given_by_credential,
    new.counselled_by, new.note, new.replaces_dose_id, new.disposition, new.disposition_reason,
    new.claim_id
  ));
END;

CREATE TRIGGER dose_update_is_audited AFTER UPDATE ON dose BEGIN
  INSERT INTO audit_entry VALUES ('dose', new.id, 'update', audit_content(
    new.id, new.encounter_id, new.reference, new.time_of_day, new.drug, new.ndc,
    new.dose_millionths, new.dose_unit, new.volume_millionths, new.route, new.site, new.lot,
    new.expiry, new.container, new.waste_millionths, new.waste_unit, new.stock_source,
    new.syringe, new.injections, new.device, new.given_by, new.given_by_credential,
    new.counselled_by, new.note, new.replaces_dose_id, new.disposition, new.disposition_reason,
    new.claim_id
  ));
END;

CREATE TRIGGER acceptance_insert_is_audited AFTER INSERT ON acceptance BEGIN
  INSERT INTO audit_entry VALUES ('acceptance', new.id, 'insert', audit_content(
    new.id, new.dose_id, new.rule, new.reason
  ));
END;

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

CREATE TRIGGER claim_insert_is_audited AFTER INSERT ON claim BEGIN
  INSERT INTO audit_entry VALUES ('claim', new.id, 'insert', audit_content(
    new.id, new.number, new.batch_id, new.encounter_id, new.frequency, new.practice_id,
    new.provider_version_id, new.supervising_version_id, new.payer_version_id,
    new.coverage_version_id, new.patient_version_id, new.date_of_service, new.place_of_service,
    new.diagnoses, new.note, new.total_cents
  ));
END;

CREATE TRIGGER claim_line_insert_is_audited AFTER INSERT ON claim_line BEGIN
  INSERT INTO audit_entry VALUES ('claim_line', new.id, 'insert', audit_content(
    new.id, new.claim_id, new.position, new.dose_id, new.kind, new.code, new.modifiers,
    new.units, new.charge_cents, new.pointers, new.ndc, new.ndc_quantity_millionths,
    new.ndc_unit, new.description, new.note, new.why, new.rules
  ));
END;

-- Nothing is ever deleted.

CREATE TRIGGER operation_is_not_deleted BEFORE DELETE ON operation BEGIN
  SELECT RAISE(ABORT, 'rows of operation are never deleted');
END;

CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN
  SELECT RAISE(ABORT, 'rows of audit are never deleted');
END;

CREATE TRIGGER practice_is_not_deleted BEFORE DELETE ON practice BEGIN
  SELECT RAISE(ABORT, 'rows of practice are never deleted');
END;

CREATE TRIGGER provider_is_not_deleted BEFORE DELETE ON provider BEGIN
  SELECT RAISE(ABORT, 'rows of provider are never deleted');
END;

CREATE TRIGGER provider_version_is_not_deleted BEFORE DELETE ON provider_version BEGIN
  SELECT RAISE(ABORT, 'rows of provider_version are never deleted');
END;

CREATE TRIGGER payer_is_not_deleted BEFORE DELETE ON payer BEGIN
  SELECT RAISE(ABORT, 'rows of payer are never deleted');
END;

CREATE TRIGGER payer_version_is_not_deleted BEFORE DELETE ON payer_version BEGIN
  SELECT RAISE(ABORT, 'rows of payer_version are never deleted');
END;

CREATE TRIGGER payer_setting_is_not_deleted BEFORE DELETE ON payer_setting BEGIN
  SELECT RAISE(ABORT, 'rows of payer_setting are never deleted');
END;

CREATE TRIGGER patient_is_not_deleted BEFORE DELETE ON patient BEGIN
  SELECT RAISE(ABORT, 'rows of patient are never deleted');
END;

CREATE TRIGGER patient_version_is_not_deleted BEFORE DELETE ON patient_version BEGIN
  SELECT RAISE(ABORT, 'rows of patient_version are never deleted');
END;

CREATE TRIGGER coverage_is_not_deleted BEFORE DELETE ON coverage BEGIN
  SELECT RAISE(ABORT, 'rows of coverage are never deleted');
END;

CREATE TRIGGER coverage_version_is_not_deleted BEFORE DELETE ON coverage_version BEGIN
  SELECT RAISE(ABORT, 'rows of coverage_version are never deleted');
END;

CREATE TRIGGER fee_is_not_deleted BEFORE DELETE ON fee BEGIN
  SELECT RAISE(ABORT, 'rows of fee are never deleted');
END;

CREATE TRIGGER drug_alias_is_not_deleted BEFORE DELETE ON drug_alias BEGIN
  SELECT RAISE(ABORT, 'rows of drug_alias are never deleted');
END;

CREATE TRIGGER encounter_is_not_deleted BEFORE DELETE ON encounter BEGIN
  SELECT RAISE(ABORT, 'rows of encounter are never deleted');
END;

CREATE TRIGGER encounter_version_is_not_deleted BEFORE DELETE ON encounter_version BEGIN
  SELECT RAISE(ABORT, 'rows of encounter_version are never deleted');
END;

CREATE TRIGGER dose_is_not_deleted BEFORE DELETE ON dose BEGIN
  SELECT RAISE(ABORT, 'rows of dose are never deleted');
END;

CREATE TRIGGER acceptance_is_not_deleted BEFORE DELETE ON acceptance BEGIN
  SELECT RAISE(ABORT, 'rows of acceptance are never deleted');
END;

CREATE TRIGGER batch_is_not_deleted BEFORE DELETE ON batch BEGIN
  SELECT RAISE(ABORT, 'rows of batch are never deleted');
END;

CREATE TRIGGER claim_is_not_deleted BEFORE DELETE ON claim BEGIN
  SELECT RAISE(ABORT, 'rows of claim are never deleted');
END;

CREATE TRIGGER claim_line_is_not_deleted BEFORE DELETE ON claim_line BEGIN
  SELECT RAISE(ABORT, 'rows of claim_line are never deleted');
END;

-- Versions, money and claims never change.

CREATE TRIGGER operation_is_not_changed BEFORE UPDATE ON operation BEGIN
  SELECT RAISE(ABORT, 'rows of operation never change; a correction is a new row');
END;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN
  SELECT RAISE(ABORT, 'rows of audit never change; a correction is a new row');
END;

CREATE TRIGGER practice_is_not_changed BEFORE UPDATE ON practice BEGIN
  SELECT RAISE(ABORT, 'rows of practice never change; a correction is a new row');
END;

CREATE TRIGGER provider_version_is_not_changed BEFORE UPDATE ON provider_version BEGIN
  SELECT RAISE(ABORT, 'rows of provider_version never change; a correction is a new row');
END;

CREATE TRIGGER payer_version_is_not_changed BEFORE UPDATE ON payer_version BEGIN
  SELECT RAISE(ABORT, 'rows of payer_version never change; a correction is a new row');
END;

CREATE TRIGGER payer_setting_is_not_changed BEFORE UPDATE ON payer_setting BEGIN
  SELECT RAISE(ABORT, 'rows of payer_setting never change; a correction is a new row');
END;

CREATE TRIGGER patient_version_is_not_changed BEFORE UPDATE ON patient_version BEGIN
  SELECT RAISE(ABORT, 'rows of patient_version never change; a correction is a new row');
END;

CREATE TRIGGER coverage_version_is_not_changed BEFORE UPDATE ON coverage_version BEGIN
  SELECT RAISE(ABORT, 'rows of coverage_version never change; a correction is a new row');
END;

CREATE TRIGGER fee_is_not_changed BEFORE UPDATE ON fee BEGIN
  SELECT RAISE(ABORT, 'rows of fee never change; a correction is a new row');
END;

CREATE TRIGGER encounter_version_is_not_changed BEFORE UPDATE ON encounter_version BEGIN
  SELECT RAISE(ABORT, 'rows of encounter_version never change; a correction is a new row');
END;

CREATE TRIGGER acceptance_is_not_changed BEFORE UPDATE ON acceptance BEGIN
  SELECT RAISE(ABORT, 'rows of acceptance never change; a correction is a new row');
END;

CREATE TRIGGER claim_is_not_changed BEFORE UPDATE ON claim BEGIN
  SELECT RAISE(ABORT, 'rows of claim never change; a correction is a new row');
END;

CREATE TRIGGER claim_line_is_not_changed BEFORE UPDATE ON claim_line BEGIN
  SELECT RAISE(ABORT, 'rows of claim_line never change; a correction is a new row');
END;

-- A party may only move to its next version.

CREATE TRIGGER provider_identity_is_fixed BEFORE UPDATE OF
  id, npi
ON provider BEGIN
  SELECT RAISE(ABORT, 'this part of provider never changes; a correction is a new row');
END;

CREATE TRIGGER payer_identity_is_fixed BEFORE UPDATE OF
  id, payer_id
ON payer BEGIN
  SELECT RAISE(ABORT, 'this part of payer never changes; a correction is a new row');
END;

CREATE TRIGGER patient_identity_is_fixed BEFORE UPDATE OF
  id, mrn
ON patient BEGIN
  SELECT RAISE(ABORT, 'this part of patient never changes; a correction is a new row');
END;

CREATE TRIGGER coverage_identity_is_fixed BEFORE UPDATE OF
  id, patient_id, payer_row, priority, effective_from
ON coverage BEGIN
  SELECT RAISE(ABORT, 'this part of coverage never changes; a correction is a new row');
END;

CREATE TRIGGER provider_version_goes_up BEFORE UPDATE OF version ON provider
WHEN new.version <> old.version + 1 BEGIN
  SELECT RAISE(ABORT, 'versions of provider go up by one');
END;

CREATE TRIGGER payer_version_goes_up BEFORE UPDATE OF version ON payer
WHEN new.version <> old.version + 1 BEGIN
  SELECT RAISE(ABORT, 'versions of payer go up by one');
END;

CREATE TRIGGER patient_version_goes_up BEFORE UPDATE OF version ON patient
WHEN new.version <> old.version + 1 BEGIN
  SELECT RAISE(ABORT, 'versions of patient go up by one');
END;

CREATE TRIGGER coverage_version_goes_up BEFORE UPDATE OF version ON coverage
WHEN new.version <> old.version + 1 BEGIN
  SELECT RAISE(ABORT, 'versions of coverage go up by one');
END;

-- A corrected encounter keeps what it said before.

CREATE TRIGGER encounter_identity_is_fixed BEFORE UPDATE OF
  id, patient_id
ON encounter BEGIN
  SELECT RAISE(ABORT, 'this part of encounter never changes; a correction is a new row');
END;

CREATE TRIGGER encounter_keeps_history BEFORE UPDATE ON encounter BEGIN
  INSERT INTO encounter_version (
    encounter_id,
    reference, date_of_service, provider_npi, supervising_npi, supervision_mode,
    place_of_service, diagnoses, other_services
  )
  VALUES (
    old.id,
    old.reference, old.date_of_service, old.provider_npi, old.supervising_npi,
    old.supervision_mode, old.place_of_service, old.diagnoses, old.other_services
  );
END;

-- A dose says what was given; only its disposition is added, once. What nobody or the patient pays can be voided.

CREATE TRIGGER dose_identity_is_fixed BEFORE UPDATE OF
  id, encounter_id, reference, time_of_day, drug, ndc, dose_millionths, dose_unit,
  volume_millionths, route, site, lot, expiry, container, waste_millionths, waste_unit,
  stock_source, syringe, injections, device, given_by, given_by_credential, counselled_by, note,
  replaces_dose_id
ON dose BEGIN
  SELECT RAISE(ABORT, 'this part of dose never changes; a correction is a new row');
END;

CREATE TRIGGER dose_disposition_is_final BEFORE UPDATE OF disposition, disposition_reason, claim_id ON dose
WHEN old.disposition IN ('billed', 'voided')
  OR (old.disposition IS NOT NULL AND new.disposition IS NOT 'voided') BEGIN
  SELECT RAISE(ABORT, 'this dose is accounted for already');
END;

-- A batch is prepared, then written, once.

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
