import ArgumentParser
import BenchmarkCommon
import Exchange
import Foundation
import LedgerSQLite

/// How long the console's questions take on a ledger that is full.
struct ConsoleQuestions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "console",
    abstract: "Measure the console's questions on a ledger.",
    discussion: """
      The ledger is one of Benchmarks/console_ledger.py. Each question is asked several times, each time from one state \
      of the ledger; the first time is told apart. With --cold the file's pages are put out of memory before each first \
      time. Prints a table, and the same as one line of JSON.
      """)

  @Option(help: "The ledger.", completion: .file())
  var ledger: String

  @Option(help: "How often each question is asked.")
  var rounds = 21

  @Flag(help: "Measure the first time of each with nothing of the file in memory.")
  var cold = false

  func validate() throws {
    guard rounds >= 1 else { throw ValidationError("There must be a round at least.") }
  }

  private struct Answer: Encodable {
    var question: String
    /// Milliseconds.
    var first: Double
    var median: Double
    var p95: Double
    var found: Int
  }

  func run() throws {
    let sample = try Sample(SQLiteLedger(path: ledger, access: .reading))
    var answers: [Answer] = []
    print(pad("", 52), ["first", "median", "p95", "found"].map { right($0, 9) }.joined())
    for question in sample.questions {
      if cold { try forget() }
      // A connection of its own, so that nothing of the one before is in its memory.
      let ledger = try SQLiteLedger(path: ledger, access: .reading)
      var series = Series()
      var first = 0.0
      var found = 0
      for round in 0..<rounds {
        let began = ContinuousClock.now
        found = try ledger.inOneState { try question.ask(ledger) }
        let took = ContinuousClock.now - began
        if round == 0 { first = took / .milliseconds(1) } else { series.add(took) }
      }
      let answer = Answer(
        question: question.name, first: rounded(first), median: rounded(series.median / 1000),
        p95: rounded(series.p95 / 1000), found: found)
      answers.append(answer)
      let figures = [answer.first, answer.median, answer.p95].map { right(String($0), 9) }.joined()
      print(pad(answer.question, 52), figures, right(String(found), 9))
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    print()
    print(String(decoding: try encoder.encode(answers), as: UTF8.self))
  }

  /// Puts the pages of the file out of the kernel's memory.
  private func forget() throws {
    for path in [ledger, ledger + "-wal"] {
      let file = open(path, O_RDONLY)
      if file < 0, path != ledger { continue }
      guard file >= 0, fsync(file) == 0, posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED) == 0 else {
        throw Unexpected("The pages of \(path) could not be forgotten.")
      }
      close(file)
    }
  }

  private func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
