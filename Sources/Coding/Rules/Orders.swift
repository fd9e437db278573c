import Practice

extension Worksheet {
  /// R67, R73: the order behind each dose, and how long ago the last one was.
  mutating func checkOrders() {
    for entry in entries.indices {
      if case .bySelf = entries[entry].giving { continue }
      let order = visit.orders.flatMap { checkOrder(entry, among: $0) }
      checkVitaminInterval(entry, order: order)
    }
  }

  /// R67: an order that names drug, dose, route and frequency, signed before the injection.
  /// Returns it when there is one.
  private mutating func checkOrder(_ entry: Int, among orders: [Order]) -> Order? {
    guard visit.everyDoseNeedsOrder || orders.contains(where: { isDrug($0.drug, of: entry) })
    else { return nil }
    let match = OrderMatch(
      visit.doses[entry], label: label(entry), on: date, among: orders,
      isDrug: { isDrug($0, of: entry) }, isSameAmount: { isSameAmount($0, entry) })
    switch match {
    case .found(let order):
      checkFrequency(entry, order)
      return order
    case .missing(let reason, let nearest):
      note(
        "R67", .error, dose: entry, field: "order",
        "No matching order: \(reason). It must name drug, dose, route and frequency and be signed"
          + " before the injection.", fix: orderCommand(entry))
      return nearest
    }
  }

  /// R67: earlier than ordered is a question, because the order itself is there.
  private mutating func checkFrequency(_ entry: Int, _ order: Order) {
    guard let last = lastDose(like: entry) else { return }
    let days = last.days(until: date)
    switch order.frequency {
    case .asNeeded: return
    case .once where last >= order.validFrom:
      note(
        "R67", .warning, dose: entry, field: "order",
        "The order is for one dose of \(label(entry)), and one was given on \(last).",
        fix: orderCommand(entry))
    case .once: return
    case .every:
      guard let earliest = order.frequency.earliestDays, days < earliest else { return }
      note(
        "R67", .warning, dose: entry, field: "order",
        "Earlier than ordered: \(label(entry)) was last given \(days)"
          + " \(days == 1 ? "day" : "days") ago, and the order says \(order.frequency).",
        fix: orderCommand(entry))
    }
  }

  /// R73: maintenance B12 no more than monthly. The reference names no payer, so it holds for all.
  private mutating func checkVitaminInterval(_ entry: Int, order: Order?) {
    guard visit.doses[entry].drug == OrderInterval.vitamin, let last = lastDose(like: entry) else {
      return
    }
    let days = last.days(until: date)
    guard days < OrderInterval.vitaminDays, order?.phase != .loading else { return }
    note(
      "R73", .warning, dose: entry, field: "order",
      "Maintenance B12 more often than once a month is not considered reasonable, and the last dose"
        + " was \(days) \(days == 1 ? "day" : "days") ago; record the loading phase or the reason.",
      fix: orderCommand(entry, " --phase loading"))
  }

  /// When the patient last had the drug of a dose, before this day.
  private func lastDose(like entry: Int) -> Day? {
    visit.history.lazy.filter { $0.date < date && isDrug($0.drug, of: entry) }.map(\.date).max()
  }

  /// Whether two amounts of the drug are the same; nil when that cannot be known, because one is
  /// a volume and the table knows no single concentration.
  private func isSameAmount(_ ordered: DoseAmount, _ entry: Int) -> Bool? {
    let given = visit.doses[entry].amount
    if let isLess = ordered.isLess(than: given), let isMore = given.isLess(than: ordered) {
      return !isLess && !isMore
    }
    guard let concentration = entries[entry].drug?.strength.concentration else { return nil }
    let left = ordered.unit == .milliliter ? concentration.amount(in: ordered.value) : ordered
    let right = given.unit == .milliliter ? concentration.amount(in: given.value) : given
    guard let left, let right, let isLess = left.isLess(than: right),
      let isMore = right.isLess(than: left)
    else { return nil }
    return !isLess && !isMore
  }

  private func orderCommand(_ entry: Int, _ more: String = "") -> String {
    FactCommand.order(
      visit.patient.mrn, visit.doses[entry].drug,
      "--dose … --route … --every … --from … --signed …" + more)
  }
}

/// R73: the drug whose doses have an interval whatever was ordered.
public enum OrderInterval {
  /// B12.
  public static let vitamin = DrugKey(stored: "J3420")
  /// Fewer days than this are more often than monthly.
  static let vitaminDays = 25
}

/// R67: which order stands behind a dose, or why none does.
enum OrderMatch {
  /// This one.
  case found(Order)
  /// None; the order that comes nearest, when one names the drug.
  case missing(String, nearest: Order?)

  /// Narrows the orders by drug, day, signature, route and amount, and says at which step none was
  /// left.
  init(
    _ dose: Dose, label: String, on date: Day, among orders: [Order],
    isDrug: (DrugKey) -> Bool, isSameAmount: (DoseAmount) -> Bool?
  ) {
    let named = orders.filter { isDrug($0.drug) }
    guard let first = named.last else {
      self = .missing("none names \(label)", nearest: nil)
      return
    }
    let inForce = named.filter { $0.covers(date) }
    guard let current = inForce.last else {
      self = .missing(OrderMatch.notInForce(first, on: date), nearest: nil)
      return
    }
    let signed = inForce.filter { order in order.signedOn.map { $0 <= date } ?? false }
    guard let byRoute = signed.last else {
      let reason = current.signedOn.map { "it was signed on \($0), after the injection" }
      self = .missing(reason ?? "it is not signed", nearest: current)
      return
    }
    let routed = signed.filter { $0.route == dose.route }
    guard let byAmount = routed.last else {
      self = .missing(
        "it orders \(byRoute.route), and \(dose.route?.rawValue ?? "no route") is recorded",
        nearest: byRoute)
      return
    }
    guard let match = routed.last(where: { isSameAmount($0.dose) == true }) else {
      let isUnknown = isSameAmount(byAmount.dose) == nil
      self = .missing(
        "it orders \(byAmount.dose), and \(dose.amount) was given"
          + (isUnknown ? ", which cannot be compared" : ""), nearest: byAmount)
      return
    }
    self = .found(match)
  }

  private static func notInForce(_ order: Order, on date: Day) -> String {
    if let ended = order.validTo, ended < date { return "the order ended on \(ended)" }
    return "the order begins only on \(order.validFrom)"
  }
}
