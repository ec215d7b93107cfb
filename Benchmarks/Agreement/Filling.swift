import BenchmarkCommon
import Exchange
import Foundation
import LedgerSQLite

/// Fills a ledger: everybody comes as a lead, orders, is booked by the ERP, and orders again.
struct Filling {
  private let site: Site
  private let population: Population
  /// Whether somebody is told how far it is.
  private let isTold: Bool
  private static let batch = 5_000

  init(_ site: Site, _ population: Population, isTold: Bool = false) {
    self.site = site
    self.population = population
    self.isTold = isTold
  }

  /// What one kind of record came to.
  struct Phase: Encodable {
    var name: String
    var records: Int
    var recordsPerSecond: Double
    /// How much the ledger grew.
    var bytesPerRecord: Int
  }

  /// Nothing where the ledger is full already.
  func fill(_ numbers: [Int]) throws -> [Phase] {
    guard try site.ledger.interchanges(matching: InterchangeFilter()).isEmpty else { return [] }
    let buyers = numbers.filter { !population.isLead($0) }
    let later = buyers.flatMap { number in (1..<population.orders).map { (number, $0) } }
    return [
      try phase("leads", numbers, from: "crm", .ignored) { .customer($0) },
      try phase("first orders, which promote", buyers, from: "crm", .accepted) { .order(0, of: $0) },
      try phase("confirmations of customers", buyers, from: "erp", .accepted) { .confirmation(of: $0) },
      try phase("further orders", later, from: "crm", .accepted) { .order($0.1, of: $0.0) },
    ]
  }

  private func phase<Subject>(
    _ name: String, _ subjects: [Subject], from sender: String, _ expected: RecordVerdict, _ told: (Subject) -> Told
  ) throws -> Phase {
    let before = try site.size
    let clock = ContinuousClock()
    let begin = clock.now
    for first in stride(from: 0, to: subjects.count, by: Self.batch) {
      let batch = subjects[first..<min(first + Self.batch, subjects.count)]
      _ = try site.decide(batch.map(told), from: sender, isMapped: false, expecting: expected)
      if isTold {
        FileHandle.standardError.write(Data("\r\(name): \(first + batch.count) of \(subjects.count)  ".utf8))
      }
    }
    if isTold { FileHandle.standardError.write(Data("\n".utf8)) }
    let count = max(1, subjects.count)
    return Phase(
      name: name, records: subjects.count, recordsPerSecond: (Double(count) / (clock.now - begin).seconds).rounded(),
      bytesPerRecord: (try site.size - before) / count)
  }
}
