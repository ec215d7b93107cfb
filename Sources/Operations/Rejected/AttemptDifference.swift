import DropFolder
package import Exchange

/// What two attempts at one file differ in.
package struct AttemptDifference {
  package let configuration: Configuration
  package let ledger: any Ledger

  package init(_ configuration: Configuration, _ ledger: any Ledger) {
    self.configuration = configuration
    self.ledger = ledger
  }

  /// - Parameters:
  ///   - first: an attempt by its number, from 1.
  ///   - second: another.
  package func between(_ first: Int, _ second: Int, of interchange: Interchange) throws
    -> (before: InterchangeID, after: InterchangeID, difference: VersionDifference)
  {
    let lineage = try Lineage(of: interchange, in: ledger)
    let before = try content(of: first, beside: second, lineage)
    let after = try content(of: second, beside: first, lineage)
    let attempts = lineage.attempts
    return (attempts[first - 1].id, attempts[second - 1].id, try VersionDifference(from: before, to: after))
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
