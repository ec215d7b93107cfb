/// A file that has to come from a system by some time, again and again.
package struct Expectation: Sendable, Equatable {
  /// A pattern of its name; nil for any.
  package var name: String?
  /// It has to bring a record of one of these; empty for any.
  package var entities: [Entity]
  /// By when: a schedule of points in time.
  package var deadlines: Schedule
  /// How far back from the deadline a file counts; nil for as far as the deadline before.
  package var since: Duration?
  package var place: Place

  package init(
    name: String? = nil, entities: [Entity] = [], by deadlines: Schedule, since: Duration? = nil, place: Place = .start
  ) {
    self.name = name
    self.entities = entities
    self.deadlines = deadlines
    self.since = since
    self.place = place
  }

  /// What is expected, in words: `customers-*.xml with Customer`.
  package var words: String {
    let file = name ?? Self.anyFile
    return entities.isEmpty ? file : "\(file) with \(entities.map(\.rawValue).joined(separator: " or "))"
  }

  /// Of whatever name.
  static let anyFile = "a file"

  /// What has to be remembered of one expectation from run to run.
  package struct Memory: Hashable, Sendable {
    /// Up to which moment deadlines have been looked at.
    package var judged: Timestamp
    /// The number of the last file that was counted for a deadline.
    package var used: Int64

    package init(judged: Timestamp, used: Int64) {
      self.judged = judged
      self.used = used
    }
  }

  /// A file that came, as far as an expectation has to know it.
  package struct Arrival: Hashable, Sendable {
    /// In the order of receipt.
    package var number: Int64
    package var at: Timestamp

    package init(number: Int64, at moment: Timestamp) {
      self.number = number
      at = moment
    }
  }

  /// Since when a file has been missing, and how many deadlines have passed since.
  package struct Missing: Hashable, Sendable {
    package var since: Timestamp
    package var deadlines: Int

    package init(since: Timestamp, deadlines: Int = 1) {
      self.since = since
      self.deadlines = deadlines
    }
  }

  /// What one look came to.
  package struct Outcome: Hashable, Sendable {
    package var memory: Memory
    package var missing: Missing?
    /// The moment at which what had been missing came.
    package var came: Timestamp?
  }

  /// Goes through the deadlines that passed since the last look, and says whether a file is missing now.
  ///
  /// - Parameters:
  ///   - missing: what was missing before.
  ///   - arrivals: files that fit and came after the last one that was counted, in the order of receipt.
  package func look(_ memory: Memory, missing before: Missing?, arrivals: [Arrival], at now: Timestamp) -> Outcome {
    var rest = arrivals[...]
    var outcome = Outcome(memory: memory, missing: before)
    // A file that comes late ends what is missing. It is used up by the deadline that it missed, unless it is nearer to
    // the next one: then it has come in time for that.
    func takeLate(until moment: Timestamp) {
      guard let missing = outcome.missing, let first = rest.first, first.at <= moment else { return }
      outcome.missing = nil
      outcome.came = first.at
      let missed = outcome.memory.judged
      if let next = deadlines.nextRun(after: first.at), next.since(first.at) < first.at.since(missed) { return }
      let last = rest.prefix(missing.deadlines).last { $0.at <= moment } ?? first
      rest = rest.drop { $0.number <= last.number }
      outcome.memory.used = last.number
    }
    while let deadline = deadlines.nextRun(after: outcome.memory.judged), deadline <= now {
      takeLate(until: deadline)
      outcome.memory.judged = deadline
      if outcome.missing != nil {
        outcome.missing?.deadlines += 1
        continue
      }
      let inTime = rest.prefix { $0.at <= deadline }
      let counted = inTime.filter { arrival in since.map { arrival.at > deadline - $0 } ?? true }
      if let last = inTime.last {
        rest = rest.dropFirst(inTime.count)
        outcome.memory.used = last.number
      }
      if counted.isEmpty {
        outcome.missing = Missing(since: deadline)
        outcome.came = nil
      }
    }
    takeLate(until: now)
    return outcome
  }
}

extension Timestamp {
  package static func - (moment: Timestamp, duration: Duration) -> Timestamp { moment + (.zero - duration) }
}
