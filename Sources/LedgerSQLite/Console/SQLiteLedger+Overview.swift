package import Exchange
import Foundation
import GRDB

extension SQLiteLedger: ConsoleMemory {
  package func overview(_ question: OverviewQuestion) throws(LedgerError) -> LedgerOverview {
    try connection.access { database in try database.snapshot { try database.overview(question, most: limits.counted) }
    }
  }

  package func arrivals(
    from moment: Timestamp, every length: Duration, spans count: Int
  ) throws(LedgerError) -> [ArrivalSpan] {
    let length = max(1, length.milliseconds)
    var spans = (0..<max(0, count)).map {
      ArrivalSpan(from: Timestamp(milliseconds: moment.milliseconds + Int64($0) * length))
    }
    try connection.access { database in
      let arguments: StatementArguments = [
        moment.milliseconds, length, moment.milliseconds, moment.milliseconds + Int64(spans.count) * length,
        System.desk,
      ]
      try database.forEach(Self.arrivalsBySpan, arguments) { columns in
        let place = try columns.int()
        let verdict: InterchangeVerdict? = try columns.optionalWord()
        let found = try columns.int()
        guard spans.indices.contains(place) else { return }
        if let verdict { spans[place].byVerdict[verdict] = found } else { spans[place].undecided = found }
      }
    }
    return spans
  }

  /// Answered from the index alone.
  private static let arrivalsBySpan = """
    SELECT (receivedAt - ?) / ? AS span, verdict, count(*) FROM interchange INDEXED BY interchangeReceived
    WHERE receivedAt >= ? AND receivedAt < ? AND sender <> ? GROUP BY span, verdict
    """

  package func mark() throws(LedgerError) -> LedgerMark {
    try connection.access { database in
      try database.snapshot {
        var mark = LedgerMark(generation: try database.generation(), arrival: 0, closing: 0)
        try database.forEach(
          """
          SELECT (SELECT max(number) FROM interchange), (SELECT max(number) FROM closing)
          """
        ) { columns in
          mark.arrival = try columns.optionalInteger() ?? 0
          mark.closing = try columns.optionalInteger() ?? 0
        }
        return mark
      }
    }
  }

  package func changeNumber() throws(LedgerError) -> Int64 {
    try connection.access { database in
      var number: Int64 = 0
      try database.forEach("PRAGMA data_version") { number = try $0.integer() }
      return number
    }
  }

  package func size() throws(LedgerError) -> LedgerSize {
    let path = connection.path
    func bytes(_ path: String) -> Int64 {
      // The log is gone while nobody has the ledger open for writing.
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      return (attributes?[.size] as? NSNumber)?.int64Value ?? 0
    }
    return try connection.access { database in
      var size = LedgerSize(bytes: bytes(path), logBytes: bytes(path + "-wal"), first: nil, last: nil, received: 0)
      try database.forEach(
        """
        SELECT max(number), (SELECT min(receivedAt) FROM interchange INDEXED BY interchangeReceived),
          (SELECT max(receivedAt) FROM interchange INDEXED BY interchangeReceived) FROM interchange
        """
      ) { columns in
        size.received = try columns.optionalInteger() ?? 0
        size.first = try columns.optionalMoment()
        size.last = try columns.optionalMoment()
      }
      return size
    }
  }
}

extension Duration {
  fileprivate var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
