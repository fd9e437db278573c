/// A checked text that the ledger holds: what comes back from it was checked when it went in.
package protocol Storable: CheckedText {
  /// The value of a text that was stored by this program.
  init(stored text: String)
}

extension HCPCS: Storable {}
extension Modifier: Storable {}
extension Diagnosis: Storable {}
extension PlaceOfService: Storable {}
extension ClaimFilingIndicator: Storable {}
extension Taxonomy: Storable {}
extension NPI: Storable {}
extension NDC: Storable {}
extension MRN: Storable {}
extension PayerID: Storable {}
extension Reference: Storable {}
extension PartnerID: Storable {}
extension ClaimNumber: Storable {}
extension TaxID: Storable {}
extension Line: Storable {}
extension StateCode: Storable {}
extension PostalCode: Storable {}
extension Telephone: Storable {}
extension Credential: Storable {}
extension DrugKey: Storable {}
extension CLIANumber: Storable {}
extension FacilityID: Storable {}
extension ReceiverProfile.Key: Storable {}
extension RuleID: Storable {}
