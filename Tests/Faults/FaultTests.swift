import Testing

@Suite("Faults") struct FaultTests {}
