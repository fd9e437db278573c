import Practice

/// The claims of one export, with its file.
public struct Batch: Hashable, Sendable {
  /// Number of the batch in the ledger.
  public typealias ID = RecordID<Batch>

  /// Its number.
  public var id: ID
  /// The form of the file.
  public var format: Format
  /// The version of the practice that it was made from.
  public var practice: Int64
  /// To whom it goes; the word of its format when no receiver of interchanges gets it.
  public var receiver: PartnerID
  /// Test or production (ISA15), as its receiver or else its practice had it then.
  public var usage: BillingProvider.Usage
  /// Control numbers and the moment of making. What is no 837P has no interchange: its numbers
  /// only count the batches of its format.
  public var envelope: BatchEnvelope
  /// The days of service that were asked for.
  public var days: DayRange
  /// How far it is.
  public var state: State
  /// The name of the file; the same for ever.
  public var fileName: String
  /// Where the file was written last.
  public var folder: String?
  /// How many claims it has.
  public var claims: Int
  /// How many service lines.
  public var lines: Int
  /// The sum of all charges.
  public var total: Money
  /// The size of the file in bytes, once it is written.
  public var size: Int64?
  /// SHA-256 of the file in hexadecimal, once it is written.
  public var sha256: String?

  /// The form of a file.
  public enum Format: String, Word {
    /// Professional claims, 005010X222A1.
    case professional = "837p"
    /// A print image of the CMS-1500 (02/12).
    case paper = "cms1500"
    /// One row for each service line.
    case csv

    /// "format".
    public static let kind = "format"

    /// Whether files of it are interchanges with control numbers (ISA13, GS06).
    public var isInterchange: Bool { self == .professional }
  }

  /// How far a batch is.
  public enum State: String, CaseIterable, Sendable {
    /// Its claims are made; its file is not known to be complete.
    case prepared
    /// Its file was written, read back and marked.
    case written
  }

  /// Whether it is a test: receivers try an interchange with ISA15 `T`, and no payer pays for it.
  /// Paper and tables have no such mark.
  public var isTest: Bool { format.isInterchange && usage == .test }

  /// A batch.
  public init(
    id: ID, format: Format, practice: Int64, receiver: PartnerID,
    usage: BillingProvider.Usage = .production, envelope: BatchEnvelope, days: DayRange,
    state: State, fileName: String, folder: String?, claims: Int, lines: Int, total: Money,
    size: Int64? = nil, sha256: String? = nil
  ) {
    self.id = id
    self.format = format
    self.practice = practice
    self.receiver = receiver
    self.usage = usage
    self.envelope = envelope
    self.days = days
    self.state = state
    self.fileName = fileName
    self.folder = folder
    self.claims = claims
    self.lines = lines
    self.total = total
    self.size = size
    self.sha256 = sha256
  }
}
