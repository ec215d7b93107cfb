import Exchange
package import Operations

/// What the areas of the site stand on: the place of work that they show and change, and the frame of their pages.
package struct Ground: Sendable {
  package let workplace: Workplace
  private let firstLayout: Layout

  /// - Parameter layout: where the configuration does not speak of the console.
  package init(_ workplace: Workplace, _ layout: Layout = Layout()) {
    self.workplace = workplace
    firstLayout = layout
  }

  /// With the time zone of the configuration as it is now.
  var layout: Layout { workplace.configuration.console.map { Layout(zone: $0.timeZone) } ?? firstLayout }

  /// What stands beside the names of the pages.
  var counts: Frame.Counts {
    get async throws {
      try await workplace.read { reading in
        let open = try reading.ledger.overview(OverviewQuestion())
        return Frame.Counts(
          rejected: open.rejected?.count ?? 0, held: open.held?.count ?? 0, conflicts: open.inConflict.count)
      }
    }
  }

  /// The answer to a visit: the page in its frame, with what is open now.
  func answer(_ content: some PageContent, _ visit: Visit, status: Int) async throws -> WebAnswer {
    let layout = layout
    let counts = try await counts
    var frame = Frame(visit, environment: workplace.configuration.environment.rawValue, counts: counts)
    if content.live != nil { frame.sequence = try await mark(of: layout.pieces(content, visit, counts)) }
    return layout.answer(content, frame, status: status)
  }

  /// What may change of a page, and of its frame, while somebody looks.
  func fragments(_ content: some PageContent, _ visit: Visit) async throws -> [Fragment] {
    layout.pieces(content, visit, try await counts)
  }

  /// The id of the event that would tell of these pieces.
  private func mark(of fragments: [Fragment]) async throws -> String {
    EventID(try await workplace.read { try $0.ledger.mark() }, fragments).description
  }
}

extension Layout {
  fileprivate func pieces(_ content: some PageContent, _ visit: Visit, _ counts: Frame.Counts) -> [Fragment] {
    let words = Words(visit.language, zone: zone, now: visit.now)
    return content.fragments(words) + Self.badges(counts, words)
  }
}
