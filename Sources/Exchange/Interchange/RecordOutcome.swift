package import XMLEngine

/// What became of one record: the ledger's row of it.
package struct RecordOutcome: Hashable, Sendable {
  /// Counted in the file from 1.
  package var position: Int
  /// The entity; for an element that is none, its name.
  package var entity: String
  /// The record's key in the sender's system, where it could be read.
  package var key: String?
  package var verdict: RecordVerdict
  package var start: Position

  package init(position: Int, entity: String, key: String?, verdict: RecordVerdict, start: Position) {
    self.position = position
    self.entity = entity
    self.key = key
    self.verdict = verdict
    self.start = start
  }
}
