import Coding
import Practice

extension ImportKind {
  /// The words that a column takes; empty for columns of free text, numbers and days.
  public func values(of column: String) -> [String] {
    switch (self, column) {
    case (.drugs, "unit_basis"): Drug.Basis.allCases.map(\.rawValue)
    case (.drugs, "admin_rule"): Drug.AdministrationRule.allCases.map(\.rawValue)
    case (.drugs, "unit"): DoseUnit.allCases.map(\.rawValue)
    case (.drugs, "routes"), (.doses, "route"): Route.allCases.map(\.rawValue)
    case (.drugs, "self_administered"), (.policies, "needs_authorization"),
      (.policies, "self_administered"), (.policies, "oral_standard"):
      ["yes", "no"]
    case (_, "container"): Container.allCases.map(\.rawValue)
    case (.products, "form"): PackageForm.allCases.map(\.rawValue)
    case (.pairs, "modifier_indicator"): ["0", "1", "9"]
    case (.payers, "payer_class"): PayerClass.allCases.map(\.rawValue)
    case (.payers, _): PayerSettings.Name(rawValue: column)?.choices ?? []
    case (.patients, "sex"), (.coverages, "subscriber_sex"): Sex.allCases.map(\.rawValue)
    case (.coverages, "priority"): Coverage.Priority.allCases.map(\.rawValue)
    case (.coverages, "relationship"): Coverage.Relationship.allCases.map(\.rawValue)
    case (.doses, "dose_unit"), (.doses, "waste_unit"): DoseUnit.allCases.map(\.rawValue)
    case (.doses, "stock_source"): StockSource.allCases.map(\.rawValue)
    case (.doses, "supervision_mode"): SupervisionMode.allCases.map(\.rawValue)
    case (.doses, "device"): Device.allCases.map(\.rawValue)
    default: []
    }
  }
}
