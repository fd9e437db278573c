import Testing

@Suite("The house is tidy") struct TidyTests {}
