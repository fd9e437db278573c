#include "creference.h"

// Swift cannot import an array of structures; the two functions below hand them out.
// The order is that of `ReferenceFile` in Coding; a test compares names and bytes with the folder.

static const unsigned char drugs[] = {
#embed "../Coding/Reference/drugs.csv"
};
static const unsigned char administration_codes[] = {
#embed "../Coding/Reference/administration_codes.csv"
};
static const unsigned char place_of_service[] = {
#embed "../Coding/Reference/place_of_service.csv"
};
static const unsigned char claim_filing_indicators[] = {
#embed "../Coding/Reference/claim_filing_indicators.csv"
};
static const unsigned char ncci_pairs_96372[] = {
#embed "../Coding/Reference/ncci_pairs_96372.csv"
};
static const unsigned char payer_defaults[] = {
#embed "../Coding/Reference/payer_defaults.csv"
};
static const unsigned char modifiers[] = {
#embed "../Coding/Reference/modifiers.csv"
};
static const unsigned char rules_index[] = {
#embed "../Coding/Reference/rules_index.csv"
};
static const unsigned char worked_examples[] = {
#embed "../Coding/Reference/worked_examples.csv"
};
static const unsigned char denial_codes[] = {
#embed "../Coding/Reference/denial_codes.csv"
};
static const unsigned char fee_examples[] = {
#embed "../Coding/Reference/fee_examples.csv"
};
static const unsigned char revenue_checks[] = {
#embed "../Coding/Reference/revenue_checks.csv"
};
static const unsigned char diagnosis_changes[] = {
#embed "../Coding/Reference/diagnosis_changes.csv"
};
static const unsigned char rule_notes[] = {
#embed "../Coding/Reference/rule_notes.csv"
};
static const unsigned char sources[] = {
#embed "../Coding/Reference/sources.csv"
};
static const unsigned char drug_names[] = {
#embed "../Coding/Reference/drug_names.csv"
};

static const reference_file files[] = {
    {"drugs", drugs, sizeof drugs},
    {"administration_codes", administration_codes, sizeof administration_codes},
    {"place_of_service", place_of_service, sizeof place_of_service},
    {"claim_filing_indicators", claim_filing_indicators, sizeof claim_filing_indicators},
    {"ncci_pairs_96372", ncci_pairs_96372, sizeof ncci_pairs_96372},
    {"payer_defaults", payer_defaults, sizeof payer_defaults},
    {"modifiers", modifiers, sizeof modifiers},
    {"rules_index", rules_index, sizeof rules_index},
    {"worked_examples", worked_examples, sizeof worked_examples},
    {"denial_codes", denial_codes, sizeof denial_codes},
    {"fee_examples", fee_examples, sizeof fee_examples},
    {"revenue_checks", revenue_checks, sizeof revenue_checks},
    {"diagnosis_changes", diagnosis_changes, sizeof diagnosis_changes},
    {"rule_notes", rule_notes, sizeof rule_notes},
    {"sources", sources, sizeof sources},
    {"drug_names", drug_names, sizeof drug_names},
};

size_t reference_file_count(void) { return sizeof files / sizeof *files; }

reference_file reference_file_at(size_t index) {
  static const reference_file none = {"", 0, 0};
  return index < reference_file_count() ? files[index] : none;
}
