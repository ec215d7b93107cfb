import DropFolder
import Exchange
import Operations

/// Interchanges in columns, one a line.
struct InterchangeTable {
  let interchanges: [Interchange]

  func print(to output: Output) {
    var table = Table(["RECEIVED", "ID", "FROM", "NUMBER", "VERDICT", "RECORDS", "FILE"])
    for interchange in interchanges {
      let verdict = interchange.verdict
      table.add([
        Cell(Phrase.moment(interchange.receivedAt)), Cell(interchange.id.text), Cell(interchange.sender),
        Cell(Printable.line(interchange.envelope.controlNumber ?? "")),
        Cell(
          interchange.repeats != nil ? "repeat" : Phrase.verdict(verdict, interchange.state), Phrase.style(of: verdict)),
        Cell(interchange.verdict == nil ? "" : String(interchange.totals.read)), Cell(interchange.fileName.display),
      ])
    }
    table.print(to: output)
  }
}
