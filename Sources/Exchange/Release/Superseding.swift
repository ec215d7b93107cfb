/// Whether a newer document about an entity takes the place of an older one that its receiver has not seen.
package enum Superseding: String, Sendable, CaseIterable {
  /// Each one is sent.
  case no
  /// In the place of one that still waits. The default.
  case waiting
  /// Also in the place of one that lies in the outbox. Only for a receiver that takes documents by renaming or deleting
  /// them: one that is being read is taken from under its hands.
  case unfetched
}
