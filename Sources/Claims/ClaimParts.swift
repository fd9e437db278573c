import Practice

/// What writer, reading back and check must see alike.
extension ClaimDetails {
  /// The dates of 2300 in the order in which they are written.
  var datesInFile: [(qualifier: String, day: Day)] {
    let all = [
      ("431", dates.onset), ("454", dates.initialTreatment), ("304", dates.lastSeen),
      ("439", accident?.date), ("435", dates.admission), ("096", dates.discharge),
    ]
    return all.compactMap { qualifier, day in day.map { (qualifier, $0) } }
  }

  /// The references of 2300 in the order in which they are written.
  var referencesInFile: [(qualifier: String, text: String)] {
    let all = [
      ("9F", referralNumber?.text), ("G1", priorAuthorization?.text),
      ("F8", payerClaimNumber?.text), ("X4", clia?.text), ("EA", medicalRecordNumber?.text),
    ]
    return all.compactMap { qualifier, text in text.map { (qualifier, $0) } }
  }
}

extension LineDetails {
  /// The dates of 2400 beside the service date.
  var datesInFile: [(qualifier: String, day: Day)] {
    [("471", prescribedOn), ("304", lastSeen)].compactMap { qualifier, day in
      day.map { (qualifier, $0) }
    }
  }
}

/// Who and where, as far as a line differs from its claim (2420).
struct LinePeople {
  var rendering: Provider?
  var facility: ServiceFacility?
  var supervising: Provider?
  var ordering: Provider?
  var referring: Provider?
}

extension Claim.Line {
  /// The references of 2400 beside the control number: only what the claim does not say already.
  func referencesInFile(of claim: Claim) -> [(qualifier: String, text: String)] {
    let (own, shared) = (details, claim.details)
    let all = [
      (own.priorAuthorization == shared.priorAuthorization)
        ? ("G1", nil) : ("G1", own.priorAuthorization?.text),
      own.clia == shared.clia ? ("X4", nil) : ("X4", own.clia?.text),
      ("BT", own.vaccineLot?.text),
      own.referralNumber == shared.referralNumber ? ("9F", nil) : ("9F", own.referralNumber?.text),
    ]
    return all.compactMap { qualifier, text in text.map { (qualifier, $0) } }
  }

  /// Who and where, as far as it is not the claim's. Who ordered stands on lines only.
  func people(of claim: Claim) -> LinePeople {
    let (own, shared) = (details, claim.details)
    return LinePeople(
      rendering: own.renderingProvider.flatMap {
        $0.npi == claim.renderingProvider.npi ? nil : $0
      },
      facility: own.facility == shared.facility ? nil : own.facility,
      supervising: own.supervisingProvider.flatMap {
        $0.npi == claim.supervisingProvider?.npi ? nil : $0
      },
      ordering: own.orderingProvider ?? shared.orderingProvider,
      referring: own.referringProvider.flatMap {
        $0.npi == shared.referringProvider?.npi ? nil : $0
      })
  }
}

extension OtherPayer {
  /// Whether it is original Medicare Part B.
  var isMedicarePartB: Bool { payer.filingIndicator?.text == "MB" }

  /// The address of the policy's member (2330A): the patient's own when the policy is theirs.
  func memberAddress(of patient: Patient) -> Address? {
    subscriberAddress ?? (coverage.subscriber == nil ? patient.address : nil)
  }
}

extension [Adjustment] {
  /// The amounts by group, groups in the order of their first amount: one CAS for each.
  var byGroup: [(group: GroupCode, members: [Adjustment])] {
    var groups: [(group: GroupCode, members: [Adjustment])] = []
    for adjustment in self {
      if let place = groups.firstIndex(where: { $0.group == adjustment.group }) {
        groups[place].members.append(adjustment)
      } else {
        groups.append((adjustment.group, [adjustment]))
      }
    }
    return groups
  }
}
