/// When a file in an inbox is taken to be complete.
package struct SettleRule: Sendable, Equatable {
  package enum Proof: Sendable, Equatable {
    /// Nothing about it has changed for this long, by Kontor's own clock. Local disks do with 5 s; network shares, whose
    /// clients cache attributes, want 15 s.
    case quiet(Duration)
    /// A second file lies beside it, named like it with this suffix.
    case marker(String)
    /// The partner promises to write elsewhere and to rename the finished file in.
    case renamedIn
  }

  /// Default: 5 s of quiet.
  package var proof: Proof
  /// How long a file may stay empty before it counts as delivered empty. Default: 1 min.
  package var empty: Duration
  /// How long a file that ends too early may stay so before it is rejected. Default: 15 min.
  package var incomplete: Duration

  package init(proof: Proof, empty: Duration, incomplete: Duration) {
    self.proof = proof
    self.empty = empty
    self.incomplete = incomplete
  }

  package static let standard = SettleRule(
    proof: .quiet(.seconds(5)), empty: .seconds(60), incomplete: .seconds(900))
}
