import Practice

/// One row of `fee_examples.csv`: a national Medicare amount.
struct FeeExample: Sendable {
  /// The amount's own kind: a physician's fee, a drug limit, a vaccine allowance …
  let kind: String
  let code: String
  let from: Day
  let to: Day?
  /// Dollars per unit; nil when the row only says that the amount is not known.
  let amount: Quantity?

  init(_ row: borrowing ReferenceRow) throws(InvalidValue) {
    kind = row[FeeColumn.kind]
    code = row[FeeColumn.code]
    from = try Day(row[FeeColumn.from])
    to = try row.optional(FeeColumn.to, Day.init(_:))
    amount = try row.optional(FeeColumn.amount, Quantity.init(_:))
  }

  /// Whether the row says what a practice is paid for a code; facility amounts and conversion
  /// factors do not.
  var isPracticeAmount: Bool {
    switch kind {
    case "physician_fee_schedule", "drug_payment_limit", "vaccine_product": true
    default: false
    }
  }
}

/// The columns of `fee_examples.csv`, in order.
enum FeeColumn: Int, CaseIterable {
  case kind
  case code
  case label
  case setting
  case period
  case from
  case to
  case workUnits
  case practiceUnits
  case malpracticeUnits
  case totalUnits
  case facility
  case parts
  case conversionFactor
  case unit
  case amount
  case derivation
  case source
  case confidence
}

extension ReferenceTables {
  /// The national Medicare amounts of `fee_examples.csv`, for showing and testing and for R89 where
  /// a practice has no locality amounts (R89). A day or code without a row has no amount.
  public var medicareNational: AllowedAmounts { NationalAmounts.embedded.table }
}

enum NationalAmounts {
  static let embedded: (table: AllowedAmounts, faults: [String]) = {
    let (rows, faults) = ReferenceFile.feeExamples.rows(FeeExample.init(_:))
    var table = AllowedAmounts(name: "Medicare, national")
    var found = faults
    for row in rows where row.isPracticeAmount {
      guard let amount = row.amount else { continue }
      do throws(InvalidValue) {
        try table.add(try HCPCS(row.code), perUnit: amount, from: row.from, to: row.to)
      } catch {
        found.append("fee_examples \(row.code): \(error)")
      }
    }
    return (table, found)
  }()
}
