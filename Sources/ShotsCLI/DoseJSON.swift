import Billing
import Practice
import Storage
import Text

/// An open dose as a JSON object. The names of its fields do not change.
enum DoseJSON {
  static func write(
    _ dose: DoseAssessment, of assessment: Assessment, _ json: inout JSONWriter
  ) {
    let visit = assessment.visit
    json.beginObject()
    json.key("dose")
    json.int(Int(dose.id.number))
    json.key("reference")
    json.string(dose.dose.reference?.text)
    json.key("encounter")
    json.int(Int(visit.encounter.id?.number ?? 0))
    json.key("encounter_reference")
    json.string(visit.encounter.reference?.text)
    json.key("mrn")
    json.string(visit.patient.value.mrn.text)
    json.key("patient")
    json.string(visit.patient.value.name.description)
    json.key("date")
    json.string(visit.encounter.date.description)
    json.key("drug")
    json.string(dose.dose.drug.text)
    json.key("amount")
    json.string(dose.dose.amount.description)
    json.key("provider")
    json.string(visit.encounter.provider?.text)
    json.key("payer")
    json.string(assessment.payer?.id.text)
    json.key("state")
    json.string(dose.state.rawValue)
    lines(dose.lines, &json)
    findings(dose.findings, passed: dose.passed, &json)
    json.key("charge_cents")
    json.int(Int(dose.charge.cents))
    json.key("age_days")
    json.int(dose.ageDays)
    json.key("file_by")
    json.string(dose.fileBy?.description)
    json.key("days_left")
    if let days = dose.daysLeft { json.int(days) } else { json.null() }
    json.endObject()
  }

  static func lines(_ lines: [ServiceLine], _ json: inout JSONWriter) {
    json.key("lines")
    json.beginArray()
    for line in lines {
      json.beginObject()
      json.key("kind")
      json.string(line.kind.rawValue)
      json.key("code")
      json.string(line.code.text)
      json.key("modifiers")
      json.beginArray()
      for modifier in line.modifiers { json.string(modifier.text) }
      json.endArray()
      json.key("units")
      json.int(line.units)
      json.key("charge_cents")
      if let charge = line.charge { json.int(Int(charge.cents)) } else { json.null() }
      json.key("why")
      json.string(line.why)
      json.endObject()
    }
    json.endArray()
  }

  /// Lines for people.
  static func table(_ lines: [ServiceLine]) -> TextTable {
    var table = TextTable([
      .init("LINE"), .init("UNITS", .right), .init("CHARGE", .right), .init("WHY"),
    ])
    for line in lines {
      table.row([
        line.codeWithModifiers, String(line.units), line.charge?.description ?? "no fee", line.why,
      ])
    }
    return table
  }

  static func findings(
    _ findings: [Finding], passed: [Review] = [], _ json: inout JSONWriter
  ) {
    json.key("findings")
    json.beginArray()
    for finding in findings {
      json.beginObject()
      json.key("rule")
      json.string(finding.rule.text)
      json.key("severity")
      json.string(finding.severity.rawValue)
      json.key("field")
      json.string(finding.field)
      json.key("message")
      json.string(finding.message)
      json.key("fix")
      json.string(finding.fix)
      if !finding.choices.isEmpty {
        json.key("choices")
        json.beginArray()
        for choice in finding.choices { json.string(choice) }
        json.endArray()
      }
      let review = passed.last { $0.rule == finding.rule && finding.severity > .info }
      json.key("accepted")
      json.bool(review != nil)
      if let review { DoseJSON.review(review, &json) }
      json.endObject()
    }
    json.endArray()
  }

  /// Who let a warning pass.
  static func review(_ review: Review, _ json: inout JSONWriter) {
    json.key("accepted_by")
    json.string(review.stamp.actor)
    json.key("accepted_at")
    json.string(review.stamp.at)
    json.key("accepted_why")
    json.string(review.reason)
  }
}
