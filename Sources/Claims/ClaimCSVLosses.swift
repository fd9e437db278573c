import Practice

extension ClaimCSVWriter {
  /// What the table has no columns for, of what a claim says. Names facts and never their values.
  public static func losses(_ claim: Claim) -> [String] {
    var losses = ["addresses, telephones and a subscriber's birth date"]
    func add(_ what: String, _ isThere: Bool) {
      if isThere, !losses.contains(what) { losses.append(what) }
    }
    if claim.hasDetails {
      let details = claim.details
      add("the plan's name", details.planName != nil)
      add("the subscriber's address", details.subscriberAddress != nil)
      add("dates of illness and stay", details.dates != ClaimDates())
      add("an accident", details.accident != nil)
      add(
        "assignment, benefits and release",
        details.assignment != .accepted || details.benefits != .assigned
          || details.release != .signed || details.isSignedByAnother)
      add("the reason of a late claim", details.delayReason != nil)
      add("the practice's record number", details.medicalRecordNumber != nil)
      add("laboratory certificates", details.clia != nil)
      add("the kind of the note", details.noteKind != .additional)
      add("documents", !details.attachments.isEmpty)
      add("the casualty insurer's number", details.propertyCasualtyNumber != nil)
      add("the reason why Medicare pays second", details.secondaryReason != nil)
      add("death and pregnancy", details.deathDate != nil || details.isPregnant)
      add("reasons of other payers", details.otherPayers.contains { $0.answer != nil })
    }
    for line in claim.lines where line.hasDetails {
      let details = line.details
      add("emergencies", details.isEmergency)
      add("screening and family planning", details.isEPSDT || details.isFamilyPlanning)
      add("services without copayment", details.isCopayExempt)
      add("sales tax", details.salesTax != nil)
      add("laboratory certificates", details.clia != nil)
      add("lots of vaccines", details.vaccineLot != nil)
      add("dates of prescription and last visit", details.prescribedOn ?? details.lastSeen != nil)
      add("prescriptions and compounds", details.prescription ?? details.compound != nil)
      add("documents", !details.attachments.isEmpty)
      add("supervisors of single lines", details.supervisingProvider != nil)
    }
    return losses.map { "the table has no column for \($0)" }
  }
}
