import ArgumentParser
import Foundation

/// What a large ledger costs.
@main
struct AgreementBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement-benchmark",
    abstract: "Measure what a large ledger costs, or make one to measure with.",
    subcommands: [Compare.self, Fill.self, ConsoleQuestions.self], defaultSubcommand: Compare.self)
}

/// The same records are decided in two ledgers in turn, of which one knows only whom they are about, and the other a
/// company's customers and orders of years.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure how deciding a record depends on what the ledger knows already.",
    discussion: """
      Fills two ledgers in a temporary folder through the agreement itself, then decides the same records in both in \
      turn, and prints medians, 95th percentiles, what the filled one takes beside the other, and the same as one line \
      of JSON. It measures and judges nothing: it fails only where something is not decided as it should be.
      """)

  @Option(help: "Customers in the filled ledger.")
  var customers = 100_000

  @Option(help: "Orders of each of them.")
  var orders = 5

  @Option(help: "Measured decisions of each kind, with and without mapping.")
  var rounds = 200

  @Option(help: "The folder of kontor.yaml, xsd and formats.", completion: .directory)
  var share = FileManager.default.currentDirectoryPath

  @Option(help: "Where to fill the ledgers, so that the next run finds them; it measures on copies.")
  var folder: String?

  func validate() throws {
    guard orders >= 1, rounds >= 1, customers >= 4 * rounds else {
      throw ValidationError("There must be at least 4 customers to a round, one order to a customer, and one round.")
    }
  }

  func run() throws {
    let files = FileManager.default
    let place = NSTemporaryDirectory() + "agreement-benchmark-\(UUID().uuidString)"
    defer {
      // It is only a temporary folder: what cannot be deleted harms nobody.
      try? files.removeItem(atPath: place)
    }
    let population = Population(customers: customers, orders: orders, rounds: rounds)
    let filled = "\(folder ?? place)/filled-\(customers)-\(orders)-\(rounds)"
    var report = Report(population)
    _ = try fill(filled + "/small", population.sample, population)
    report.filling = try fill(filled + "/full", Array(0..<customers), population)
    let small = try Site(at: place + "/small", share: share, copying: filled + "/small")
    let full = try Site(at: place + "/full", share: share, copying: filled + "/full")
    var comparison = Comparison(small, full, population)
    try comparison.run()
    report.add(comparison)
    try report.write()
  }

  /// Ends with the ledger closed, so that its file is whole.
  private func fill(_ folder: String, _ numbers: [Int], _ population: Population) throws -> [Filling.Phase] {
    let site = try Site(at: folder, share: share)
    return try Filling(site, population, isTold: numbers.count == customers).fill(numbers)
  }
}
