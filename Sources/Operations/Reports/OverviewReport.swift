import Exchange

/// What is still open, under way or wrong, and how the last day went.
package struct OverviewReport: Encodable, Sendable {
  /// How much stands somewhere.
  package struct Standing: Encodable, Sendable {
    package var count: Int
    /// True where it is more than that: it is counted only so far.
    package var more: Bool?
    package var since: Moment?

    init(_ backlog: Backlog) {
      count = backlog.count
      since = backlog.since.moment
    }

    init(_ backlog: CappedBacklog) {
      self.init(backlog.count)
      since = backlog.since?.moment
    }

    init(_ capped: Capped) {
      count = capped.count
      more = capped.isMore ? true : nil
    }
  }

  package struct Hour: Encodable, Sendable {
    package var from: Moment
    package var accepted: Int
    package var rejected: Int
    package var undecided: Int
  }

  package struct Pause: Encodable, Sendable {
    package var flow: String
    package var by: String
    package var since: Moment
    package var reason: String?
  }

  /// Partners' files that are not done, by their state.
  package var underWay: [String: Standing]
  package var rejected: Standing
  package var held: Standing
  package var conflicts: Standing
  package var documentsWaiting: Standing
  package var documentsPrepared: Int
  package var documentsInDoubt: Int
  /// Records not confirmed in time, by system; only systems that have to confirm.
  package var unconfirmed: [String: Standing]
  /// Documents not taken, by system; only systems whose outboxes are watched.
  package var standing: [String: Standing]
  package var passedOver: Standing
  /// Hour by hour, oldest first; the last of them is not over.
  package var hours: [Hour]
  package var pauses: [Pause]
  package var incidents: [IncidentReport]
  /// Bytes of the disk on which the ledger lies.
  package var diskFree: UInt64?
  package var diskTotal: UInt64?

  package init(_ facts: OverviewFacts) {
    let open = facts.open
    func standing(_ backlog: Backlog?) -> Standing { backlog.map(Standing.init) ?? Standing(Capped(0)) }
    underWay = Dictionary(uniqueKeysWithValues: open.underWay.map { ($0.key.rawValue, Standing($0.value)) })
    rejected = standing(open.rejected)
    held = standing(open.held)
    conflicts = Standing(open.inConflict)
    documentsWaiting = standing(open.documentsWaiting)
    documentsPrepared = open.documentsPrepared
    documentsInDoubt = open.documentsInDoubt
    unconfirmed = open.unconfirmed.mapValues { Standing($0) }
    self.standing = open.standing.mapValues { Standing($0) }
    passedOver = Standing(open.passedOver)
    hours = facts.hours.map {
      Hour(from: $0.from.moment, accepted: $0.accepted, rejected: $0.rejected, undecided: $0.undecided)
    }
    pauses = facts.pauses.map { Pause(flow: $0.flow, by: $0.by, since: $0.since.moment, reason: $0.reason) }
    incidents = facts.incidents.map { IncidentReport($0) }
    diskFree = facts.disk?.free
    diskTotal = facts.disk?.total
  }
}
