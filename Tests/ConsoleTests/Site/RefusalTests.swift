import Exchange
import Synchronization
import Testing

@testable import Console

@Suite("What the console refuses, with an entry for each")
struct RefusalTests {
  /// A browser with somebody logged in, and the token of the session's forms.
  private func browser(_ door: Door, as name: String) async -> (Browser, token: String) {
    var browser = Browser(door)
    _ = await browser.logIn(name)
    let token = await browser.formToken()
    return (browser, token)
  }

  @Test("a viewer who tries to operate is told which role it takes, and nothing is done")
  func viewer() async throws {
    let door = try Door()
    var (browser, token) = await browser(door, as: "vera")
    let answer = await browser.post("/interchanges/x/attempts", [("token", token)])
    #expect(answer.status == 403 && answer.text.contains("operator"))
    #expect(door.done == [] && door.book.words == ["logged-in vera", "role-refused vera"])
    let entry = try #require(door.book.all.last)
    #expect(entry.subject == "/interchanges/x/attempts" && entry.detail == "needs operator")
    #expect(await browser.get("/system").status == 403)
  }

  @Test("who sends something too late is told so, and it is noted")
  func tooLate() async throws {
    let door = try Door()
    var (browser, token) = await browser(door, as: "ada")
    #expect(await browser.post("/held/7", [("token", token)]).status == 409)
    #expect(door.book.words == ["logged-in ada", "too-late ada"] && door.book.all.last?.subject == "/held/7")
  }

  @Test("the right to see payloads is one of its own: an administrator without it sees none")
  func payloads() async throws {
    let door = try Door()
    var (ida, _) = await browser(door, as: "ida")
    #expect(await ida.get("/interchanges/x/source").status == 403)
    #expect(door.book.words.last == "role-refused ida" && door.book.all.last?.detail == "payloads")
    var (ada, _) = await browser(door, as: "ada")
    #expect(await ada.get("/interchanges/x/source").status == 200)
  }

  @Test("a form without the session's token does nothing", arguments: [nil, "", "made-up"])
  func form(token: String?) async throws {
    let door = try Door()
    var (browser, _) = await browser(door, as: "ada")
    let answer = await browser.post("/interchanges/x/attempts", token.map { [("token", $0)] } ?? [])
    #expect(answer.status == 403 && door.done == [])
    #expect(door.book.words == ["logged-in ada", "form-refused ada"])
  }

  @Test("the token of another's session does not fit")
  func otherToken() async throws {
    let door = try Door()
    let (_, token) = await browser(door, as: "ida")
    var (ada, own) = await browser(door, as: "ada")
    #expect(await ada.post("/interchanges/x/attempts", [("token", token)]).status == 403)
    #expect(await ada.post("/interchanges/x/attempts", [("token", own)]).status == 200)
    #expect(door.done == ["attempt"])
  }

  @Test(
    "what another site has the browser send is refused, even with the right token",
    arguments: [
      ["origin": "https://evil.example"], ["origin": "null"], ["origin": "http://127.0.0.1:9999"],
      ["origin": "https://127.0.0.1:8080"], ["origin": "http://127.0.0.1:8080.evil.example"],
      ["sec-fetch-site": "cross-site"], ["sec-fetch-site": "same-site"],
      ["sec-fetch-site": "cross-site", "origin": "http://127.0.0.1:8080"],
      ["referer": "https://evil.example/http://127.0.0.1:8080/"],
    ])
  func crossSite(headers: [String: String]) async throws {
    let door = try Door()
    var (browser, token) = await browser(door, as: "ada")
    let answer = await browser.post("/interchanges/x/attempts", [("token", token)], headers)
    #expect(answer.status == 403 && door.done == [])
    #expect(door.book.words == ["logged-in ada", "cross-site-refused ada"])
  }

