import DropFolder

/// How a system shows what it did with the documents in its outbox.
package struct ReceiptRule: Sendable, Equatable {
  /// A folder into which the system moves documents that it is done with.
  package struct Done: Sendable, Equatable {
    package enum Meaning: String, Sendable, CaseIterable {
      /// It has imported them. The default.
      case imported
      /// It has only taken them over, and says of the import in another way, or not at all.
      case taken
    }

    package var folder: ConfiguredPath
    package var means: Meaning
  }

  /// Whether it is watched which documents are gone from the outbox. The default.
  package var taken = true
  package var done: Done?
  /// The folder into which it moves documents that it refuses.
  package var error: ConfiguredPath?
  /// What the name of a file ends with that lies beside a refused document and says why; nil where there is none.
  package var reason: String?
  /// What the name of a file ends with that is written beside a document in the outbox to say that it was imported.
  package var doneMark: String?
  /// The same for one that was refused; what stands in it is the reason.
  package var errorMark: String?
  /// Where the rule stands in the configuration file; nil when it is the default.
  package var place: Place?

  package init() {}

  /// Whether anything is known of imports.
  package var tellsOfImports: Bool { done?.means == .imported || error != nil || doneMark != nil || errorMark != nil }
}

/// Which files Kontor puts beside the documents for a system.
package struct SidecarRule: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// One line as `sha256sum` writes and checks it.
    case checksum
    /// An empty file: the document beside it is whole.
    case marker
  }

  /// What the name of the checksum ends with, such as `.sha256`; nil where there is none.
  package var checksum: String?
  package var marker: String?
  /// Whether acknowledgements get them too. Default: no.
  package var acknowledgements = false
  /// Where the rule stands in the configuration file; nil when it is the default.
  package var place: Place?

  package init() {}

  /// What stands in one of them.
  package static func content(_ kind: Kind, of document: Document) -> [UInt8] {
    switch kind {
    // Two spaces, as sha256sum writes between hash and name. Names of documents need no escaping.
    case .checksum: Array("\(document.sha256)  \(document.name.display)\n".utf8)
    case .marker: []
    }
  }

  /// In the order in which they follow their document: who waits for the marker finds the checksum.
  package var files: [(kind: Kind, suffix: String)] {
    [(.checksum, checksum), (.marker, marker)].compactMap { kind, suffix in suffix.map { (kind, $0) } }
  }
}

extension Configuration {
  /// What the names of sidecars in an outbox end with, which several systems may share.
  package func sidecarSuffixes(inOutbox path: String) -> [String] {
    var suffixes: [String] = []
    for system in systems where system.outbox?.absolute == path || system.acknowledge.to?.absolute == path {
      for (_, suffix) in system.sidecars.files where !suffixes.contains(suffix) { suffixes.append(suffix) }
    }
    return suffixes
  }
}
