package import DropFolder

/// A file that Kontor writes into an outbox: the ledger's row of it.
package struct Document: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// An import document, made of one or more records.
    case `import`
    case acknowledgement
  }

  package enum State: String, Hashable, Sendable, CaseIterable {
    /// Written where nobody reads it.
    case prepared
    case published
    /// The prepared file is not what the ledger says; a person decides.
    case inDoubt = "in-doubt"
    /// Written where nobody reads it, until its flow may carry it.
    case waiting
    /// Something newer took its place before anybody had seen it.
    case superseded
  }

  /// `<interchange>-<attempt>-<ordinal>`: the same whenever this document is made again, and its name while prepared.
  package var id: String
  package var interchange: InterchangeID
  /// In the order of writing, from 1.
  package var ordinal: Int
  package var kind: Kind
  /// The system it is for.
  package var system: String
  /// Its name in the outbox.
  package var name: FileName
  /// The entity of its first record; nil for an acknowledgement.
  package var entity: String?
  /// The positions of the records in it; empty for an acknowledgement.
  package var records: ClosedRange<Int>?
  package var size: Int64
  package var sha256: String
  package var state: State
  /// Documents of an interchange are published in this order, then by ordinal.
  package var publicationOrder: Int
  /// The document whose bytes it brings once more.
  package var resends: String?
  /// The flow for which it waits, or waited; nil where it went at once.
  package var flow: String?

  package init(
    id: String, interchange: InterchangeID, ordinal: Int, kind: Kind, system: String, name: FileName, entity: String?,
    records: ClosedRange<Int>?, size: Int64, sha256: String, state: State = .prepared, publicationOrder: Int
  ) {
    self.id = id
    self.interchange = interchange
    self.ordinal = ordinal
    self.kind = kind
    self.system = system
    self.name = name
    self.entity = entity
    self.records = records
    self.size = size
    self.sha256 = sha256
    self.state = state
    self.publicationOrder = publicationOrder
  }

  package static func id(of interchange: InterchangeID, attempt: Int = 1, ordinal: Int) -> String {
    "\(interchange.text)-\(attempt)-\(ordinal)"
  }

  /// The interchange of a document, by its id.
  static func interchange(of id: String) -> InterchangeID {
    InterchangeID(String(id.prefix { $0 != "-" }))
  }
}
