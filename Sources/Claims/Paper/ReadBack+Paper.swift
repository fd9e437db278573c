import Practice

extension ReadBack {
  /// Every place where the forms say something else than the claim: the facts of each line read
  /// anew from the cells, the totals added up, and then every box of every form. Names places,
  /// never data of the patient.
  public static func differences(
    _ claim: Claim, _ forms: [ReadPaperForm], _ layout: PaperLayout, signedOn day: Day
  ) -> [String] {
    var found: [String] = []
    let expected = claim.paperForms(layout, signedOn: day)
    guard expected.count == forms.count else {
      return ["it has \(forms.count) forms; its lines need \(expected.count)"]
    }
    var total = Money.zero
    for (index, form) in forms.enumerated() {
      let first = index * PaperBox.linesOfForm
      let lines = claim.lines[first...].prefix(PaperBox.linesOfForm)
      if form.lines != lines.count { found.append("item 24: the number of lines") }
      for (offset, line) in lines.enumerated() {
        compare(line, of: claim, form, offset + 1, &found)
      }
      if let charges = form.charges {
        total = total.adding(charges) ?? total
        let isContinued = layout.has(.grandTotalOnLastForm, claim.payer.id)
        if !isContinued, form.money(.total) != charges { found.append("item 28: the total") }
      }
      compare(expected[index], form, &found)
    }
    if total != claim.total { found.append("item 24F: the charges together") }
    return found
  }

  private static func compare(
    _ line: Claim.Line, of claim: Claim, _ form: ReadPaperForm, _ number: Int,
    _ found: inout [String]
  ) {
    let service = line.service
    func expect(_ holds: Bool, _ item: String) {
      if !holds { found.append("item \(item) of line \(number)") }
    }
    expect(form.text(.code, line: number) == service.code.text, "24D")
    let modifiers = PaperBox.modifiers.map { form.text($0, line: number) }.filter { !$0.isEmpty }
    expect(modifiers == service.modifiers.map(\.text), "24D")
    expect(form.money(.charge, line: number) == line.charge, "24F")
    expect(Int(form.text(.units, line: number)) == service.units, "24G")
    let pointers = form.text(.pointers, line: number).utf8.map { Int($0) - 0x40 }
    expect(
      pointers.elementsEqual(service.pointers.prefix(claim.isMedicarePartB ? 1 : 4)), "24E")
    let package = form.text(.supplement, line: number)
    if let drug = service.drug {
      let words = package.split(separator: " ").prefix(2)
      let code = words.first?.dropFirst(2) ?? ""
      let measure = words.last ?? ""
      expect(
        words.count == 2 && code == drug.ndc.text && measure.prefix(2) == drug.unit.rawValue
          && (try? Quantity(String(measure.dropFirst(2)))) == drug.quantity,
        "24")
    } else {
      expect(!package.hasPrefix("N4"), "24")
    }
  }

  /// Every box that should be filled is, as far as it fits, and no other is.
  private static func compare(
    _ expected: PaperForm, _ form: ReadPaperForm, _ found: inout [String]
  ) {
    for entry in expected.entries where form.text(entry.box, line: entry.line) != entry.trimmed {
      found.append(entry.place)
    }
    if form.filled.count != expected.entries.count {
      found.append("page \(form.page): a box is filled that should be blank")
    }
  }
}

extension PaperForm.Entry {
  /// What is printed, without a blank where the cut fell between words.
  fileprivate var trimmed: Substring {
    var text = printed
    while text.last == " " { text.removeLast() }
    return text
  }
}
