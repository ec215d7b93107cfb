import DropFolder
package import Exchange
import Glibc

/// How full the disks are on which an installation lies.
package struct DiskFacts: Sendable {
  /// The database with its log, in bytes.
  package var ledgerSize: Int64
  /// Bytes, by the first folder on each file system.
  package var free: [String: UInt64] = [:]
  package var total: [String: UInt64] = [:]

  /// Looks at those of the folders that are there.
  package init(of configuration: Configuration) {
    ledgerSize = ["", "-wal"].map { Self.size(of: configuration.ledger.absolute + $0) }.reduce(0, +)
    var seen: Set<UInt64> = []
    for path in [configuration.ledgerFolder] + configuration.managedFolders {
      guard let device = PathFacts(path: path).identity.first, seen.insert(device).inserted else { continue }
      // One that cannot be asked now is told as a folder that is away.
      guard let space = try? Folder(path: path).fileSystem() else { continue }
      free[path] = space.freeBytes
      total[path] = space.totalBytes
    }
  }

  private static func size(of path: String) -> Int64 {
    var facts = stat()
    return stat(path, &facts) == 0 ? Int64(facts.st_size) : 0
  }
}
