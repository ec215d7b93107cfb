/// What a system is told about the files that it sent.
package struct AcknowledgeRule: Sendable, Equatable {
  package enum Records: String, Sendable, CaseIterable {
    /// Only records that were not simply accepted are listed; the totals count all of them.
    case exceptions
    case all
    /// The totals have to do.
    case none
  }

  package enum Occasion: String, Sendable, CaseIterable {
    case always
    /// Only where something was not simply accepted.
    case exceptions
    case never
  }

  /// What holds for some records. What it leaves out is as for all others of the system.
  package struct Override: Sendable, Equatable {
    package var records: Records?
    package var levels: Set<AcknowledgementLevel>?
    package var when: Occasion?
    package var place: Place
  }

  package var records: Records
  /// Which levels the system wants to hear of. Default: all.
  package var levels = Set(AcknowledgementLevel.allCases)
  /// Default: always.
  package var when = Occasion.always
  package var overrides: [Entity: Override] = [:]
  /// The folder for acknowledgements; nil means the system's outbox.
  package var to: ConfiguredPath?
  /// Where the rule stands in the configuration file; nil when it is the default.
  package var place: Place?

  package init(records: Records, to: ConfiguredPath?, place: Place?) {
    self.records = records
    self.to = to
    self.place = place
  }

  package static let standard = AcknowledgeRule(records: .exceptions, to: nil, place: nil)
}
