import DropFolder

extension Processor {
  /// How often an interchange may end the process through a fault of the program before it is put aside.
  private static let mostFaults = 2
  /// The same in a row for whatever reason: a kill from outside may be chance, or the kernel's when memory runs out.
  private static let mostEnds = 5

  /// An interchange over which the program ended again and again must not do so for ever, nor keep others waiting.
  func setAsideWhatEndedTheProgram() throws(LedgerError) {
    guard let left = options.inHand?.left else { return }
    defer { options.inHand?.put(nil) }
    guard let interchange = try ledger.interchange(InterchangeID(left.id)), interchange.verdict == nil else { return }
    let ends = try ledger.noteEnd(during: interchange.id, byFault: left.byFault).ends
    if ends.byFault >= Self.mostFaults || ends.all >= Self.mostEnds {
      try ledger.setAside(interchange.id, because: .endedTheProgram)
    }
  }
}
