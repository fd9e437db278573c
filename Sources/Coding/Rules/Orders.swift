import Practice

extension Worksheet {
  /// R67, R73: the order behind each dose, and how long ago the last one was.
  mutating func checkOrders() {
    for entry in entries.indices {
      if case .bySelf = entries[entry].giving { continue }
      if let orders = visit.orders { checkOrder(entry, among: orders) }
      checkVitaminInterval(entry)
    }
  }

  /// R67: an order that names drug, dose, route and frequency, signed before the injection.
  private mutating func checkOrder(_ entry: Int, among orders: [Order]) {
    guard visit.everyDoseNeedsOrder || orders.contains(where: { isDrug($0.drug, of: entry) })
    else { return }
    let match = OrderMatch(
      visit.doses[entry], label: label(entry), on: date, among: orders,
      isDrug: { isDrug($0, of: entry) }, isOrdered: { isOrdered($0, entry) })
    switch match {
    case .found(let orders):
      // Of several in force the one that allows the dose stands behind it.
      let isAllowed = orders.contains { !isEarly(entry, $0) }
      if !isAllowed, let newest = orders.last { noteEarlyDose(entry, newest) }
    case .uncertain(let order):
      let correction = correct(entry, "--dose …\(order.dose.unit)")
      note(
        "R67", .warning, dose: entry, field: "order",
        "The order says \(order.dose), and \(visit.doses[entry].amount) is recorded, which cannot"
          + " be compared: see that they are the same. Record the dose as it was ordered, or"
          + " accept this.", fix: correction, choices: [correction, accept(entry, "R67")])
    case .missing(let reason, let unsigned):
      note(
        "R67", .error, dose: entry, field: "order",
        "No matching order: \(reason). It must name drug, dose, route and frequency and be signed"
          + " before the injection.",
        fix: unsigned.map { "shots order set \($0) --signed …" }
          ?? orderCommand(entry, among: orders))
    }
  }

  /// R67: whether a dose comes sooner after the last one than the order allows.
  private func isEarly(_ entry: Int, _ order: Order) -> Bool {
    guard let last = lastDose(like: entry) else { return false }
    switch order.frequency {
    case .asNeeded: return false
    case .once: return last >= order.validFrom
    case .every: return order.frequency.earliestDays.map { last.days(until: date) < $0 } ?? false
    }
  }

  /// R67: earlier than ordered is a question, because the order itself is there.
  private mutating func noteEarlyDose(_ entry: Int, _ order: Order) {
    guard let last = lastDose(like: entry) else { return }
    let days = last.days(until: date)
    let message =
      order.frequency == .once
      ? "The order is for one dose of \(label(entry)), and one was given on \(last)."
      : "Earlier than ordered: \(label(entry)) was last given \(ago(days)), and the order says"
        + " \(order.frequency)."
    note(
      "R67", .warning, dose: entry, field: "order", message,
      fix: orderCommand(entry, among: [order]))
  }

  /// R73: maintenance B12 no more than monthly. The reference names no payer, so it holds for all.
  /// A loading order in force answers it, whatever other order the dose was compared with (R67).
  private mutating func checkVitaminInterval(_ entry: Int) {
    guard visit.doses[entry].drug == OrderInterval.vitamin, let last = lastDose(like: entry) else {
      return
    }
    let days = last.days(until: date)
    guard days < OrderInterval.vitaminDays, !isLoading(entry, visit.orders ?? []) else { return }
    note(
      "R73", .warning, dose: entry, field: "order",
      "Maintenance B12 more often than once a month is not considered reasonable, and the last dose"
        + " was \(ago(days)); record the loading phase or the reason.",
      fix: orderCommand(entry, isLoading: true))
  }

  /// When the patient last had the drug of a dose: before this day, or in an earlier visit of it.
  private func lastDose(like entry: Int) -> Day? {
    if visit.sameDay.contains(where: { isDrug($0.dose.drug, of: entry) && isEarlier($0) }) {
      return date
    }
    return visit.history.lazy.filter { $0.date < date && isDrug($0.drug, of: entry) }
      .map(\.date).max()
  }

  /// `12 days ago`.
  private func ago(_ days: Int) -> String {
    days == 0 ? "the same day" : "\(days) \(days == 1 ? "day" : "days") ago"
  }

  /// R73: whether an order for the drug is in force that loads.
  private func isLoading(_ entry: Int, _ orders: [Order]) -> Bool {
    orders.contains { $0.phase == .loading && $0.covers(date) && isDrug($0.drug, of: entry) }
  }

  /// The order that was missing; it loads where the one before it does, or R73 would ask again.
  private func orderCommand(_ entry: Int, among orders: [Order]) -> String {
    orderCommand(entry, isLoading: isLoading(entry, orders))
  }

  private func orderCommand(_ entry: Int, isLoading: Bool) -> String {
    FactCommand.order(
      visit.patient.mrn, visit.doses[entry].drug,
      "--dose … --route … --every … --from … --signed …" + (isLoading ? " --phase loading" : ""))
  }
}

/// R73: the drug whose doses have an interval whatever was ordered.
public enum OrderInterval {
  /// B12.
  public static let vitamin = DrugKey(stored: "J3420")
  /// Fewer days than this are more often than monthly.
  static let vitaminDays = 25
}

/// R67: which orders stand behind a dose, or why none does.
enum OrderMatch {
  /// These, the newest last.
  case found([Order])
  /// This one, if its amount and what was given are the same, which cannot be known.
  case uncertain(Order)
  /// None; the order that only wants its signature, where there is one.
  case missing(String, unsigned: Order.ID? = nil)

  /// Narrows the orders by drug, day, signature, route and amount, and says at which step none was
  /// left.
  init(
    _ dose: Dose, label: String, on date: Day, among orders: [Order],
    isDrug: (DrugKey) -> Bool, isOrdered: (DoseAmount) -> Bool?
  ) {
    let named = orders.filter { isDrug($0.drug) }
    guard let first = named.last else {
      self = .missing("none names \(label)")
      return
    }
    let inForce = named.filter { $0.covers(date) }
    guard let current = inForce.last else {
      self = .missing(OrderMatch.notInForce(first, on: date))
      return
    }
    let signed = inForce.filter { order in order.signedOn.map { $0 <= date } ?? false }
    guard let byRoute = signed.last else {
      self = OrderMatch.notSigned(current)
      return
    }
    let routed = signed.filter { $0.route == dose.route }
    guard let byAmount = routed.last else {
      self = .missing(
        "it orders \(byRoute.route), and \(dose.route?.rawValue ?? "no route") is recorded")
      return
    }
    let answers = routed.map { isOrdered($0.dose) }
    let matches = zip(routed, answers).filter { $1 == true }.map(\.0)
    if !matches.isEmpty {
      self = .found(matches)
    } else if let place = answers.lastIndex(of: nil) {
      self = .uncertain(routed[place])
    } else {
      self = .missing("it orders \(byAmount.dose), and \(dose.amount) was given")
    }
  }

  private static func notInForce(_ order: Order, on date: Day) -> String {
    if let ended = order.validTo, ended < date { return "the order ended on \(ended)" }
    return "the order begins only on \(order.validFrom)"
  }

  private static func notSigned(_ order: Order) -> OrderMatch {
    guard let day = order.signedOn else {
      return .missing("it is not signed", unsigned: order.id)
    }
    return .missing("it was signed on \(day), after the injection")
  }
}
