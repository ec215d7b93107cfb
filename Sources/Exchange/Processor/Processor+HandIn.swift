import DropFolder
import XMLEngine

/// Further attempts at rejected files: where their content comes from, and how they are taken up.
extension Processor {
  /// Writes the content of an attempt where the copies of interchanges lie.
  ///
  /// - Throws: ``NotAgreed`` where what was rejected is gone or was changed where it lies.
  func handIn(_ id: InterchangeID, _ content: AttemptContent, _ files: PreparedFiles) throws -> FileDigest {
    let incoming = try archive.use().incoming
    let name = try FileName.safe(id.text)
    var writer = try files.begin(name, in: incoming)
    let durably = files.endsDurably(in: incoming)
    switch content {
    case .edited(let bytes):
      try writer.write(bytes)
      return try writer.finish(durably: durably)
    case .asRejected(let interchange, let rejections) where interchange.verdict == .partiallyAccepted:
      let source = try archived(interchange)
      _ = try writeRejectFile(of: interchange, rejections, from: source) { try writer.write($0) }
      let digest = try writer.finish(durably: durably)
      if try !wasChanged(interchange, OpenFile(name, in: incoming).source) { return digest }
      try incoming.remove(name)
      throw changed(interchange)
    case .asRejected(let interchange, _):
      try copyRejected(interchange, to: &writer)
      let digest = try writer.finish(durably: durably)
      if digest.sha256 == interchange.sha256 { return digest }
      try incoming.remove(name)
      throw changed(interchange)
    }
  }

  /// The file as it came, of one that passed in part. That one is gone keeps no other decision of the same file waiting.
  private func archived(_ interchange: Interchange) throws -> RecordReader.Source {
    do throws(FolderError) {
      return OpenFile(try archive.use().open(interchange.place ?? "", limit: interchange.size)).source
    } catch {
      guard error.code == .missing, archive.opened != nil else { throw error }
      throw NotAgreed(
        .fileGone, value: interchange.id.text,
        "The file of \(interchange.id) is gone from the archive, where it lay as \(interchange.place ?? ""). Restore it "
          + "from a backup; or hand the reject file itself in: drop it into the inbox.")
    }
  }

  /// Whether somebody changed a reject file where it lies. Where it is gone, nobody did: the archive has its records.
  private func wasChanged(_ interchange: Interchange, _ attempt: @escaping RecordReader.Source) throws -> Bool {
    let rejected = try RejectedFolder(configuration, of: interchange.sender, calls: options.calls)
    guard let (system, formats) = catalogue.reading(of: interchange.sender, in: configuration),
      let (folder, name) = try rejected.find(interchange.filedName.display)
    else { return false }
    return try !RejectFile.records(
      of: attempt, standIn: OpenFile(name, in: folder).source, formats: formats, sender: system)
  }

  private func copyRejected(_ interchange: Interchange, to writer: inout FileWriter) throws {
    let rejected = try RejectedFolder(configuration, of: interchange.sender, calls: options.calls)
    guard let place = interchange.place, let (folder, name) = try rejected.find(place) else {
      throw gone(interchange)
    }
    try writer.write(from: folder.open(name))
  }

  private func gone(_ interchange: Interchange) -> NotAgreed {
    NotAgreed(
      .fileGone, value: interchange.id.text,
      "The rejected file of \(interchange.id) is gone from \(configuration.rejected.written)/\(interchange.sender). Put "
        + "it back there, as \(interchange.filedName.display); or drop it into the inbox again.")
  }

  private func changed(_ interchange: Interchange) -> NotAgreed {
    NotAgreed(
      .fileGone, value: interchange.id.text,
      "The rejected file of \(interchange.id) is not as it was rejected: somebody changed it where it lies. If that puts "
        + "it right, drop it into the inbox, where it is recognised; kontor edit does the same.")
  }

  /// The file of an interchange of which something was rejected, as it came.
  func rejected(_ interchange: Interchange) throws -> RecordReader.Source? {
    guard let place = interchange.place else {
      return try OpenFile(FileName.safe(interchange.id.text), in: archive.use().incoming).source
    }
    do throws(FolderError) {
      guard interchange.verdict == .rejected else {
        return OpenFile(try archive.use().open(place, limit: interchange.size)).source
      }
      return try RejectedFolder(configuration, of: interchange.sender, calls: options.calls).find(place)
        .map { (found) throws(FolderError) in try OpenFile(found.name, in: found.folder).source }
    } catch {
      guard error.code == .missing, archive.opened != nil else { throw error }
      return nil
    }
  }

  /// Writes the records of an interchange that were rejected and are still open, in an envelope of their own.
  func writeRejectFile(
    of interchange: Interchange, _ rejections: OpenRejections, from source: @escaping RecordReader.Source,
    to sink: ([UInt8]) throws -> Void
  ) throws -> [Int: Int] {
    guard let (system, formats) = catalogue.reading(of: interchange.sender, in: configuration) else { return [:] }
    return try RejectFile(formats: formats, of: interchange.id, sender: system, rejectedCount: rejections.count)
      .write(from: source, rejected: { try rejections.record(at: $0) }, to: sink)
  }

  /// Takes up what decisions of this scan handed in.
  func carryHandedIn(beyond known: [Interchange]) throws {
    let known = Set(known.map(\.id))
    let handedIn = try ledger.open().filter { $0.handedIn != nil && !known.contains($0.id) }
    guard !handedIn.isEmpty else { return }
    try openRooms(ofSendersWithoutInbox: handedIn)
    for port in ports where handedIn.contains(where: { $0.sender == port.system.name }) {
      try resume(handedIn, of: port)
    }
  }

  /// The bytes of a document that was sent, from the copies beside the file that brought it about.
  func sent(_ document: String) throws -> [UInt8]? {
    guard let row = try ledger.document(document), let interchange = try ledger.interchange(row.interchange) else {
      return nil
    }
    return try row.kept(
      from: interchange, in: ArchiveView(path: configuration.archive.absolute, calls: options.calls))
  }
}

/// The rejected records of an interchange that are still to be put right, asked for in their order.
final class OpenRejections {
  let count: Int
  private let memory: any EntityMemory & RejectionMemory
  private let interchange: InterchangeID
  private var page: ArraySlice<Int> = []
  private var last = 0
  private var isAtEnd = false

  private static let pageSize = 1000

  init(of interchange: InterchangeID, in memory: any EntityMemory & RejectionMemory) throws(LedgerError) {
    self.interchange = interchange
    self.memory = memory
    count = try memory.rejection(of: interchange)?.open ?? 0
  }

  /// Whether the record at a position is one of them. Positions are asked for in their order, none of them twice.
  func isOpen(_ position: Int) throws(LedgerError) -> Bool {
    while page.first.map({ $0 < position }) ?? !isAtEnd {
      if page.popFirst() == nil {
        page = try memory.openRejections(of: interchange, after: last, limit: Self.pageSize)[...]
        last = page.last ?? last
        isAtEnd = page.isEmpty
      }
    }
    return page.first == position
  }

  /// What is wrong with the record at a position, asked for as ``isOpen(_:)``; nil where it is none of them.
  func record(at position: Int) throws(LedgerError) -> RejectFile.Rejected? {
    guard try isOpen(position), let record = try memory.record(at: position, of: interchange) else { return nil }
    return RejectFile.Rejected(
      entity: record.entity, key: record.key, issues: try memory.issues(ofRecord: position, of: interchange))
  }
}
