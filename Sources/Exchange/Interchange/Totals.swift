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
}
