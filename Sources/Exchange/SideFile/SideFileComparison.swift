/// Holds a side file against what the ledger says now, line by line.
struct SideFileComparison {
  private let interchange: Interchange
  private let isRebuilt: Bool
  private let ledger: any Ledger

  /// - Parameter isRebuilt: the ledger's row was made from this file, perhaps without what it refers to.
  init(_ interchange: Interchange, isRebuilt: Bool, ledger: any Ledger) {
    self.interchange = interchange
    self.isRebuilt = isRebuilt
    self.ledger = ledger
  }

  /// Throws ``SideFileFault`` at the first line that differs.
  func compare(_ reader: SideFileReader) throws {
    var version: Int? = 3
    // Lines that only one of the two has, and rightly so: the end counts them.
    var (onlyHere, onlyThere) = (0, 0)
    try SideFile(interchange, sequences: ledger.sequences(), ledger: ledger).forEachLine { line in
      guard var expected = line.inVersion(version) else {
        onlyHere += 1
        return
      }
      var found = try reader.next()
      while let line = found, try isLost(line) {
        onlyThere += 1
        found = try reader.next()
      }
      guard let found else { throw SideFileFault("it ends after line \(reader.count)") }
      switch (found, expected) {
      case (.interchange(let header), .interchange(var row)):
        version = header.version
        try checkNumbers(of: header, against: row)
        row.sequences = header.sequences
        if isRebuilt { (row.erased, row.erasedRecords) = (header.erased, header.erasedRecords) }
        if isRebuilt { row.pruned = header.pruned ?? row.pruned }
        if isRebuilt {
          row.repeats = row.repeats ?? header.repeats
          row.corrects = row.corrects ?? header.corrects
          row.handedIn = row.handedIn ?? header.handedIn
        }
        expected = SideLine.interchange(row).inVersion(version) ?? expected
      case (.attempt(let there), .attempt(var here)) where isRebuilt:
        here.corrects = here.corrects ?? there.corrects
        expected = .attempt(here)
      case (_, .end(var end)):
        end.lines += onlyThere - onlyHere
        expected = .end(end)
      default: break
      }
      if found != expected { throw SideFileFault("line \(reader.count) differs") }
    }
    if try reader.next() != nil { throw SideFileFault("it goes on after line \(reader.count - 1)") }
  }

  /// Whether a line is about an interchange that did not come back into a rebuilt ledger.
  private func isLost(_ line: SideLine) throws -> Bool {
    guard isRebuilt else { return false }
    switch line {
    case .settlement(let settlement): return try ledger.interchange(InterchangeID(settlement.interchange)) == nil
    case .attempt(let attempt): return try ledger.interchange(InterchangeID(attempt.id)) == nil
    case .wait(let wait): return try ledger.document(wait.document) == nil
    case .interchange, .issue, .record, .document, .audit, .end: return false
    }
  }

  private func checkNumbers(of header: SideLine.Header, against row: SideLine.Header) throws(SideFileFault) {
    for (system, last) in header.sequences ?? [:] where last > row.sequences?[system] ?? 0 {
      throw SideFileFault("it knows number \(last) of \(system), and the ledger does not; is the ledger older?")
    }
  }
}

extension SideLine {
  /// The same as it was written in an earlier version; nil for lines that there were not.
  fileprivate func inVersion(_ version: Int?) -> SideLine? {
    guard let version else { return inFirstVersion }
    guard version < 3 else { return self }
    switch self {
    case .settlement, .attempt, .wait, .audit: return nil
    case .interchange(var header):
      header.version = version
      return .interchange(header)
    case .issue, .record, .document, .end: return self
    }
  }

  /// The same as Kontor 0.1.0 wrote it; nil for lines that it did not write.
  private var inFirstVersion: SideLine? {
    switch self {
    case .issue, .settlement, .attempt, .wait, .audit, .end: return nil
    case .interchange(var header):
      header.version = nil
      header.envelopeSender = nil
      header.envelopeReceiver = nil
      header.created = nil
      header.isTest = nil
      header.advice = nil
      header.ends = nil
      header.faults = nil
      header.setAside = nil
      header.recognition = nil
      header.handedIn = nil
      header.doneAt = nil
      header.sequences = nil
      return .interchange(header)
    case .record(let record):
      return .record(
        Record(position: record.position, entity: record.entity, key: record.key, verdict: record.verdict))
    case .document(let document):
      return .document(
        Document(
          id: document.id, kind: document.kind, system: document.system, name: document.name, size: document.size,
          sha256: document.sha256))
    }
  }
}
