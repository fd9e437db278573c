-- The audit reads a row that was written by itself: a trigger names the table, the row and what was
-- done. SQLite parses every trigger of the file at each start of the program, and the lists of columns
-- were a third of that.
--
-- The program registers one function on every connection:
--   audit(table_name, row_id, action)  writes the row of `audit`: the operation that is being carried
--     out, the values of the row as a JSON array, and SHA-256 over the hash of the row before and the
--     columns of this one
-- A write path that has not registered it cannot write at all, so none can forget the audit.

DROP VIEW audit_entry;

DROP TRIGGER operation_insert_is_audited;
DROP TRIGGER practice_insert_is_audited;
DROP TRIGGER provider_insert_is_audited;
DROP TRIGGER provider_update_is_audited;
DROP TRIGGER provider_version_insert_is_audited;
DROP TRIGGER payer_insert_is_audited;
DROP TRIGGER payer_update_is_audited;
DROP TRIGGER payer_version_insert_is_audited;
DROP TRIGGER payer_setting_insert_is_audited;
DROP TRIGGER patient_insert_is_audited;
DROP TRIGGER patient_update_is_audited;
DROP TRIGGER patient_version_insert_is_audited;
DROP TRIGGER coverage_insert_is_audited;
DROP TRIGGER coverage_update_is_audited;
DROP TRIGGER coverage_version_insert_is_audited;
DROP TRIGGER fee_insert_is_audited;
DROP TRIGGER drug_alias_insert_is_audited;
DROP TRIGGER drug_alias_update_is_audited;
DROP TRIGGER encounter_insert_is_audited;
DROP TRIGGER encounter_update_is_audited;
DROP TRIGGER encounter_version_insert_is_audited;
DROP TRIGGER dose_insert_is_audited;
DROP TRIGGER dose_update_is_audited;
DROP TRIGGER acceptance_insert_is_audited;
DROP TRIGGER batch_insert_is_audited;
DROP TRIGGER batch_update_is_audited;
DROP TRIGGER claim_insert_is_audited;
DROP TRIGGER claim_line_insert_is_audited;
DROP TRIGGER batch_paper_insert_is_audited;
DROP TRIGGER batch_payer_setting_insert_is_audited;
DROP TRIGGER practice_setting_insert_is_audited;
DROP TRIGGER drug_order_insert_is_audited;
DROP TRIGGER prior_authorization_insert_is_audited;
DROP TRIGGER drug_policy_insert_is_audited;
DROP TRIGGER notice_insert_is_audited;
DROP TRIGGER stay_insert_is_audited;
DROP TRIGGER surgery_insert_is_audited;
DROP TRIGGER employer_plan_insert_is_audited;
DROP TRIGGER vaccine_record_insert_is_audited;
DROP TRIGGER encounter_cause_insert_is_audited;
DROP TRIGGER allowed_amount_insert_is_audited;

CREATE TRIGGER operation_insert_is_audited AFTER INSERT ON operation BEGIN
  SELECT audit('operation', new.id, 'insert');
END;

CREATE TRIGGER practice_insert_is_audited AFTER INSERT ON practice BEGIN
  SELECT audit('practice', new.id, 'insert');
END;

CREATE TRIGGER provider_insert_is_audited AFTER INSERT ON provider BEGIN
  SELECT audit('provider', new.id, 'insert');
END;

CREATE TRIGGER provider_update_is_audited AFTER UPDATE ON provider BEGIN
  SELECT audit('provider', new.id, 'update');
END;

CREATE TRIGGER provider_version_insert_is_audited AFTER INSERT ON provider_version BEGIN
  SELECT audit('provider_version', new.id, 'insert');
END;

CREATE TRIGGER payer_insert_is_audited AFTER INSERT ON payer BEGIN
  SELECT audit('payer', new.id, 'insert');
END;

CREATE TRIGGER payer_update_is_audited AFTER UPDATE ON payer BEGIN
  SELECT audit('payer', new.id, 'update');
END;

CREATE TRIGGER payer_version_insert_is_audited AFTER INSERT ON payer_version BEGIN
  SELECT audit('payer_version', new.id, 'insert');
END;

CREATE TRIGGER payer_setting_insert_is_audited AFTER INSERT ON payer_setting BEGIN
  SELECT audit('payer_setting', new.id, 'insert');
END;

CREATE TRIGGER patient_insert_is_audited AFTER INSERT ON patient BEGIN
  SELECT audit('patient', new.id, 'insert');
END;

CREATE TRIGGER patient_update_is_audited AFTER UPDATE ON patient BEGIN
  SELECT audit('patient', new.id, 'update');
END;

CREATE TRIGGER patient_version_insert_is_audited AFTER INSERT ON patient_version BEGIN
  SELECT audit('patient_version', new.id, 'insert');
END;

