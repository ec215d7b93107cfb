/// The numbers of documents in a replay: each document that was sent has the number that it was sent with, in every run,
/// so that one that is added gives no other a new name.
final class DocumentNumbers {
  /// Which document is meant: one for a system, by the entity and position of its first record.
  private struct Mark: Hashable {
    var system: String
    var entity: String
    var position: Int
  }

  private var last: [String: Int64]
  private var sent: [Mark: [Int64]]
  /// In the order in which they were given.
  private(set) var given: [Int64] = []

  init() {
    last = [:]
    sent = [:]
  }

  private init(last: [String: Int64], sent: [Mark: [Int64]]) {
    self.last = last
    self.sent = sent
  }

  /// Those for one interchange.
  ///
  /// - Parameter documents: what was made of it then.
  func next(after documents: [ReplayedOutcome.Written]) -> DocumentNumbers {
    var sent: [Mark: [Int64]] = [:]
    for document in documents where document.row.kind == .import {
      guard let number = document.number, let first = document.row.records?.lowerBound else { continue }
      let system = document.row.system
      sent[Mark(system: system, entity: document.row.entity ?? "", position: first), default: []].append(number)
      last[system] = max(last[system] ?? 0, number)
    }
    return DocumentNumbers(last: last, sent: sent)
  }

  func number(_ system: String, _ entity: Entity, _ position: Int) -> Int64 {
    let mark = Mark(system: system, entity: entity.rawValue, position: position)
    let number: Int64
    if let known = sent[mark]?.first {
      number = known
      sent[mark]?.removeFirst()
    } else {
      number = last[system, default: 0] + 1
      last[system] = number
    }
    given.append(number)
    return number
  }

  /// What was given there is not given again.
  func goOn(after other: DocumentNumbers) {
    last.merge(other.last) { max($0, $1) }
  }
}
