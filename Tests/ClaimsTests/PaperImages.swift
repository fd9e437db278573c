/// The guide's two print images. All people and payers are invented.
enum PaperImages {
  /// Medicare primary, two lines, one NDC.
  static let medicare = """



                                               EXAMPLE MEDICARE PART B
                                               1 PAYER PLAZA

                                               ANYTOWN IL 62999-0200


       X                                                9XX9XX9XX99

       SAMPLE, PATIENCE, Q           07 04 1945      X

       12 DEMO LANE

       ANYTOWN                  IL

       62999         555 5550111

                                                        NONE

                                               X

                                               X

                                               X




             SIGNATURE ON FILE






                                                               X
                                                0
         E538





       10 26 26 10 26 26 11    96372               A       45 00   1      1888888884
       N499999000101   ML1
       10 26 26 10 26 26 11    J3420   JZ          A       23 50   1      1888888884









       001234567         X   LC26000101     X                68 50      0 00
                                                                        555 5550100
                             LANTERN COVE INJ CLINIC    LANTERN COVE INJ CLINIC PLLC
                             100 SAMPLE WAY STE 4       100 SAMPLE WAY STE 4
       SIGNATURE ON FILE     ANYTOWN IL 62999-0001      ANYTOWN IL 62999-0001
            11 02 26         1999999992                 1999999992




    """

  /// Commercial, dependent spouse, prior authorization, eight lines on two forms.
  static let commercial = """



                                               EXAMPLE MUTUAL HEALTH
                                               2 PAYER PLAZA

                                               ANYTOWN IL 62999-0300


                                     X                  EMH000777001

       FICTION, WILMA                02 20 1982      X  FICTION, FRED

       34 PLACEHOLDER AVE                   X           34 PLACEHOLDER AVE

       ANYTOWN                  IL                      ANYTOWN                 IL

       62999                                            62999

                                                        GRP-EX77

                                               X           01 15 1980     X

                                               X

                                               X        EXAMPLE MUTUAL PPO

                                                               X


             SIGNATURE ON FILE                               SIGNATURE ON FILE






                                                               X
                                                0
         G43909       M5450

                                                        AUTHEX0042



       10 06 26 10 06 26 11    96372               A       45 00   1      1888888884
       N499999010202   ML2
       10 06 26 10 06 26 11    J1885               A       50 00   4      1888888884

       10 13 26 10 13 26 11    96372               A       45 00   1      1888888884
       N499999010202   ML2
       10 13 26 10 13 26 11    J1885               A       50 00   4      1888888884

       10 20 26 10 20 26 11    96372               A       45 00   1      1888888884
       N499999010202   ML2
       10 20 26 10 20 26 11    J1885               A       50 00   4      1888888884

       001234567         X   LC26000108     X               285 00      0 00
                                                                        555 5550100
                             LANTERN COVE INJ CLINIC    LANTERN COVE INJ CLINIC PLLC
                             100 SAMPLE WAY STE 4       100 SAMPLE WAY STE 4
       SIGNATURE ON FILE     ANYTOWN IL 62999-0001      ANYTOWN IL 62999-0001
            11 02 26         1999999992                 1999999992



    \u{0C}


                                               EXAMPLE MUTUAL HEALTH
                                               2 PAYER PLAZA

                                               ANYTOWN IL 62999-0300


                                     X                  EMH000777001

       FICTION, WILMA                02 20 1982      X  FICTION, FRED

       34 PLACEHOLDER AVE                   X           34 PLACEHOLDER AVE

       ANYTOWN                  IL                      ANYTOWN                 IL

       62999                                            62999

                                                        GRP-EX77

                                               X           01 15 1980     X

                                               X

                                               X        EXAMPLE MUTUAL PPO

                                                               X


             SIGNATURE ON FILE                               SIGNATURE ON FILE






                                                               X
                                                0
         G43909       M5450

                                                        AUTHEX0042



       10 27 26 10 27 26 11    96372               A       45 00   1      1888888884
       N499999010202   ML2
       10 27 26 10 27 26 11    J1885               A       50 00   4      1888888884









       001234567         X   LC26000108     X                95 00      0 00
                                                                        555 5550100
                             LANTERN COVE INJ CLINIC    LANTERN COVE INJ CLINIC PLLC
                             100 SAMPLE WAY STE 4       100 SAMPLE WAY STE 4
       SIGNATURE ON FILE     ANYTOWN IL 62999-0001      ANYTOWN IL 62999-0001
            11 02 26         1999999992                 1999999992




    """
}
