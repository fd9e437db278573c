import Practice

/// The files and the story of the demonstration. The month is the last one that is over.
struct DemoFiles {
  /// A command of the story.
  struct Step {
    let why: String
    let words: [String]

    /// The command as it is typed.
    var shown: String {
      words.map { word in
        word.contains { " ;\"".contains($0) } ? "\"\(word)\"" : word
      }.joined(separator: " ")
    }
  }

  private let month: String
  private let expiry: String

  init(today: Day) {
    let (year, thisMonth, _) = today.components
    let last = thisMonth == 1 ? (year - 1, 12) : (year, thisMonth - 1)
    month = "\(last.0)-\(last.1 < 10 ? "0" : "")\(last.1)"
    expiry = "\(year + 2)-06-30"
  }

  /// The files by name.
  var all: [(name: String, content: String)] {
    [
      ("practice.json", Self.practice), ("payers.csv", Self.payers),
      ("providers.csv", Self.providers), ("fees.csv", Self.fees), ("patients.csv", Self.patients),
      ("coverages.csv", Self.coverages), ("doses.csv", doses),
    ]
  }

  /// The commands in order.
  func steps(_ dir: String) -> [Step] {
    let parties = ["payers", "providers", "fees", "patients", "coverages"]
    return [
      Step(
        why: "The ledger of a practice is one file.",
        words: ["init", "--ledger", "\(dir)/ledger.db", "--practice", "\(dir)/practice.json"])
    ]
      + parties.map {
        Step(why: "Who is who: \($0).", words: ["import", $0, "\(dir)/\($0).csv"])
      } + [
        Step(
          why: "The desk logs a shot in one line; the receipt shows the codes and why.",
          words: [
            "add", "--patient", "D0001", "--drug", "B12", "--dose", "1000mcg", "--route", "IM",
            "--site", "left deltoid", "--lot", "L0064", "--expiry", expiry, "--container",
            "single_dose", "--volume", "1", "--ndc", "00143-9621-25", "--given-by", "R. Nurse",
            "--credential", "RN", "--provider", "Marlowe", "--supervision", "in_person",
            "--date", "\(month)-02", "--time", "10:15", "--diagnoses", "D51.0",
          ]),
        Step(
          why: "The rest of the month comes from a file; a dose in the future is refused.",
          words: ["import", "doses", "\(dir)/doses.csv"]),
        Step(why: "What is not billed, and why.", words: ["unbilled", "--month", month]),
        Step(
          why: "The finding names the command that mends it.",
          words: ["encounter", "correct", "3", "--diagnoses", "M54.50"]),
        Step(
          why: "The month goes out: ready doses become claims, the rest is held and named.",
          words: [
            "export", "--month", month, "--format", "837p", "--out", "\(dir)/claims",
          ]),
        Step(why: "Only what was held is still open.", words: ["unbilled"]),
        Step(why: "Nothing was altered, and it can be proved.", words: ["check"]),
      ]
  }

  private static let practice = """
    {
      "name": "Lantern Cove Injection Clinic PLLC",
      "npi": "1999999992",
      "tax_id": "00-1234567",
      "taxonomy": "207Q00000X",
      "address1": "100 Sample Way",
      "city": "Anytown",
      "state": "IL",
      "zip": "62999-0001",
      "contact_name": "Billing Desk",
      "contact_phone": "(555) 555-0100",
      "time_zone": "America/Chicago",
      "submitter_id": "LCIC001",
      "receiver_id": "EXCH01",
      "receiver_name": "Example Clearinghouse"
    }

    """

  private static let payers = """
    payer_id,name,electronic_id,payer_class,filing_indicator,timely_filing_days,jw_jz_required,\
    ndc_required
    MCRB,Example Medicare Part B,ZZ101,medicare,MB,365,,
    EMHP,Example Mutual Health,ZZ900,commercial,CI,180,no,no

    """

  private static let providers = """
    npi,last_name,first_name,credential,taxonomy
    1888888801,Marlowe,Ida,MD,207Q00000X

    """

  private static let fees = """
    code,amount,effective_from
    96372,45.00,2020-01-01
    99213,150.00,2020-01-01
    90471,29.50,2020-01-01
    90715,62.00,2020-01-01
    J0696,12.00,2020-01-01
    J1885,12.50,2020-01-01
    J3301,20.00,2020-01-01
    J3420,23.50,2020-01-01

    """

  private static let patients = """
    mrn,last_name,first_name,middle_name,birth_date,sex,address1,city,state,zip
    D0001,Sample,Patience,Q,1945-07-04,F,12 Demo Lane,Anytown,IL,62999
    D0002,Fiction,Wilma,,1982-02-20,F,34 Placeholder Ave,Anytown,IL,62999
    D0003,Madeup,Max,,1975-06-30,M,56 Invented St,Anytown,IL,62999
    D0004,O'Sample,Zoë,,1990-01-15,F,78 Makebelieve Rd,Anytown,IL,62999

    """

  private static let coverages = """
    mrn,payer_id,priority,member_id,group_number,relationship,subscriber_last_name,\
    subscriber_first_name,effective_from
    D0001,MCRB,P,1EG4TE00001,,self,,,2020-01-01
    D0002,EMHP,P,EMH000777001,GRP-EX77,spouse,Fiction,Fred,2020-01-01
    D0003,EMHP,P,EMH000888001,GRP-EX77,self,,,2020-01-01

    """

  private var doses: String {
    let header =
      "encounter_ref,mrn,date,time,provider_npi,supervision_mode,place_of_service,diagnoses,"
      + "other_services,dose_ref,drug,ndc,dose_amount,dose_unit,volume_ml,route,site,lot,expiry,"
      + "container,given_by,given_by_credential,waste_amount,waste_unit\n"
    let visit = "1888888801,in_person,11"
    let package = "\(expiry),single_dose,R. Nurse,RN,"
    let rows = [
      "E2,D0002,\(month)-05,09:10,\(visit),G43.909,99213-25,R2,ketorolac,,60,mg,2,IM,"
        + "right deltoid,L0070,",
      "E3,D0003,\(month)-06,11:30,\(visit),,,R3,ketorolac,,30,mg,1,IM,left deltoid,L0070,",
      "E4,D0003,\(month)-12,14:05,\(visit),Z23,,R4,Tdap,,0.5,mL,0.5,IM,left deltoid,L0081,",
      "E5,D0001,\(month)-14,08:45,\(visit),J30.2,,R5,Kenalog,,30,mg,0.75,IM,"
        + "right ventrogluteal,L0093,",
      "E6,D0004,\(month)-20,16:20,\(visit),N39.0,,R6,ceftriaxone,,1,g,3.5,IM,"
        + "left vastus lateralis,L0101,",
      "E7,D0002,2199-01-01,09:00,\(visit),G43.909,,R7,ketorolac,,60,mg,2,IM,left deltoid,L0070,",
    ]
    return header
      + rows.map { row in
        row + package + (row.contains("Kenalog") ? "10,mg\n" : ",\n")
      }.joined()
  }
}
