import DropFolder
import Exchange

/// What two attempts at one file differ in.
struct AttemptDifference {
  let configuration: Configuration
  let ledger: any Ledger
  let session: Session

  init(_ configuration: Configuration, _ ledger: any Ledger, _ session: Session) {
    self.configuration = configuration
    self.ledger = ledger
    self.session = session
  }

  /// Bytes of a file that can be compared: both are held in memory.
  private static let largest = 64_000_000

  func show(_ interchange: Interchange, _ first: Int, _ second: Int, json: Bool) throws -> Outcome {
    let chain = try AttemptChain(of: interchange, in: ledger)
    let before = try content(of: first, beside: second, chain)
    let after = try content(of: second, beside: first, chain)
    let difference = VersionDifference(before: before, after: after)
    if json {
      try session.out.json(DifferenceReport(chain, first, second, difference))
    } else if difference.isEmpty {
      session.out.line("they do not differ")
    } else {
      difference.print(to: session.out)
    }
    return .done
  }

  private func content(of number: Int, beside other: Int, _ chain: AttemptChain) throws -> [UInt8] {
    guard let attempt = chain[number: number] else {
      throw Failure(
        .usage,
        "there is no attempt \(number) at \(chain.first.fileName.display); there "
          + (chain.attempts.count == 1 ? "is only the first" : "are 1 to \(chain.attempts.count)"))
    }
    let incident = try ledger.incident(of: attempt.id)
    let content = RejectedContent(configuration)
    let file =
      number < other && beganWithRejectFile(chain.attempts[number..<max(number, min(other, chain.attempts.count))])
      ? try content.open(attempt, incident) : try content.openWhole(attempt, incident)
    guard file.size <= Self.largest else {
      throw Failure(.usage, "\(file.name) has \(Phrase.size(Int64(file.size))), which is too much to be compared")
    }
    return file.contents
  }

  /// Some of the attempts were made out of the reject file of the one before, which has only the bad records.
  private func beganWithRejectFile(_ attempts: ArraySlice<Interchange>) -> Bool {
    attempts.contains { $0.recognition == .handedIn || $0.recognition == .marker }
  }
}
