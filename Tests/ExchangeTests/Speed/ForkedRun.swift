import DropFolder
import Exchange
import Simulated

/// The moment at which files have been received and nothing of them has been decided: from there on the same files can be
/// carried to their end in several ways, with the same ids and at the same time.
struct ForkedRun {
  private let configuration: Configuration
  private let disk: SimulatedDisk
  private let ledger: LedgerState

  /// How files are read.
  enum Way: CustomStringConvertible {
    case plain
    case fast(workers: Int)

    var description: String {
      switch self {
      case .plain: "plain"
      case .fast(let workers): "\(workers) workers"
      }
    }
  }

  private static let moment = Timestamp(milliseconds: 1_795_507_200_000)

  /// Receives files into an inbox.
  init(_ files: [(name: String, bytes: [UInt8])], in inbox: String, of configuration: Configuration) throws {
    self.configuration = configuration
    let shared = SharedDisk()
    var kept = LedgerState()
    let setUp = SimulatedLedger(kept) { state, _ in kept = state }
    try shared.content.makeFolder(configuration.ledgerFolder)
    let calls = SimulatedCalls(shared, process: SimulatedProcess())
    for (number, path) in configuration.managedFolders.enumerated() {
      try shared.content.makeFolder(path, ownDevice: true)
      let marker = FolderMarker(id: "00000000-0000-4000-8000-00000000000\(number)", generation: 1)
      try marker.write(to: Folder(path: path, calls: calls))
      try setUp.remember([KnownFolder(path: path, marker: marker)])
    }
    for (name, bytes) in files {
      try shared.content.put(bytes, as: FileName(name), in: "\(configuration.folder)/\(inbox)")
    }
    var received: (SimulatedDisk, LedgerState)?
    let process = SimulatedProcess()
    let ledger = SimulatedLedger(kept, process: process) { state, step in
      if step == .receive, received == nil { received = (shared.content, state) }
    }
    _ = try Self.processor(configuration, .plain, SimulatedCalls(shared, process: process), ledger).scan()
    guard let received else { throw NothingReceived() }
    (disk, self.ledger) = received
  }

  struct NothingReceived: Error {}

  private static func processor(
    _ configuration: Configuration, _ way: Way, _ calls: any FileCalls, _ ledger: any Ledger
  ) throws -> Processor {
    var configuration = configuration
    switch way {
    case .plain: configuration.speed.isPlain = true
    case .fast(let workers):
      configuration.speed.isPlain = false
      configuration.speed.workers = workers
    }
    var options = Processor.Options()
    options.settle = .zero
    options.calls = calls
    options.now = { Self.moment }
    return try Processor(
      configuration, catalogue: try FormatCatalogue(configuration), ledger: ledger, options: options)
  }

  /// What became of everything.
  struct Outcome: Equatable {
    var verdicts: [String: Int] = [:]
    /// Each file anywhere, by path.
    var files: [String: [UInt8]]
    /// Each row of the ledger, in words.
    var ledger: [String]

    func firstDifference(from other: Outcome) -> String {
      for (one, two) in zip(ledger, other.ledger) where one != two { return "\(one)\n\(two)" }
      for path in Set(files.keys).union(other.files.keys).sorted() where files[path] != other.files[path] {
        let (one, two) = (files[path], other.files[path])
        return "\(path)\n\(one.map { String(decoding: $0, as: UTF8.self) } ?? "none")\n"
          + "\(two.map { String(decoding: $0, as: UTF8.self) } ?? "none")"
      }
      return ledger.count == other.ledger.count ? "no difference" : "\(ledger.count) and \(other.ledger.count) rows"
    }
  }

  func outcome(_ way: Way) throws -> Outcome {
    let shared = SharedDisk(disk)
    var kept = ledger
    let process = SimulatedProcess()
    let ledger = SimulatedLedger(kept, process: process) { state, _ in kept = state }
    _ = try Self.processor(configuration, way, SimulatedCalls(shared, process: process), ledger).scan()
    var outcome = Outcome(files: shared.content.files(below: "/"), ledger: Rows.of(kept))
    for interchange in kept.interchanges { outcome.verdicts[interchange.verdict?.rawValue ?? "none", default: 0] += 1 }
    return outcome
  }
}

extension SimulatedDisk {
  /// All files in a folder and in those in it, by path.
  func files(below path: String) -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    for name in names(in: path) {
      let inner = (path == "/" ? "" : path) + "/" + name.display
      if let bytes = bytes(of: inner) {
        found[inner] = bytes
      } else {
        found.merge(files(below: inner)) { one, _ in one }
      }
    }
    return found
  }
}

/// Values in words, with what has no order of its own sorted.
enum Rows {
  /// What each property of a value holds, a row for each element of a collection.
  static func of(_ value: Any) -> [String] {
    Mirror(reflecting: value).children.flatMap { child -> [String] in
      let label = child.label ?? ""
      let mirror = Mirror(reflecting: child.value)
      switch mirror.displayStyle {
      case .dictionary, .set: return mirror.children.map { "\(label): \(words($0.value))" }.sorted()
      case .collection: return mirror.children.map { "\(label): \(words($0.value))" }
      default: return ["\(label): \(words(child.value))"]
      }
    }
  }

  private static func words(_ value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    if mirror.children.isEmpty { return "\(value)" }
    let parts = mirror.children.map { child in (child.label.map { "\($0)=" } ?? "") + words(child.value) }
    switch mirror.displayStyle {
    case .dictionary, .set: return "{\(parts.sorted().joined(separator: ", "))}"
    default: return "(\(parts.joined(separator: ", ")))"
    }
  }
}
