import Practice
import Testing

@testable import Coding

/// Credentials as charts write them (R04, R31, R32, R43).
@Suite struct GiverTests {
  @Test(arguments: ["RN", "R.N.", "BSN, RN", "LPN", "CNA", "MA", "PA student"])
  func staffNeedASupervisor(_ credential: String) throws {
    let given = try dose("J1885", "30mg") { $0.givenByCredential = try Credential(credential) }
    let missing = try visit([given]) { $0.encounter.supervisionMode = nil }.decision
    #expect(missing.holds == ["R31 error"])
    let alone = try visit(.medicare, [given]) {
      $0.encounter.supervisionMode = SupervisionMode.none
    }
    #expect(alone.decision.holds == ["R32 error"])
    let rendering = try visit([given]) { $0.provider = try Fixture.provider(credential) }
    #expect(rendering.decision.finding("R43") != nil)
  }

  @Test(arguments: ["MD", "M.D.", "MD, FAAP", "RN, FNP", "PA-C", "NP, MA"])
  func cliniciansDoNot(_ credential: String) throws {
    let given = try dose("J1885", "30mg") { $0.givenByCredential = try Credential(credential) }
    #expect(try visit([given]) { $0.encounter.supervisionMode = nil }.decision.holds.isEmpty)
    let child = try dose("90651", "1dose") { $0.counselledBy = try Credential(credential) }
    let decision = try visit(dx: ["Z23"], born: "2015-01-01", [child]).decision
    #expect(decision.lineTexts == ["90460 x1", "90651 x1"])
  }

  @Test func unknownLettersAreAsked() throws {
    let given = try dose("J1885", "30mg") { $0.givenByCredential = try Credential("PharmD") }
    let decision = try visit([given]) { $0.encounter.supervisionMode = nil }.decision
    #expect(decision.holds == ["R31 warning"])
    #expect(try visit([given]).decision.holds.isEmpty)
  }

  @Test func nurseVisitIsNotAddedToAVisit() throws {
    let decision = try visit(services: ["99213-25"], [dose("J1885", "30mg")]) {
      $0.encounter.supervisionMode = SupervisionMode.none
    }.decision
    #expect(decision.lineTexts == ["99213-25 x1", "J1885 x2"])
    #expect(decision.holds == ["R32 warning"])
  }
}
