import Exchange
import Foundation
import Operations

@testable import Console

/// The pages of an installation as a browser would ask for them, without a server and without a log-in.
struct Areas {
  struct Answer {
    var status: Int
    var html: String
    /// Where it sends the browser.
    var location: String?
  }

  static let clerk = Viewer(name: "ada", role: .operator, seesPayloads: true, formToken: "t")
  static let admin = Viewer(name: "root", role: .admin, seesPayloads: true, formToken: "t")
  static let looker = Viewer(name: "lou", role: .viewer, seesPayloads: false, formToken: "t")

  let workplace: Workplace
  let findings: FolderFindings
  let routes: [Route]
  let live: [LivePage]

  init(
    _ site: Site,
    examine: @escaping @Sendable (Configuration) throws -> DoctorReport = { _ in DoctorReport(user: "x", folders: []) }
  ) throws {
    workplace = try Workplace(configurationFile: site.path + "/kontor.yaml")
    findings = FolderFindings(examine: examine)
    let ground = Ground(workplace)
    let entities = EntitiesArea(ground)
    let held = HeldArea(ground)
    let conflicts = ConflictsArea(ground)
    let flows = FlowsArea(ground)
    let incidents = IncidentsArea(ground)
    let system = SystemArea(ground, findings: findings, users: nil)
    let jobs = JobsArea(ground)
    let audit = AuditArea(ground)
    routes =
      jobs.routes + audit.routes + entities.routes + held.routes + conflicts.routes + flows.routes + incidents.routes
      + system.routes
    live =
      jobs.livePages + audit.livePages + entities.livePages + held.livePages + conflicts.livePages + flows.livePages
      + incidents.livePages
      + system.livePages
  }

  func get(_ link: String, as viewer: Viewer = clerk, in language: Language = .english) async throws -> Answer {
    try await answer(request(.get, link), viewer, language)
  }

  func post(
    _ link: String, _ form: [(String, String)], as viewer: Viewer = clerk, in language: Language = .english
  ) async throws -> Answer {
    var request = request(.post, link)
    request.headers["content-type"] = "application/x-www-form-urlencoded"
    request.body = Array(Fields(form.map { (name: $0.0, value: $0.1) }).encoded.utf8)
    return try await answer(request, viewer, language)
  }

  /// What those who look at a page are sent when it changes.
  func fragments(_ link: String, as viewer: Viewer = clerk) async throws -> [Fragment] {
    let request = request(.get, link)
    for page in live {
      guard let parameters = page.pattern.parameters(of: request.path) else { continue }
      return try await page.fragments(
        Visit(request, viewer: viewer, language: .english, now: .now(), parameters: parameters))
    }
    return []
  }

  private func request(_ method: WebRequest.Method, _ link: String) -> WebRequest {
    let parts = link.split(separator: "#")[0].split(separator: "?", maxSplits: 1)
    return WebRequest(
      method, path: parts[0].split(separator: "/").map { Fields.decoded(Array($0.utf8), plus: false) },
      query: Fields(encoded: parts.count > 1 ? parts[1] : ""))
  }

  private func answer(_ request: WebRequest, _ viewer: Viewer, _ language: Language) async throws -> Answer {
    guard case .route(let route, let parameters) = RouteTable(routes).find(request.method, request.path) else {
      return Answer(status: 404, html: "")
    }
    guard viewer.role >= route.role ?? .viewer, viewer.seesPayloads || !route.needsPayloads else {
      return Answer(status: 403, html: "")
    }
    do {
      let answer = try await route.answer(
        Visit(request, viewer: viewer, language: language, now: .now(), parameters: parameters))
      guard case .bytes(let bytes) = answer.body else { return Answer(status: answer.status, html: "") }
      return Answer(
        status: answer.status, html: String(decoding: bytes, as: UTF8.self),
        location: answer.headers.first { $0.name == "location" }?.value)
    } catch let refusal as Refusal {
      return Answer(status: refusal.status, html: "")
    }
  }
}

extension Areas.Answer {
  /// The value of a hidden field.
  func hidden(_ name: String) -> String? {
    guard let start = html.range(of: "name=\"\(name)\" value=\"") else { return nil }
    return html[start.upperBound...].prefix { $0 != "\"" }.description
  }
}
