import DropFolder
import Exchange

/// Where the files of an interchange are, as a person would look for them.
struct Places {
  let configuration: Configuration

  /// The acknowledgement's path, from where the configuration's paths start; nil where there is none.
  func acknowledgement(of interchange: Interchange, in ledger: any Ledger) throws -> String? {
    // It may bring only acknowledgements of earlier files.
    guard let document = try ledger.documents(of: interchange.id, kind: .acknowledgement, after: nil, limit: 1).first,
      document.name == interchange.answerName(),
      let system = configuration.system(named: interchange.sender),
      let folder = system.acknowledge.to ?? system.outbox
    else { return nil }
    return folder.written + "/" + document.name.display
  }

  /// The file's own path; nil before it is filed.
  func file(of interchange: Interchange) -> String? {
    guard let place = interchange.place else { return nil }
    return interchange.verdict == .rejected
      ? "\(configuration.rejected.written)/\(interchange.sender)/\(place)" : "\(configuration.archive.written)/\(place)"
  }

  /// The clerk's report; only where something was rejected.
  func report(on interchange: Interchange) -> String? {
    guard interchange.verdict == .rejected || interchange.verdict == .partiallyAccepted,
      let name = interchange.place?.split(separator: "/").last
    else { return nil }
    return "\(configuration.rejected.written)/\(interchange.sender)/\(name).report.txt"
  }
}
