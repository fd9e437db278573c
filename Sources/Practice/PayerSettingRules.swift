extension PayerSettings.Name {
  /// The rules that ask for the habit; `shots why` shows it where one of them had a say.
  public var rules: [RuleID] { PayerSettings.Name.rulesByName[rawValue] ?? [] }

  private static let rulesByName: [String: [RuleID]] = [
    "multi_injection_style": ["R26"],
    "vaccine_admin_style": ["R04", "R05", "R07"],
    "unsupervised_rule": ["R32"],
    "supervision_virtual_allowed": ["R31"],
    "ndc_required": ["R59"],
    "jw_jz_required": ["R56", "R57", "R58"],
    "patient_supplied_style": ["R48"],
    "complex_biologic_admin": ["R16"],
    "split_dose_count": ["R25"],
    "hiv_prep_admin_code": ["R13"],
    "facility_pos_set": ["R37"],
    "timely_filing_days": ["R78"],
    "later_filing_days": ["R78"],
    "timely_filing_basis": ["R78"],
    "global_period_style": ["R41"],
    "claim_filing_indicator": ["R45"],
    "abn_system": ["R77"],
    "g2211_allowed": ["R36"],
    "discount_340b_modifier": ["R62"],
    "replacement_style": ["R92"],
    "paper_habits": ["R88"],
    "supervisor_on_claim": ["R31"],
  ]
}
