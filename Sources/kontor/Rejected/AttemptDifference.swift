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

  func show(_ interchange: Interchange, _ first: Int, _ second: Int, json: Bool) throws -> Outcome {
    let lineage = try Lineage(of: interchange, in: ledger)
    let before = try content(of: first, beside: second, lineage)
    let after = try content(of: second, beside: first, lineage)
    let difference = try VersionDifference(from: before, to: after)
    if json {
      let attempts = lineage.attempts
      try session.out.json(
        DifferenceReport(
          before: attempts[first - 1].id, after: attempts[second - 1].id, difference.comparison))
    } else {
      difference.print(to: session.out)
    }
    return .done
  }

  private func content(of number: Int, beside other: Int, _ lineage: Lineage) throws -> [UInt8] {
    guard lineage.attempts.indices.contains(number - 1) else {
      throw Failure(
        .usage,
        "there is no attempt \(number) at \(lineage.first.fileName.display); there "
          + (lineage.attempts.count == 1 ? "is only the first" : "are 1 to \(lineage.attempts.count)"))
    }
    let attempt = lineage.attempts[number - 1]
    let rejection = try ledger.rejection(of: attempt.id)
    if let pruning = try ledger.prunings(of: attempt.id).first(where: { $0.class != .metadata }) {
      throw Failure(
        .noInput, "attempt \(number), \(attempt.fileName.display), was \(pruning.words); there is nothing to compare")
    }
    let content = RejectedContent(configuration)
    let file =
      number < other && beganWithRejectFile(lineage.attempts[number..<max(number, min(other, lineage.attempts.count))])
      ? try content.open(attempt, rejection) : try content.openWhole(attempt, rejection)
    guard file.size <= XMLComparison.longest else {
      throw Failure(.usage, "\(file.name) has \(Phrase.size(Int64(file.size))), which is too much to be compared")
    }
    return file.contents
  }

  /// Some of the attempts were made out of the reject file of the one before, which has only the bad records.
  private func beganWithRejectFile(_ attempts: ArraySlice<Interchange>) -> Bool {
    attempts.contains { $0.recognition == .handedIn || $0.recognition == .marker }
  }
}
