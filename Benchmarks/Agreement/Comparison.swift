import BenchmarkCommon
import Exchange
import Foundation
import LedgerSQLite

/// Decides the same records in both ledgers in turn.
struct Comparison {
  private let small: Site
  private let full: Site
  private let population: Population
  private(set) var rows: [Row] = []

  init(_ small: Site, _ full: Site, _ population: Population) {
    self.small = small
    self.full = full
    self.population = population
  }

  struct Row {
    var kind: String
    /// What of it was measured.
    var part: String
    var small = Series()
    var full = Series()
  }

  private struct Kind {
    var name: String
    var sender = "crm"
    var verdict = RecordVerdict.accepted
    /// The record of a round, with or without mapping.
    var told: (Int, Bool) -> Told
  }

  mutating func run() throws {
    let population = population
    let kinds = [
      Kind(name: "new customer", verdict: .ignored) {
        .customer(population.newcomer($0, isMapped: $1))
      },
      Kind(name: "changed customer") {
        .customer(population.customer($0, isMapped: $1), sequence: 2, phone: 7)
      },
      Kind(name: "unchanged customer", verdict: .unchanged) {
        .customer(population.customer($0, isMapped: $1), sequence: 2, phone: 7)
      },
      Kind(name: "order") {
        .order(population.orders, of: population.customer($0, isMapped: $1))
      },
      Kind(name: "order that promotes") {
        .order(0, of: population.lead($0, isMapped: $1))
      },
      Kind(name: "confirmation", sender: "erp") {
        .confirmation(of: population.lead($0, isMapped: $1))
      },
    ]
    for kind in kinds { try run(kind) }
    try runFiles()
  }

  private mutating func run(_ kind: Kind) throws {
    var mapped = Row(kind: kind.name, part: "with mapping")
    var unmapped = Row(kind: kind.name, part: "without mapping")
    var transaction = Row(kind: kind.name, part: "transaction")
    for round in 0..<population.rounds {
      for isMapped in [false, true] {
        let told = kind.told(round, isMapped)
        try inTurn(round) { site, isFull in
          let taken = try site.decide([told], from: kind.sender, isMapped: isMapped, expecting: kind.verdict)
          for one in taken {
            if isMapped {
              mapped.add(one.deciding, isFull)
              transaction.add(one.transaction, isFull)
            } else {
              unmapped.add(one.deciding, isFull)
            }
          }
        }
      }
    }
    rows += [unmapped, mapped, transaction]
  }

  /// Neither is always the first, which has to find the processor's caches full of the other's things.
  private func inTurn(_ round: Int, _ body: (Site, _ isFull: Bool) throws -> Void) throws {
    let isFullFirst = round % 2 == 1
    try body(isFullFirst ? full : small, isFullFirst)
    try body(isFullFirst ? small : full, !isFullFirst)
  }

  // MARK: - Whole files

  private mutating func runFiles() throws {
    var row = Row(kind: "file of one order", part: "from inbox to archive")
    let (lesser, greater) = (try Desk(small), try Desk(full))
    for round in 0..<max(1, population.rounds / 4) {
      let order = Told.order(population.orders + 1, of: population.customer(round, isMapped: true))
      try inTurn(round) { _, isFull in
        row.add(try (isFull ? greater : lesser).carry(order, round), isFull)
      }
    }
    rows.append(row)
  }

  /// A processor at its work.
  private struct Desk {
    let site: Site
    let processor: Processor

    init(_ site: Site) throws {
      self.site = site
      var options = Processor.Options()
      options.settle = .zero
      processor = try Processor(
        site.configuration, catalogue: try FormatCatalogue(site.configuration), ledger: site.ledger, options: options)
      _ = try processor.scan()
    }

    func carry(_ told: Told, _ number: Int) throws -> Duration {
      let text = """
        <?xml version="1.0" encoding="UTF-8"?>
        <Exchange xmlns="urn:kontor:exchange:1"><Header><Sender>crm</Sender><Receiver>erp</Receiver>\
        <ControlNumber>B\(number)</ControlNumber><CreationTime>2026-11-25T07:00:00Z</CreationTime></Header>
        \(told.text)
        <Trailer><RecordCount>1</RecordCount></Trailer></Exchange>
        """
      try text.write(toFile: "\(site.root)/inbox/crm/b\(number).xml", atomically: true, encoding: .utf8)
      let clock = ContinuousClock()
      let begin = clock.now
      let tally = try processor.scan()
      let duration = clock.now - begin
      guard tally.interchanges == 1, tally.documents == 1 else { throw Unexpected("File \(number) came to \(tally).") }
      return duration
    }
  }
}

extension Comparison.Row {
  mutating func add(_ duration: Duration, _ isFull: Bool) {
    if isFull { full.add(duration) } else { small.add(duration) }
  }
}
