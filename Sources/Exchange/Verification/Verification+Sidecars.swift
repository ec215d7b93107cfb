import DropFolder

/// What lies beside published documents.
extension Verification {
  /// A sidecar that is still there must say what Kontor wrote. One that is gone says nothing: the receiver may take it
  /// ahead of its document, or leave it.
  func checkSidecars(of document: Document, in outbox: OutboxListing, path: String) throws {
    guard let rule = configuration.system(named: document.system)?.sidecars,
      document.kind == .import || rule.acknowledgements
    else { return }
    for (kind, suffix) in rule.files {
      do {
        let name = try document.name.with(suffix)
        guard outbox.mayHave(name), let digest = try outbox.digest(of: name),
          digest != FileDigest(of: SidecarRule.content(kind, of: document))
        else { continue }
        try found(
          Discrepancy(
            .documentChanged, in: path + suffix, interchange: document.interchange,
            "The file beside the document is not what Kontor wrote. Find out who writes in that folder."))
      } catch let error as FolderError {
        try found(Discrepancy(.unreadable, in: path + suffix, interchange: document.interchange, error.message))
      }
    }
  }
}
