extension Rejection {
  /// What a decided interchange leaves to be put right: nil where nothing of it was rejected, and for what no partner can
  /// put right, decisions on Kontor's own desk and test files.
  package init?(of interchange: Interchange) {
    let rejected = interchange.totals[.rejected]
    guard interchange.sender != System.desk, !interchange.envelope.isTest,
      rejected > 0 || interchange.verdict == .rejected
    else { return nil }
    self.init(
      interchange: interchange.id, sender: interchange.sender, fileName: interchange.fileName,
      since: interchange.decidedAt ?? interchange.receivedAt, count: max(rejected, 1))
  }
}
