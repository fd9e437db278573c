import Practice

/// One place in which two claims differ.
public struct ClaimDifference: Hashable, Sendable {
  /// The element of the 837P: `2400 SV102`.
  public var element: String
  /// The box of the CMS-1500, when it has one: `24F`.
  public var box: String?
  /// What stands there, in words.
  public var name: String
  /// The line, by its position in the later claim, or in the earlier one when it is gone.
  public var line: Int?
  /// What the earlier claim says; nil when it says nothing there.
  public var before: String?
  /// What the later claim says; nil when it says nothing there.
  public var after: String?
}

/// Compares two claims for the same services, box by box: a correction with what it corrects.
public enum ClaimDiff {
  /// Every place in which they differ, in the order of the form.
  public static func differences(_ before: Claim, _ after: Claim) -> [ClaimDifference] {
    var found = Found()
    found.compareHead(before, after)
    found.comparePeople(before, after)
    found.compareDetails(before, after)
    found.compareLines(before.lines, after.lines)
    found.add("2300 CLM02", "28", "total", before.total, after.total)
    return found.differences
  }
}

private struct Found {
  var differences: [ClaimDifference] = []
  private var line: Int?

  mutating func add<Value: CustomStringConvertible & Equatable>(
    _ element: String, _ box: String?, _ name: String, _ before: Value?, _ after: Value?
  ) {
    if before == after { return }
    differences.append(
      ClaimDifference(
        element: element, box: box, name: name, line: line, before: before?.description,
        after: after?.description))
  }

  mutating func compareHead(_ before: Claim, _ after: Claim) {
    add("2300 CLM01", "26", "claim number", before.number, after.number)
    add(
      "2300 CLM05-3", "22", "frequency", before.frequency.rawValue, after.frequency.rawValue)
    add(
      "2300 REF*F8", "22", "payer's number of the claim", before.details.payerClaimNumber,
      after.details.payerClaimNumber)
    add("2300 CLM05-1", "24B", "place of service", before.placeOfService, after.placeOfService)
    add(
      "2300 HI", "21", "diagnoses", before.diagnoses.map(\.text).joined(separator: " "),
      after.diagnoses.map(\.text).joined(separator: " "))
    add("2300 NTE", "19", "claim note", before.note, after.note)
    add("2400 DTP*472", "24A", "date of service", before.date, after.date)
  }

  mutating func comparePeople(_ before: Claim, _ after: Claim) {
    add("2010BA NM103", "2", "patient", before.patient.name, after.patient.name)
    add("2010BA DMG02", "3", "birth date", before.patient.birthDate, after.patient.birthDate)
    add("2010BA DMG03", "3", "sex", before.patient.sex.rawValue, after.patient.sex.rawValue)
    add(
      "2010BA N3", "5", "patient's address", before.patient.address.map(Found.text),
      after.patient.address.map(Found.text))
    add("2010BB NM103", nil, "payer", before.payer.name, after.payer.name)
    add("2010BB NM109", nil, "payer's id", before.payer.electronicID, after.payer.electronicID)
    let (old, new) = (before.coverage, after.coverage)
    add("2010BA NM109", "1a", "member id", old.memberID, new.memberID)
    add("2000B SBR03", "11", "group", old.groupNumber, new.groupNumber)
    add("2000B SBR01", nil, "payer's place", old.priority.rawValue, new.priority.rawValue)
    add(
      "2000B SBR02", "6", "relationship", old.relationship.rawValue, new.relationship.rawValue)
    add("2010BA NM103", "4", "subscriber", old.subscriber?.name, new.subscriber?.name)
    add(
      "2310B NM109", "24J", "rendering provider", Found.text(before.renderingProvider),
      Found.text(after.renderingProvider))
    add(
      "2310D NM109", nil, "supervising provider", before.supervisingProvider.map(Found.text),
      after.supervisingProvider.map(Found.text))
    add(
      "2010AA NM109", "33a", "practice's NPI", before.billingProvider.npi,
      after.billingProvider.npi)
    add(
      "2010AA NM103", "33", "practice", before.billingProvider.name, after.billingProvider.name)
    add(
      "2010AA REF02", "25", "tax id", before.billingProvider.taxID, after.billingProvider.taxID)
  }

