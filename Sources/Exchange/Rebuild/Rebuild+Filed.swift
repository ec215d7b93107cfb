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
    let refersTo: [InterchangeID]
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
    try view.forEachFolder { path, folder, names in
      progress("side files: \(found.count)")
      let known = Set(names)
      for name in names {
        let text = name.display
        if text.hasSuffix(SideFile.suffix) {
          let base = String(text.dropLast(SideFile.suffix.count))
          do {
            let header = try SideFileReader(try folder.open(name)).header()
            found.append(try Self.filed(header, rejectedFrom: system, place: path.isEmpty ? base : "\(path)/\(base)"))
          } catch {
            try leave(folder.path(of: name), error)
          }
        } else if system == nil, !inHand.contains(InterchangeID(String(text.prefix { $0 != "-" }))),
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
    _ header: SideLine.Header, rejectedFrom system: String?, place: String
  ) throws(SideFileFault) -> FiledInterchange {
    let isRejected = header.verdict == InterchangeVerdict.rejected.rawValue
    guard isRejected == (system != nil), system == nil || system == header.sender else {
      throw SideFileFault("it was filed in another folder")
    }
    return FiledInterchange(
      received: try SideLine.moment(header.receivedAt), id: InterchangeID(header.id), rejectedFrom: system,
      place: place, refersTo: [header.repeats, header.corrects].compactMap { $0 }.map { InterchangeID($0) })
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
    var pending = Set(filed.map(\.id))
    var later: [FiledInterchange] = []
    for item in filed {
      // A clock that was put back may have turned the order around.
      if item.refersTo.contains(where: { pending.contains($0) && $0 != item.id }) {
        later.append(item)
        continue
      }
      try restore(item, log)
      pending.remove(item.id)
    }
    for item in later { try restore(item, log) }
  }

  private func restore(_ item: FiledInterchange, _ log: any Restoration) throws {
    let root =
      item.rejectedFrom.map { "\(configuration.rejected.absolute)/\($0)" } ?? configuration.archive.absolute
    let path = "\(root)/\(item.place)\(SideFile.suffix)"
    do {
      guard let (folder, name) = try view(at: root).find(item.place) else {
        throw SideFileFault("it is not there any more")
      }
      let reader = SideFileReader(try folder.open(FileName.safe(name.display + SideFile.suffix)))
      let row = try log.attempt { try read(reader, at: item.place, log) }
      if let verdict = row.verdict { report.restored[verdict, default: 0] += 1 }
      let count = report.restored.values.reduce(0, +)
      if count % 500 == 0 { progress("restored: \(count)") }
    } catch {
      try leave(path, error)
    }
  }

  func view(at root: String) throws(FolderError) -> ArchiveView {
    if let view, view.root == root { return view.view }
    let opened = try ArchiveView(path: root, calls: calls)
    view = (root, opened)
    return opened
  }

  private func read(_ reader: SideFileReader, at place: String, _ log: any Restoration) throws -> Interchange {
    let header = try reader.header()
    var row = try header.interchange(at: place)
    // What was removed with its day cannot be referred to any more.
    row.repeats = try row.repeats.flatMap { try log.interchange($0)?.id }
    row.corrects = try row.corrects.flatMap { try log.interchange($0)?.id }
    try log.begin(row)
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
      case .end(let end): isWhole = end.lines == reader.count - 1
      }
    }
    guard isWhole else { throw SideFileFault("its end is missing") }
    try log.close(row)
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
