import Operations

/// The first page.
package struct OverviewArea: Area {
  package let ground: Ground

  package init(_ ground: Ground) {
    self.ground = ground
  }

  package var routes: [Route] {
    [Route(.get, "/") { visit in try await answer(page(visit), visit) }]
  }

  package var livePages: [LivePage] {
    [LivePage("/") { visit in try await fragments(page(visit), visit) }]
  }

  private func page(_ visit: Visit) async throws -> OverviewPage {
    let facts = try await workplace.read { try $0.overview(at: visit.now) }
    return OverviewPage(facts, heartbeat: heartbeat, visit.viewer)
  }

  /// One that cannot be read is told as one that is not there: the rest of the page says what it knows.
  private var heartbeat: Heartbeat? {
    do { return try workplace.heartbeat } catch { return nil }
  }
}
