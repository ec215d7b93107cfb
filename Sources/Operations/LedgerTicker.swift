package import Exchange
import Glibc
import LedgerSQLite

/// Says whether something has become another, by looking: for whoever keeps pages right.
///
/// A look reads one number of SQLite's and the stamps of a few files, and takes some microseconds; nothing is held between
/// two looks. Not thread-safe: one thread uses it, and makes it.
package final class LedgerTicker {
  /// What a look found.
  package struct Look: Sendable, Equatable {
    /// Whether the ledger, or what the console keeps for itself, may have been changed since the last look. True the first
    /// time.
    package var hasChanged: Bool
    /// Whether the service has shown that it lives since then. It does so every few seconds.
    package var hasBeaten: Bool
    /// How far the ledger is; nil where it cannot be read.
    package var mark: LedgerMark?

    package init(hasChanged: Bool, hasBeaten: Bool, mark: LedgerMark?) {
      self.hasChanged = hasChanged
      self.hasBeaten = hasBeaten
      self.mark = mark
    }
  }

  /// A file as it looks without being read.
  private struct Stamp: Equatable {
    var inode: UInt64
    var size: Int64
    var seconds: Int
    var nanoseconds: Int
  }

  private let path: String
  private let heartbeat: String
  private let book: String
  private var ledger: (ledger: SQLiteLedger, inode: UInt64)?
  private var number: Int64?
  private var mark: LedgerMark?
  private var beat: Stamp?
  private var bookStamp: Stamp?
  private var isFirst = true

  package init(_ configuration: Configuration) {
    path = configuration.ledger.absolute
    heartbeat = configuration.ledgerFolder + "/heartbeat.json"
    // What was written last lies in its log.
    book = configuration.ledgerFolder + "/console.sqlite-wal"
  }

  package func look() -> Look {
    let (oldBeat, oldBook) = (beat, bookStamp)
    beat = Self.stamp(of: heartbeat)
    bookStamp = Self.stamp(of: book)
    let hasChanged = lookAtLedger() || bookStamp != oldBook || isFirst
    isFirst = false
    return Look(hasChanged: hasChanged, hasBeaten: beat != oldBeat, mark: mark)
  }

  /// Whether it may have been changed.
  private func lookAtLedger() -> Bool {
    let hadLedger = mark != nil
    do throws(LedgerError) {
      // A ledger that was put back from a backup is another file under the same name.
      let inode = Self.stamp(of: path)?.inode
      if let known = ledger, known.inode != inode { ledger = nil }
      if ledger == nil {
        ledger = (try SQLiteLedger(path: path, access: .reading), inode ?? 0)
        number = nil
      }
      guard let ledger = ledger?.ledger else { return false }
      let now = try ledger.changeNumber()
      guard now != number else { return false }
      mark = try ledger.mark()
      number = now
      return true
    } catch {
      // Whoever shows a page finds the same, and says why.
      (ledger, number, mark) = (nil, nil, nil)
      return hadLedger
    }
  }

  private static func stamp(of path: String) -> Stamp? {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    return Stamp(
      inode: UInt64(facts.st_ino), size: Int64(facts.st_size), seconds: facts.st_mtim.tv_sec,
      nanoseconds: facts.st_mtim.tv_nsec)
  }
}
