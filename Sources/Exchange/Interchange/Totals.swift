/// How many records there were and what became of them. The sum must agree.
package struct Totals: Hashable, Sendable {
  /// What the file says it holds; nil where it does not say.
  package var announced: Int?
  package var read = 0
  private var counts: [RecordVerdict: Int] = [:]

  package init(announced: Int? = nil) {
    self.announced = announced
  }

  package subscript(verdict: RecordVerdict) -> Int {
    get { counts[verdict, default: 0] }
    set { counts[verdict] = newValue == 0 ? nil : newValue }
  }

  /// Counts one more record.
  package mutating func count(_ verdict: RecordVerdict) {
    read += 1
    self[verdict] += 1
  }

  /// Every record read has exactly one verdict.
  package var agree: Bool { read == RecordVerdict.allCases.reduce(0) { $0 + self[$1] } }

  /// The verdict on an interchange whose records came to these.
  func verdict(warnings: Bool) -> InterchangeVerdict {
    let (rejected, held) = (self[.rejected], self[.held])
    if rejected > 0 { return rejected == read ? .rejected : .partiallyAccepted }
    if held > 0 { return held == read ? .held : .acceptedWithWarnings }
    return warnings ? .acceptedWithWarnings : .accepted
  }
}
