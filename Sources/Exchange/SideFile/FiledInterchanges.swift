import DropFolder

/// Every filed interchange, by the side file beside it: in the archive, and among the rejected files. Only looks.
///
/// Not thread-safe.
final class FiledInterchanges {
  /// One of them: what orders it among the others, and where its files lie.
  struct Entry {
    let id: InterchangeID
    let sender: String
    let decided: Timestamp
    /// The system among whose rejected files it lies; nil for the archive.
    let rejectedFrom: String?
    /// Relative to the archive, or to the rejected files of that system.
    let place: String
    /// Bytes of the file as it came.
    let size: Int64
    /// When and why the file was deleted; nil where it was not.
    let pruned: String?
    /// When and by whom something in the file was erased; nil where nothing was.
    let erased: String?
  }

  /// What lies there and cannot be used.
  struct Unusable {
    /// The folder that is meant, as in ``Entry/rejectedFrom``.
    let rejectedFrom: String?
    /// The file's own place, without the suffix of its side file.
    let place: String
    let path: String
    /// A sentence.
    let reason: String
  }

  private let configuration: Configuration
  private let calls: any FileCalls
  private var views: [String: ArchiveView] = [:]

  init(_ configuration: Configuration, calls: any FileCalls = LinuxFileCalls()) {
    self.configuration = configuration
    self.calls = calls
  }

  // MARK: - Listing

  /// All of them, in the order in which they were decided.
  func list(progress: (Int) -> Void) throws -> (entries: [Entry], unusable: [Unusable]) {
    var entries: [Entry] = []
    var unusable: [Unusable] = []
    try list(rejectedFrom: nil, &entries, &unusable, progress)
    for entry in try Folder(path: configuration.rejected.absolute, calls: calls).entries() where entry.name.isSafe {
      let system = entry.name.display
      guard PathFacts(path: root(of: system)).kind == .folder else { continue }
      try list(rejectedFrom: system, &entries, &unusable, progress)
    }
    entries.sort { ($0.decided, $0.id) < ($1.decided, $1.id) }
    return (entries, unusable)
  }

  private func list(
    rejectedFrom system: String?, _ entries: inout [Entry], _ unusable: inout [Unusable], _ progress: (Int) -> Void
  ) throws {
    try view(of: system).forEachFolder(sideFile: SideFile.suffix) { path, folder, names in
      let known = Set(names)
      for name in names {
        let text = name.display
        let base = text.hasSuffix(SideFile.suffix) ? String(text.dropLast(SideFile.suffix.count)) : text
        let place = path.isEmpty ? base : "\(path)/\(base)"
        let reason: String
        if text.hasSuffix(SideFile.suffix) {
          do {
            entries.append(try Self.entry(SideFileReader(try folder.open(filed: name)).header(), system, place))
            if entries.count % 100 == 0 { progress(entries.count) }
            continue
          } catch let fault as SideFileFault {
            reason = "Its side file cannot be used: \(fault.reason). Restore that from a backup."
          } catch let error as FolderError where !error.code.isEverywhere {
            reason = "Its side file cannot be read. \(error.message)"
          }
        } else {
          // Among the rejected files lie reports, and what is to be put right of files that are in the archive.
          if system != nil || text.hasSuffix(SideFile.copiesSuffix) || Self.belongs(text, toOneOf: known) { continue }
          reason = "It has no side file, which says what it is. Restore that from a backup."
        }
        unusable.append(
          Unusable(rejectedFrom: system, place: place, path: folder.path(of: name), reason: reason))
      }
    }
  }

  /// Whether a file is one that has a side file, or lies beside such a one under its name and a suffix.
  private static func belongs(_ text: String, toOneOf known: Set<FileName>) -> Bool {
    var stem = text[...]
    while true {
      if (try? FileName(stem + SideFile.suffix)).map({ known.contains($0) }) == true { return true }
      guard let dot = stem.lastIndex(of: ".") else { return false }
      stem = stem[..<dot]
    }
  }

  private static func entry(
    _ header: SideLine.Header, _ system: String?, _ place: String
  ) throws(SideFileFault) -> Entry {
    let isRejected = header.verdict == InterchangeVerdict.rejected.rawValue
    guard isRejected == (system != nil), system == nil || system == header.sender else {
      throw SideFileFault("it was filed in another folder")
    }
    let moment = try SideLine.moment(header.decidedAt ?? header.receivedAt)
    return Entry(
      id: InterchangeID(header.id), sender: header.sender, decided: moment, rejectedFrom: system, place: place,
      size: header.size, pruned: header.pruned?.last { $0.class != RetentionClass.metadata.rawValue }?.words,
      erased: try header.erased?.last { $0.kind == ErasedFile.Kind.file.rawValue }?.row(of: InterchangeID(header.id))
        .words)
  }

  // MARK: - Opening

  /// What the side file says, line by line.
  func sideFile(of entry: Entry) throws -> SideFileReader {
    let (folder, name) = try find(entry, SideFile.suffix)
    return SideFileReader(try folder.open(filed: name))
  }

  /// The file as it came.
  func open(_ entry: Entry) throws(FolderError) -> OpenFile {
    do {
      let (folder, name) = try find(entry)
      return try OpenFile(filed: name, in: folder, limit: entry.size)
    } catch {
      guard error.code == .missing else { throw error }
      throw gone(entry, in: try view(of: entry.rejectedFrom))
    }
  }

  /// Whether what had no usable side file has one by now: a service that runs may just have been filing it.
  func isUsableNow(_ unusable: Unusable) throws -> Bool {
    guard let (folder, name) = try view(of: unusable.rejectedFrom).find(unusable.place) else { return true }
    do {
      _ = try SideFileReader(try folder.open(filed: FileName.safe(name.display + SideFile.suffix))).header()
      return true
    } catch let error as FolderError where !error.code.isEverywhere {
      return false
    } catch is SideFileFault {
      return false
    }
  }

  /// What lies beside the file under a suffix; without one the file itself.
  private func find(_ entry: Entry, _ suffix: String = "") throws(FolderError) -> (Folder, FileName) {
    let view = try view(of: entry.rejectedFrom)
    var places = [entry.place]
    // What needs no more work is put away meanwhile, by a service that runs.
    if entry.rejectedFrom != nil { places.append("\(RejectedFolder.closed.display)/\(entry.place)") }
    for place in places {
      if let (folder, name) = try view.find(place + suffix), try folder.holds(filed: name) { return (folder, name) }
    }
    throw gone(entry, in: view)
  }

  private func gone(_ entry: Entry, in view: ArchiveView) -> FolderError {
    FolderError(
      .missing,
      entry.pruned.map { "It was \($0), and can be had from a backup at most." }
        ?? "It is gone. Restore it from a backup.", path: "\(view.folder.path)/\(entry.place)")
  }

  private func view(of system: String?) throws(FolderError) -> ArchiveView {
    let path = root(of: system)
    if let view = views[path] { return view }
    let view = try ArchiveView(path: path, calls: calls)
    views[path] = view
    return view
  }

  private func root(of system: String?) -> String {
    system.map { "\(configuration.rejected.absolute)/\($0)" } ?? configuration.archive.absolute
  }
}

extension FolderError.Code {
  /// It says nothing of a single file: the next one would fare no better.
  var isEverywhere: Bool {
    switch self {
    case .exhausted, .unreachable, .ioError: true
    default: false
    }
  }
}
