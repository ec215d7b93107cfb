import DropFolder

/// What was found out about one folder, in plain words: for those who do not deal with folders themselves.
package struct FolderState: Sendable, Hashable {
  package enum Weight: String, Sendable, Hashable {
    case good, note, advice, fault
  }

  /// What was asked of a folder: as ``DropFolder/Finding/Question``, of which nobody else needs to know.
  package enum Question: String, Sendable, Hashable, CaseIterable {
    case fileSystem = "file-system"
    case mount, rights, rename
    case workingFolder = "working-folder"
    case durability, times, clock
    case letterCase = "letter-case"
    case names, events, leases, space, owners
    case leftOvers = "left-overs"
    case settling
    case sameFolder = "same-folder"
    case answer
  }

  package struct Finding: Sendable, Hashable {
    /// Nil for one that is asked nowhere but in the probe.
    package var question: Question?
    package var weight: Weight
    /// What was seen.
    package var measured: String
    /// What that means for the exchange, in a sentence.
    package var meaning: String
    /// What should be done; nil where nothing has to be.
    package var change: String?
  }

  /// Nil for Kontor's own.
  package var system: String?
  /// `inbox`, `outbox` and so on.
  package var title: String
  /// As the configuration has it.
  package var path: String
  package var weight: Weight
  package var fileSystem: String?
  /// What it can promise, in sentences.
  package var promises: [String]
  package var findings: [Finding]

  package init(
    system: String?, title: String, path: String, weight: Weight, fileSystem: String? = nil, promises: [String] = [],
    findings: [Finding] = []
  ) {
    self.system = system
    self.title = title
    self.path = path
    self.weight = weight
    self.fileSystem = fileSystem
    self.promises = promises
    self.findings = findings
  }

  init(_ folder: DoctorReport.Folder) {
    self.init(
      system: folder.system, title: folder.folder, path: folder.path, weight: Self.weight(folder.weight),
      fileSystem: folder.fileSystem, promises: folder.verdict,
      findings: folder.findings.map {
        Finding(
          question: Question(rawValue: $0.question.rawValue), weight: Self.weight($0.weight), measured: $0.measured,
          meaning: $0.meaning, change: $0.change)
      })
  }

  private static func weight(_ weight: DropFolder.Finding.Weight) -> Weight {
    switch weight {
    case .good: .good
    case .note: .note
    case .advice: .advice
    case .fault: .fault
    }
  }
}
