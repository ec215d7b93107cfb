import Crypto

/// What comes out otherwise of one interchange.
package struct ReplayDifference {
  /// As it was filed.
  package let interchange: Interchange
  package var verdict: Change<InterchangeVerdict>?
  /// Codes of what was found in the file as a whole.
  package var codes: Change<[String]>?
  /// In the order of their positions.
  package var records: [RecordChange] = []
  /// Import documents first, then acknowledgements.
  package var documents: [DocumentChange] = []

  init(_ interchange: Interchange) {
    self.interchange = interchange
  }

  package var isEmpty: Bool { verdict == nil && codes == nil && records.isEmpty && documents.isEmpty }

  /// Before and after; nil where there is none.
  package struct Change<Value> {
    package let before: Value?
    package let after: Value?
  }

  package struct RecordChange {
    package let position: Int
    package let entity: String
    package let key: String?
    package let before: RecordVerdict
    package let after: RecordVerdict
    /// Codes of what was found in it.
    package let codesBefore: [String]
    package let codesAfter: [String]
  }

  package struct DocumentChange {
    package enum Kind: String, CaseIterable, Sendable {
      case changed, renamed, added, removed
    }

    package let kind: Kind
    /// Nil for one that is added.
    package let before: Document?
    /// Nil for one that is removed.
    package let after: Document?

    /// Whichever there is, the newer one of two.
    package var document: Document? { after ?? before }
  }
}

extension ReplayDifference {
  /// Holds two outcomes of an interchange against each other.
  ///
  /// - Parameter contents: the bytes of a document that came out after; nil where they are too many.
  init(
    _ interchange: Interchange, before: ReplayedOutcome, after: ReplayedOutcome,
    contents: (Document) throws -> [UInt8]?
  ) rethrows {
    self.init(interchange)
    if before.verdict != after.verdict { verdict = Change(before: before.verdict, after: after.verdict) }
    if before.codes != after.codes { codes = Change(before: before.codes, after: after.codes) }
    // Where one was refused as a whole, the verdict says all there is to say of its records.
    if before.isRefusedAsAWhole == after.isRefusedAsAWhole {
      records = Self.records(before.records, after.records)
    }
    for kind in Document.Kind.allCases {
      documents += try DocumentPairs(
        before.documents.filter { $0.row.kind == kind }, after.documents.filter { $0.row.kind == kind },
        isSame: { before, after in
          try contents(after).map { $0.sha256(naming: before.id, for: after.id) } == before.sha256
        }
      ).changes
    }
  }

  private static func records(
    _ before: [Int: ReplayedOutcome.Record], _ after: [Int: ReplayedOutcome.Record]
  ) -> [RecordChange] {
    Set(before.keys).union(after.keys).sorted().compactMap { position in
      let (then, now) = (before[position], after[position])
      guard then != now, let known = now ?? then else { return nil }
      return RecordChange(
        position: position, entity: known.entity, key: known.key, before: then?.verdict ?? .accepted,
        after: now?.verdict ?? .accepted, codesBefore: then?.codes ?? [], codesAfter: now?.codes ?? [])
    }
  }
}

extension [UInt8] {
  /// The hash of a document that names itself by another id, in lower-case hexadecimal.
  fileprivate func sha256(naming id: String, for own: String) -> String {
    // Not as text: it may be in any encoding in which ASCII is ASCII, and ids are.
    SHA256.hash(data: replacing(Array(own.utf8), with: Array(id.utf8))).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
