package import Exchange

/// The records of a file that passed in part which are still to be put right, in an envelope of their own: the reject
/// file without what was settled since.
package struct OpenRecords {
  package let interchange: Interchange
  package let formats: SentFormats
  package let sender: System
  package let ledger: any Ledger

  /// - Parameter archived: the file as it came.
  package func file(from archived: InputFile, name: String) throws -> InputFile {
    let open = try CauseReader(ledger: ledger).openPositions(of: interchange.id)
    var rejected: [Int: RejectFile.Rejected] = [:]
    try ledger.forEachRecord(of: interchange.id, exceptions: true) { record, issues, _ in
      guard open.contains(record.position) else { return }
      rejected[record.position] = RejectFile.Rejected(entity: record.entity, key: record.key, issues: issues)
    }
    var bytes: [UInt8] = []
    try RejectFile(formats: formats, of: interchange.id, sender: sender, rejectedCount: rejected.count)
      .write(from: archived.source(), rejected: { rejected[$0] }, to: { bytes += $0 })
    return try InputFile(bytes, name: name)
  }
}
