import DropFolder

/// Finds for each document the one that takes its place.
///
/// By what it is about, never by its ordinal: one document more would shift all that follow.
struct DocumentPairs {
  private(set) var changes: [ReplayDifference.DocumentChange] = []

  /// What a document is about: for a system, an entity, and the position of its first record.
  private struct Subject: Hashable {
    var system: String
    var entity: String?
    var position: Int?

    init(_ document: Document) {
      system = document.system
      entity = document.entity
      position = document.records?.lowerBound
    }
  }

  /// - Parameter isSame: whether two documents of different bytes differ in their own ids only, which are counted from
  ///   the first one of an interchange.
  init(
    _ before: [ReplayedOutcome.Written], _ after: [ReplayedOutcome.Written], isSame: (Document, Document) throws -> Bool
  ) rethrows {
    var rest = Dictionary(grouping: before) { Subject($0.row) }
    var unpaired: [ReplayedOutcome.Written] = []
    for document in after {
      let subject = Subject(document.row)
      if let index = rest[subject]?.firstIndex(where: { $0.isNamed(as: document) }),
        let pair = rest[subject]?.remove(at: index)
      {
        try compare(pair, document, isSame)
      } else {
        unpaired.append(document)
      }
    }
    for document in unpaired {
      let subject = Subject(document.row)
      if rest[subject]?.isEmpty == false, let pair = rest[subject]?.removeFirst() {
        try compare(pair, document, isSame)
      } else {
        changes.append(.init(kind: .added, before: nil, after: document.row))
      }
    }
    let left = rest.values.joined().sorted { $0.row.ordinal < $1.row.ordinal }
    changes += left.map { .init(kind: .removed, before: $0.row, after: nil) }
  }

  private mutating func compare(
    _ before: ReplayedOutcome.Written, _ after: ReplayedOutcome.Written, _ isSame: (Document, Document) throws -> Bool
  ) rethrows {
    let kind: ReplayDifference.DocumentChange.Kind
    if before.row.sha256 != after.row.sha256, try before.row.id == after.row.id || !isSame(before.row, after.row) {
      kind = .changed
    } else if !before.isNamed(as: after) {
      kind = .renamed
    } else {
      return
    }
    changes.append(.init(kind: kind, before: before.row, after: after.row))
  }
}

extension ReplayedOutcome.Written {
  /// Whether both names are the same but for the number in the outbox.
  fileprivate func isNamed(as other: Self) -> Bool {
    let (name, otherName) = (row.name.display, other.row.name.display)
    if name == otherName { return true }
    return isNamed(name, number, otherName) || isNamed(otherName, other.number, name)
  }

  private func isNamed(_ name: String, _ number: Int64?, _ other: String) -> Bool {
    guard let number else { return false }
    let digits = DocumentAssembly.padded(number)
    guard let range = name.firstRange(of: digits) else { return false }
    let (start, end) = (name[..<range.lowerBound], name[range.upperBound...])
    guard other.hasPrefix(start), other.hasSuffix(end), other.count >= start.count + end.count + digits.count else {
      return false
    }
    return other.dropFirst(start.count).dropLast(end.count).allSatisfy { $0.isASCII && $0.isWholeNumber }
  }
}
