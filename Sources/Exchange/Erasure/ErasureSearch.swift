package import DropFolder
import Foundation

/// What would be, or is about to be, rewritten.
package struct ErasureFinding {
  package var interchange: Interchange
  package var kind: ErasedFile.Kind
  /// Relative to the archive, or to the rejected files of the sender.
  package var place: String
  package var before: FileDigest
  /// Nil for what is deleted.
  package var content: [UInt8]?
  /// How many records or documents in it are concerned.
  package var count: Int
}

/// All that was found of a person.
package struct ErasureFindings {
  package internal(set) var records: Set<RecordReference> = []
  package internal(set) var changed: Set<RecordReference> = []
  package internal(set) var words: ErasedWords
  /// Ids of documents that carried something of the person.
  package internal(set) var documents: Set<String> = []
  /// Why the erasure would miss something, each in a sentence: then nothing may be done.
  package internal(set) var obstacles: [String] = []
}

/// Goes through everything that is filed, and finds what is to be written over. Changes nothing.
///
/// All of the archive is read: who is named in a file stands nowhere else. A file is held in memory as a whole.
package struct ErasureSearch {
  package typealias Memory = EntityMemory & RejectionMemory & ErasureMemory

  private let configuration: Configuration
  private let terms: AgreementTerms
  private let memory: any Memory
  private let calls: any FileCalls
  private let archive: ArchiveView
  private let pulse: () throws -> Void

  private static let pageSize = 500

  /// - Parameter pulse: called for each interchange; may throw to give up.
  package init(
    _ configuration: Configuration, memory: any Memory, calls: any FileCalls = LinuxFileCalls(),
    pulse: @escaping () throws -> Void = {}
  ) throws(FolderError) {
    self.configuration = configuration
    self.memory = memory
    self.calls = calls
    self.pulse = pulse
    terms = AgreementTerms(configuration)
    archive = try ArchiveView(path: configuration.archive.absolute, calls: calls)
  }

  /// - Parameter found: called with each file that is to be rewritten.
  package func run(_ entity: EntityState, found: (ErasureFinding) throws -> Void) throws -> ErasureFindings {
    let own = try memory.deliveries(of: entity.id)
    let keys = PersonKeys(
      try memory.crossReferences(of: entity.id), documents: Set(own.map(\.document)), terms)
    var words = ErasedWords(kept: keys.all)
    words.add(entity.fields, except: CanonicalEraser.keptOfCustomer)
    var findings = ErasureFindings(words: words)
    try forEachInterchange { interchange in
      try lookAtFiles(of: interchange, keys, &findings, found)
    }
    try lookForWorkInHand(keys, &findings)
    for event in try memory.events(of: entity.id) { findings.records.insert(event.source) }
    findings.documents = try documents(of: findings.records).union(keys.documents)
    var interchanges: Set<InterchangeID> = []
    for id in findings.documents { interchanges.insert(Document.interchange(of: id)) }
    for id in interchanges.sorted() {
      guard let interchange = try memory.interchange(id) else { continue }
      try lookAtDocuments(of: interchange, keys, &findings, found)
    }
    return findings
  }

  private func forEachInterchange(_ body: (Interchange) throws -> Void) throws {
    var last: Int64 = 0
    while case let page = try memory.closings(after: last, limit: Self.pageSize), let end = page.last {
      for link in page {
        try pulse()
        if let interchange = try memory.interchange(link.interchange) { try body(interchange) }
      }
      last = end.number
    }
  }

  // MARK: - Files as they came

  private func lookAtFiles(
    of interchange: Interchange, _ keys: PersonKeys, _ findings: inout ErasureFindings,
    _ found: (ErasureFinding) throws -> Void
  ) throws {
    guard let place = interchange.place, let name = place.split(separator: "/").last.map(String.init) else { return }
    var isConcerned = false
    if let (folder, file, lies) = try find(place, of: interchange, .file) {
      isConcerned = try look(at: file, in: folder, place: lies, of: interchange, .file, keys, &findings, found)
    }
    guard interchange.verdict == .rejected || interchange.verdict == .partiallyAccepted else { return }
    if interchange.verdict == .partiallyAccepted,
      let (folder, file, lies) = try find(name, of: interchange, .rejectFile)
    {
      let also = try look(at: file, in: folder, place: lies, of: interchange, .rejectFile, keys, &findings, found)
      isConcerned = isConcerned || also
    }
    guard isConcerned else { return }
    for kind in [ErasedFile.Kind.textReport, .htmlReport] {
      guard let (folder, file, lies) = try find(name + kind.suffix, of: interchange, kind),
        let digest = try folder.digest(ifPresent: file)
      else { continue }
      try found(
        ErasureFinding(
          interchange: interchange, kind: kind, place: lies, before: digest, content: nil, count: 1))
    }
  }

  /// Whether the person is in it.
  private func look(
    at name: FileName, in folder: Folder, place: String, of interchange: Interchange, _ kind: ErasedFile.Kind,
    _ keys: PersonKeys, _ findings: inout ErasureFindings, _ found: (ErasureFinding) throws -> Void
  ) throws -> Bool {
    let bytes = try folder.open(filed: name).readAll(limit: Self.largest)
    guard mayName(bytes, keys) else { return false }
    let path = folder.path(of: name)
    if let reason = unreadable(bytes, of: interchange.sender) {
      findings.obstacles.append("\(path) has a key of the customer and \(reason)")
      return false
    }
    let system = configuration.system(named: interchange.sender) ?? System.desk(of: configuration)
    var eraser = CanonicalEraser(bytes, keys: keys, of: system, words: findings.words)
    eraser.run()
    if let obstacle = eraser.obstacle { findings.obstacles.append("\(path): \(obstacle)") }
    guard !eraser.records.isEmpty else { return false }
    findings.words = eraser.words
    if kind == .file {
      findings.records.formUnion(eraser.records.map { RecordReference(interchange.id, $0) })
      findings.changed.formUnion(eraser.changed.map { RecordReference(interchange.id, $0) })
    }
    if eraser.hasChanged {
      let before = FileDigest(of: bytes)
      if kind == .file, interchange.verdict != .rejected, try !isAsFiled(before, interchange) {
        findings.obstacles.append("\(path) is not what was filed; kontor verify tells more. Put that right first")
      }
      try found(
        ErasureFinding(
          interchange: interchange, kind: kind, place: place, before: before, content: eraser.bytes,
          count: eraser.changed.count))
    }
    return true
  }

  /// No file that is taken in is larger.
  private static let largest = 1 << 40

  private func isAsFiled(_ digest: FileDigest, _ interchange: Interchange) throws -> Bool {
    let last = try memory.erasedFiles(of: interchange.id).last { $0.kind == .file }
    return digest.sha256 == last?.after ?? interchange.sha256
  }

  /// Whether a key of the person may stand in it: most files are told by that alone.
  private func mayName(_ bytes: [UInt8], _ keys: PersonKeys) -> Bool {
    var marks: [[UInt8]] = []
    for key in keys.all {
      let plain = Array(key.utf8)
      // As UTF-16 writes it, in either order.
      let little: [UInt8] = plain.flatMap { byte -> [UInt8] in [byte, 0] }
      let big: [UInt8] = plain.flatMap { byte -> [UInt8] in [0, byte] }
      marks += [plain, little, big]
    }
    let others = keys.documents.map { Array($0.utf8) } + [Array("&#".utf8), Array("<Content>".utf8)]
    return bytes.withUnsafeBytes { raw in (marks + others).contains { Self.holds(raw, $0) } }
  }

  private static func holds(_ bytes: UnsafeRawBufferPointer, _ mark: [UInt8]) -> Bool {
    guard let base = bytes.baseAddress, let first = mark.first, mark.count <= bytes.count else { return false }
    var index = 0
    let last = bytes.count - mark.count
    while index <= last, let found = memchr(base + index, Int32(first), last - index + 1) {
      if memcmp(found, mark, mark.count) == 0 { return true }
      index = found - UnsafeMutableRawPointer(mutating: base) + 1
    }
    return false
  }

  /// Why a file cannot be rewritten; nil where it can.
  private func unreadable(_ bytes: [UInt8], of sender: String) -> String? {
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) || bytes.prefix(4).contains(0) {
      return "is written in UTF-16 or UTF-32, in which Kontor erases nothing"
    }
    let formats = configuration.system(named: sender).map(configuration.formats(from:)) ?? []
    let foreign = formats.filter { !$0.isCanonical }.map(\.name)
    guard !foreign.isEmpty else { return nil }
    let markup = String(decoding: bytes.prefix(4096), as: UTF8.self)
    // A file of an earlier time may be canonical all the same.
    return markup.contains(Format.canonicalNamespace)
      ? nil
      : "is in the format \(ConfigurationReader.either(foreign)), which is not canonical: only its own system knows what of it is personal"
  }

  // MARK: - Copies of documents

  private func documents(of records: Set<RecordReference>) throws -> Set<String> {
    var documents: Set<String> = []
    for record in records {
      for event in try memory.events(from: record) {
        for delivery in try memory.deliveries(of: event.entity) where delivery.source == record {
          documents.insert(delivery.document)
        }
      }
    }
    return documents
  }

  private func lookAtDocuments(
    of interchange: Interchange, _ keys: PersonKeys, _ findings: inout ErasureFindings,
    _ found: (ErasureFinding) throws -> Void
  ) throws {
    let suffix = ErasedFile.Kind.documents.suffix
    guard let place = interchange.place, let (folder, name) = try archive.find(place + suffix),
      try folder.holds(filed: name)
    else { return }
    var bytes = try folder.open(filed: name).readAll(limit: Self.largest)
    let before = FileDigest(of: bytes)
    var count = 0
    for (entry, range) in try DocumentTar.entries(in: bytes, path: folder.path(of: name)) {
      let id = entry.hasSuffix(".xml") ? String(entry.dropLast(4)) : entry
      guard findings.documents.contains(id) else { continue }
      let content = Array(bytes[range])
      guard let rewritten = try rewritten(content, id, keys, &findings) else { continue }
      bytes.replaceSubrange(range, with: rewritten)
      count += 1
    }
    guard count > 0 else { return }
    try found(
      ErasureFinding(
        interchange: interchange, kind: .documents, place: place + suffix, before: before, content: bytes, count: count)
    )
  }

  /// Nil where nothing changes.
  private func rewritten(
    _ content: [UInt8], _ id: String, _ keys: PersonKeys, _ findings: inout ErasureFindings
  ) throws -> [UInt8]? {
    let deliveries = try memory.deliveries(in: id)
    let receiver = deliveries.first.flatMap { configuration.system(named: $0.system) }
    let entity = try memory.document(id)?.entity.flatMap(Entity.init(rawValue:))
    if let receiver, let entity, let format = configuration.format(for: receiver, writing: entity), format.isCanonical,
      format.write.isEmpty
    {
      var eraser = CanonicalEraser(content, keys: keys, of: receiver, words: findings.words)
      eraser.run()
      return eraser.hasChanged ? eraser.bytes : nil
    }
    if content.starts(with: [0xFE, 0xFF]) || content.starts(with: [0xFF, 0xFE]) || content.prefix(4).contains(0) {
      findings.obstacles.append(
        "Document \(id) is written in UTF-16 or UTF-32, in which Kontor erases nothing; delete its copy")
      return nil
    }
    var known = keys.all
    for delivery in deliveries { known.formUnion(try memory.crossReferences(of: delivery.entity).map(\.key)) }
    var eraser = DocumentEraser(content, keys: known.union([id]), words: findings.words)
    let isAbout = keys.documents.contains(id)
    if !eraser.run(isWhole: isAbout, isAlone: Set(deliveries.map(\.entity)).count <= 1) {
      findings.obstacles.append(
        "The copy of document \(id) has several records, and none of them names the customer by a key; delete it")
    }
    return eraser.hasChanged ? eraser.bytes : nil
  }

  // MARK: - Under way

  /// What is decided and not filed lies where nobody may rewrite it.
  private func lookForWorkInHand(_ keys: PersonKeys, _ findings: inout ErasureFindings) throws {
    let incoming = try archive.folder.subfolder(ifPresent: ".incoming")
    for interchange in try memory.open() where interchange.verdict != nil {
      guard let name = try? FileName.safe(interchange.id.text), try incoming?.status(of: name) != nil,
        let bytes = try incoming?.open(name).readAll(limit: Self.largest), mayName(bytes, keys)
      else { continue }
      let system = configuration.system(named: interchange.sender) ?? System.desk(of: configuration)
      var eraser = CanonicalEraser(bytes, keys: keys, of: system, words: findings.words)
      eraser.run()
      guard
        !eraser.records.isEmpty
          || !configuration.formats(from: system).allSatisfy(\.isCanonical)
      else { continue }
      findings.obstacles.append("\(interchange.id) names the customer and is still under way; kontor status tells why")
    }
  }

  // MARK: - Where they are

  private func find(_ place: String, of interchange: Interchange, _ kind: ErasedFile.Kind) throws -> (
    folder: Folder, name: FileName, place: String
  )? {
    guard kind.isAmongRejected(of: interchange) else {
      guard let (folder, name) = try archive.find(place), try folder.holds(filed: name) else { return nil }
      return (folder, name, place)
    }
    let view: ArchiveView
    do {
      view = try ArchiveView(path: RejectedFolder.path(configuration, of: interchange.sender), calls: calls)
    } catch {
      guard error.code == .missing else { throw error }
      return nil
    }
    for place in [place, "\(RejectedFolder.closed.display)/\(place)"] {
      if let (folder, name) = try view.find(place), try folder.holds(filed: name) { return (folder, name, place) }
    }
    return nil
  }
}