  mutating func compareDetails(_ before: Claim, _ after: Claim) {
    guard before.hasDetails || after.hasDetails else { return }
    let (old, new) = (before.details, after.details)
    add(
      "2300 REF*G1", "23", "prior authorization", old.priorAuthorization, new.priorAuthorization)
    add("2300 REF*9F", "23", "referral", old.referralNumber, new.referralNumber)
    add(
      "2310A NM109", "17b", "referring provider", old.referringProvider.map(Found.text),
      new.referringProvider.map(Found.text))
    add(
      "2420E NM109", "17b", "ordering provider", old.orderingProvider.map(Found.text),
      new.orderingProvider.map(Found.text))
    add("2310C NM103", "32", "facility", old.facility?.name, new.facility?.name)
    add("2300 DTP*431", "14", "onset", old.dates.onset, new.dates.onset)
    add("2300 DTP*439", "10", "accident", old.accident?.date, new.accident?.date)
    add("2300 AMT*F5", "29", "patient paid", old.patientPaid, new.patientPaid)
    add(
      "2320", "9", "other payers", old.otherPayers.count, new.otherPayers.count)
    add("2320 AMT*D", "29", "paid by other payers", Found.paid(old), Found.paid(new))
    add("2430 CAS*PR", "29", "left for the patient", Found.left(old), Found.left(new))
  }

  /// Lines with the same code stand for each other, in order; what is left was added or taken away.
  mutating func compareLines(_ before: [Claim.Line], _ after: [Claim.Line]) {
    var left = Array(before.indices)
    for (index, now) in after.enumerated() {
      line = index + 1
      let same = left.firstIndex { before[$0].service.code == now.service.code }
      compare(same.map { before[left[$0]] }, now)
      if let same { left.remove(at: same) }
    }
    for index in left {
      line = index + 1
      compare(before[index], nil)
    }
    line = nil
  }

  private mutating func compare(_ before: Claim.Line?, _ after: Claim.Line?) {
    let (old, new) = (before?.service, after?.service)
    add("2400 SV101", "24D", "service", old?.codeWithModifiers, new?.codeWithModifiers)
    add("2400 SV102", "24F", "charge", before?.charge, after?.charge)
    add("2400 SV104", "24G", "units", old?.units, new?.units)
    add(
      "2400 SV107", "24E", "diagnosis pointers", old?.pointers.map(String.init).joined(),
      new?.pointers.map(String.init).joined())
    add("2410 LIN03", "24 shaded", "NDC", old?.drug?.ndc.hyphenated, new?.drug?.ndc.hyphenated)
    add(
      "2410 CTP04", "24 shaded", "NDC quantity",
      old?.drug.map { "\($0.unit.rawValue)\($0.quantity)" },
      new?.drug.map { "\($0.unit.rawValue)\($0.quantity)" })
    add("2400 SV101-7", "24 shaded", "description", old?.description, new?.description)
    add("2400 NTE", "24 shaded", "line note", old?.note, new?.note)
    let (own, now) = (before?.ownAuthorization, after?.ownAuthorization)
    add("2400 REF*G1", nil, "prior authorization", own, now)
  }

  /// What the payers before paid in all; nil of a claim to the first one.
  private static func paid(_ details: ClaimDetails) -> Money? {
    let answers = details.otherPayers.compactMap(\.answer)
    return answers.isEmpty ? nil : answers.map(\.paid).total
  }

  /// What the last of them left for the patient.
  private static func left(_ details: ClaimDetails) -> Money? {
    details.otherPayers.last { $0.answer != nil }?.answer?.leftForPatient
  }

  private static func text(_ provider: Provider) -> String { "\(provider.name), \(provider.npi)" }

  private static func text(_ address: Address) -> String {
    let lines = [address.line1.text, address.line2?.text, address.city.text, address.state.text]
    return (lines.compactMap { $0 } + [address.zip.text]).joined(separator: ", ")
  }
}

extension Claim.Line {
  fileprivate var ownAuthorization: PartnerID? { hasDetails ? details.priorAuthorization : nil }
}
