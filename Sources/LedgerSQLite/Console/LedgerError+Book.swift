import Exchange
import GRDB

extension LedgerError {
  /// What a result code of SQLite means for the console's book: less than for the ledger, because it decides nothing.
  init(ofBook failure: DatabaseError, path: String) {
    let name = failure.extendedResultCode.description
    let (code, message): (Code, String) =
      switch failure.extendedResultCode {
      case .SQLITE_READONLY_DBMOVED: (.unusable, Self.movedBook)
      case .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_SHMOPEN:
        (.full, "There is no room for the shared memory file of the console's book. Free space.")
      default: Self.meaningForBook(of: failure)
      }
    self.init(code, "\(message) (\(name))", path: path)
  }

  private static let movedBook = "The console's book was moved or deleted while in use. Start the console again."

  static func movedBook(_ path: String) -> LedgerError { LedgerError(.unusable, movedBook, path: path) }

  private static func meaningForBook(of failure: DatabaseError) -> (Code, String) {
    switch failure.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
      (.busy, "Another program holds the console's book. End it, a backup perhaps; work goes on by itself then.")
    case .SQLITE_FULL: (.full, "The disk of the console's book is full. Free space; work goes on by itself then.")
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      (
        .permission,
        "The console's book cannot be written. Give the user of the console the right to write the file and its folder."
      )
    case .SQLITE_CANTOPEN:
      (.unusable, "The console's book cannot be opened. Look whether its folder exists, and who may write there.")
    case .SQLITE_NOTADB:
      (.unusable, "The file is no book of the console. Move it away; the console makes a new one.")
    case .SQLITE_CORRUPT: (.corrupt, damagedBookSentence)
    case .SQLITE_IOERR:
      (
        .unexpected,
        "Reading or writing the disk failed, and what stands in the console's book now is not known. Look at the disk and"
          + " the kernel log, then start the console again."
      )
    case .SQLITE_CONSTRAINT:
      (
        .unexpected,
        "The program broke a rule of the console's book: \(failure.message ?? "a constraint"). Nothing was written;"
          + " report it."
      )
    default:
      (.unexpected, "The console's book failed in a way that nothing here knows. Nothing was written; report it.")
    }
  }

  /// A row that cannot be read back.
  static func damagedBook(_ path: String) -> LedgerError { LedgerError(.corrupt, damagedBookSentence, path: path) }

  private static let damagedBookSentence =
    "The console's book is damaged. Stop the console, keep the file elsewhere with its -wal and -shm, and put back the one "
    + "of a backup, or none: the console makes a new one. No file and no decision is lost; who looked at what until now "
    + "is, and jobs that were under way have to be started again."
}
