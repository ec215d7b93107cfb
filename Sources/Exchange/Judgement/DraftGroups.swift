import XMLEngine

/// What records must have in common to stand in one document.
package struct DocumentKind {
  let system: String
  let entity: Entity
  /// The flow for which they wait; nil where they go at once.
  let flow: String?
}

/// What is known of a document whatever stands in it.
struct DocumentLabel {
  let system: System
  let entity: Entity
  /// The key of its first record.
  let key: String
  let format: Format
  /// The flow for which it waits; nil where it goes at once.
  let flow: String?
  /// Counts the documents of an interchange from 1.
  let ordinal: Int
  let firstPosition: Int
  fileprivate(set) var lastPosition: Int
}

/// Drafts that stand in one document together.
struct DraftGroup {
  private(set) var label: DocumentLabel
  private(set) var drafts: [Draft]

  init(_ draft: Draft, ordinal: Int, position: Int) {
    label = DocumentLabel(
      system: draft.system, entity: draft.entity, key: draft.key, format: draft.format.format, flow: draft.flow,
      ordinal: ordinal, firstPosition: position, lastPosition: position)
    drafts = [draft]
  }

  var isFull: Bool { drafts.count >= label.format.document.records }

  func takes(_ kind: DocumentKind) -> Bool {
    label.system.name == kind.system && label.entity == kind.entity && label.flow == kind.flow
  }

  mutating func add(_ draft: Draft, position: Int) {
    drafts.append(draft)
    label.lastPosition = position
  }

  /// The document, in the encoding of its format and as the mapping's `xsl:output` asks for.
  ///
  /// - Throws: ``NotMapped`` where a draft is not mapped yet and cannot be; ``Refusal`` where records that are valid each
  ///   make an invalid document together.
  func text() throws -> [UInt8] {
    let first = drafts[0]
    let document = try first.document()
    for draft in drafts.dropFirst() { document.append(try draft.document()) }
    if drafts.count > 1, let violation = try first.format.schema.validate(document).first {
      throw Refusal(
        issues: [
          Issue(
            .mappingInvalid, phase: .mapping,
            "Records that are valid each make an invalid document together, in format \(first.format.format.name): "
              + violation.message)
        ], level: .validated, advice: .wait)
    }
    return try Self.bytes(of: document, first.entity, in: first.format)
  }
}

/// Puts drafts together into documents: for each system and entity as many to a document as the target's format asks for.
struct DraftGroups {
  private var open: [DraftGroup] = []
  private var ordinal = 0
  private var foresight = Foresight()

  /// What drafts that are not added yet will make of the groups: one record may become thousands, and each asks.
  private final class Foresight {
    var groups: DraftGroups?
    var count = 0
    /// The last of them. Where it is still there, so are those ahead of it.
    var last: XMLDocument?
  }

  /// The ordinal of the document in which the next draft for a system will stand, after others that are not added yet.
  func ordinal(ofNext kind: DocumentKind, after pending: [Draft]) -> Int {
    guard !pending.isEmpty else { return open.first { $0.takes(kind) }?.label.ordinal ?? ordinal + 1 }
    var after = self
    var known = 0
    if let groups = foresight.groups, foresight.count <= pending.count,
      pending[foresight.count - 1].order.outgoing.record.document === foresight.last
    {
      (after, known) = (groups, foresight.count)
      // Not to be copied when it changes.
      foresight.groups = nil
    } else {
      after.foresight = Foresight()
    }
    for draft in pending[known...] { _ = after.place(draft, position: 0) }
    (foresight.groups, foresight.count) = (after, pending.count)
    foresight.last = pending.last?.order.outgoing.record.document
    return after.ordinal(ofNext: kind, after: [])
  }

  /// The ordinal of a document that is none of drafts.
  mutating func takeOrdinal() -> Int {
    ordinal += 1
    foresight = Foresight()
    return ordinal
  }

  /// Takes drafts of a record and answers the groups that are full now.
  mutating func add(_ drafts: [Draft], position: Int) -> [DraftGroup] {
    foresight = Foresight()
    return drafts.compactMap { place($0, position: position) }
  }

  /// What is still open, though not full.
  mutating func finish() -> [DraftGroup] {
    defer { (open, foresight) = ([], Foresight()) }
    return open
  }

  private mutating func place(_ draft: Draft, position: Int) -> DraftGroup? {
    let index: Int
    let kind = DocumentKind(system: draft.system.name, entity: draft.entity, flow: draft.flow)
    if let same = open.firstIndex(where: { $0.takes(kind) }) {
      index = same
      open[same].add(draft, position: position)
    } else {
      ordinal += 1
      index = open.count
      open.append(DraftGroup(draft, ordinal: ordinal, position: position))
    }
    return open[index].isFull ? open.remove(at: index) : nil
  }
}
