package import Exchange

/// The one door of the console: what is answered to whom. Knows no socket.
///
/// Thread-safe.
package struct Site: Sendable {
  let table: RouteTable
  let gate: Gate
  let pages: any ErrorPages
  let clock: @Sendable () -> Timestamp
  let tell: @Sendable (Fault) -> Void

  /// An error of a route that nobody foresaw, for the service's log.
  package struct Fault: Sendable {
    /// Which the person was shown.
    package var reference: String
    /// Of the request: its path, without the query.
    package var path: String
    package var error: any Error
  }

  /// - Parameters:
  ///   - routes: of all areas.
  ///   - tell: writes an unforeseen error down.
  package init(
    routes: [Route], gate: Gate, pages: any ErrorPages, clock: @escaping @Sendable () -> Timestamp = { .now() },
    tell: @escaping @Sendable (Fault) -> Void = { _ in }
  ) {
    table = RouteTable(routes)
    self.gate = gate
    self.pages = pages
    self.clock = clock
    self.tell = tell
  }

  /// HEAD is answered as GET is; the server leaves the body out (RFC 9110, section 9.3.2), and adds to every answer what
  /// keeps it safe.
  package func answer(_ request: WebRequest) async -> WebAnswer {
    await judged(request, at: clock())
  }

  private func judged(_ request: WebRequest, at now: Timestamp) async -> WebAnswer {
    guard gate.isMeant(request) else {
      let host = Printable.line(String((request.headers["host"] ?? "").prefix(100)))
      await gate.note(.crossSiteRefused, who: "", request, at: now, subject: request.subject, detail: "host: \(host)")
      return Refusal.otherHost.plain
    }
    let finding = table.find(request.method, request.path)
    let guest = await guest(request, finding, at: now)
    var answer: WebAnswer
    switch finding {
    case .nothing: answer = await refused(.notFound(what: nil), guest)
    case .otherMethod(let methods): answer = await refused(.otherMethod(allowed: Self.names(of: methods)), guest)
    case .route(let route, let parameters): answer = await take(route, parameters, guest)
    }
    if guest.hasDeadCookie, !answer.headers.contains(where: { $0.name == "set-cookie" }) {
      answer.headers.append(Gate.setCookie(Gate.sessionCookie(request), nil, request))
    }
    return answer
  }

  private static func names(of methods: [WebRequest.Method]) -> [String] {
    let all = methods.contains(.get) ? methods + [.head] : methods
    return Set(all.map(\.rawValue)).sorted()
  }

  // MARK: - Who

  /// Whoever stands at the door.
  struct Guest: Sendable {
    var occasion: Occasion
    /// Comes with a token of the API, which no browser sends by itself.
    var isProgram = false
    var hasWrongToken = false
    /// The cookie of a session that is over.
    var hasDeadCookie = false
  }

  private func guest(_ request: WebRequest, _ finding: RouteTable.Finding, at now: Timestamp) async -> Guest {
    var keeps = false
    if case .route(let route, _) = finding { keeps = route.keepsSession }
    let standard = gate.rule.language
    var guest = Guest(
      occasion: Occasion(
        request, language: LanguageChoice.language(of: request, user: nil, standard: standard), now: now))
    switch gate.arrival(of: request, at: now, keeping: keeps) {
    case .nobody: break
    case .viewer(let viewer, let language, let isProgram):
      guest.occasion.viewer = viewer
      guest.occasion.language = LanguageChoice.language(of: request, user: language, standard: standard)
      guest.isProgram = isProgram
    case .ended(let user):
      guest.hasDeadCookie = true
      await gate.note(
        .sessionEnded, who: user, request, at: now, subject: request.subject,
        detail: user.isEmpty ? AccessDetail.unknown.text : nil)
    case .wrongToken:
      guest.hasWrongToken = true
      await gate.note(.tokenRefused, who: "", request, at: now, subject: request.subject)
    }
    return guest
  }

  // MARK: - What

  private func take(_ route: Route, _ parameters: [String: String], _ guest: Guest) async -> WebAnswer {
    let occasion = guest.occasion
    if guest.hasWrongToken { return await refused(.notLoggedIn, guest) }
    if let role = route.role {
      guard gate.isPrivate(occasion.request) else { return await refused(.unencrypted, guest) }
      guard let viewer = occasion.viewer else { return await unknown(guest) }
      if let refusal = refusal(of: route, role, to: viewer) {
        await note(
          .roleRefused, guest, detail: (refusal == .payloads ? AccessDetail.payloads : .needs(role: role.rawValue)).text
        )
        return await refused(refusal, guest)
      }
    }
    if let refusal = await forgery(route, guest) { return await refused(refusal, guest) }
    let visit = Visit(
      occasion.request, viewer: occasion.viewer ?? .nobody, language: occasion.language, now: occasion.now,
      parameters: parameters)
    let answer = await answer(route, visit, guest)
    if answer.status == 409 { await note(.tooLate, guest, detail: nil) }
    return answer
  }

  private func answer(_ route: Route, _ visit: Visit, _ guest: Guest) async -> WebAnswer {
    do {
      return try await route.answer(visit)
    } catch let refusal as Refusal {
      return await refused(refusal, guest)
    } catch {
      return await failed(error, guest)
    }
  }

  private func refusal(of route: Route, _ role: Role, to viewer: Viewer) -> Refusal? {
    if viewer.role < role { return .role(needed: role) }
    return route.needsPayloads && !viewer.seesPayloads ? .payloads : nil
  }

  /// Whether somebody else may have made the browser send what changes something.
  private func forgery(_ route: Route, _ guest: Guest) async -> Refusal? {
    let request = guest.occasion.request
    guard route.method != .get, !guest.isProgram else { return nil }
    if let reason = CrossSite.reason(request, hosts: gate.rule.hosts) {
      await note(.crossSiteRefused, guest, detail: reason)
      return .crossSite
    }
    // What comes before a session has a token of another kind, which its area looks at.
    guard route.role != nil, let viewer = guest.occasion.viewer else { return nil }
    let token = request.headers["x-form-token"] ?? request.form["token"] ?? ""
    guard !viewer.formToken.isEmpty, Secret.isSame(token, viewer.formToken) else {
      await note(.formRefused, guest, detail: token.isEmpty ? AccessDetail.noToken.text : nil)
      return .staleForm
    }
    return nil
  }

  private func note(_ what: AccessEntry.What, _ guest: Guest, detail: String?) async {
    let occasion = guest.occasion
    await gate.note(
      what, who: occasion.viewer?.name ?? "", occasion.request, at: occasion.now, subject: occasion.request.subject,
      detail: detail)
  }
}

extension Viewer {
  /// Who is not logged in. Only routes without a role are shown to such a one.
  static let nobody = Viewer(name: "", role: .viewer, seesPayloads: false)
}
