import ArgumentParser
import BenchmarkCommon
import DropFolder
import Exchange
import Foundation
import LedgerSQLite

/// Makes a site whose ledger holds many interchanges, through the ledger itself.
///
/// What is left out is what the ledger does not see: the files in archive and outboxes.
struct Fill: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a site whose ledger holds many interchanges.",
    discussion: """
      Each fifth interchange brings a customer with a first order, the others one more order each. They are received, \
      decided by the agreement, published and closed as the processor does it, so many at a time. Prints a line of JSON.
      """)

  @Option(help: "Interchanges in the ledger.")
  var interchanges: Int

  @Option(help: "The folder of kontor.yaml, xsd and formats.", completion: .directory)
  var share = FileManager.default.currentDirectoryPath

  @Option(help: "Where the site is made.")
  var site: String

  /// Interchanges that share a transaction.
  private static let batch = 1_000
  private static let ordersEach = 5
  /// Above the customers of the generated exports, who come after them.
  private static let firstCustomer = 1_000_000

  private struct Report: Encodable {
    var interchanges: Int
    var seconds: Double
    var bytes: Int
  }

  func validate() throws {
    guard interchanges >= 1 else { throw ValidationError("There must be an interchange at least.") }
  }

  func run() throws {
    let filled = try Site(at: site, share: share)
    let clock = ContinuousClock()
    let begin = clock.now
    for first in stride(from: 0, to: interchanges, by: Self.batch) {
      try enter(first..<min(first + Self.batch, interchanges), into: filled)
    }
    let report = Report(
      interchanges: interchanges, seconds: (clock.now - begin).seconds, bytes: try filled.size)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    print(String(decoding: try encoder.encode(report), as: UTF8.self))
  }

  private func enter(_ numbers: Range<Int>, into site: Site) throws {
    let now = Timestamp.now()
    let parcels = try numbers.map { number in
      var parcel = try Parcel(told(number), from: "crm", at: now, system: site.configuration.system(named: "crm"))
      parcel.interchange.envelope.controlNumber = "F\(number)"
      return parcel
    }
    _ = try site.ledger.receive(parcels.map(\.interchange))
    let outcomes = try site.ledger.decide { log in
      try parcels.map { parcel in
        // A customer by itself is a lead, whom its order sends.
        let expected: (Int) -> RecordVerdict = { parcel.told[$0].entity == .customer ? .ignored : .accepted }
        return try site.decide(parcel, by: site.unmapped, log, expecting: expected, isAnswered: true)
      }
    }
    try site.finish(outcomes, at: now)
  }

  private func told(_ number: Int) -> [Told] {
    let customer = Self.firstCustomer + number / Self.ordersEach
    let order = Told.order(number % Self.ordersEach, of: customer)
    return number % Self.ordersEach == 0 ? [.customer(customer), order] : [order]
  }
}
