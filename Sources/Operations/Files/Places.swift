import DropFolder
package import Exchange

/// Where the files of an interchange are, as a person would look for them.
package struct Places {
  package let configuration: Configuration

  package init(configuration: Configuration) {
    self.configuration = configuration
  }

  /// The acknowledgement's path, from where the configuration's paths start; nil where there is none.
  package func acknowledgement(of interchange: Interchange, in ledger: any Ledger) throws -> String? {
    // It may bring only acknowledgements of earlier files.
    guard let document = try ledger.documents(of: interchange.id, kind: .acknowledgement, after: nil, limit: 1).first,
      document.name == interchange.answerName(),
      let system = configuration.system(named: interchange.sender),
      let folder = system.acknowledge.to ?? system.outbox
    else { return nil }
    return folder.written + "/" + document.name.display
  }

  /// The file's own path; nil before it is filed. That of a rejected file moves once its rejection is closed.
  package func file(of interchange: Interchange, _ rejection: Rejection? = nil) -> String? {
    guard let place = interchange.place else { return nil }
    return interchange.verdict == .rejected
      ? "\(rejected(of: interchange, rejection))/\(place)" : "\(configuration.archive.written)/\(place)"
  }

  /// What is to be put right: the file as it came, or the reject file, which has only the records that were rejected.
  package func rejectedFile(of interchange: Interchange, _ rejection: Rejection? = nil) -> String? {
    name(of: interchange).map { "\(rejected(of: interchange, rejection))/\($0)" }
  }

  /// The clerk's report; only where something was rejected.
  package func report(on interchange: Interchange, _ rejection: Rejection? = nil) -> String? {
    rejectedFile(of: interchange, rejection).map { "\($0).report.txt" }
  }

  /// Where a document lies until the other side takes it.
  package func path(of document: Document) -> String {
    let folder = configuration.system(named: document.system)?.outbox?.written ?? document.system
    return "\(folder)/\(document.name.display)"
  }

  /// Whether the other side has not taken a document yet: it lies where it was put.
  package func isUntaken(_ document: Document) -> Bool {
    guard let folder = configuration.system(named: document.system)?.outbox?.absolute else { return false }
    return PathFacts(path: "\(folder)/\(document.name.display)").kind == .file
  }

  // MARK: - Rejected files

  private func rejected(of interchange: Interchange, _ rejection: Rejection?) -> String {
    let folder = "\(configuration.rejected.written)/\(interchange.sender)"
    return rejection?.isPutAway == true ? "\(folder)/\(RejectedFolder.closed.display)" : folder
  }

  private func name(of interchange: Interchange) -> Substring? {
    guard interchange.verdict == .rejected || interchange.verdict == .partiallyAccepted else { return nil }
    return interchange.place?.split(separator: "/").last
  }
}