CREATE TRIGGER coverage_insert_is_audited AFTER INSERT ON coverage BEGIN
  SELECT audit('coverage', new.id, 'insert');
END;

CREATE TRIGGER coverage_update_is_audited AFTER UPDATE ON coverage BEGIN
  SELECT audit('coverage', new.id, 'update');
END;

CREATE TRIGGER coverage_version_insert_is_audited AFTER INSERT ON coverage_version BEGIN
  SELECT audit('coverage_version', new.id, 'insert');
END;

CREATE TRIGGER fee_insert_is_audited AFTER INSERT ON fee BEGIN
  SELECT audit('fee', new.id, 'insert');
END;

CREATE TRIGGER drug_alias_insert_is_audited AFTER INSERT ON drug_alias BEGIN
  SELECT audit('drug_alias', new.id, 'insert');
END;

CREATE TRIGGER drug_alias_update_is_audited AFTER UPDATE ON drug_alias BEGIN
  SELECT audit('drug_alias', new.id, 'update');
END;

CREATE TRIGGER encounter_insert_is_audited AFTER INSERT ON encounter BEGIN
  SELECT audit('encounter', new.id, 'insert');
END;

CREATE TRIGGER encounter_update_is_audited AFTER UPDATE ON encounter BEGIN
  SELECT audit('encounter', new.id, 'update');
END;

CREATE TRIGGER encounter_version_insert_is_audited AFTER INSERT ON encounter_version BEGIN
  SELECT audit('encounter_version', new.id, 'insert');
END;

CREATE TRIGGER dose_insert_is_audited AFTER INSERT ON dose BEGIN
  SELECT audit('dose', new.id, 'insert');
END;

CREATE TRIGGER dose_update_is_audited AFTER UPDATE ON dose BEGIN
  SELECT audit('dose', new.id, 'update');
END;

CREATE TRIGGER acceptance_insert_is_audited AFTER INSERT ON acceptance BEGIN
  SELECT audit('acceptance', new.id, 'insert');
END;

CREATE TRIGGER batch_insert_is_audited AFTER INSERT ON batch BEGIN
  SELECT audit('batch', new.id, 'insert');
END;

CREATE TRIGGER batch_update_is_audited AFTER UPDATE ON batch BEGIN
  SELECT audit('batch', new.id, 'update');
END;

CREATE TRIGGER claim_insert_is_audited AFTER INSERT ON claim BEGIN
  SELECT audit('claim', new.id, 'insert');
END;

CREATE TRIGGER claim_line_insert_is_audited AFTER INSERT ON claim_line BEGIN
  SELECT audit('claim_line', new.id, 'insert');
END;

CREATE TRIGGER batch_paper_insert_is_audited AFTER INSERT ON batch_paper BEGIN
  SELECT audit('batch_paper', new.batch_id, 'insert');
END;

CREATE TRIGGER batch_payer_setting_insert_is_audited AFTER INSERT ON batch_payer_setting BEGIN
  SELECT audit('batch_payer_setting', new.id, 'insert');
END;

CREATE TRIGGER practice_setting_insert_is_audited AFTER INSERT ON practice_setting BEGIN
  SELECT audit('practice_setting', new.id, 'insert');
END;

CREATE TRIGGER drug_order_insert_is_audited AFTER INSERT ON drug_order BEGIN
  SELECT audit('drug_order', new.id, 'insert');
END;

CREATE TRIGGER prior_authorization_insert_is_audited AFTER INSERT ON prior_authorization BEGIN
  SELECT audit('prior_authorization', new.id, 'insert');
END;

CREATE TRIGGER drug_policy_insert_is_audited AFTER INSERT ON drug_policy BEGIN
  SELECT audit('drug_policy', new.id, 'insert');
END;

CREATE TRIGGER notice_insert_is_audited AFTER INSERT ON notice BEGIN
  SELECT audit('notice', new.id, 'insert');
END;

CREATE TRIGGER stay_insert_is_audited AFTER INSERT ON stay BEGIN
  SELECT audit('stay', new.id, 'insert');
END;

CREATE TRIGGER surgery_insert_is_audited AFTER INSERT ON surgery BEGIN
  SELECT audit('surgery', new.id, 'insert');
END;

CREATE TRIGGER employer_plan_insert_is_audited AFTER INSERT ON employer_plan BEGIN
  SELECT audit('employer_plan', new.id, 'insert');
END;

CREATE TRIGGER vaccine_record_insert_is_audited AFTER INSERT ON vaccine_record BEGIN
  SELECT audit('vaccine_record', new.id, 'insert');
END;

CREATE TRIGGER encounter_cause_insert_is_audited AFTER INSERT ON encounter_cause BEGIN
  SELECT audit('encounter_cause', new.id, 'insert');
END;

CREATE TRIGGER allowed_amount_insert_is_audited AFTER INSERT ON allowed_amount BEGIN
  SELECT audit('allowed_amount', new.id, 'insert');
END;
