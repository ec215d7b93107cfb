import Exchange
import Operations

/// What waits for a person: rejected, held, in conflict.
extension ApiArea {
  var rejected: [Route] {
    [
      Route(.get, "/rejected") { try await causes($0) },
      Route(.get, "/rejected/files") { try await files($0) },
      Route(.get, "/held") { try await held($0) },
      Route(.get, "/conflicts") { try await conflicts($0) },
    ]
  }

  private struct Causes: Encodable {
    var causes: [OpenCauseReport]
    /// Files that were looked at.
    var files: Int
    /// True where the newest of them were not looked at.
    var partial: Bool?
  }

  private static func filter(_ fields: ApiFields) throws(Refusal) -> OpenRejectionFilter {
    var filter = OpenRejectionFilter()
    filter.sender = try fields.text("sender")
    filter.since = try fields.moment("since")
    filter.until = try fields.moment("until")
    return filter
  }

  private func causes(_ visit: Visit) async throws -> WebAnswer {
    let fields = try ApiFields(visit.request.query, "sender", "since", "until")
    let filter = try Self.filter(fields)
    let open = try await workplace.read { try $0.ledger.openCauses(filter) }
    let shown = shown(visit)
    return try ApiAnswer.json(
      Causes(
        causes: open.causes.map { OpenCauseReport($0, shown) }, files: open.files.count,
        partial: open.files.isMore ? true : nil))
  }

  private func files(_ visit: Visit) async throws -> WebAnswer {
    let fields = try ApiFields(visit.request.query, "cause", "sender", "since", "until", "after", "limit")
    let filter = try Self.filter(fields)
    let id = try fields.text("cause")
    let after = try fields.place("after") { RejectionPlace($0) }
    let limit = try fields.limit()
    let now = visit.now
    let page = try await workplace.read { reading -> ApiPage<RejectedReport.File>? in
      var cause: CauseKey?
      if let id {
        cause = try reading.ledger.openCauses(filter).causes.map(\.key).first { $0.id == id }
        if cause == nil { return ApiPage(items: []) }
      }
      let page = try reading.ledger.openRejections(of: cause, filter, after: after, limit: limit)
      let places = Places(configuration: reading.configuration)
      return ApiPage(
        items: page.rejections.map { RejectedReport.File($0, places: places, now: now) }, next: page.next?.text)
    }
    return try ApiAnswer.json(page)
  }

  private func held(_ visit: Visit) async throws -> WebAnswer {
    let fields = try ApiFields(visit.request.query, "entity", "reason", "after", "limit")
    let filter = HoldFilter(
      entity: try fields.choice("entity"), reason: try fields.choice("reason", Hold.Reason.self))
    let after = try fields.number("after", 0...Int64.max) ?? 0
    let limit = try fields.limit()
    let page = try await workplace.read { try $0.holds(filter, after: after, limit: limit) }
    return try ApiAnswer.json(ApiPage(items: page.holds, next: page.next.map(String.init)))
  }

  private func conflicts(_ visit: Visit) async throws -> WebAnswer {
    let fields = try ApiFields(visit.request.query, "after", "limit")
    let after = try fields.number("after", 0...Int64.max) ?? 0
    let limit = try fields.limit()
    let page = try await workplace.read { try $0.conflicts(after: after, limit: limit) }
    if !page.conflicts.isEmpty { try await workplace.noteValues(of: "conflicts", visit) }
    let shown = shown(visit)
    return try ApiAnswer.json(
      ApiPage(items: page.conflicts.map { $0.showing(shown) }, next: page.next.map(String.init)))
  }
}
