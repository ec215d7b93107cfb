import Exchange
package import Operations

extension Layout {
  /// The answer to a visit: the page in its frame, with what is open now.
  package func answer(
    _ content: some PageContent, _ visit: Visit, _ workplace: Workplace, status: Int = 200
  ) async throws -> WebAnswer {
    let layout = inForce(workplace)
    let counts = try await workplace.counts
    var frame = Frame(visit, environment: workplace.configuration.environment.rawValue, counts: counts)
    if content.live != nil { frame.sequence = try await workplace.mark(of: layout.pieces(content, visit, counts)) }
    return layout.answer(content, frame, status: status)
  }

  /// What may change of a page, and of its frame, while somebody looks.
  package func fragments(
    _ content: some PageContent, _ visit: Visit, _ workplace: Workplace
  ) async throws -> [Fragment] {
    inForce(workplace).pieces(content, visit, try await workplace.counts)
  }

  private func pieces(_ content: some PageContent, _ visit: Visit, _ counts: Frame.Counts) -> [Fragment] {
    let words = Words(visit.language, zone: zone, now: visit.now)
    return content.fragments(words) + Self.badges(counts, words)
  }

  /// With the time zone of the configuration as it is now.
  private func inForce(_ workplace: Workplace) -> Layout {
    workplace.configuration.console.map { Layout(zone: $0.timeZone) } ?? self
  }
}

extension Workplace {
  /// What stands beside the names of the pages.
  var counts: Frame.Counts {
    get async throws {
      try await read { reading in
        let open = try reading.ledger.overview(OverviewQuestion())
        return Frame.Counts(
          rejected: open.rejected?.count ?? 0, held: open.held?.count ?? 0, conflicts: open.inConflict.count)
      }
    }
  }

  /// The id of the event that would tell of these pieces.
  fileprivate func mark(of fragments: [Fragment]) async throws -> String {
    EventID(try await read { try $0.ledger.mark() }, fragments).description
  }
}
