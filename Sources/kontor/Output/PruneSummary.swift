import DropFolder
import Exchange
import Operations

/// What is to be deleted, by class and day, and what is kept and why.
struct PruneSummary {
  private struct Row {
    var interchanges = 0
    var bytes: Int64 = 0
  }

  private var due: [RetentionClass: [String: Row]] = [:]
  private var kept: [RetentionClass: [KeepReason: Int]] = [:]
  /// So many of those that are kept are named; the others are counted.
  private var named: [PruneReport.Kept] = []
  private static let mostNamed = 1000

  mutating func add(_ item: PruneItem) {
    if let reason = item.kept {
      kept[item.class, default: [:]][reason, default: 0] += 1
      if named.count < Self.mostNamed { named.append(PruneReport.Kept(item, because: reason)) }
      return
    }
    let day = (item.interchange.doneAt ?? item.interchange.receivedAt).day
    due[item.class, default: [:]][day, default: Row()].interchanges += 1
    due[item.class, default: [:]][day, default: Row()].bytes += item.bytes
  }

  var isEmpty: Bool { due.isEmpty }

  /// `payload of 12 interchanges, 3.4 MB`.
  var words: String {
    let parts = RetentionClass.allCases.compactMap { kind -> String? in
      guard let days = due[kind] else { return nil }
      let count = days.values.reduce(0) { $0 + $1.interchanges }
      let bytes = days.values.reduce(0) { $0 + $1.bytes }
      return "\(kind.rawValue) of \(Phrase.many(count, "interchange"))"
        + (kind == .metadata ? "" : ", \(Phrase.size(bytes))")
    }
    return parts.isEmpty ? "nothing" : parts.joined(separator: "; ")
  }

  func print(to output: Output) {
    if due.isEmpty {
      output.line("nothing is due")
    } else {
      var table = Table(["CLASS", "DAY", "INTERCHANGES", "SIZE"])
      for row in report.due {
        table.add([
          Cell(row.class, .strong), Cell(row.day), Cell(String(row.interchanges)),
          Cell(row.class == RetentionClass.metadata.rawValue ? "" : Phrase.size(row.bytes)),
        ])
      }
      table.print(to: output)
    }
    for kind in RetentionClass.allCases {
      for reason in KeepReason.allCases {
        guard let count = kept[kind]?[reason] else { continue }
        output.line("kept: \(kind.rawValue) of \(Phrase.many(count, "interchange")): \(reason.words)")
        for one in named.filter({ $0.class == kind.rawValue && $0.reason == reason.rawValue }).prefix(5) {
          output.line("  \(one.interchange)  \(Printable.line(one.file))")
        }
      }
    }
  }

  var report: PruneReport {
    var rows: [PruneReport.Due] = []
    for kind in RetentionClass.allCases {
      for (day, row) in (due[kind] ?? [:]).sorted(by: { $0.key < $1.key }) {
        rows.append(
          PruneReport.Due(class: kind.rawValue, day: day, interchanges: row.interchanges, bytes: row.bytes))
      }
    }
    let count = kept.values.reduce(0) { $0 + $1.values.reduce(0, +) }
    return PruneReport(due: rows, keptCount: count, kept: named)
  }
}

/// What `prune --json` says.
struct PruneReport: Encodable {
  struct Due: Encodable {
    var `class`: String
    /// On which it was done (UTC).
    var day: String
    var interchanges: Int
    var bytes: Int64
  }

  struct Kept: Encodable {
    var `class`: String
    var interchange: String
    var file: String
    var reason: String

    init(_ item: PruneItem, because reason: KeepReason) {
      `class` = item.class.rawValue
      interchange = item.interchange.id.text
      file = item.interchange.fileName.display
      self.reason = reason.rawValue
    }
  }

  var due: [Due]
  var keptCount: Int
  /// The first thousand of them.
  var kept: [Kept]
}
