import Practice

extension ClaimCheck {
  /// The texts of a claim that the file carries otherwise than by upper case: accents stripped,
  /// separators made blanks, other characters dropped (guide §1.1). Empty for most claims. To be
  /// told, not to be refused; names places and never the text.
  public static func alterations(_ claim: Claim) -> [String] {
    var found = Alterations()
    let provider = claim.billingProvider
    found.text(provider.name, "2010AA NM103: the practice's name")
    found.address(provider.address, "2010AA", "the practice's")
    if let payTo = provider.payToAddress { found.address(payTo, "2010AB", "the pay-to") }
    if let subscriber = claim.coverage.subscriber {
      found.person(subscriber.name, "2010BA", "the subscriber's")
    }
    found.text(claim.payer.name, "2010BB NM103: the payer's name")
    if let address = claim.payer.address { found.address(address, "2010BB", "the payer's") }
    let loop = claim.coverage.subscriber == nil ? "2010BA" : "2010CA"
    found.person(claim.patient.name, loop, "the patient's")
    if let address = claim.patient.address { found.address(address, loop, "the patient's") }
    found.text(claim.note, "2300 NTE02: the claim note")
    if claim.rendersForBilling {
      found.person(claim.renderingProvider.name, "2310B", "the rendering provider's")
    }
    if let supervising = claim.supervisingProvider {
      found.person(supervising.name, "2310D", "the supervising provider's")
    }
    if claim.hasDetails { found.details(claim.details) }
    for (index, line) in claim.lines.enumerated() {
      if line.hasDetails { found.people(line.people(of: claim)) }
      let place = "2400 line \(index + 1)"
      found.text(line.service.description, "\(place) SV101-7: the description")
      found.text(line.service.note, "\(place) NTE02: the line note")
    }
    return found.places
  }

  /// A person's name as claim files have it; nil when upper case is all that differs.
  public static func nameInFiles(_ name: PersonName) -> String? {
    let parts = [name.last.text, name.first?.text, name.middle?.text].compactMap { $0 }
    guard parts.contains(where: ClaimText.losesSomething) else { return nil }
    return PersonNameText.joined(parts.map(ClaimText.folded))
  }
}

private enum PersonNameText {
  /// `OSAMPLE, ZOE`; a part of which nothing is left is told as none.
  static func joined(_ parts: [String]) -> String {
    let shown = parts.map { $0.isEmpty ? "(nothing)" : $0 }
    return shown.count > 1 ? "\(shown[0]), \(shown[1...].joined(separator: " "))" : shown[0]
  }
}

private struct Alterations {
  private(set) var places: [String] = []

  mutating func text(_ text: String?, _ place: @autoclosure () -> String) {
    if let text, ClaimText.losesSomething(text) { places.append(place()) }
  }

  mutating func text(_ line: Line?, _ place: @autoclosure () -> String) {
    text(line?.text, place())
  }

  mutating func details(_ details: ClaimDetails) {
    if let referring = details.referringProvider {
      person(referring.name, "2310A", "the referring provider's")
    }
    if let ordering = details.orderingProvider {
      person(ordering.name, "2420E", "the ordering provider's")
    }
    if let facility = details.facility { self.facility(facility, "2310C") }
    for other in details.otherPayers {
      text(other.payer.name, "2330B NM103: the other payer's name")
      if let subscriber = other.coverage.subscriber {
        person(subscriber.name, "2330A", "the other subscriber's")
      }
      if let home = other.subscriberAddress { address(home, "2330A", "the other subscriber's") }
    }
  }

  mutating func people(_ people: LinePeople) {
    if let provider = people.rendering {
      person(provider.name, "2420A", "the rendering provider's")
    }
    if let provider = people.supervising {
      person(provider.name, "2420D", "the supervising provider's")
    }
    if let provider = people.referring {
      person(provider.name, "2420F", "the referring provider's")
    }
    if let facility = people.facility { self.facility(facility, "2420C") }
  }

  private mutating func facility(_ facility: ServiceFacility, _ loop: String) {
    text(facility.name, "\(loop) NM103: the facility's name")
    address(facility.address, loop, "the facility's")
  }

  mutating func person(_ name: PersonName, _ loop: String, _ whose: String) {
    text(name.last, "\(loop) NM103: \(whose) last name")
    text(name.first, "\(loop) NM104: \(whose) first name")
    text(name.middle, "\(loop) NM105: \(whose) middle name")
  }

  mutating func address(_ address: Address, _ loop: String, _ whose: String) {
    text(address.line1, "\(loop) N301: \(whose) street")
    text(address.line2, "\(loop) N302: \(whose) second address line")
    text(address.city, "\(loop) N401: \(whose) city")
  }
}
