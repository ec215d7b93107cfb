/// What a ledger was found to hold when it was held against itself.
package struct LedgerProof: Hashable, Sendable {
  package var interchanges = 0
  package var records = 0
  /// Links whose hash is a stated fact, because what it was made of is forgotten.
  package var pruned = 0
  /// Links whose hash is a stated fact, because values of a person were taken out of what it was made of.
  package var erased = 0
  /// The last link of the chain; nil where nothing is done yet. Who notes it down elsewhere can tell later whether the
  /// chain up to it is still the same.
  package var head: Closing?

  package init() {}
}
