import Practice
import Testing

@testable import Claims

@Suite("A claim on paper, box by box") struct PaperGoldenTests {
  /// What each form shows, one `item text` for each box, service lines after a slash.
  static func boxes(_ claim: Claim, _ layout: PaperLayout = PaperLayout()) throws -> [[String]] {
    claim.paperForms(layout, signedOn: try Day(PaperSamples.day)).map { form in
      form.entries.sorted { ($0.line, $0.box.rawValue) < ($1.line, $1.box.rawValue) }.map {
        "\($0.line == 0 ? "" : "\($0.line)/")\($0.box) \($0.printed)"
      }
    }
  }

  @Test("Medicare after an employer's plan shows the plan that pays first")
  func medicareSecondary() throws {
    let forms = try Self.boxes(PaperFixtures.medicareSecondary())
    for expected in [
      "medicare X", "memberID 9XX9XX9XX99", "insuredName SAMPLE, PAT", "isSpouse X",
      "insuredStreet 9 FICTION RD", "group GRP-EX77", "insuredBirth 01 15 1944", "insuredMale X",
      "planName EXAMPLE MUTUAL HEALTH", "paid 30 50", "1/pointers A",
    ] {
      #expect(forms[0].contains(expected), "\(expected)")
    }
    for blank in ["anotherPlan", "otherInsured", "insuredSignature"] {
      #expect(!forms[0].contains { $0.hasPrefix(blank) }, "\(blank)")
    }
  }

  @Test("An accident, a stay, a referral and numbers have their boxes") func condition() throws {
    let forms = try Self.boxes(PaperFixtures.full())
    for expected in [
      "workNo X", "autoYes X", "autoState IL", "accidentNo X", "casualtyQualifier Y4",
      "casualtyNumber PC77", "anotherPlanYes X", "otherInsured SECOND, SUE", "otherPolicy GRP2",
      "otherPlanName EXAMPLE MEDICARE PART B", "onset 10 01 2026", "onsetQualifier 431",
      "otherDateQualifier 439", "otherDate 09 30 2026", "hospitalFrom 10 02 2026",
      "hospitalTo 10 04 2026", "referrerQualifier DN", "referrerName IDA MARLOWE NP",
      "referrerNPI 1888888884", "resubmissionCode 7", "originalReference ICN0000042",
      "authorization PA-1", "note CORRECTED LINE 2", "facilityName EXAMPLE SURGERY CENTER",
      "facilityNPI 1888888819", "assignmentNo X", "paid 25 00", "1/emergency Y", "1/place 22",
      "1/from 10 02 26", "1/to 10 03 26", "1/modifier1 59",
      "2/supplement N499999000101   ML0.5   ZZEXAMPLAMAB 30 MG",
    ] {
      #expect(forms[0].contains(expected), "\(expected)")
    }
  }

  @Test("What an unclassified drug is stands once beside its package") func unclassified() throws {
    var claim = try PaperSamples.commercial()
    let drug = DrugIdentification(
      ndc: try NDC("99999060601"), quantity: try Quantity("1"), unit: .milliliter)
    for (description, note, shown) in [
      ("Examplamab 30 mg IM", "Examplamab 30 mg IM, NDC 99999060601", "EXAMPLAMAB 30 MG IM"),
      (
        "Examplamab solution", "Examplamab solution, 30 mg IM, NDC 99999060601",
        "EXAMPLAMAB SOLUTION 30 MG IM"
      ),
      ("Examplamab", "Lot A1", "EXAMPLAMAB   ZZLOT A1"),
    ] {
      claim.lines[0].service.drug = drug
      claim.lines[0].service.description = description
      claim.lines[0].service.note = note
      let forms = try Self.boxes(claim)
      #expect(forms[0].contains("1/supplement N499999060601   ML1   ZZ\(shown)"), "\(note)")
    }
  }

  @Test("A payer can want its taxonomy codes and one grand total") func habits() throws {
    let claim = try PaperSamples.commercial()
    let layout = PaperLayout(habits: [claim.payer.id: [.taxonomy, .grandTotalOnLastForm]])
    let forms = try Self.boxes(claim, layout)
    #expect(forms[0].contains("total CONTINUED"))
    #expect(forms[1].contains("total 380 00"))
    #expect(forms[0].contains("billingOtherID ZZ207Q00000X"))
    #expect(forms[0].contains("1/otherIDQualifier ZZ") && forms[0].contains("1/otherID 363LF0000X"))
  }
}
