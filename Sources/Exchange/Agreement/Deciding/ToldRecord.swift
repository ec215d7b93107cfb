import XMLEngine

/// One canonical record of an entity, as a system tells it.
package struct ToldRecord {
  let kind: Entity
  let key: String
  let root: XMLElement
  let sender: System
  let version: RecordVersion
  let source: RecordReference
  /// The sender deleted it.
  let isDeleted: Bool
  /// What its sender wants back with what is written for it next.
  let carried: XMLDocument?

  /// - Parameter now: stands in for a time of change that cannot be read, which the schema does not let happen.
  package init(_ record: CanonicalRecord, from sender: System, source: RecordReference, now: Timestamp) {
    kind = record.entity
    key = record.key
    root = record.root
    carried = record.carried
    self.sender = sender
    self.source = source
    version = RecordVersion(of: record.root) ?? RecordVersion(changed: now)
    isDeleted = ["true", "1"].contains(record.root.attribute("deleted")?.collapsingWhiteSpace())
  }

  /// A held record, as it was told.
  ///
  /// - Throws: ``NotAgreed`` where the configuration does not name its sender any more.
  init(_ held: HeldRecord, by terms: AgreementTerms, now: Timestamp) throws {
    let document = try XMLDocument.parse(held.canonical, location: "\(held.kind.rawValue) \(held.key)")
    guard let root = document.root, let sender = terms.configuration.system(named: held.sender) else {
      throw NotAgreed(
        .referenceUnknown, value: held.sender,
        "\(held.kind.rawValue) \(held.key) came from \(held.sender), a system that the configuration does not name any "
          + "more.")
    }
    self.init(
      CanonicalRecord(entity: held.kind, key: held.key, root: root, document: document), from: sender,
      source: held.source, now: now)
  }

  private init(_ record: ToldRecord, by sender: System) {
    kind = record.kind
    key = record.key
    root = record.root
    carried = record.carried
    self.sender = sender
    version = record.version
    source = record.source
    isDeleted = record.isDeleted
  }

  /// The same, as the word of a system that did not write it itself.
  func told(by system: System) -> ToldRecord { ToldRecord(self, by: system) }

  /// The record as it is kept while it waits.
  func held() throws -> HeldRecord {
    HeldRecord(
      kind: kind, key: key, sender: sender.name, source: source,
      canonical: try root.document.extracting(root).serialized())
  }
}

extension RecordVersion {
  /// What a canonical record says of itself; nil where its time of change cannot be read.
  init?(of root: XMLElement) {
    guard let changed = root.attribute("changed").flatMap(Timestamp.init(dateTime:)) else { return nil }
    self.init(
      sequence: root.attribute("sequence").flatMap { Int64($0.collapsingWhiteSpace()) }, changed: changed)
  }
}
