package import Operations

/// The first page.
package struct OverviewArea: FragmentSource, RouteSource {
  let workplace: Workplace
  let layout: Layout

  package init(_ workplace: Workplace, _ layout: Layout) {
    self.workplace = workplace
    self.layout = layout
  }

  package var routes: [Route] {
    [Route(.get, "/") { visit in try await layout.answer(page(visit), visit, workplace) }]
  }

  package var livePages: [LivePage] {
    [LivePage("/") { visit in try await layout.fragments(page(visit), visit, workplace) }]
  }

  private func page(_ visit: Visit) async throws -> OverviewPage {
    let facts = try await workplace.read { try $0.overview(at: visit.now) }
    return OverviewPage(facts, heartbeat: heartbeat, seesPayloads: visit.viewer.seesPayloads)
  }

  /// One that cannot be read is told as one that is not there: the rest of the page says what it knows.
  private var heartbeat: Heartbeat? {
    do { return try workplace.heartbeat } catch { return nil }
  }
}
