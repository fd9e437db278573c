-- Who set a habit of a payer, and when: looked up in the audit, which is as long as the history.
CREATE INDEX audit_of_settings ON audit (row_id) WHERE table_name = 'payer_setting';
