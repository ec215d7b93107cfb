import Exchange
import GRDB

extension LedgerError {
  /// The one place where a result code of SQLite gets its meaning.
  ///
  /// The text is made here and not taken from SQLite, except for broken constraints, whose text names columns and never
  /// values: what stands in a record must not come into a log.
  init(_ failure: DatabaseError, path: String) {
    let name = failure.extendedResultCode.description
    let (code, message): (Code, String) =
      switch failure.extendedResultCode {
      case .SQLITE_READONLY_DBMOVED:
        (.unusable, "The file was moved or deleted while in use. Stop Kontor, put the file back, and start it again.")
      case .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_SHMOPEN:
        (.full, "There is no room for the ledger's shared memory file. Free space; work goes on by itself then.")
      default:
        LedgerError.meaning(of: failure)
      }
    self.init(code, "\(message) (\(name))", path: path)
  }

  private static func meaning(of failure: DatabaseError) -> (Code, String) {
    switch failure.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
      (.busy, "Another program holds the ledger. End it, a backup perhaps; work goes on by itself then.")
    case .SQLITE_FULL:
      (.full, "The ledger's disk is full. Free space; work goes on by itself then.")
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      (
        .permission,
        "The ledger cannot be written. Give the service's user the right to write the file and its folder, and mount"
          + " the file system for writing."
      )
    case .SQLITE_CANTOPEN:
      (
        .unusable,
        "The ledger cannot be opened. Look whether its folder exists, and whether this user may read and write there."
      )
    case .SQLITE_NOTADB:
      (.unusable, "The file is no ledger. Correct the path in the configuration, or restore the ledger from a backup.")
    case .SQLITE_CORRUPT:
      (.corrupt, "The ledger is damaged. Stop Kontor, keep the file, and restore the ledger from a backup.")
    case .SQLITE_IOERR:
      (
        .unexpected,
        "Reading or writing the disk failed, and what is on it now is not known. Kontor must stop; look at the disk and"
          + " the kernel log, then start it again."
      )
    case .SQLITE_CONSTRAINT:
      (
        .unexpected,
        "The program broke a rule of the ledger: \(failure.message ?? "a constraint"). Nothing was written; report it."
      )
    default:
      (.unexpected, "The ledger failed in a way that nothing here knows. Nothing was written; report it.")
    }
  }

  /// A row that cannot be read back.
  static func damaged(_ path: String) -> LedgerError {
    LedgerError(
      .corrupt, "The ledger holds a row that no Kontor writes. Stop Kontor, keep the file, and restore a backup.",
      path: path)
  }

  /// Something that only a mistake in the program can ask for.
  static func misuse(_ sentence: String, path: String) -> LedgerError {
    LedgerError(.unexpected, "\(sentence) The program made a mistake; nothing was written. Report it.", path: path)
  }
}
