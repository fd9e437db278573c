// The list is the order of application. A test compares it with the folder.
#include "CMigrations.h"

static const unsigned char m0001[] = {
#embed "../../migrations/0001_ledger.sql"
};
static const unsigned char m0002[] = {
#embed "../../migrations/0002_audit.sql"
};
static const unsigned char m0003[] = {
#embed "../../migrations/0003_states.sql"
};
static const unsigned char m0004[] = {
#embed "../../migrations/0004_audited_rows.sql"
};
static const unsigned char m0005[] = {
#embed "../../migrations/0005_paper_batches.sql"
};
static const unsigned char m0006[] = {
#embed "../../migrations/0006_facts.sql"
};
static const unsigned char m0007[] = {
#embed "../../migrations/0007_compact_audit.sql"
};
static const unsigned char m0008[] = {
#embed "../../migrations/0008_review.sql"
};
static const unsigned char m0009[] = {
#embed "../../migrations/0009_claim_details.sql"
};
static const unsigned char m0010[] = {
#embed "../../migrations/0010_reference.sql"
};
static const unsigned char m0011[] = {
#embed "../../migrations/0011_claim_life.sql"
};
static const unsigned char m0012[] = {
#embed "../../migrations/0012_undone_voids.sql"
};
static const unsigned char m0013[] = {
#embed "../../migrations/0013_shared_working.sql"
};
static const unsigned char m0014[] = {
#embed "../../migrations/0014_later_claims.sql"
};
static const unsigned char m0015[] = {
#embed "../../migrations/0015_operation_requests.sql"
};
static const unsigned char m0016[] = {
#embed "../../migrations/0016_other_plans.sql"
};
static const unsigned char m0017[] = {
#embed "../../migrations/0017_settings_in_audit.sql"
};
static const unsigned char m0018[] = {
#embed "../../migrations/0018_closed_claims.sql"
};
static const unsigned char m0019[] = {
#embed "../../migrations/0019_diagnosis_sets.sql"
};
static const unsigned char m0020[] = {
#embed "../../migrations/0020_working_of_claim.sql"
};
static const unsigned char m0021[] = {
#embed "../../migrations/0021_line_authorization.sql"
};

static const migration_file files[] = {
    {1, "0001_ledger", m0001, sizeof m0001},
    {2, "0002_audit", m0002, sizeof m0002},
    {3, "0003_states", m0003, sizeof m0003},
    {4, "0004_audited_rows", m0004, sizeof m0004},
    {5, "0005_paper_batches", m0005, sizeof m0005},
    {6, "0006_facts", m0006, sizeof m0006},
    {7, "0007_compact_audit", m0007, sizeof m0007},
    {8, "0008_review", m0008, sizeof m0008},
    {9, "0009_claim_details", m0009, sizeof m0009},
    {10, "0010_reference", m0010, sizeof m0010},
    {11, "0011_claim_life", m0011, sizeof m0011},
    {12, "0012_undone_voids", m0012, sizeof m0012},
    {13, "0013_shared_working", m0013, sizeof m0013},
    {14, "0014_later_claims", m0014, sizeof m0014},
    {15, "0015_operation_requests", m0015, sizeof m0015},
    {16, "0016_other_plans", m0016, sizeof m0016},
    {17, "0017_settings_in_audit", m0017, sizeof m0017},
    {18, "0018_closed_claims", m0018, sizeof m0018},
    {19, "0019_diagnosis_sets", m0019, sizeof m0019},
    {20, "0020_working_of_claim", m0020, sizeof m0020},
    {21, "0021_line_authorization", m0021, sizeof m0021},
};

size_t migration_file_count(void) { return sizeof files / sizeof *files; }

migration_file migration_file_at(size_t position) { return files[position]; }
