/// A directed route for records of some entities.
package struct Flow: Sendable, Equatable {
  /// Where the flow begins in the configuration file.
  package var place: Place
  /// What it is called: by commands, in the ledger and in the log. No two flows have the same one.
  package var name: String
  /// The name of the sending system.
  package var from: Placed<String>
  /// The name of the receiving system.
  package var to: Placed<String>
  /// In the order of the file. Never empty, and none twice.
  package var entities: [Placed<Entity>]
  package var accept: Acceptance
  /// What the sender is told of these records, where that is not the same as of its others.
  package var acknowledge: AcknowledgeRule.Override?
  /// When its documents go. Default: always.
  package var schedule: Schedule
  /// Where that stands.
  package var schedulePlace: Place
  /// How fast it catches up; nil for as fast as it can.
  package var pace: Pace?

  /// What becomes of the good records of a file that also holds bad ones.
  package enum Acceptance: String, Sendable, CaseIterable {
    /// They pass; only the bad ones are rejected. The default.
    case perRecord = "per-record"
    /// They are rejected with the bad ones.
    case wholeFile = "whole-file"
  }

  package init(
    place: Place, from: Placed<String>, to: Placed<String>, entities: [Placed<Entity>], accept: Acceptance = .perRecord,
    acknowledge: AcknowledgeRule.Override? = nil, name: String? = nil, schedule: Placed<Schedule>? = nil
  ) {
    self.place = place
    self.name = name ?? "\(from.value)-\(to.value)"
    self.from = from
    self.to = to
    self.entities = entities
    self.accept = accept
    self.acknowledge = acknowledge
    self.schedule = schedule?.value ?? .always
    schedulePlace = schedule?.place ?? place
  }

  package func carries(_ entity: Entity) -> Bool {
    entities.contains { $0.value == entity }
  }
}
