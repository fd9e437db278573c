import Practice

extension ReferenceView {
  /// Diagnosis codes of an imported set: what `shots reference show diagnoses E11` shows.
  public init(_ codes: [DiagnosisCategory.Code], of set: DiagnosisSet?) {
    self.init(
      columns: ["code", "description", "on_claims", "valid_from", "valid_to", "from"],
      rows: codes.map { code in
        [
          code.code.text, code.label, code.isValid ? "yes" : "no, it needs more digits",
          set?.from.description ?? "", set?.to.description ?? "", set?.name.text ?? "",
        ]
      })
  }
}

extension DiagnosisCodes {
  /// What `shots reference list` says of the imported sets.
  public var summary: ReferenceSummary {
    ReferenceSummary(
      name: "diagnoses", what: "diagnosis codes by day (ICD-10-CM)", embedded: 0, own: 0,
      imported: count, asOf: sets.last?.from,
      sources: sets.map { "\($0.name) of \($0.from) to \($0.to)" })
  }
}
