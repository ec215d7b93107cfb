import ArgumentParser
import DropFolder
import Exchange
import LedgerSQLite
import Operations

struct Backup: Action {
  static let configuration = CommandConfiguration(
    abstract: "Copy the ledger into a file, also while the service runs.",
    discussion: """
      The copy is one moment of the ledger, whole and proved, before it gets its name. An existing file is never \
      replaced, so give each backup a name of its own.

        kontor backup /backup/kontor-$(date +%F).sqlite

      What the console keeps for itself (who came in and looked, bulk jobs) is copied into a second file, of the same \
      name with -console, where there is such a thing.

      To go back to it, stop the service and put the copy in the place of the ledger. Save archive and rejected files \
      too: they are not in the ledger.

      Exits with 2 if the file exists, with 74 if the copy cannot be written or the ledger is damaged.
      """)

  @Argument(help: "The file to write; its folder must exist.", completion: .file())
  var file: String

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let configuration = try session.configuration()
    let book = configuration.ledgerFolder + "/" + SQLiteConsoleBook.fileName
    let bookFile = SQLiteConsoleBook.exists(at: book) ? Self.fileOfBook(beside: file) : nil
    for target in [file, bookFile].compactMap(\.self) where PathFacts(path: target).kind != .missing {
      throw Failure(.usage, "\(target) exists, and a backup replaces nothing; name another file")
    }
    let ledger = try SQLiteLedger(path: configuration.ledger.absolute, access: .reading)
    let head = try Self.write(file) { path in try ledger.copy(to: path) }
    if let bookFile {
      do {
        try Self.write(bookFile) { path in try SQLiteConsoleBook.copy(of: book, to: path) }
      } catch {
        guard let failure = Failure(error) else { throw error }
        throw Failure(
          failure.outcome, "\(file) is a whole backup of the ledger, but that of the console failed: \(failure.message)"
        )
      }
    }
    if shared.json {
      try session.out.json(BackupReport(file: file, chain: head.map { ChainReport($0) }, console: bookFile))
    } else {
      session.out.line("\(Printable.line(file)): \(session.out.styled("ok", .good))")
      session.out.line("chain      " + (head.map(Phrase.chain(endingWith:)) ?? "empty"))
      if let bookFile { session.out.line("console    \(Printable.line(bookFile))") }
    }
    return .done
  }

  /// The file gets its name when it is whole.
  private static func write<Result>(_ file: String, _ body: (String) throws -> Result) throws -> Result {
    let draft = try DraftFile(for: file)
    do {
      try draft.discardOthers()
      let result = try body(draft.path)
      try draft.keep()
      return result
    } catch {
      // What matters is why it failed; a draft that stays is taken away by the next backup of that name.
      try? draft.discard()
      throw error
    }
  }

  /// `saved-console.sqlite` for `saved.sqlite`.
  private static func fileOfBook(beside file: String) -> String {
    let ending = ".sqlite"
    return file.hasSuffix(ending) ? file.dropLast(ending.count) + "-console" + ending : file + "-console"
  }
}

/// What `backup --json` says.
private struct BackupReport: Encodable {
  var file: String
  var chain: ChainReport?
  /// The copy of what the console keeps for itself; nil where there is none.
  var console: String?
}
