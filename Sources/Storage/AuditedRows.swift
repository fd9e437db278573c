import SQLite

/// How each audited table reads as the audit writes it down, so that `shots check` can compare the
/// two. A table that a migration adds has a row here, and a test says so.
enum AuditedRows {
  /// The statement that gives number and content of every row of a table; nil for a table that is
  /// not audited.
  static func statement(of table: String) -> SQL? { statements[table] }

  private static let statements: [String: SQL] = [
    "operation": """
    SELECT id, audit_content(id, key, command, actor, at) FROM operation
    """,
    "practice": """
    SELECT id, audit_content(id, name, npi, tax_id, tax_id_type, taxonomy, address1, address2,
      city, state, zip, pay_to_address1, pay_to_address2, pay_to_city, pay_to_state,
      pay_to_zip, phone, contact_name, contact_phone, time_zone, submitter_id,
      submitter_qualifier, receiver_id, receiver_qualifier, receiver_name,
      usage) FROM practice
    """,
    "provider": """
    SELECT id, audit_content(id, npi, version) FROM provider
    """,
    "provider_version": """
    SELECT id, audit_content(id, provider_id, version, last_name, first_name, middle_name,
      credential, taxonomy) FROM provider_version
    """,
    "payer": """
    SELECT id, audit_content(id, payer_id, version) FROM payer
    """,
    "payer_version": """
    SELECT id, audit_content(id, payer_row, version, name, electronic_id, payer_class,
      filing_indicator, timely_filing_days, address1, address2, city, state,
      zip) FROM payer_version
    """,
    "payer_setting": """
    SELECT id, audit_content(id, payer_row, name, value, effective_from) FROM payer_setting
    """,
    "patient": """
    SELECT id, audit_content(id, mrn, search_name, version) FROM patient
    """,
    "patient_version": """
    SELECT id, audit_content(id, patient_id, version, last_name, first_name, middle_name,
      birth_date, sex, address1, address2, city, state, zip, phone) FROM patient_version
    """,
    "coverage": """
    SELECT id, audit_content(id, patient_id, payer_row, priority, effective_from,
      version) FROM coverage
    """,
    "coverage_version": """
    SELECT id, audit_content(id, coverage_id, version, effective_to, member_id, group_number,
      relationship, subscriber_last_name, subscriber_first_name, subscriber_middle_name,
      subscriber_birth_date, subscriber_sex) FROM coverage_version
    """,
    "fee": """
    SELECT id, audit_content(id, code, effective_from, amount_cents) FROM fee
    """,
    "drug_alias": """
    SELECT id, audit_content(id, name, drug, dose_millionths, dose_unit,
      route) FROM drug_alias
    """,
    "encounter": """
    SELECT id, audit_content(id, reference, patient_id, date_of_service, provider_npi,
      supervising_npi, supervision_mode, place_of_service, diagnoses,
      other_services) FROM encounter
    """,
    "encounter_version": """
    SELECT id, audit_content(id, encounter_id, reference, date_of_service, provider_npi,
      supervising_npi, supervision_mode, place_of_service, diagnoses,
      other_services) FROM encounter_version
    """,
    "dose": """
    SELECT id, audit_content(id, encounter_id, reference, time_of_day, drug, ndc,
      dose_millionths, dose_unit, volume_millionths, route, site, lot, expiry, container,
      waste_millionths, waste_unit, stock_source, syringe, injections, device, given_by,
      given_by_credential, counselled_by, note, replaces_dose_id, disposition,
      disposition_reason, claim_id) FROM dose
    """,
    "acceptance": """
    SELECT id, audit_content(id, dose_id, rule, reason) FROM acceptance
    """,
    "batch": """
    SELECT id, audit_content(id, format, practice_id, receiver_id, interchange_control,
      group_control, made_on, made_at, first_day, last_day, state, file_name, folder, claims,
      lines, total_cents, size, sha256) FROM batch
    """,
    "batch_paper": """
    SELECT batch_id, audit_content(batch_id, top_lines, left_columns, line_end,
      signs) FROM batch_paper
    """,
    "batch_payer_setting": """
    SELECT id, audit_content(id, batch_id, payer_id, name, value) FROM batch_payer_setting
    """,
    "claim": """
    SELECT id, audit_content(id, number, batch_id, encounter_id, frequency, practice_id,
      provider_version_id, supervising_version_id, payer_version_id, coverage_version_id,
      patient_version_id, date_of_service, place_of_service, diagnoses, note,
      total_cents) FROM claim
    """,
    "claim_line": """
    SELECT id, audit_content(id, claim_id, position, dose_id, kind, code, modifiers, units,
      charge_cents, pointers, ndc, ndc_quantity_millionths, ndc_unit, description, note, why,
      rules) FROM claim_line
    """,
    "practice_setting": """
    SELECT id, audit_content(id, name, value, effective_from) FROM practice_setting
    """,
    "drug_order": """
    SELECT id, audit_content(id, number, patient_id, drug, dose_millionths, dose_unit, route,
      frequency, phase, ordered_by, valid_from, valid_to, signed_on, withdrawn) FROM drug_order
    """,
    "prior_authorization": """
    SELECT id, audit_content(id, number, patient_id, payer_row, drug, payer_number, kind,
      valid_from, valid_to, units, withdrawn) FROM prior_authorization
    """,
    "drug_policy": """
    SELECT id, audit_content(id, number, payer_row, drug, accepted, oral_is_standard,
      needs_authorization, self_administered, valid_from, valid_to, source, withdrawn)
      FROM drug_policy
    """,
    "notice": """
    SELECT id, audit_content(id, number, patient_id, drug, denial, given, valid_from, valid_to,
      withdrawn) FROM notice
    """,
    "stay": """
    SELECT id, audit_content(id, number, patient_id, kind, valid_from, valid_to, withdrawn)
      FROM stay
    """,
    "surgery": """
    SELECT id, audit_content(id, number, patient_id, procedure, performed_on, days, clinician_npi,
      withdrawn) FROM surgery
    """,
    "employer_plan": """
    SELECT id, audit_content(id, number, patient_id, name, current_work, employees, valid_from,
      valid_to, withdrawn) FROM employer_plan
    """,
    "vaccine_record": """
    SELECT id, audit_content(id, dose_id, manufacturer, sheet_edition, sheet_given)
      FROM vaccine_record
    """,
    "encounter_cause": """
    SELECT id, audit_content(id, encounter_id, accident, accident_on, accident_state, for_stay,
      for_surgery) FROM encounter_cause
    """,
    "allowed_amount": """
    SELECT id, audit_content(id, payer_row, code, per_unit_millionths, effective_from, effective_to,
      source) FROM allowed_amount
    """,
  ]
}
