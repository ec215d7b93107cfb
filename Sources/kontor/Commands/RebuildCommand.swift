import ArgumentParser
import DropFolder
import Exchange
import LedgerSQLite
import Operations

struct RebuildCommand: Action {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Make a lost ledger anew from the folders.",
    discussion: """
      Brings back every filed interchange from the .jsonl beside its file in the archive and among the rejected files, and \
      what was agreed on customers and orders by deciding the archived records once more, with the configuration of today. \
      Nothing is sent again: files that come again are recognised, and documents are numbered on. What was in hand when \
      the ledger was lost is put aside, because its documents may have been sent or not; the next scan refuses it, and \
      its report says so.

        kontor rebuild

      Where some folders bear a marker, all must: one that has none is probably not mounted. If it is new, say so with \
      --new, and run kontor init afterwards.

      Only where there is no ledger: move a damaged one away first, and keep it. A backup that is not older than the \
      folders is better than a rebuilt ledger.

      Exits with 0 if everything came back, with 1 if something is in doubt, with 2 if there is a ledger, with 74 if a \
      folder cannot be used, with 75 if another process works with the ledger.
      """)

  @Option(
    help: ArgumentHelp(
      "This folder is new, so it needs no marker. Can be given several times.", valueName: "path"),
    completion: .directory)
  var new: [String] = []

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let configuration = try session.checkedConfiguration()
    let path = configuration.ledger.absolute
    // A log that is left behind would be taken for the new ledger's own.
    for file in [path, path + "-wal", path + "-journal"] where PathFacts(path: file).kind != .missing {
      throw Failure(
        .usage,
        "\(file) exists; a ledger is only rebuilt where there is none: move it away, with -wal and -shm, and keep it")
    }
    let catalogue = try FormatCatalogue(configuration)
    var initialisation = Initialisation()
    try initialisation.makeFolder(configuration.ledgerFolder)
    let new = try Set(new.map { try session.managedFolder($0, of: configuration) })
    for folder in new { try initialisation.makeFolder(folder) }
    let draft = try DraftFile(for: path)
    let report: RebuildReport
    do {
      let ledger = try SQLiteLedger(path: draft.path, access: .processing)
      try draft.discardOthers()
      report = try Rebuild(
        configuration, catalogue: catalogue, ledger: ledger, new: new, progress: { session.err.progress("\($0) …") }
      ).run()
      try ledger.finish()
      // The lock is the ledger's, so it is kept until the file has its name.
      try withExtendedLifetime(ledger) { try draft.keep() }
    } catch {
      // What matters is why it failed; a draft that stays is taken away by the next attempt.
      try? draft.discard()
      throw error
    }
    session.err.endProgress()
    if shared.json {
      try session.out.json(RebuildAnswer(report, ledger: path))
    } else {
      RebuildText(report: report, ledger: configuration.ledger.written, output: session.out).print()
    }
    return report.isWhole ? .done : .attention
  }
}

/// What `rebuild --json` says.
private struct RebuildAnswer: Encodable {
  struct InDoubt: Encodable {
    var id: String
    var sender: String
    var file: String
    var sha256: String
  }

  struct Left: Encodable {
    var path: String
    var message: String
  }

  var ledger: String
  /// Restored interchanges by verdict.
  var restored: [String: Int]
  var inDoubt: [InDoubt]
  var left: [Left]
  /// Ids of interchanges whose records come to something else today.
  var decidedOtherwise: [String]
  var prepared: [String]
  /// The last number of each outbox.
  var numbers: [String: Int64]

  init(_ report: RebuildReport, ledger: String) {
    self.ledger = ledger
    restored = Dictionary(uniqueKeysWithValues: report.restored.map { ($0.key.rawValue, $0.value) })
    inDoubt = report.inDoubt.map {
      InDoubt(id: $0.id.text, sender: $0.sender, file: $0.fileName.display, sha256: $0.sha256)
    }
    left = report.left.map { Left(path: $0.path, message: $0.message) }
    decidedOtherwise = report.decidedOtherwise.map(\.id.text)
    prepared = report.prepared
    numbers = report.numbers
  }
}
