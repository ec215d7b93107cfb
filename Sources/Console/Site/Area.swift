import Exchange
import Operations

/// What has routes.
package protocol RouteSource: Sendable {
  var routes: [Route] { get }
}

/// A part of the site: pages that belong together, with what is done on them.
package protocol Area: RouteSource {
  var ground: Ground { get }
  /// Those of its pages that go on being right while somebody looks.
  var livePages: [LivePage] { get }
}

extension Area {
  var workplace: Workplace { ground.workplace }

  func answer(_ page: some PageContent, _ visit: Visit, status: Int = 200) async throws -> WebAnswer {
    try await ground.answer(page, visit, status: status)
  }

  /// The page, and on it what became of the decision that it was called for.
  func answer(_ page: some DeskPage, _ visit: Visit, status: Int = 200) async throws -> WebAnswer {
    var page = page
    page.outcome = try await DeskErrand(workplace: workplace).note(visit)
    return try await ground.answer(page, visit, status: status)
  }

  func fragments(_ page: some PageContent, _ visit: Visit) async throws -> [Fragment] {
    try await ground.fragments(page, visit)
  }

  /// Takes decisions to the desk in the visitor's name.
  ///
  /// - Parameters:
  ///   - id: of the form that was sent; sent twice, it is decided once. Nil where it makes no difference.
  ///   - next: the page to go on with, which tells what became of them.
  func carry(_ decisions: [Decision], of visit: Visit, as id: String? = nil, next: (Fields) -> Link) async throws
    -> WebAnswer
  {
    try await DeskErrand(workplace: workplace).carry(decisions, of: visit, as: id, next: next)
  }
}

/// A page that tells what became of a decision.
protocol DeskPage: PageContent {
  var outcome: DeskNote? { get set }
}
