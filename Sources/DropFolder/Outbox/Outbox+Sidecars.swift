/// Files beside published documents that say something of them: a checksum, or only that the document is there.
///
/// A sidecar is prepared as its document is, under the document's id with a suffix, and renamed to the document's name with
/// the same suffix when the document is durable under its own. The prepared file is the witness here too: what is still
/// prepared was not published, and what is gone was. So none is published twice, and no document that is known to be
/// published is without.
extension Outbox {
  /// The name under which a sidecar of a document is prepared.
  ///
  /// - Parameter suffix: begins with a dot, which no id holds.
  package static func sidecarID(_ suffix: String, of documentID: String) -> String { documentID + suffix }

  /// Whether no other file has the name of one of the sidecars that are still prepared.
  func sidecarsHaveRoom(_ documentID: String, besides name: FileName) throws(FolderError) -> Bool {
    try sidecars.learn(from: prepared.own)
    for suffix in sidecars.suffixes(of: documentID) {
      if try folder.status(of: name.with(suffix)) != nil { return false }
    }
    return true
  }

  /// Renames the sidecars of what was published since; false where there is none.
  func publishSidecars() throws(FolderError) -> Bool {
    guard !sidecars.due.isEmpty else { return false }
    for (documentID, name) in sidecars.due {
      for suffix in sidecars.suffixes(of: documentID) {
        do {
          try prepared.own.move(
            FileName.safe(Self.sidecarID(suffix, of: documentID)), to: folder, as: name.with(suffix))
        } catch let error where error.code == .missing {
          // Published by an earlier attempt; unless the folder itself is gone.
          try prepared.checkStanding()
        }
      }
    }
    sidecars.publishedDue()
    return true
  }
}

/// Which documents have prepared sidecars, and which of those are to follow their documents.
struct PreparedSidecars {
  /// Suffixes by documents; nil as long as nobody has looked.
  private var known: [String: [String]]?
  /// Documents that were published, with their names.
  private(set) var due: [(documentID: String, name: FileName)] = []

  /// Looks what is there, once: from then on it is known from what is prepared here.
  mutating func learn(from folder: Folder) throws(FolderError) {
    if known != nil { return }
    known = [:]
    for entry in try folder.entries().map(\.name.display).sorted() { add(entry) }
  }

  mutating func add(_ prepared: String) {
    guard known != nil, let dot = prepared.firstIndex(of: ".") else { return }
    let (document, suffix) = (String(prepared[..<dot]), String(prepared[dot...]))
    if known?[document]?.contains(suffix) != true { known?[document, default: []].append(suffix) }
  }

  func suffixes(of documentID: String) -> [String] { known?[documentID] ?? [] }

  mutating func follow(_ documentID: String, as name: FileName) {
    if !suffixes(of: documentID).isEmpty { due.append((documentID, name)) }
  }

  mutating func publishedDue() {
    for (documentID, _) in due { known?[documentID] = nil }
    due = []
  }

  /// What was prepared may be gone: it is looked at anew. What is to follow its document is looked up again with it.
  mutating func forget() {
    if due.isEmpty { known = nil }
  }
}

extension FileName {
  /// The name of a sidecar beside a document of this name.
  package func with(_ suffix: String) throws(FolderError) -> FileName {
    try FileName(bytes: bytes + Array(suffix.utf8))
  }
}
