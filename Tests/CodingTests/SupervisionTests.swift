import Practice
import Testing

@testable import Coding

/// R31: who supervised what staff gave.
@Suite("Supervision") struct SupervisionTests {
  @Test(
    "The clinician who bills is the supervisor while no other is named, and the line says so",
    arguments: [SupervisionMode.inPerson, .virtualAudioVideo])
  func clinicianStandsIn(mode: SupervisionMode) throws {
    for isNamed in [false, true] {
      let decision = try visit(.medicare, [dose("J1885", "60mg")]) {
        $0.encounter.supervisionMode = mode
        $0.encounter.supervisingProvider = isNamed ? $0.encounter.provider : nil
      }.decision
      #expect(decision.holds.isEmpty)
      #expect(
        decision.line("96372")?.why
          == (isNamed
            ? "IM injection, R01" : "IM injection, R01; supervised by Marlowe, who bills, R31"))
    }
  }

  @Test("What a clinician gave needs no supervisor")
  func givenByClinician() throws {
    let decision = try visit([dose("J1885", "60mg") { $0.givenByCredential = try Credential("NP") }]
    ).decision
    #expect(decision.line("96372")?.why == "IM injection, R01")
  }

  @Test("A payer that wants the supervisor on claims is told his name, not left to guess")
  func payerWantsTheName() throws {
    let finding = try visit([dose("J1885", "60mg")]) { $0.settings.supervisorOnClaim = .yes }
      .decision.finding("R31")
    #expect(
      finding?.choices == [
        "shots encounter correct 7 --supervising 1888888801",
        "shots encounter correct 7 --supervising …",
      ])
  }

  @Test(
    "Who can be reached by telephone only does not supervise",
    arguments: ["phone", "Telephone", "by phone", "phone-call"])
  func telephone(word: String) throws {
    let mode = try SupervisionMode(word)
    let decision = try visit(.medicare, [dose("J1885", "60mg")]) {
      $0.encounter.supervisionMode = mode
    }.decision
    #expect(decision.holds == ["R32 error"])
    #expect(decision.finding("R32")?.message.contains("telephone call does not count") == true)
  }
}
