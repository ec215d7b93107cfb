import DropFolder

extension PreparedFiles {
  /// Writes what is to lie beside a document, under its id, so that it is published with it.
  ///
  /// - Parameter system: the one that the document is for; nil where the configuration names it no more.
  func writeSidecars(of document: Document, for system: System?, in outbox: Outbox) throws {
    guard let rule = system?.sidecars, document.kind == .import || rule.acknowledgements else { return }
    for (kind, suffix) in rule.files {
      _ = try write(Outbox.sidecarID(suffix, of: document.id), in: outbox) {
        try $0.write(SidecarRule.content(kind, of: document))
      }
    }
  }
}
