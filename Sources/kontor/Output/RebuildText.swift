import DropFolder
import Exchange
import Operations

/// What came back with a rebuilt ledger and what is in doubt, in lines for a person.
struct RebuildText {
  let report: RebuildReport
  let ledger: String
  let output: Output

  func print() {
    for doubt in report.left { line(doubt.path, "not restored", doubt.message) }
    for interchange in report.inDoubt {
      line(
        "\(interchange.sender)/\(interchange.fileName.display)", "in doubt",
        "It was in hand when the ledger was lost (\(interchange.id)). The next scan refuses it; ask the receiver whether "
          + "its documents came, and drop it again if they did not.")
    }
    for interchange in report.decidedOtherwise {
      line(
        interchange.fileName.display, "decided otherwise",
        "With the configuration of today its records come to something else than then. What the ledger knows of them is as "
          + "decided today; compare kontor show \(interchange.id) with kontor explain.")
    }
    for path in report.prepared {
      line(path, "in doubt", "It was prepared and is not sent. It stays here until you have decided; then delete it.")
    }
    if report.pruned > 0 {
      line(
        "archive", "not restored",
        "\(Phrase.count(report.pruned, "file")) had been pruned: what only they told of customers and orders, with their keys,"
          + " did not come back. A backup of the ledger has it.")
    }
    let verdicts = InterchangeVerdict.allCases.compactMap { verdict in
      report.restored[verdict].map { "\($0) \(verdict.rawValue)" }
    }
    let count = report.restored.values.reduce(0, +)
    output.line(
      "restored   \(Phrase.count(count, "interchange"))" + (count > 0 ? ": \(verdicts.joined(separator: ", "))" : ""))
    for (system, last) in report.numbers.sorted(by: { $0.key < $1.key }) {
      output.line("numbers    documents for \(Printable.line(system)) go on with \(last + 1)")
    }
    output.line(
      "\(Printable.line(ledger)): "
        + (report.isWhole
          ? output.styled("ok", .good)
          : "\(report.inDoubt.count + report.prepared.count) in doubt, \(report.left.count) not restored, "
            + "\(report.decidedOtherwise.count) decided otherwise"))
  }

  private func line(_ subject: String, _ word: String, _ message: String) {
    output.line("\(Printable.line(subject)): \(output.styled("\(word):", .warning)) \(Printable.line(message))")
  }
}
