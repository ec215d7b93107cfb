import XMLEngine

/// That the data of one person was erased, as a person decided it.
package struct Erasure: Hashable, Sendable {
  /// The record that is the decision.
  package var source: RecordReference
  /// The entity that the person is in the ledger.
  package var entity: Int64
  package var who: String
  package var at: Timestamp

  package init(source: RecordReference, entity: Int64, who: String, at moment: Timestamp) {
    self.source = source
    self.entity = entity
    self.who = who
    at = moment
  }

  /// `erased on 2026-11-24 (ada)`.
  package var words: String { "erased on \(at.day) (\(who))" }
}

/// A filed file in which values of a person were written over. The ledger says it before it is done, with both hashes: by
/// the first one the file is recognised when it comes again, the second one is what lies there.
package struct ErasedFile: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The file as it came.
    case file
    /// The copies of its documents.
    case documents
    /// What is, or was, to be put right of a file that passed in part.
    case rejectFile = "reject-file"
    /// Reports quote what they are about, so they are deleted.
    case textReport = "text-report"
    case htmlReport = "html-report"
  }

  package var interchange: InterchangeID
  package var kind: Kind
  /// SHA-256 of what lay there.
  package var before: String
  /// SHA-256 of what lies there afterwards; nil for what is deleted.
  package var after: String?
  /// The decision.
  package var source: RecordReference
  package var who: String
  package var saidAt: Timestamp
  /// When it was done; nil where that was not noted yet.
  package var doneAt: Timestamp?

  package init(
    _ interchange: InterchangeID, _ kind: Kind, before: String, after: String?, source: RecordReference, who: String,
    saidAt: Timestamp, doneAt: Timestamp? = nil
  ) {
    self.interchange = interchange
    self.kind = kind
    self.before = before
    self.after = after
    self.source = source
    self.who = who
    self.saidAt = saidAt
    self.doneAt = doneAt
  }

  /// `erased in part on 2026-11-24 (ada)`.
  package var words: String { "erased in part on \(saidAt.day) (\(who))" }
}

extension ErasedFile.Kind {
  /// What its name ends with after that of the filed file.
  var suffix: String {
    switch self {
    case .file, .rejectFile: ""
    case .documents: SideFile.copiesSuffix
    case .textReport: Processor.textReportSuffix
    case .htmlReport: Processor.htmlReportSuffix
    }
  }

  /// Whether it lies among the rejected files of its sender.
  package func isAmongRejected(of interchange: Interchange) -> Bool {
    switch self {
    case .file: interchange.verdict == .rejected
    case .documents: false
    case .rejectFile, .textReport, .htmlReport: true
    }
  }
}

/// What an erasure does in the ledger, all of it in one transaction.
package struct ErasureOrder {
  package var erasure: Erasure
  /// What the audit trail calls the entity, under each of its keys: `Customer C-1001`.
  package var names: Set<String>
  package var files: [ErasedFile]
  /// Records that are of the person, or refer to it.
  package var records: Set<RecordReference>
  /// Those of them of which something was written over.
  package var changed: Set<RecordReference>
  package var words: ErasedWords

  package init(
    _ erasure: Erasure, names: Set<String>, files: [ErasedFile], records: Set<RecordReference>,
    changed: Set<RecordReference>, words: ErasedWords
  ) {
    self.erasure = erasure
    self.names = names
    self.files = files
    self.records = records
    self.changed = changed
    self.words = words
  }
}

/// What came of it in the ledger.
package enum ErasureOutcome: Equatable {
  /// So many rows were changed.
  case done(rows: Int)
  /// An interchange is not what was closed, so that what is left of it could prove nothing. Nothing was changed.
  case chainBroken(InterchangeID)
}

/// The values of a person, to be taken out of sentences.
package struct ErasedWords: Sendable {
  package static let mark = "erased"
  /// What takes the place of the message of an issue.
  package static let message = "Erased on request; the code tells what it was."

  private(set) package var values: Set<String> = []
  /// What is no value of the person although it may be equal to one: its keys.
  private let kept: Set<String>

  /// Shorter ones stand in too many sentences that are about something else.
  static let shortest = 3

  package init(kept: Set<String> = []) {
    self.kept = kept
  }

  package mutating func add(_ value: String) {
    let value = value.collapsingWhiteSpace()
    guard value.count >= Self.shortest, !kept.contains(value) else { return }
    values.insert(value)
  }

  /// The values of fields, and the pieces of those that consist of several.
  package mutating func add(_ fields: [FieldName: FieldState], except names: Set<String>) {
    for (name, state) in fields where !names.contains(String(name.text.prefix { $0 != "[" && $0 != "/" })) {
      var all = [state.agreed, state.base].compactMap(\.self)
      for side in state.sides.values {
        all += [side.said, side.believed].compactMap(\.self) + side.sent.map(\.value)
      }
      all += state.conflict.map { Array($0.values.values) } ?? []
      for value in all { addPieces(of: value) }
    }
  }

  private mutating func addPieces(of value: String) {
    guard value.contains("<") else { return add(value) }
    // Text stands between `>` and `<` there.
    for piece in value.split(separator: ">") {
      let text = piece.prefix { $0 != "<" }
      if piece.contains("<"), !text.isEmpty { add(MarkupText.decoded(String(text))) }
    }
  }

  /// The same, and what is written of them in an encoding that lacks some of their letters.
  func written(in text: EncodedText) -> ErasedWords {
    guard !text.holdsEverything else { return self }
    var words = self
    for value in values { words.add(text.fitted(value).text) }
    return words
  }

  /// The same sentence without them.
  package func clean(_ text: String) -> String {
    var text = text
    for value in values.sorted(by: { ($1.count, $0) < ($0.count, $1) }) where text.contains(value) {
      text = text.replacing(value, with: Self.mark)
    }
    return text
  }

  /// Whether a text is one of them, or contains one.
  func concern(_ text: String) -> Bool {
    let text = text.lowercased()
    return values.contains { text.contains($0.lowercased()) }
  }
}

extension FieldOutcome {
  /// The same without what anybody said. Keys of members, such as an IBAN, are values too.
  package var erased: FieldOutcome {
    FieldOutcome(
      FieldName(field.text.replacing(/\[IBAN=[^\]]*\]/, with: "[\(ErasedWords.mark)]")), outcome,
      value: value.map { _ in ErasedWords.mark }, said: said.map { _ in ErasedWords.mark }, winner: winner, rule: rule)
  }
}
