/// How claims on paper are laid out for a printer, and what single payers want on them; a batch
/// keeps its own, so that its bytes can be made again (CMS-1500 guide §1, §4, §5).
public struct PaperLayout: Hashable, Sendable {
  /// Whole lines that everything moves down; negative is up.
  public var top: Int
  /// Whole columns that everything moves to the right; negative is to the left.
  public var left: Int
  /// What ends a line of the print image.
  public var lineEnd: LineEnd
  /// Whether the receiver takes apostrophe and ampersand.
  public var signs: Signs
  /// What payers want otherwise than most.
  public var habits: [PayerID: Set<PaperHabit>]

  /// What ends a line of a print image.
  public enum LineEnd: String, Word {
    /// Line feed.
    case lf
    /// Carriage return and line feed.
    case crlf

    /// "line end".
    public static let kind = "line end"
  }

  /// What becomes of `'` and `&`, which some receivers do not take.
  public enum Signs: String, Word {
    /// They are printed.
    case keep
    /// They are left out.
    case drop

    /// "signs".
    public static let kind = "signs"
  }

  /// The page as the guide draws it.
  public init(
    top: Int = 0, left: Int = 0, lineEnd: LineEnd = .lf, signs: Signs = .keep,
    habits: [PayerID: Set<PaperHabit>] = [:]
  ) {
    self.top = top
    self.left = left
    self.lineEnd = lineEnd
    self.signs = signs
    self.habits = habits
  }

  /// Whether a payer wants something.
  public func has(_ habit: PaperHabit, _ payer: PayerID) -> Bool {
    habits[payer]?.contains(habit) ?? false
  }
}

/// What a payer may want on paper otherwise than most do.
public enum PaperHabit: String, Word {
  /// `CONTINUED` in item 28 of every form but the last, which has the grand total (guide §4).
  case grandTotalOnLastForm = "grand_total_on_last_form"
  /// Taxonomy codes with their qualifier in items 24I, 24J and 33b (guide §2).
  case taxonomy

  /// "paper habit".
  public static let kind = "paper habit"
}
