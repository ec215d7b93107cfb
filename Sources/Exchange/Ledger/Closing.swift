/// One link of the ledger's chain: an interchange that is done, with a hash over all that was closed with it and over
/// the link before it.
///
/// What is closed never changes again. A row that was changed, put in or taken out afterwards no longer fits its hash,
/// or leaves its neighbours without one.
package struct Closing: Hashable, Sendable {
  /// How the interchange came into the chain.
  package enum Origin: String, Hashable, Sendable, CaseIterable {
    /// When it was done.
    case closed
    /// It was done before the ledger had a chain.
    case entered
    /// From the side file beside it, after the ledger was lost: records that were simply accepted are only counted.
    case rebuilt
  }

  /// Counted from 1, without gaps.
  package var number: Int64
  package var interchange: InterchangeID
  package var origin: Origin
  /// In lower-case hexadecimal.
  package var sha256: String

  package init(number: Int64, interchange: InterchangeID, origin: Origin, sha256: String) {
    self.number = number
    self.interchange = interchange
    self.origin = origin
    self.sha256 = sha256
  }
}
