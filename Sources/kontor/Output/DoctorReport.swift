import DropFolder
import Exchange

/// What `doctor --json` says, and what `doctor` is written from.
struct DoctorReport: Encodable {
  struct Folder: Encodable {
    var system: String?
    /// `inbox`, `outbox`, `acknowledgements`, `archive`, `rejected` or `ledger`.
    var folder: String
    /// As the configuration has it.
    var path: String
    /// `good`, `note`, `advice` or `fault`: the heaviest of its findings.
    var weight: Finding.Weight
    var fileSystem: String?
    var mountPoint: String?
    /// Left out where it does not answer.
    var local: Bool?
    /// `rename-no-replace` or `list-then-rename`.
    var method: FolderProbe.Renaming?
    /// Sentences.
    var verdict: [String]
    var findings: [Finding]
    /// Device and inode, for comparing; not told.
    private(set) var identity: [UInt64] = []

    private enum CodingKeys: CodingKey {
      case system, folder, path, weight, fileSystem, mountPoint, local, method, verdict, findings
    }

    init(_ folder: ExaminedFolder, probe: FolderProbe) {
      self.init(folder, verdict: probe.verdict, findings: probe.findings)
      fileSystem = probe.fileSystem
      mountPoint = probe.mountPoint
      local = probe.fileSystem == nil ? nil : probe.isLocal
      method = probe.renaming
      identity = probe.identity
    }

    init(_ folder: ExaminedFolder, silence finding: Finding) {
      self.init(folder, verdict: [finding.measured], findings: [finding])
    }

    private init(_ folder: ExaminedFolder, verdict: [String], findings: [Finding]) {
      system = folder.system
      self.folder = folder.title
      path = folder.written.written
      weight = findings.map(\.weight).max() ?? .good
      self.verdict = verdict
      self.findings = findings
    }

    /// Adds what only shows beside other folders.
    mutating func add(_ more: [Finding]) {
      findings += more
      weight = findings.map(\.weight).max() ?? .good
      if weight == .fault { verdict = FolderProbe.unusable }
    }
  }

  /// Who asked: another user may have other rights.
  var user: String
  var weight: Finding.Weight
  var folders: [Folder]

  init(user: String, folders: [Folder]) {
    self.user = user
    self.folders = folders
    weight = folders.map(\.weight).max() ?? .good
  }
}
