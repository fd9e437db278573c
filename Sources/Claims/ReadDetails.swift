import Practice

/// What a claim in a file says beyond its services, as it stands there.
public struct ReadDetails: Hashable, Sendable, Blank {
  /// A document that goes another way (PWK).
  public struct Attachment: Hashable, Sendable {
    /// PWK01.
    public internal(set) var kind = ""
    /// PWK02.
    public internal(set) var way = ""
    /// PWK06.
    public internal(set) var number = ""
  }

  /// A place of service (2310C, 2420C).
  public struct Facility: Hashable, Sendable {
    /// NM103.
    public internal(set) var name = ""
    /// NM109.
    public internal(set) var npi = ""
    /// N3 and N4.
    public internal(set) var address: ReadClaim.Address?
  }

  /// CLM07.
  public internal(set) var assignment = "A"
  /// CLM08.
  public internal(set) var benefits = "Y"
  /// CLM09.
  public internal(set) var release = "Y"
  /// CLM10.
  public internal(set) var patientSignature = ""
  /// CLM11-1 and CLM11-2.
  public internal(set) var causes: [String] = []
  /// CLM11-4.
  public internal(set) var accidentState = ""
  /// CLM20.
  public internal(set) var delayReason = ""
  /// NTE01.
  public internal(set) var noteKind = "ADD"
  /// SBR05.
  public internal(set) var insuranceType = ""
  /// PAT06.
  public internal(set) var deathDate = ""
  /// PAT09.
  public internal(set) var isPregnant = false
  /// DTP03 by DTP01.
  public internal(set) var dates: [String: String] = [:]
  /// AMT02 by AMT01.
  public internal(set) var amounts: [String: Money] = [:]
  /// REF02 by REF01, without F8.
  public internal(set) var references: [String: String] = [:]
  /// PWK.
  public internal(set) var attachments: [Attachment] = []
  /// NM1*DN.
  public internal(set) var referring: ReadClaim.Person?
  /// NM1*77.
  public internal(set) var facility: Facility?
  /// 2320.
  public internal(set) var otherPayers: [ReadOtherPayer] = []

  /// Nothing beyond the services.
  public init() {}
}

/// What a line in a file says beyond its service, as it stands there.
public struct ReadLineDetails: Hashable, Sendable, Blank {
  /// SV105.
  public internal(set) var placeOfService = ""
  /// SV109.
  public internal(set) var emergency = ""
  /// SV111.
  public internal(set) var epsdt = ""
  /// SV112.
  public internal(set) var familyPlanning = ""
  /// SV115.
  public internal(set) var copay = ""
  /// The end of the range of DTP*472.
  public internal(set) var through: Day?
  /// DTP03 by DTP01, without 472.
  public internal(set) var dates: [String: String] = [:]
  /// AMT02 by AMT01.
  public internal(set) var amounts: [String: Money] = [:]
  /// REF02 by REF01, without 6R; those of 2410 too.
  public internal(set) var references: [String: String] = [:]
  /// PWK.
  public internal(set) var attachments: [ReadDetails.Attachment] = []
  /// NM1 of 2420 by NM101: `82`, `DQ`, `DK`, `DN`.
  public internal(set) var people: [String: ReadClaim.Person] = [:]
  /// NM1*77.
  public internal(set) var facility: ReadDetails.Facility?
  /// 2430.
  public internal(set) var answers: [ReadLineAnswer] = []

  /// Nothing beyond the service.
  public init() {}
}

/// Another payer as a file tells of it (2320, 2330).
public struct ReadOtherPayer: Hashable, Sendable {
  /// SBR01.
  public internal(set) var priority = ""
  /// SBR02.
  public internal(set) var relationship = ""
  /// SBR03.
  public internal(set) var group = ""
  /// SBR05.
  public internal(set) var insuranceType = ""
  /// SBR09.
  public internal(set) var filingIndicator = ""
  /// CAS.
  public internal(set) var adjustments: [ReadAdjustment] = []
  /// AMT02 by AMT01.
  public internal(set) var amounts: [String: Money] = [:]
  /// OI03.
  public internal(set) var benefits = ""
  /// OI06.
  public internal(set) var release = ""
  /// MOA03 to MOA07.
  public internal(set) var remarks: [String] = []
  /// NM1*IL, N3 and N4.
  public internal(set) var member = ReadClaim.Person()
  /// NM103 of the payer.
  public internal(set) var payer = ""
  /// NM109 of the payer.
  public internal(set) var payerID = ""
  /// N3 and N4 of the payer.
  public internal(set) var payerAddress: ReadClaim.Address?
  /// DTP*573.
  public internal(set) var date = ""
  /// REF*F8.
  public internal(set) var claimNumber = ""
}

/// What another payer decided on a line, as a file tells it (2430).
public struct ReadLineAnswer: Hashable, Sendable {
  /// SVD01.
  public internal(set) var payerID = ""
  /// SVD02.
  public internal(set) var paid = Money.zero
  /// SVD03-2.
  public internal(set) var code = ""
  /// SVD03-3 to 6.
  public internal(set) var modifiers: [String] = []
  /// SVD05.
  public internal(set) var units = 0
  /// SVD06.
  public internal(set) var bundledInto = ""
  /// CAS.
  public internal(set) var adjustments: [ReadAdjustment] = []
  /// DTP*573.
  public internal(set) var date = ""
  /// AMT*EAF.
  public internal(set) var patientResponsibility: Money?
}

/// One reason of a CAS.
public struct ReadAdjustment: Hashable, Sendable {
  /// CAS01.
  public internal(set) var group = ""
  /// CAS02.
  public internal(set) var reason = ""
  /// CAS03.
  public internal(set) var amount = Money.zero
}
