import Exchange
import Foundation
import Operations

@testable import Console

/// The pages of rejected files and of editing as browsers would ask for them, without a server and without a log-in.
struct EditPages {
  struct Answer {
    var status: Int
    var html: String
    var headers: [String: String]

    /// Where it sends the browser.
    var location: String? { headers["location"] }

    /// The value of the first hidden field of a name, as a browser has it.
    func hidden(_ name: String) -> String? {
      guard let start = html.range(of: "name=\"\(name)\" value=\"") else { return nil }
      return Self.unescaped(String(html[start.upperBound...].prefix { $0 != "\"" }))
    }

    /// What the text area holds, as a browser has it: without the first line break.
    var area: String? {
      guard let start = html.range(of: "<textarea"), let open = html[start.upperBound...].firstIndex(of: ">"),
        let end = html[open...].range(of: "</textarea>")
      else { return nil }
      let text = Self.unescaped(String(html[html.index(after: open)..<end.lowerBound]))
      return text.hasPrefix("\n") ? String(text.dropFirst()) : text
    }

    private static func unescaped(_ html: String) -> String {
      html.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
        .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }
  }

  static let ada = Viewer(name: "ada", role: .operator, seesPayloads: true, formToken: "t")
  static let bob = Viewer(name: "bob", role: .operator, seesPayloads: true, formToken: "t")
  static let lou = Viewer(name: "lou", role: .viewer, seesPayloads: false, formToken: "t")

  /// Which is gone with the last who has it.
  let site: Site
  let workplace: Workplace
  let routes: [Route]
  let live: [LivePage]

  init(_ site: Site) throws {
    self.site = site
    workplace = try Workplace(configurationFile: site.path + "/kontor.yaml")
    let pending = PendingAttempts()
    let rejected = RejectedArea(Ground(workplace), pending)
    let edit = EditArea(Ground(workplace), pending)
    routes = rejected.routes + edit.routes
    live = rejected.livePages + edit.livePages
  }

  func get(_ link: String, as viewer: Viewer = ada, in language: Language = .english) async throws -> Answer {
    try await answer(request(.get, link), viewer, language)
  }

  /// As a browser sends a form: with two characters for every line break.
  func post(_ link: String, _ form: [String: String], as viewer: Viewer = ada) async throws -> Answer {
    var request = request(.post, link)
    request.headers["content-type"] = "application/x-www-form-urlencoded"
    request.body = Array(
      Fields(form.map { (name: $0.key, value: $0.value.replacing("\n", with: "\r\n")) }).encoded.utf8)
    return try await answer(request, viewer, .english)
  }

  /// What those who look at a page are sent when it changes.
  func fragments(_ link: String, as viewer: Viewer = ada) async throws -> [String: String] {
    let request = request(.get, link)
    for page in live {
      guard let parameters = page.pattern.parameters(of: request.path) else { continue }
      let all = try await page.fragments(
        Visit(request, viewer: viewer, language: .english, now: .now(), parameters: parameters))
      return Dictionary(all.map { ($0.id, $0.html) }, uniquingKeysWith: { first, _ in first })
    }
    return [:]
  }

  // MARK: - The way of a clerk

  /// The form of the first step with what it holds.
  func open(_ id: String, as viewer: Viewer = ada) async throws -> [String: String] {
    let page = try await get("/interchanges/\(id)/edit", as: viewer)
    guard let basis = page.hidden("basis"), let revision = page.hidden("revision"), let text = page.area else {
      throw CocoaError(.fileReadUnknown)
    }
    return ["basis": basis, "revision": revision, "content": text]
  }

  func validate(_ id: String, _ form: [String: String], as viewer: Viewer = ada) async throws -> Answer {
    try await post("/interchanges/\(id)/edit/validate", form, as: viewer)
  }

  /// The second step: hands in what the answer to the first one holds.
  func submit(
    _ id: String, _ confirmation: Answer, because reason: String?, as viewer: Viewer = ada
  ) async throws -> Answer {
    var form: [String: String] = [:]
    for name in ["basis", "revision", "judged", "content"] {
      guard let value = confirmation.hidden(name) else { throw CocoaError(.fileReadUnknown) }
      form[name] = value
    }
    form["reason"] = reason
    return try await post("/interchanges/\(id)/attempts", form, as: viewer)
  }

  // MARK: - Asking

  private func request(_ method: WebRequest.Method, _ link: String) -> WebRequest {
    let parts = link.split(separator: "#")[0].split(separator: "?", maxSplits: 1)
    return WebRequest(
      method, path: parts[0].split(separator: "/").map { Fields.decoded(Array($0.utf8), plus: false) },
      query: Fields(encoded: parts.count > 1 ? parts[1] : ""))
  }

  private func answer(_ request: WebRequest, _ viewer: Viewer, _ language: Language) async throws -> Answer {
    guard case .route(let route, let parameters) = RouteTable(routes).find(request.method, request.path) else {
      return Answer(status: 404, html: "", headers: [:])
    }
    guard viewer.role >= route.role ?? .viewer, viewer.seesPayloads || !route.needsPayloads else {
      return Answer(status: 403, html: "", headers: [:])
    }
    let answer = try await route.answer(
      Visit(request, viewer: viewer, language: language, now: .now(), parameters: parameters))
    guard case .bytes(let bytes) = answer.body else { return Answer(status: answer.status, html: "", headers: [:]) }
    return Answer(
      status: answer.status, html: String(decoding: bytes, as: UTF8.self),
      headers: Dictionary(answer.headers.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }))
  }
}
