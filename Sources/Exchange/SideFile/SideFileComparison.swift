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
    var isFirstVersion = false
    try SideFile(interchange, ledger: ledger).forEachLine { line in
      guard var expected = isFirstVersion ? line.inFirstVersion : line else { return }
      guard let found = try reader.next() else { throw SideFileFault("it ends after line \(reader.count)") }
      if case .interchange(let header) = found, case .interchange(var row) = expected {
        isFirstVersion = header.version == nil
        try checkNumbers(of: header, against: row)
        row.sequences = header.sequences
        if isRebuilt {
          row.repeats = row.repeats ?? header.repeats
          row.corrects = row.corrects ?? header.corrects
        }
        expected = .interchange(row)
        if isFirstVersion, let shorter = expected.inFirstVersion { expected = shorter }
      }
      if found != expected { throw SideFileFault("line \(reader.count) differs") }
    }
    if try reader.next() != nil { throw SideFileFault("it goes on after line \(reader.count - 1)") }
  }

  private func checkNumbers(of header: SideLine.Header, against row: SideLine.Header) throws(SideFileFault) {
    for (system, last) in header.sequences ?? [:] where last > row.sequences?[system] ?? 0 {
      throw SideFileFault("it knows number \(last) of \(system), and the ledger does not; is the ledger older?")
    }
  }
}

extension SideLine {
  /// The same as Kontor 0.1.0 wrote it; nil for lines that it did not write.
  fileprivate var inFirstVersion: SideLine? {
    switch self {
    case .issue, .end: return nil
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
