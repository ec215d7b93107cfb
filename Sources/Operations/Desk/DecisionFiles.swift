package import Exchange

/// Decisions in files of a size that the desk takes well: a service that waits for one file should not wait for all.
package enum DecisionFiles {
  /// So many in one file at most.
  package static let mostDecisions = 1000
  /// Bytes of one file, about. A decision that is larger by itself has a file of its own.
  package static let mostBytes = 8_000_000

  package static func split(_ decisions: [Decision]) -> [[Decision]] {
    var files: [[Decision]] = []
    var bytes = 0
    for decision in decisions {
      let size = size(of: decision)
      if let last = files.last, last.count < mostDecisions, bytes + size <= mostBytes {
        files[files.count - 1].append(decision)
        bytes += size
      } else {
        files.append([decision])
        bytes = size
      }
    }
    return files
  }

  /// Elements and their names take some hundred bytes; content takes four bytes for three in Base64.
  private static func size(of decision: Decision) -> Int {
    500 + (decision.reason?.utf8.count ?? 0) + (decision.content.map { ($0.count + 2) / 3 * 4 } ?? 0)
  }
}
