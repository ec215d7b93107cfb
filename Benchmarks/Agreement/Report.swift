import BenchmarkCommon
import Foundation

/// What was measured, as a table and as a line of JSON.
struct Report: Encodable {
  /// Times are microseconds.
  struct Line: Encodable {
    var kind: String
    var part: String
    var smallMedian: Int
    var smallP95: Int
    var fullMedian: Int
    var fullP95: Int
    var difference: Int
    var ratio: Double
  }

  var customers: Int
  var orders: Int
  var rounds: Int
  var filling: [Filling.Phase] = []
  private(set) var lines: [Line] = []

  init(_ population: Population) {
    customers = population.customers
    orders = population.customers * population.orders
    rounds = population.rounds
  }

  mutating func add(_ comparison: Comparison) {
    for row in comparison.rows {
      let (small, full) = (row.small.median, row.full.median)
      lines.append(
        Line(
          kind: row.kind, part: row.part, smallMedian: Int(small.rounded()), smallP95: Int(row.small.p95.rounded()),
          fullMedian: Int(full.rounded()), fullP95: Int(row.full.p95.rounded()),
          difference: Int((full - small).rounded()), ratio: small == 0 ? 0 : (100 * full / small).rounded() / 100))
    }
  }

  func write() throws {
    for phase in filling {
      print(
        pad(phase.name, 30), pad("\(phase.records) records", 16),
        pad("\(Int(phase.recordsPerSecond)) records/s", 18), "\(phase.bytesPerRecord) bytes each in the ledger")
    }
    print()
    print("One more record in microseconds, with next to nothing in the ledger and with", terminator: " ")
    print("\(customers) customers and \(orders) orders:")
    print()
    print(pad("", 44), ["median", "p95", "median", "p95", "more", "ratio"].map { right($0, 8) }.joined())
    for line in lines {
      let figures = [line.smallMedian, line.smallP95, line.fullMedian, line.fullP95, line.difference]
      print(
        pad("\(line.kind), \(line.part)", 44),
        (figures.map { String($0) } + [String(line.ratio)]).map { right($0, 8) }.joined())
    }
    print()
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(self), as: UTF8.self))
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
