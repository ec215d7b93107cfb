import XMLEngine

/// Has documents mapped and put together by workers, while the next records are decided, and gives them back in order.
///
/// Deciding goes ahead on the assumption that every record can be mapped. Where one cannot, ``MappedTooLate`` is thrown:
/// what was decided behind it does not hold, and the interchange is decided anew with each record mapped at once.
final class DocumentWorks {
  private let workers: Workers
  private var waiting: [DraftGroup] = []
  private var waitingDrafts = 0
  /// The oldest first.
  private var underway: [(labels: [DocumentLabel], texts: Pending<Texts>)] = []

  /// Drafts that are handed over together: fewer would cost more to hand over than to map.
  private static let together = 16

  /// What comes back, in the order of the groups.
  private struct Texts: @unchecked Sendable {
    // Made by one thread and handed over to another.
    var texts: [Result<[UInt8], any Error>]
  }

  /// What goes out.
  private struct Order: @unchecked Sendable {
    // Made by one thread and handed over to another, which alone looks into its documents.
    let groups: [DraftGroup]

    func carryOut() -> Texts { Texts(texts: groups.map { group in Result { try group.text() } }) }
  }

  init(_ workers: Workers) {
    self.workers = workers
  }

  /// Takes a document and gives to `write` those that are done, as far as there are many.
  func add(_ group: DraftGroup, _ write: (DocumentLabel, [UInt8]) throws -> Void) throws {
    waiting.append(group)
    waitingDrafts += group.drafts.count
    guard waitingDrafts >= Self.together else { return }
    handOver()
    while underway.count > 2 * workers.count + 1 { try writeOldest(write) }
  }

  /// Gives all that is left to `write`.
  func finish(_ write: (DocumentLabel, [UInt8]) throws -> Void) throws {
    if !waiting.isEmpty { handOver() }
    while !underway.isEmpty { try writeOldest(write) }
  }

  private func handOver() {
    let labels = waiting.map(\.label)
    // The documents go with the order: whoever carries it out lets go of them too.
    let order = Order(groups: waiting)
    waiting = []
    underway.append((labels, workers.perform { order.carryOut() }))
    waitingDrafts = 0
  }

  private func writeOldest(_ write: (DocumentLabel, [UInt8]) throws -> Void) throws {
    let (labels, texts) = underway.removeFirst()
    for (label, text) in zip(labels, texts.take().texts) {
      guard case .success(let bytes) = text else {
        underway = []
        waiting = []
        throw MappedTooLate()
      }
      try write(label, bytes)
    }
  }
}

/// A record cannot be mapped, and others were decided as if it could.
struct MappedTooLate: Error {}
