import ArgumentParser
import BenchmarkCommon
import Exchange
import Foundation

/// What each step costs that every record goes through, by itself: where a change of the program has its effect.
@main
struct StepsBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "steps-benchmark",
    abstract: "Measure the steps that each record goes through, one by one.",
    discussion: """
      Works in a site that knows the customers of the export, and leaves no order in its ledger: what is decided is \
      taken back each time. One thread does everything, and nothing is made durable. Prints a line of JSON.
      """)

  @Option(help: "The folder of a site, as kontor init makes it.", completion: .directory)
  var site: String

  @Option(help: "An export with orders of customers whom the site knows.", completion: .file())
  var export: String

  @Option(help: "How often each step is measured; the median counts.")
  var rounds = 7

  func validate() throws {
    guard rounds >= 1 else { throw ValidationError("There must be a round at least.") }
  }

  private struct Report: Encodable {
    struct Step: Encodable {
      var name: String
      var microsecondsPerRecord: Double
      var recordsPerSecond: Int
    }

    var records: Int
    var rounds: Int
    var steps: [Step]
  }

  func run() throws {
    let configuration = try Exchange.Configuration.read(from: site + "/kontor.yaml")
    let bench = try Bench(configuration, export: try Data(contentsOf: URL(fileURLWithPath: export)))
    for _ in 0..<rounds { try bench.measure() }
    let steps = bench.series.map { name, series in
      let each = series.median / Double(bench.count)
      return Report.Step(
        name: name, microsecondsPerRecord: (each * 100).rounded() / 100, recordsPerSecond: Int(1_000_000 / each))
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    print(
      String(
        decoding: try encoder.encode(Report(records: bench.count, rounds: rounds, steps: steps)), as: UTF8.self))
  }
}
