import DropFolder

/// One place in which a receiver leaves word, and what is known of the names in it.
final class ReceiptPlace {
  enum Kind {
    /// Documents are moved here.
    case folder(ConfiguredPath)
    /// A file beside the document in the outbox, with this at the end of its name.
    case marks(String)
  }

  let kind: Kind
  let outcome: Receipt.Outcome
  private let calls: any FileCalls
  /// Names of which nothing more is to be found out; nil as long as the ledger was not asked.
  private var doneWith: Set<FileName>?
  /// Those of them that are gone, or new, and of which the ledger does not know that yet.
  private var gone: Set<FileName> = []
  private var added: Set<FileName> = []
  /// What is looked at once more before it counts, and how it was found.
  private var waiting: [FileName: (found: Found, since: Duration)] = [:]
  /// All names at the last look.
  private(set) var names: Set<FileName> = []
  /// So many names that mean nothing are told of a place; there may be any number.
  var strangersLeft = 100

  init(_ kind: Kind, _ outcome: Receipt.Outcome, calls: any FileCalls) {
    self.kind = kind
    self.outcome = outcome
    self.calls = calls
  }

  /// For sentences.
  var title: String {
    switch kind {
    case .folder(let path): path.written
    case .marks(let suffix): "a file \(suffix) beside it"
    }
  }

  /// For the ledger.
  private var key: String {
    switch kind {
    case .folder(let path): path.absolute
    case .marks(let suffix): "*" + suffix
    }
  }

  func learn(from ledger: any Ledger, of system: String) throws(LedgerError) {
    if doneWith == nil { doneWith = try ledger.namesDoneWith(of: system, in: key) }
  }

  func reconsider(_ documents: [FileName], _ ledger: any Ledger, of system: String) throws(LedgerError) {
    var names = documents
    if case .marks(let suffix) = kind {
      names = names.compactMap { name in
        do { return try name.with(suffix) } catch { return nil }
      }
    }
    names = names.filter { doneWith?.contains($0) == true }
    guard !names.isEmpty else { return }
    try ledger.note(doneWith: [], forgetting: names, of: system, in: key)
    doneWith?.subtract(names)
  }

  /// Has the ledger remember what is done with.
  func conclude(_ ledger: any Ledger, of system: String) throws(LedgerError) {
    guard !added.isEmpty || !gone.isEmpty else { return }
    try ledger.note(doneWith: added.sorted(), forgetting: gone.sorted(), of: system, in: key)
    (added, gone) = ([], [])
  }

  /// The open folder; nil where the receiver has not made it yet.
  func folder(in outbox: Folder) throws(FolderError) -> Folder? {
    switch kind {
    case .marks: return outbox
    case .folder(let path):
      do {
        return try Folder(path: path.absolute, calls: calls)
      } catch let error where error.code == .missing {
        return nil
      }
    }
  }

  /// The names that are new since the last look, in order, at most `limit` of them.
  func fresh(among entries: [FolderEntry], limit: Int) -> [FolderEntry] {
    let listed =
      switch kind {
      case .folder: entries.filter { $0.name.bytes.first != UInt8(ascii: ".") }
      case .marks(let suffix): entries.filter { $0.name.bytes.count > suffix.utf8.count && $0.name.ends(with: suffix) }
      }
    names = Set(listed.map(\.name))
    // What was moved away and comes again is new.
    let known = doneWith ?? []
    gone.formUnion(known.subtracting(names))
    added.formIntersection(names)
    doneWith = known.intersection(names)
    waiting = waiting.filter { names.contains($0.key) }
    return Array(listed.filter { !known.contains($0.name) }.sorted { $0.name < $1.name }.prefix(limit))
  }

  func isDone(with name: FileName) {
    doneWith?.insert(name)
    added.insert(name)
    waiting[name] = nil
  }

  /// Whether what was found may count: it was found the same a while ago, so that nobody is still writing it.
  func isSteady(_ name: FileName, _ found: Found, at now: Duration, for time: Duration) -> Bool {
    guard let earlier = waiting[name], earlier.found == found else {
      waiting[name] = (found, now)
      return time == .zero
    }
    return now - earlier.since >= time
  }

  /// What a place shows of one document.
  struct Found: Equatable {
    /// The content is what was sent; nil where that cannot be seen, as with marks.
    var isUnchanged: Bool?
    var size: Int64
    /// Bytes of the file that says why; nil where there is none.
    var reasonSize: Int64?
  }
}

extension FileName {
  func ends(with suffix: String) -> Bool { bytes.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) }

  /// Without what it ends with; nil where it ends otherwise, or nothing would be left.
  func without(_ suffix: String) -> FileName? {
    guard ends(with: suffix), bytes.count > suffix.utf8.count else { return nil }
    do { return try FileName(bytes: bytes.dropLast(suffix.utf8.count)) } catch { return nil }
  }
}
