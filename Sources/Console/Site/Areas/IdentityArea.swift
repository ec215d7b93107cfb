import Exchange

/// Coming in and going out, and the language in which one is answered.
package struct IdentityArea: Sendable {
  let gate: Gate
  let pages: any ErrorPages

  package init(gate: Gate, pages: any ErrorPages) {
    self.gate = gate
    self.pages = pages
  }

  package var routes: [Route] {
    [
      Route(.get, "/login", for: nil) { try await form($0) },
      Route(.post, "/login", for: nil) { try await logIn($0) },
      Route(.post, "/logout") { await logOut($0) },
      Route(.get, "/enter/{link}", for: nil) { try await enter($0) },
      Route(.get, "/language", for: nil) { language($0) },
    ]
  }

  private func form(_ visit: Visit) async throws -> WebAnswer {
    guard gate.isPrivate(visit.request) else { throw Refusal.unencrypted }
    let back = SafeLink.path(visit.request.query["back"])
    if !visit.viewer.name.isEmpty { return .seeOther(back) }
    return await page(visit, back: back, Self.occasion(visit.request.query))
  }

  /// Why somebody came here who had been in.
  private static func occasion(_ query: Fields) -> LogInForm.Trouble? {
    if query["left"] != nil { return .left }
    return query["ended"].map { .ended(unsent: $0 == "unsent") }
  }

  private func page(
    _ visit: Visit, status: Int = 200, back: String, name: String = "", _ trouble: LogInForm.Trouble? = nil
  ) async -> WebAnswer {
    let (token, cookie) = gate.formToken(for: visit.request)
    let form = LogInForm(
      token: token, back: back, name: name, trouble: trouble, hasUsers: gate.hasUsers(at: visit.now))
    let occasion = Occasion(visit.request, language: visit.language, now: visit.now)
    var answer = WebAnswer.html(await pages.page(form, occasion), status: status)
    if let cookie { answer.headers.append(cookie) }
    return answer
  }

  private func logIn(_ visit: Visit) async throws -> WebAnswer {
    guard gate.isPrivate(visit.request) else { throw Refusal.unencrypted }
    let fields = visit.request.form
    let back = SafeLink.path(fields["back"])
    let name = fields["name"]?.trimmed ?? ""
    guard gate.isOwnForm(fields["token"] ?? "", visit.request) else {
      await gate.note(.formRefused, who: "", visit.request, at: visit.now, subject: "/login")
      return await page(visit, status: 403, back: back, name: name, .stale)
    }
    switch await gate.logIn(name, fields["password"] ?? "", visit.request, at: visit.now) {
    case .welcome(let secret): return welcome(secret, visit, back: back)
    case .wrong: return await page(visit, status: 403, back: back, name: name, .wrong)
    case .wait(let seconds):
      var answer = await page(visit, status: 429, back: back, name: name, .wait(seconds: seconds))
      answer.headers.append(("retry-after", String(seconds)))
      return answer
    case .busy:
      var answer = await page(visit, status: 503, back: back, name: name, .busy)
      answer.headers.append(("retry-after", "5"))
      return answer
    }
  }

  private func welcome(_ secret: Secret, _ visit: Visit, back: String) -> WebAnswer {
    // A session that was there before is not taken over, and not left open either.
    gate.end(visit.request)
    var answer = WebAnswer.seeOther(back)
    answer.headers.append(Gate.setCookie(Gate.sessionCookie(visit.request), secret.text, visit.request))
    return answer
  }

  private func logOut(_ visit: Visit) async -> WebAnswer {
    await gate.logOut(visit.request, at: visit.now)
    var answer = WebAnswer.seeOther("/login?left=yes")
    answer.headers.append(Gate.setCookie(Gate.sessionCookie(visit.request), nil, visit.request))
    return answer
  }

  private func enter(_ visit: Visit) async throws -> WebAnswer {
    // Whoever only looks ahead, as chat programs do with links, must not use it up.
    guard visit.request.method == .get, visit.request.headers["sec-purpose"] == nil else {
      return WebAnswer(204, type: "text/plain; charset=utf-8", "")
    }
    guard let secret = await gate.enter(visit.parameters["link"] ?? "", visit.request, at: visit.now) else {
      return await page(visit, status: 403, back: "/", .usedLink)
    }
    return welcome(secret, visit, back: "/")
  }

  private func language(_ visit: Visit) -> WebAnswer {
    var answer = WebAnswer.seeOther(SafeLink.path(visit.request.query["back"]))
    if let language = visit.request.query["to"].flatMap({ Language(rawValue: $0) }) {
      let secure = visit.request.isSecure ? "; Secure" : ""
      answer.headers.append(
        (
          "set-cookie",
          "\(LanguageChoice.cookie)=\(language.rawValue); Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000\(secure)"
        ))
    }
    return answer
  }
}

extension String {
  /// Without white space at both ends.
  var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
