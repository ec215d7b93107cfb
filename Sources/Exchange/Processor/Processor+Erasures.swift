import DropFolder
import XMLEngine

/// Erasures: what is prepared before the decision, and what is done when it stands.
///
/// New content of files is durable, where nobody looks for it, before the ledger says that they are going to be rewritten.
/// From then on each file is put in its place, the side files are written anew, and the ledger's own file is cleared. All
/// of that can be done again.
extension Processor {
  /// Where new content of a filed file lies until it takes its place.
  static func nameOfRewritten(_ id: InterchangeID, _ kind: ErasedFile.Kind) throws(FolderError) -> FileName {
    try FileName.safe("\(id.text).erased-\(kind.rawValue)")
  }

  private static let markOfRewritten = ".erased-"

  func prepareErasure(
    _ entity: EntityState, _ record: ToldRecord, _ log: any Decisions, _ decision: InterchangeID
  ) throws -> PreparedErasure {
    if try !ledger.unfinishedErasedFiles().isEmpty {
      throw NotAgreed(
        .decisionUnfit, value: entity.name,
        "An earlier erasure is not finished yet, and one is done at a time. Nothing was erased; ask for it again in a moment."
      )
    }
    try discardRewritten()
    let moment = options.now()
    var prepared = PreparedErasure(findings: ErasureFindings(words: ErasedWords()))
    var rooms: [String: Archive] = [:]
    let search = try ErasureSearch(configuration, memory: log, calls: options.calls) {
      try self.step(at: decision)
    }
    prepared.findings = try search.run(entity) { found in
      guard let room = try self.room(of: found.interchange, found.kind) else { return }
      rooms[room.folder.path] = room
      if let content = found.content {
        let name = try Self.nameOfRewritten(found.interchange.id, found.kind)
        try room.prepareRewriting(content, of: found.place, as: name)
      }
      if found.kind == .documents { prepared.documents += found.count }
      prepared.files.append(
        ErasedFile(
          found.interchange.id, found.kind, before: found.before.sha256,
          after: found.content.map { FileDigest(of: $0).sha256 }, source: record.source, who: record.person,
          saidAt: moment))
      prepared.paths.append(self.shown(found))
    }
    for room in rooms.values { try room.settleRewriting() }
    return prepared
  }

  private func shown(_ found: ErasureFinding) -> String {
    found.kind.isAmongRejected(of: found.interchange)
      ? "\(configuration.rejected.written)/\(found.interchange.sender)/\(found.place)"
      : "\(configuration.archive.written)/\(found.place)"
  }

  private func room(of interchange: Interchange, _ kind: ErasedFile.Kind) throws -> Archive? {
    kind.isAmongRejected(of: interchange) ? try rejectedFiles(of: interchange.sender) : try archive.use()
  }

  /// What was prepared for an erasure that was never decided.
  private func discardRewritten() throws {
    var rooms = [try archive.use()]
    rooms += ports.compactMap(\.rejected.opened)
    for room in rooms { try room.discardIncoming { $0.display.contains(Self.markOfRewritten) } }
  }

  /// Does what the ledger says is going to be done, also where an earlier run was ended in the middle of it.
  func carryErasures() throws {
    guard archive.opened != nil else { return }
    do {
      try finishErasures()
    } catch let error as FolderError {
      putOff("erasure", error)
    }
  }

  private func finishErasures() throws {
    let files = try ledger.unfinishedErasedFiles()
    let remains = try ledger.hasErasedRemains()
    guard !files.isEmpty || remains else {
      if !hasTidiedErasures { try discardRewritten() }
      hasTidiedErasures = true
      return
    }
    try beginGenerationIfDue()
    var written: Set<InterchangeID> = []
    for file in files {
      guard let interchange = try ledger.interchange(file.interchange), let place = interchange.place else { continue }
      try finish(file, of: interchange, place)
      if written.insert(interchange.id).inserted { try pruner.writeSideFile(of: interchange) }
    }
    for id in try ledger.interchangesWithErasedRows() where written.insert(id).inserted {
      if let interchange = try ledger.interchange(id) { try pruner.writeSideFile(of: interchange) }
    }
    if try !ledger.endErasures(at: options.now()) { nextLook = min(nextLook ?? .seconds(2), .seconds(2)) }
  }

  private func finish(_ file: ErasedFile, of interchange: Interchange, _ place: String) throws {
    guard let room = try room(of: interchange, file.kind), let last = place.split(separator: "/").last else { return }
    var places = [place + file.kind.suffix]
    if file.kind.isAmongRejected(of: interchange) {
      let name = "\(last)\(file.kind.suffix)"
      places = [name, "\(RejectedFolder.closed.display)/\(name)"]
    }
    for place in places {
      if file.after == nil {
        try room.remove(place, suffixes: [""])
      } else if try room.holds(place) {
        try room.rewrite(place, with: Self.nameOfRewritten(interchange.id, file.kind))
      }
    }
  }
}
