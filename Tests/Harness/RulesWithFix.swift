/// The rules of which at least one finding names a command that mends it. One test asks the rules
/// themselves, another runs the commands.
public enum RulesWithFix {
  /// Their ids.
  public static let all: Set<String> = Set(
    """
    R01 R02 R03 R05 R06 R07 R08 R09 R10 R11 R12 R13 R14 R15 R16 R17 R18 R19 R20 R21 R22 R23 R25
    R26 R27 R28 R29 R30 R31 R32 R33 R34 R35 R36 R37 R38 R39 R40 R41 R42 R43 R45 R46 R47 R48 R50
    R51 R53 R54 R55 R56 R58 R59 R60 R61 R62 R63 R64 R65 R66 R67 R68 R69 R70 R71 R72 R73 R74 R75
    R76 R77 R78 R79 R80 R85 R86 R87 R89
    """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
