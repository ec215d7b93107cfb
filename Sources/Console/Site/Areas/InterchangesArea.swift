import Exchange
import Operations

/// The files that came: the list, each of them, and what is in it.
package struct InterchangesArea: Area {
  package let ground: Ground

  package init(_ ground: Ground) {
    self.ground = ground
  }

  package var routes: [Route] {
    [
      Route(.get, "/interchanges") { visit in try await list(visit) },
      Route(.get, "/interchanges.csv") { visit in try await table(visit) },
      Route(.get, "/interchanges/{id}") { visit in try await one(visit) },
      Route(.get, "/interchanges/{id}/source", needsPayloads: true) { visit in try await source(visit) },
      Route(.get, "/interchanges/{id}/source.xml", needsPayloads: true) { visit in try await download(visit) },
      Route(.get, "/interchanges/{id}/diff", needsPayloads: true) { visit in try await difference(visit) },
    ] + documentRoutes
  }

  package var livePages: [LivePage] {
    [
      LivePage("/interchanges") { visit in
        try await fragments(listPage(visit, seen: visit.request.query["seen"]), visit)
      },
      LivePage("/interchanges/{id}") { visit in
        guard let page = try await storyPage(visit) else { return [] }
        return try await fragments(page, visit)
      },
    ]
  }

  // MARK: - The list

  private static let entries = 50
  /// So many new ones are counted, at most.
  private static let mostNew = 99

  private func list(_ visit: Visit) async throws -> WebAnswer {
    var page = try await listPage(visit)
    page.named = try await named(visit.request.query)
    return try await answer(page, visit, status: page.mistake == nil ? 200 : 400)
  }

  /// What has the words that are looked for as its key: one look for each kind and system, and on the first page alone.
  private func named(_ query: Fields) async throws -> [NamedKey] {
    guard let key = query.filled("q")?.trimmed, key.utf8.count <= Self.longestKey, query["before"] == nil,
      query["after"] == nil
    else { return [] }
    let found = try await workplace.read { try $0.entities(byKey: key) }
    var kinds = Set<String>()
    return found.filter { kinds.insert($0.entity).inserted }.map { NamedKey(entity: $0.entity, key: key) }
  }

  /// Bytes.
  private static let longestKey = 200

  /// - Parameter seen: where the list stood when it was shown; what came since is new.
  private func listPage(_ visit: Visit, seen: String? = nil) async throws -> InterchangesPage {
    let configuration = workplace.configuration
    let choices = InterchangesPage.Choices(configuration)
    let fields = visit.request.query.setting("seen", to: nil)
    let question: (query: InterchangeQuery, start: PageStart)
    do throws(FilterMistake) {
      question = try self.question(fields, configuration)
    } catch {
      return InterchangesPage(error, query: fields, choices: choices)
    }
    let place = seen.flatMap { InterchangePlace($0) }
    let (list, newer) = try await workplace.read { reading in
      let list = try reading.interchanges(question.query, question.start, limit: Self.entries)
      let newer = try place.map { try reading.ledger.newCount(of: question.query, after: $0, most: Self.mostNew) }
      return (list, newer ?? Capped(0))
    }
    return InterchangesPage(list, query: fields, choices: choices, newer: newer)
  }

  private func question(
    _ fields: Fields, _ configuration: Configuration
  ) throws(FilterMistake) -> (query: InterchangeQuery, start: PageStart) {
    (
      try InterchangeQuery(
        fields, in: ground.layout.zone, systems: configuration.systems.map(\.name)),
      try PageStart(fields)
    )
  }

  /// The whole list, page by page as it is taken.
  private func table(_ visit: Visit) async throws -> WebAnswer {
    let fields = visit.request.query
    let query: InterchangeQuery
    do throws(FilterMistake) {
      query = try question(fields, workplace.configuration).query
    } catch {
      throw Refusal.badRequest(why: "\(error.field) cannot be \(error.value).")
    }
    try await workplace.note(.listExported, fields.encoded, visit)
    let rows = InterchangeRows(workplace, query)
    var answer = WebAnswer(type: "text/csv; charset=utf-8", pieces: { await rows.next() })
    answer.headers.append(("content-disposition", "attachment; filename=\"interchanges.csv\""))
    return answer
  }

  // MARK: - One of them

  private static let records = 100

  private func one(_ visit: Visit) async throws -> WebAnswer {
    guard let page = try await storyPage(visit) else { return try await missing(visit) }
    return try await answer(page, visit)
  }

  private func storyPage(_ visit: Visit) async throws -> InterchangeStoryPage? {
    guard let id = Self.id(visit) else { return nil }
    let fields = visit.request.query
    let selection = fields["records"].flatMap { RecordSelection(rawValue: $0) } ?? .all
    let position = fields["after"].flatMap { Int($0) }.map { min(max(0, $0), Int(Int32.max)) } ?? 0
    let attempt = fields.number("attempts").map { Int(clamping: $0) }
    let facts = try await workplace.read { reading in
      try reading.interchange(id, records: selection, after: position, limit: Self.records, attemptsBefore: attempt)
    }
    guard let facts else { return nil }
    let kept = Fields(fields.pairs.filter { ["records", "after", "attempts"].contains($0.name) })
    return InterchangeStoryPage(facts, viewer: visit.viewer, query: kept)
  }

  static func id(_ visit: Visit) -> InterchangeID? {
    visit.parameters["id"].flatMap { InterchangeID(written: $0) }
  }

  func missing(_ visit: Visit) async throws -> WebAnswer {
    try await answer(
      NotFoundPage(.interchange(visit.parameters["id"] ?? "")), visit, status: 404)
  }
}
