/// A directed route for records of some entities.
package struct Flow: Sendable, Equatable {
  /// Where the flow begins in the configuration file.
  package var place: Place
  /// The name of the sending system.
  package var from: Placed<String>
  /// The name of the receiving system.
  package var to: Placed<String>
  /// In the order of the file. Never empty, and none twice.
  package var entities: [Placed<Entity>]
  package var accept: Acceptance
  /// What the sender is told of these records, where that is not the same as of its others.
  package var acknowledge: AcknowledgeRule.Override?

  /// What becomes of the good records of a file that also holds bad ones.
  package enum Acceptance: String, Sendable, CaseIterable {
    /// They pass; only the bad ones are rejected. The default.
    case perRecord = "per-record"
    /// They are rejected with the bad ones.
    case wholeFile = "whole-file"
  }

  package init(
    place: Place, from: Placed<String>, to: Placed<String>, entities: [Placed<Entity>], accept: Acceptance = .perRecord,
    acknowledge: AcknowledgeRule.Override? = nil
  ) {
    self.place = place
    self.from = from
    self.to = to
    self.entities = entities
    self.accept = accept
    self.acknowledge = acknowledge
  }

  package func carries(_ entity: Entity) -> Bool {
    entities.contains { $0.value == entity }
  }
}
