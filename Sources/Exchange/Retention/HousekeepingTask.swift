/// What is done once a day by the service, or by a scan.
package enum HousekeepingTask: String, Hashable, Sendable, CaseIterable {
  case compress
  case payload
  case rejected
  case metadata

  package init(_ class: RetentionClass) {
    switch `class` {
    case .payload: self = .payload
    case .rejected: self = .rejected
    case .metadata: self = .metadata
    }
  }
}

/// Where a task stands. It goes along the chain of what is done, from the oldest link to the first that is too young.
package struct HousekeepingProgress: Hashable, Sendable {
  /// The day of the run that was begun last (UTC).
  package var day: String
  /// The number of the last link that this run looked at.
  package var position: Int64
  /// The number of the link up to which nothing is left to do on any day to come.
  package var floor: Int64
  /// Whether the run of that day is over.
  package var isDone: Bool

  package init(day: String, position: Int64, floor: Int64, isDone: Bool) {
    self.day = day
    self.position = position
    self.floor = floor
    self.isDone = isDone
  }
}
