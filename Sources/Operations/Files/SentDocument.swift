import DropFolder
package import Exchange
import XMLEngine

/// The content of a document that Kontor wrote, read on a thread of its own: outboxes may lie on a share.
package actor SentDocument {
  private let queue = OwnQueue("sent-document")
  private let document: Document
  private let interchange: Interchange
  private let configuration: Configuration

  package nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

  package init(_ document: Document, of interchange: Interchange, _ configuration: Configuration) {
    self.document = document
    self.interchange = interchange
    self.configuration = configuration
  }

  /// All of it: from the archive's copies, or from where it waits to be taken. Nil where it is neither here nor there any
  /// more: acknowledgements are not kept once they are taken.
  package func bytes() throws -> [UInt8]? {
    let archive = try ArchiveView(path: configuration.archive.absolute)
    if let kept = try document.kept(from: interchange, in: archive) { return kept }
    let system = configuration.system(named: document.system)
    let path = document.kind == .import ? system?.outbox : system?.acknowledge.to ?? system?.outbox
    guard let path else { return nil }
    let folder = try Folder(path: path.absolute)
    // Something else may bear its name by now.
    guard let found = try folder.digest(ifPresent: document.name), found.sha256 == document.sha256 else { return nil }
    return try InputFile("\(path.absolute)/\(document.name.display)").contents
  }

  /// Some lines of it; nil where it is not there any more.
  package func listing(_ lines: ClosedRange<Int>) throws -> SourceListing? {
    guard let bytes = try bytes() else { return nil }
    return try SourceListing(
      of: lines, from: InputFile(bytes, name: document.name.display).source(), masked: configuration.masked)
  }
}

extension Reading {
  /// A document with the interchange that brought it about, and its name, fit for display; nil where there is none.
  package func document(_ id: String) throws -> (document: Document, interchange: Interchange, name: String)? {
    guard let document = try ledger.document(id), let interchange = try ledger.interchange(document.interchange) else {
      return nil
    }
    return (document, interchange, document.name.display)
  }
}
