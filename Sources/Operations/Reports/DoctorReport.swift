package import DropFolder
package import Exchange

/// What `doctor --json` says, and what `doctor` is written from.
package struct DoctorReport: Encodable, Sendable {
  package struct Folder: Encodable, Sendable {
    package var system: String?
    /// `inbox`, `outbox`, `acknowledgements`, `archive`, `rejected` or `ledger`.
    package var folder: String
    /// As the configuration has it.
    package var path: String
    /// `good`, `note`, `advice` or `fault`: the heaviest of its findings.
    package var weight: Finding.Weight
    package var fileSystem: String?
    package var mountPoint: String?
    /// Left out where it does not answer.
    package var local: Bool?
    /// `rename-no-replace` or `list-then-rename`.
    package var method: FolderProbe.Renaming?
    /// Sentences.
    package var verdict: [String]
    package var findings: [Finding]
    /// Whether it is the same folder as another one.
    var isClash = false
    /// Device and inode, for comparing; not told.
    package private(set) var identity: [UInt64] = []

    private enum CodingKeys: CodingKey {
      case system, folder, path, weight, fileSystem, mountPoint, local, method, verdict, findings
    }

    package init(_ folder: ExaminedFolder, probe: FolderProbe) {
      self.init(folder, verdict: probe.verdict, findings: probe.findings)
      fileSystem = probe.fileSystem
      mountPoint = probe.mountPoint
      local = probe.fileSystem == nil ? nil : probe.isLocal
      method = probe.renaming
      identity = probe.identity
    }

    package init(_ folder: ExaminedFolder, silence finding: Finding) {
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
    package mutating func add(_ more: [Finding]) {
      findings += more
      weight = findings.map(\.weight).max() ?? .good
      if weight == .fault { verdict = FolderProbe.unusable }
    }
  }

  /// Who asked: another user may have other rights.
  package var user: String
  package var weight: Finding.Weight
  package var folders: [Folder]

  package init(user: String, folders: [Folder]) {
    self.user = user
    self.folders = folders
    weight = folders.map(\.weight).max() ?? .good
  }
}
