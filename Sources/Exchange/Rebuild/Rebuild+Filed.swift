import DropFolder

/// Filed interchanges, from the side files beside them.
extension Rebuild {
  /// A side file: where it lies, and what orders it among the others.
  struct FiledInterchange {
    let received: Timestamp
    let id: InterchangeID
    /// The system in whose folder of rejected files it lies; nil for the archive.
    let rejectedFrom: String?
    /// As the ledger has it.
    let place: String
    /// It lies among the rejected files that need no work any more.
    let isPutAway: Bool
    let header: SideLine.Header

    var refersTo: [InterchangeID] {
      [header.repeats, header.corrects, header.handedIn?.interchange].compactMap { $0 }.map { InterchangeID($0) }
    }
  }

  // MARK: - Finding them

  /// All that have a side file, in the order in which they were received.
  ///
  /// - Parameter inHand: what is still claimed, and may just have been filed without its side file.
  func filedInterchanges(inHand: Set<InterchangeID>) throws -> [FiledInterchange] {
    var found: [FiledInterchange] = []
    let archive = try ArchiveView(path: configuration.archive.absolute, calls: calls)
    try find(in: archive, rejectedFrom: nil, inHand, &found)
    for entry in try Folder(path: configuration.rejected.absolute, calls: calls).entries() where entry.name.isSafe {
      let path = "\(configuration.rejected.absolute)/\(entry.name.display)"
      guard PathFacts(path: path).kind == .folder else { continue }
      try find(in: try ArchiveView(path: path, calls: calls), rejectedFrom: entry.name.display, inHand, &found)
    }
    found.sort { ($0.received, $0.id) < ($1.received, $1.id) }
    return found
  }

  private func find(
    in view: ArchiveView, rejectedFrom system: String?, _ inHand: Set<InterchangeID>,
    _ found: inout [FiledInterchange]
  ) throws {
    try view.forEachFolder(sideFile: SideFile.suffix) { path, folder, names in
      progress("side files: \(found.count)")
      let known = Set(names)
      for name in names {
        let text = name.display
        if text.hasSuffix(SideFile.suffix) {
          let base = String(text.dropLast(SideFile.suffix.count))
          do {
            let header = try SideFileReader(try folder.open(filed: name)).header()
            found.append(try Self.filed(header, rejectedFrom: system, in: path, named: base))
          } catch {
            try leave(folder.path(of: name), error)
          }
        } else if system == nil, !text.hasSuffix(SideFile.copiesSuffix),
          !inHand.contains(InterchangeID(String(text.prefix { $0 != "-" }))),
          (try? FileName(text + SideFile.suffix)).map({ known.contains($0) }) != true
        {
          report.left.append(
            RebuildReport.Doubt(
              path: folder.path(of: name), message: "It has no side file. Restore that from a backup."))
        }
      }
    }
  }

  private static func filed(
    _ header: SideLine.Header, rejectedFrom system: String?, in folder: String, named name: String
  ) throws(SideFileFault) -> FiledInterchange {
    let isRejected = header.verdict == InterchangeVerdict.rejected.rawValue
    guard isRejected == (system != nil), system == nil || system == header.sender else {
      throw SideFileFault("it was filed in another folder")
    }
    let isPutAway = system != nil && folder == RejectedFolder.closed.display
    return FiledInterchange(
      received: try SideLine.moment(header.receivedAt), id: InterchangeID(header.id), rejectedFrom: system,
      place: folder.isEmpty || isPutAway ? name : "\(folder)/\(name)", isPutAway: isPutAway, header: header)
  }

  /// Notes what could not be restored. What is no fault of one file ends the rebuild.
  private func leave(_ path: String, _ error: any Error) throws {
    let reason: String
    switch error {
    case let fault as SideFileFault: reason = fault.reason
    case let error as FolderError where !Self.isEverywhere(error): reason = error.message
    case let error as LedgerError where error.code == .unexpected: reason = "its lines do not agree with each other"
    default: throw error
    }
    report.left.append(
      RebuildReport.Doubt(
        path: path,
        message:
          "This side file is not used: \(reason). Restore it from a backup and rebuild again; otherwise the file is "
          + "taken as new when it is dropped again."))
  }

  private static func isEverywhere(_ error: FolderError) -> Bool {
    switch error.code {
    case .exhausted, .unreachable, .ioError: true
    default: false
    }
  }

  // MARK: - Restoring them

  func restore(_ filed: [FiledInterchange], _ log: any Restoration) throws {
    let corrections = Self.corrections(in: filed)
    var left = filed
    // Clocks that were put back may have turned the order around: what refers to one that comes later waits for it, as
    // long as that helps.
    while !left.isEmpty {
      var pending = Set(left.map(\.id))
      var later: [FiledInterchange] = []
      for item in left {
        pending.remove(item.id)
        if try item.refersTo.contains(where: pending.contains) || !restore(item, corrections, pending, log) {
          later.append(item)
          pending.insert(item.id)
        }
      }
      if later.count == left.count {
        for item in later { _ = try restore(item, corrections, [], log) }
        later = []
      }
      left = later
    }
  }