  @Test(
    "what the console's own page sends is taken",
    arguments: [
      ["origin": "http://127.0.0.1:8080"], ["sec-fetch-site": "same-origin"],
      ["referer": "http://127.0.0.1:8080/rejected"],
      [:],
    ])
  func sameSite(headers: [String: String]) async throws {
    let door = try Door()
    var (browser, token) = await browser(door, as: "ada")
    #expect(await browser.post("/interchanges/x/attempts", [("token", token)], headers).status == 200)
    #expect(door.done == ["attempt"])
  }

  // MARK: - Sessions

  @Test(
    "a session ends by time, and leads to the log-in",
    arguments: [
      // Nobody is there for eight hours.
      ([8 * 3600], true), ([8 * 3600 - 1], false),
      // Somebody is there all day.
      ([7 * 3600, 7 * 3600, 7 * 3600, 2 * 3600], false), ([7 * 3600, 7 * 3600, 7 * 3600, 3 * 3600], true),
    ])
  func time(waits: [Int], isOver: Bool) async throws {
    let door = try Door()
    var (browser, _) = await browser(door, as: "ada")
    for wait in waits.dropLast() {
      door.wait(seconds: wait)
      #expect(await browser.get("/").status == 200)
    }
    door.wait(seconds: waits.last ?? 0)
    let answer = await browser.get("/rejected")
    #expect(answer.status == (isOver ? 303 : 200))
    guard isOver else { return }
    #expect(
      answer.header("location") == "/login?back=%2Frejected&ended=yes" && browser.cookies["kontor-session"] == nil)
    #expect(door.book.words.last == "session-ended ada")
    // Without the cookie nobody is told again.
    _ = await browser.get("/rejected")
    #expect(door.book.words == ["logged-in ada", "session-ended ada"])
  }

  @Test("a stream that stays open keeps no session alive, and neither does asking whose it is")
  func stream() async throws {
    let door = try Door()
    var (browser, _) = await browser(door, as: "ada")
    door.wait(seconds: 4 * 3600)
    #expect(await browser.get("/events").status == 200)
    let request = WebRequest(
      .get, path: [], headers: ["cookie": "kontor-session=\(browser.cookies["kontor-session"] ?? "")"])
    #expect(door.gate.viewer(of: request, at: door.now)?.name == "ada")
    door.wait(seconds: 4 * 3600)
    #expect(door.gate.viewer(of: request, at: door.now) == nil)
    #expect(await browser.get("/rejected").status == 303)
  }

  @Test("what was sent with a session that ended does nothing, and leads back to the form's page")
  func endedForm() async throws {
    let door = try Door()
    var (browser, token) = await browser(door, as: "ada")
    door.wait(seconds: 9 * 3600)
    let answer = await browser.post(
      "/interchanges/x/attempts", [("token", token)],
      ["origin": "http://127.0.0.1:8080", "referer": "http://127.0.0.1:8080/interchanges/x/edit?a=1"])
    #expect(answer.status == 303 && door.done == [])
    #expect(answer.header("location") == "/login?back=%2Finterchanges%2Fx%2Fedit%3Fa%3D1&ended=unsent")
    #expect(await browser.get("/login", [("ended", "unsent")]).text.contains("Nothing of what you sent was done"))
    #expect(door.book.words == ["logged-in ada", "session-ended ada"])
  }

  @Test("another password, or the user's removal, ends the sessions; another role counts at once")
  func users() async throws {
    let door = try Door()
    var (ada, _) = await browser(door, as: "ada")
    var (vera, token) = await browser(door, as: "vera")
    try door.change { list in
      var user = try #require(list["ada"])
      user.password = try PasswordHash(of: "quite another one", cost: 10)
      list.put(user)
      var viewer = try #require(list["vera"])
      viewer.role = .operator
      list.put(viewer)
    }
    #expect(await ada.get("/").status == 303)
    #expect(await vera.post("/interchanges/x/attempts", [("token", token)]).status == 200)
    try door.change { list in _ = list.remove("vera") }
    #expect(await vera.get("/").status == 303)
    #expect(door.book.words.suffix(2) == ["session-ended ada", "session-ended vera"])
  }

  @Test("a session of before a restart, or a made-up one, is none")
  func strange() async throws {
    let door = try Door()
    var browser = Browser(door)
    let answer = await browser.get("/rejected", [], ["cookie": "kontor-session=made-up"])
    #expect(answer.status == 303 && answer.header("set-cookie")?.contains("Max-Age=0") == true)
    #expect(door.book.words == ["session-ended"])
  }

  // MARK: - Programs

  @Test("a program comes in by its token, with its user's rights, and needs no form")
  func program() async throws {
    let door = try Door()
    var browser = Browser(door)
    let bearer = ["authorization": "Bearer \(Door.token)"]
    #expect(await browser.get("/api/v1/status", [], bearer).text == "status reports en")
    #expect(await browser.post("/api/v1/jobs", [], bearer).status == 200)
    #expect(await browser.get("/system", [], bearer).status == 403)
    #expect(door.done == ["status", "job"] && door.book.words == ["role-refused reports"])
  }

  @Test("a token that is none, or no longer, is refused and noted")
  func wrongToken() async throws {
    let door = try Door()
    var browser = Browser(door)
    let answer = await browser.get("/api/v1/status", [], ["authorization": "bearer made-up"])
    #expect(answer.status == 401 && answer.header("content-type") == "application/problem+json")
    try door.change { list in
      var user = try #require(list["reports"])
      user.tokens = []
      list.put(user)
    }
    let bearer = ["authorization": "Bearer \(Door.token)"]
    #expect(await browser.get("/api/v1/status", [], bearer).status == 401)
    #expect(door.done == [] && door.book.words == ["token-refused", "token-refused"])
  }

  // MARK: - The log

  @Test("whoever sends without end does not fill the log: what is left out is counted")
  func flood() async throws {
    let door = try Door()
    var browser = Browser(door)
    for _ in 0..<150 { _ = await browser.get("/api/v1/status", [], ["authorization": "Bearer x"]) }
    #expect(door.book.all.count == 120)
    door.wait(seconds: 60)
    _ = await browser.get("/api/v1/status", [], ["authorization": "Bearer x"])
    #expect(door.book.words.suffix(2) == ["left-out", "token-refused"])
    #expect(door.book.all.first { $0.what == .leftOut }?.detail == "30 entries")
  }

  @Test("wrong passwords fill the log neither with a user's name nor with others, and both are left out alike")
  func floodOfPasswords() async throws {
    let door = try Door()
    let request = WebRequest(.post, path: ["login"], address: "192.0.2.7")
    let now = Timestamp(milliseconds: 1_795_507_200_000)
    for number in 0..<150 {
      await door.gate.note(.logInFailed, who: number < 130 ? "ada" : "", request, at: now)
    }
    #expect(door.book.all.count == 120)
    await door.gate.note(.loggedIn, who: "ada", request, at: now)
    #expect(door.book.words.last == "logged-in ada")
  }

  @Test("a ledger that cannot be used is told with its remedy, and no path", arguments: [true, false])
  func unusable(isOfProgram: Bool) async throws {
    let refusal = Refusal.unusable(why: "The disk is full. Free space.", reference: "R1")
    #expect(refusal.status == 503)
    let pages = SitePages(layout: { Layout() }, environment: { "test" })
    let occasion = Occasion(WebRequest(.get, path: []), language: .english, now: .now())
    let text = isOfProgram ? Self.text(refusal.problem) : await pages.page(refusal, occasion).html
    #expect(text.contains("The disk is full. Free space.") && text.contains("R1"))
  }

  private static func text(_ answer: WebAnswer) -> String {
    guard case .bytes(let bytes) = answer.body else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("a log that cannot be written keeps nobody out")
  func fullDisk() async throws {
    let door = try Door()
    door.book.failure.withLock { $0 = LedgerError(.full, "The disk is full.", path: "console.sqlite") }
    var browser = Browser(door)
    #expect(await browser.logIn("ada").status == 303)
    #expect(await browser.get("/").status == 200)
  }
}
