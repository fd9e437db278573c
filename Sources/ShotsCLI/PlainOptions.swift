// What the options of the everyday commands are called and where they go, for `PlainCommand`.

extension GlobalOptions: PlainOptions {
  static var plain: GlobalOptions {
    var options = GlobalOptions()
    options.ledger = nil
    options.json = false
    options.operation = nil
    return options
  }

  mutating func take(_ name: String, _ value: String) -> Bool {
    switch name {
    case "--ledger": ledger = value
    case "--operation": operation = value
    default: return false
    }
    return true
  }

  mutating func take(flag name: String) -> Bool {
    if name == "--json" { json = true }
    return name == "--json"
  }
}

extension DaysOptions: PlainOptions {
  static var plain: DaysOptions {
    var options = DaysOptions()
    options.month = nil
    options.from = nil
    options.to = nil
    return options
  }

  mutating func take(_ name: String, _ value: String) -> Bool {
    switch name {
    case "--month": month = value
    case "--from": from = value
    case "--to": to = value
    default: return false
    }
    return true
  }
}

extension UnbilledCommand: PlainCommand {
  static var plain: UnbilledCommand {
    var command = UnbilledCommand()
    command.global = .plain
    command.days = .plain
    command.payer = nil
    command.provider = nil
    command.state = nil
    command.totals = false
    command.csv = false
    return command
  }

  mutating func take(_ name: String, _ value: String) -> Bool {
    switch name {
    case "--payer": payer = value
    case "--provider": provider = value
    case "--state": state = value
    default: return global.take(name, value) || days.take(name, value)
    }
    return true
  }

  mutating func take(flag name: String) -> Bool {
    switch name {
    case "--totals": totals = true
    case "--csv": csv = true
    default: return global.take(flag: name)
    }
    return true
  }
}

extension VisitOptions: PlainOptions {
  static var plain: VisitOptions {
    var options = VisitOptions()
    options.date = nil
    options.provider = nil
    options.supervising = nil
    options.supervision = nil
    options.place = nil
    options.diagnoses = []
    options.services = []
    return options
  }

  mutating func take(_ name: String, _ value: String) -> Bool {
    switch name {
    case "--date": date = value
    case "--provider": provider = value
    case "--supervising": supervising = value
    case "--supervision": supervision = value
    case "--place": place = value
    case "--diagnoses", "--dx": diagnoses.append(value)
    case "--services": services.append(value)
    default: return false
    }
    return true
  }
}

extension DoseOptions: PlainOptions {
  static var plain: DoseOptions {
    var options = DoseOptions()
    options.drug = nil
    options.dose = nil
    options.route = nil
    options.site = nil
    options.lot = nil
    options.expiry = nil
    options.ndc = nil
    options.volume = nil
    options.container = nil
    options.waste = nil
    options.stock = nil
    options.syringe = nil
    options.injections = nil
    options.device = nil
    options.time = nil
    options.givenBy = nil
    options.credential = nil
    options.counselledBy = nil
    options.note = nil
    return options
  }

  mutating func take(_ name: String, _ value: String) -> Bool {
    switch name {
    case "--drug": drug = value
    case "--dose": dose = value
    case "--route": route = value
    case "--site": site = value
    case "--lot": lot = value
    case "--expiry": expiry = value
    case "--ndc": ndc = value
    case "--volume": volume = value
    case "--container": container = value
    case "--waste": waste = value
    case "--stock": stock = value
    case "--syringe": syringe = value
    case "--injections": injections = value
    case "--device": device = value
    case "--time": time = value
    case "--given-by": givenBy = value
    case "--credential": credential = value
    case "--counselled-by": counselledBy = value
    case "--note": note = value
    default: return false
    }
    return true
  }
}

extension DetailOptions: PlainOptions {
  static var plain: DetailOptions {
    var options = DetailOptions()
    options.referring = nil
    options.ordering = nil
    options.facility = nil
    options.onset = nil
    options.initialTreatment = nil
    options.lastSeen = nil
    options.admitted = nil
    options.discharged = nil
    options.authorizationNumber = nil
    options.referralNumber = nil
    options.patientPaid = nil
    options.delayReason = nil
    options.assignment = nil
    options.benefits = nil
    options.release = nil
    options.medicalRecord = nil
    options.clia = nil
    options.casualtyNumber = nil
    options.died = nil
    options.claimNote = nil
    options.attachment = []
    options.mark = []
    return options
  }

  mutating func take(_ name: String, _ value: String) -> Bool {
    switch name {
    case "--referring": referring = value
    case "--ordering": ordering = value
    case "--facility": facility = value
    case "--onset": onset = value
    case "--initial-treatment": initialTreatment = value
    case "--last-seen": lastSeen = value
    case "--admitted": admitted = value
    case "--discharged": discharged = value
    case "--authorization-number": authorizationNumber = value
    case "--referral-number": referralNumber = value
    case "--patient-paid": patientPaid = value
    case "--delay-reason": delayReason = value
    case "--assignment": assignment = value
    case "--benefits": benefits = value
    case "--release": release = value
    case "--medical-record": medicalRecord = value
    case "--clia": clia = value
    case "--casualty-number": casualtyNumber = value
    case "--died": died = value
    case "--claim-note": claimNote = value
    case "--attachment": attachment.append(value)
    case "--mark": mark.append(value)
    default: return false
    }
    return true
  }
}

extension AddCommand: PlainCommand {
  static var plain: AddCommand {
    var command = AddCommand()
    command.global = .plain
    command.patient = nil
    command.birth = nil
    command.visit = .plain
    command.encounter = nil
    command.details = .plain
    command.dose = .plain
    command.more = []
    return command
  }

  mutating func take(_ name: String, _ value: String) -> Bool {
    switch name {
    case "--patient": patient = value
    case "--birth": birth = value
    case "--encounter": encounter = value
    default:
      return dose.take(name, value) || visit.take(name, value) || global.take(name, value)
        || details.take(name, value)
    }
    return true
  }

  mutating func take(flag name: String) -> Bool { global.take(flag: name) }
}
