package import Exchange

/// How many files a decision is about, in a few words: from whom they are, and what is wrong with them.
package struct SubjectCount {
  /// `1,000 files from crm, code-unknown`.
  package let words: String

  /// Causes that are named; with more of them, the commonest.
  private static let mostCodes = 3

  package init(of subjects: [OpenSubject], in ledger: any Ledger) throws {
    let reader = CauseReader(ledger: ledger)
    var codes: [String: Int] = [:]
    for subject in subjects {
      guard let rejection = subject.rejection else { continue }
      for code in Set(try reader.causes(of: rejection).map(\.cause.code)) { codes[code, default: 0] += 1 }
    }
    let systems = Set(subjects.map(\.interchange.sender)).sorted()
    let order = codes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    var named = order.prefix(Self.mostCodes).map { code, count in
      count == subjects.count ? code : "\(code) (\(Phrase.number(count)))"
    }
    if order.count > Self.mostCodes { named.append("\(order.count - Self.mostCodes) other codes") }
    words =
      "\(Phrase.many(subjects.count, "file")) from \(Phrase.list(systems))"
      + (named.isEmpty ? "" : ", ") + Phrase.list(named)
  }
}
