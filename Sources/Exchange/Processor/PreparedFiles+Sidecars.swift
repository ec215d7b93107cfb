import DropFolder

extension PreparedFiles {
  /// Writes what is to lie beside a document, under its id, so that it is published with it.
  ///
  /// - Parameter system: the one that the document is for; nil where the configuration names it no more.
  func writeSidecars(of document: Document, for system: System?, in outbox: Outbox) throws {
    guard let rule = system?.sidecars, document.kind == .import || rule.acknowledgements else { return }
    for (kind, suffix) in rule.files {
      _ = try write(Outbox.sidecarID(suffix, of: document.id), in: outbox) { writer in
        switch kind {
        // Two spaces, as sha256sum writes between hash and name. Names of documents need no escaping.
        case .checksum: try writer.write(Array("\(document.sha256)  \(document.name.display)\n".utf8))
        case .marker: break
        }
      }
    }
  }
}
