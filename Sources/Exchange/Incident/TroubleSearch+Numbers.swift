import DropFolder

/// Control numbers out of turn, and files that ended the program: what was noted with a file since the last look, and
/// what of it has not been put right.
extension TroubleSearch {
  private static let mark = "oddities"
  private static let page = 500

  func oddities(_ now: Timestamp, _ known: Known, _ findings: inout Findings) throws {
    var gaps = known.keys(of: .numberGap).compactMap(NumberGap.init)
    var reversals = known.keys(of: .numberReversal).compactMap(NumberReversal.init)
    var quarantined = known.keys(of: .fileQuarantined).compactMap(QuarantinedFile.init)
    var since: [IncidentKey: Timestamp] = [:]
    let start = known.marks[Self.mark] ?? 0
    var last = start
    while case let page = try ledger.oddities(after: last, limit: Self.page), !page.isEmpty {
      for oddity in page {
        last = oddity.number
        guard let file = try ledger.interchange(oddity.interchange), !file.envelope.isTest else { continue }
        let number = file.envelope.controlNumber.flatMap { Int64($0) }
        switch oddity.code {
        case .controlNumberGap:
          guard let number, let below = try ledger.numberBelow(file.id), below + 1 < number else { continue }
          let gap = NumberGap(sender: file.sender, numbers: below + 1...number - 1)
          since[gap.key] = file.decidedAt
          if !gaps.contains(gap) { gaps.append(gap) }
        case .controlNumberLower:
          guard let number, let highest = try ledger.highestNumber(from: file.sender) else { continue }
          // It is what a gap waits for.
          if gaps.contains(where: { $0.sender == file.sender && $0.numbers.contains(number) }) { continue }
          let reversal = NumberReversal(sender: file.sender, highest: highest)
          since[reversal.key] = file.decidedAt
          if !reversals.contains(reversal) { reversals.append(reversal) }
        default:
          let put = QuarantinedFile(sender: file.sender, interchange: file.id)
          since[put.key] = file.decidedAt
          if !quarantined.contains(put) { quarantined.append(put) }
        }
      }
    }
    if last != start { findings.marks[Self.mark] = last }
    let begun = { (key: IncidentKey) in known.since(key) ?? since[key] ?? now }
    for gap in gaps {
      if let trouble = try trouble(gap, since: begun(gap.key)) {
        findings.troubles.append(trouble)
      } else {
        findings.endings[gap.key] = "All that was missing came."
      }
    }
    for reversal in reversals {
      if let trouble = try trouble(reversal, since: begun(reversal.key)) { findings.troubles.append(trouble) }
    }
    for file in quarantined {
      if let trouble = try trouble(file, since: begun(file.key)) { findings.troubles.append(trouble) }
    }
  }

  /// More that came in a gap are not looked through.
  private static let mostInGap = 10_000

  private func trouble(_ gap: NumberGap, since: Timestamp) throws -> Trouble? {
    let came = try ledger.numbers(from: gap.sender, in: gap.numbers, limit: Self.mostInGap)
    let missing = NumberRanges(of: gap.numbers, without: came)
    guard missing.count > 0 else { return nil }
    return Trouble(
      .numberGap, gap.key.subject, since: since, count: missing.count,
      "\(missing.count == 1 ? "Control number" : "Control numbers") \(missing) of \(gap.sender) did not come.")
  }

  private func trouble(_ reversal: NumberReversal, since: Timestamp) throws -> Trouble? {
    guard try ledger.highestNumber(from: reversal.sender) ?? 0 <= reversal.highest else { return nil }
    return Trouble(
      .numberReversal, reversal.key.subject, since: since,
      "\(reversal.sender) went back with its control numbers, after \(reversal.highest) had come.")
  }

  private func trouble(_ file: QuarantinedFile, since: Timestamp) throws -> Trouble? {
    guard let rejection = try ledger.rejection(of: file.interchange), rejection.state == .open else { return nil }
    return Trouble(
      .fileQuarantined, file.key.subject, since: since,
      "\(rejection.fileName.display) of \(file.sender) ended the program, and was put aside as \(file.interchange).")
  }
}
