import XMLEngine

/// Drafts that stand in one document together.
struct DraftGroup {
  /// Holds the records of all of them.
  let first: Draft
  /// Counts the documents of an interchange from 1.
  let ordinal: Int
  let firstPosition: Int
  var lastPosition: Int
  var count = 1

  var isFull: Bool { count >= first.format.format.document.records }

  func takes(_ system: String, _ entity: Entity) -> Bool {
    first.system.name == system && first.entity == entity
  }
}

/// Puts drafts together into documents: for each system and entity as many to a document as the target's format asks for.
struct DraftGroups {
  private var open: [DraftGroup] = []
  private var ordinal = 0

  /// The ordinal of the document in which the next draft for a system will stand, after others that are not added yet.
  func ordinal(ofNext system: String, _ entity: Entity, after pending: [Draft]) -> Int {
    guard !pending.isEmpty else { return open.first { $0.takes(system, entity) }?.ordinal ?? ordinal + 1 }
    var after = self
    for draft in pending { _ = after.place(draft, position: 0, appending: false) }
    return after.ordinal(ofNext: system, entity, after: [])
  }

  /// The ordinal of a document that is none of drafts.
  mutating func takeOrdinal() -> Int {
    ordinal += 1
    return ordinal
  }

  /// Takes drafts of a record and answers the groups that are full now.
  mutating func add(_ drafts: [Draft], position: Int) -> [DraftGroup] {
    drafts.compactMap { place($0, position: position, appending: true) }
  }

  /// What is still open, though not full.
  mutating func finish() -> [DraftGroup] {
    defer { open = [] }
    return open
  }

  private mutating func place(_ draft: Draft, position: Int, appending: Bool) -> DraftGroup? {
    let index: Int
    if let same = open.firstIndex(where: { $0.takes(draft.system.name, draft.entity) }) {
      index = same
      if appending { open[same].first.document.append(draft.document) }
      open[same].lastPosition = position
      open[same].count += 1
    } else {
      ordinal += 1
      index = open.count
      open.append(DraftGroup(first: draft, ordinal: ordinal, firstPosition: position, lastPosition: position))
    }
    return open[index].isFull ? open.remove(at: index) : nil
  }
}
