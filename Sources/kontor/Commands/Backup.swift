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

      To go back to it, stop the service and put the copy in the place of the ledger. Save archive and rejected files \
      too: they are not in the ledger.

      Exits with 2 if the file exists, with 74 if the copy cannot be written or the ledger is damaged.
      """)

  @Argument(help: "The file to write; its folder must exist.", completion: .file())
  var file: String

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let configuration = try session.configuration()
    if PathFacts(path: file).kind != .missing {
      throw Failure(.usage, "\(file) exists, and a backup replaces nothing; name another file")
    }
    let ledger = try SQLiteLedger(path: configuration.ledger.absolute, access: .reading)
    let draft = try DraftFile(for: file)
    let head: Closing?
    do {
      try draft.discardOthers()
      head = try ledger.copy(to: draft.path)
      try draft.keep()
    } catch {
      // What matters is why it failed; a draft that stays is taken away by the next backup of that name.
      try? draft.discard()
      throw error
    }
    if shared.json {
      try session.out.json(BackupReport(file: file, chain: head.map { ChainReport($0) }))
    } else {
      session.out.line("\(Printable.line(file)): \(session.out.styled("ok", .good))")
      session.out.line("chain      " + (head.map(Phrase.chain(endingWith:)) ?? "empty"))
    }
    return .done
  }
}

/// What `backup --json` says.
private struct BackupReport: Encodable {
  var file: String
  var chain: ChainReport?
}
