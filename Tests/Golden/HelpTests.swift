import Testing

@Suite("The program") struct HelpTests {}