  /// False where it waits for one that is still to be restored.
  private func restore(
    _ item: FiledInterchange, _ corrections: [InterchangeID: InterchangeID], _ pending: Set<InterchangeID>,
    _ log: any Restoration
  ) throws -> Bool {
    let root =
      item.rejectedFrom.map { RejectedFolder.path(configuration, of: $0) } ?? configuration.archive.absolute
    let path = "\(root)/\(item.place)\(SideFile.suffix)"
    do {
      guard let (folder, name) = try find(item, in: view(at: root)) else {
        throw SideFileFault("it is not there any more")
      }
      let reader = SideFileReader(try folder.open(filed: name))
      let row = try log.attempt { try read(reader, of: item, corrections, pending, log) }
      if let verdict = row.verdict { report.restored[verdict, default: 0] += 1 }
      let count = report.restored.values.reduce(0, +)
      if count % 500 == 0 { progress("restored: \(count)") }
    } catch is ComesLater {
      return false
    } catch {
      try leave(path, error)
    }
    return true
  }

  /// Where a side file is.
  private func find(
    _ item: FiledInterchange, in view: ArchiveView
  ) throws(FolderError) -> (folder: Folder, name: FileName)? {
    let place = item.place + SideFile.suffix
    return item.rejectedFrom == nil ? try view.find(place) : try RejectedFolder(view).find(place)
  }

  func view(at root: String) throws(FolderError) -> ArchiveView {
    if let view, view.root == root { return view.view }
    let opened = try ArchiveView(path: root, calls: calls)
    view = (root, opened)
    return opened
  }

  private func read(
    _ reader: SideFileReader, of item: FiledInterchange, _ corrections: [InterchangeID: InterchangeID],
    _ pending: Set<InterchangeID>, _ log: any Restoration
  ) throws -> Interchange {
    let header = try reader.header()
    var row = try header.interchange(at: item.place)
    // What was removed with its day cannot be referred to any more.
    row.repeats = try row.repeats.flatMap { try log.interchange($0)?.id }
    row.corrects = try row.corrects.flatMap { try log.interchange($0)?.id }
    row.handedIn = try row.handedIn.flatMap { try log.interchange($0.interchange) == nil ? nil : $0 }
    try log.begin(row)
    for pruning in header.pruned ?? [] { try log.add(try pruning.row(of: row.id)) }
    for file in header.erased ?? [] { try log.restore(try file.row(of: row.id)) }
    for position in header.positionsErased { try log.restore(erased: RecordReference(row.id, position)) }
    if !header.tellsSettlements, let corrected = row.corrects, corrections[corrected] == row.id {
      try settleAll(of: corrected, by: row, log)
    }
    var attempts: [SideLine.Attempt] = []
    var isWhole = header.version == nil
    while let line = try reader.next() {
      switch line {
      case .interchange: throw SideFileFault("line \(reader.count) names a second interchange")
      case .issue(let issue): try log.add(try issue.row, record: nil, of: row.id)
      case .record(let record):
        try log.add(try record.row, of: row.id)
        for issue in record.issues ?? [] { try log.add(try issue.row, record: record.position, of: row.id) }
      case .document(let document):
        try log.add(try document.row(of: row.id, line: reader.count))
        if header.version == nil { note(document.leadingNumber, of: document.system) }
      case .settlement(let settlement): try restore(try settlement.row(by: row.id), pending, log)
      case .attempt(let attempt): attempts.append(attempt)
      // What was removed with its day does not wait any more.
      case .wait(let wait):
        let ended = EndedWait(document: wait.document, isSuperseded: wait.superseded)
        if try !log.restore(ended, by: row.id), pending.contains(Document.interchange(of: wait.document)) {
          throw ComesLater()
        }
      case .audit(let entry): try log.add(try entry.row(of: row.id))
      case .end(let end): isWhole = end.lines == reader.count - 1
      }
    }
    guard isWhole else { throw SideFileFault("its end is missing") }
    if var rejection = Rejection(of: row) {
      rejection.isPutAway = try isPutAway(item, row)
      try log.open(rejection)
    }
    try log.close(row)
    for attempt in attempts { handedIn[InterchangeID(attempt.id)] = (row.id, attempt) }
    for (system, last) in header.sequences ?? [:] { note(last, of: system) }
    return row
  }

  private func note(_ number: Int64, of system: String) {
    numbers[system] = max(numbers[system, default: 0], number)
  }
}

extension SideLine.Document {
  /// The number with which the name begins, where it does: files of Kontor 0.1.0 do not say how far it was counted.
  fileprivate var leadingNumber: Int64 {
    let digits = name.prefix { $0.isASCII && $0.isWholeNumber }
    return digits.count == 8 ? Int64(digits) ?? 0 : 0
  }
}
