import Console
import Exchange
import Operations
import Testing

@Suite("Coming in and going out")
struct LogInTests {
  @Test("the right password opens a session, in a cookie that no script sees")
  func logIn() async throws {
    let door = try Door()
    var browser = Browser(door)
    let answer = await browser.logIn("ada", back: "/rejected?sender=crm")
    #expect(answer.status == 303 && answer.header("location") == "/rejected?sender=crm")
    let cookie = try #require(browser.lastCookies.first)
    #expect(cookie.hasPrefix("kontor-session=") && cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Lax"))
    #expect(door.book.all.map(\.what) == [.loggedIn] && door.book.all.first?.address == "127.0.0.1")
    #expect(await browser.get("/login").status == 303)
  }

  @Test("over an encrypted connection the cookie goes only there")
  func secure() async throws {
    var browser = Browser(try Door(), isSecure: true)
    _ = await browser.logIn("ada")
    let cookie = try #require(browser.lastCookies.first)
    #expect(cookie.hasPrefix("__Host-kontor-session=") && cookie.contains("; Secure"))
    #expect(await browser.get("/").status == 200)
  }

  @Test(
    "it leads nowhere but to pages of the console",
    arguments: [
      "//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "", "/a\r\nset-cookie: x=1",
      "/login", "/logout?x", "/enter/x", "rejected",
    ])
  func back(back: String) async throws {
    var browser = Browser(try Door())
    #expect(await browser.logIn("ada", back: back).header("location") == "/")
  }

  @Test("a wrong password and an unknown name are answered alike; a name that is no user's is not kept")
  func wrong() async throws {
    let door = try Door()
    var browser = Browser(door)
    let wrong = await browser.logIn("ada", "not this one")
    let unknown = await browser.logIn("my secret password", "not this one")
    #expect(wrong.status == 403 && unknown.status == 403)
    #expect(wrong.text.contains("Name or password is wrong") && unknown.text.contains("Name or password is wrong"))
    #expect(door.book.words == ["log-in-failed ada", "log-in-failed"])
    #expect(!door.book.all.contains { $0.detail?.contains("secret") == true || $0.subject?.contains("secret") == true })
    #expect(await browser.get("/").status == 303)
  }

  @Test("a name that is no user's takes the time of hashing, too")
  func time() async throws {
    let hash = try PasswordHash(of: "x", cost: 14)
    let clock = ContinuousClock()
    let hashing = try (0..<3).map { _ in try clock.measure { _ = try hash.fits("y") } }.min() ?? .zero
    var browser = Browser(try Door(strangers: hash))
    // Half of it, because what else the machine does makes each measurement longer, and none shorter.
    for name in ["nobody", "reports"] {
      let start = clock.now
      _ = await browser.logIn(name, "y")
      #expect(clock.now - start > hashing / 2)
    }
  }

  @Test("who has only tokens cannot log in, whatever he types", arguments: ["", Door.token, Door.password])
  func withoutPassword(password: String) async throws {
    var browser = Browser(try Door())
    #expect(await browser.logIn("reports", password).status == 403)
  }

  @Test("names do not go by case, passwords do")
  func letters() async throws {
    var browser = Browser(try Door())
    #expect(await browser.logIn("Ada", Door.password.uppercased()).status == 403)
    #expect(await browser.logIn("ADA").status == 303)
  }

  @Test("twenty wrong passwords: the waits grow, the right one has to wait too, and each is an entry")
  func twenty() async throws {
    let door = try Door()
    var browser = Browser(door)
    var waits: [Int] = []
    for _ in 0..<20 {
      let answer = await browser.logIn("ada", "guessed")
      if answer.status == 429 {
        let seconds = try #require(answer.header("retry-after").flatMap { Int($0) })
        waits.append(seconds)
        door.wait(seconds: seconds)
      }
    }
    #expect(door.book.all.count == 20 && door.book.words.count { $0 == "log-in-failed ada" } == 12)
    #expect(waits == [2, 4, 8, 16, 32, 64, 128, 256])
    let right = await browser.logIn("ada")
    #expect(right.status == 429 && right.header("retry-after") == "512" && right.text.contains("512"))
    #expect(door.book.words.last == "log-in-slowed ada")
    // From elsewhere the same user comes in meanwhile.
    var other = Browser(door, address: "127.0.0.2")
    #expect(await other.logIn("ada").status == 303)
    door.wait(seconds: 512)
    #expect(await browser.logIn("ada").status == 303)
  }

  @Test("a log-in from a form that the browser was not given is refused before any password is looked at")
  func foreignForm() async throws {
    let door = try Door()
    var (own, other) = (Browser(door), Browser(door))
    let token = await other.get("/login").field("token") ?? ""
    _ = await own.get("/login")
    let form = [("token", token), ("name", "ada"), ("password", Door.password)]
    #expect(await own.post("/login", form).status == 403)
    #expect(await own.post("/login", form, ["origin": "https://evil.example"]).status == 403)
    #expect(door.book.all.map(\.what) == [.formRefused, .crossSiteRefused])
    #expect(await other.post("/login", form).status == 303)
  }

  @Test("who logs out is out, also with the cookie that he had")
  func logOut() async throws {
    let door = try Door()
    var browser = Browser(door)
    _ = await browser.logIn("ada")
    let cookie = try #require(browser.cookies["kontor-session"])
    let token = await browser.formToken()
    #expect(await browser.post("/logout", [("token", token)]).header("location") == "/login?left=yes")
    #expect(await browser.get("/login", [("left", "yes")]).text.contains("logged out"))
    #expect(await browser.get("/", [], ["cookie": "kontor-session=\(cookie)"]).status == 303)
    #expect(door.book.words.prefix(2) == ["logged-in ada", "logged-out ada"])
  }

  @Test("a log-in takes no session over that was there before, and ends it")
  func fixation() async throws {
    let door = try Door()
    var browser = Browser(door)
    _ = await browser.logIn("vera")
    let before = try #require(browser.cookies["kontor-session"])
    // The form was open in another tab before.
    let other = await browser.get("/login", [], ["cookie": "kontor-form=\(browser.cookies["kontor-form"] ?? "")"])
    let form = [("token", other.field("token") ?? ""), ("name", "ada"), ("password", Door.password)]
    #expect(await browser.post("/login", form).status == 303)
    #expect(browser.cookies["kontor-session"] != before)
    var thief = Browser(door)
    #expect(await thief.get("/", [], ["cookie": "kontor-session=\(before)"]).status == 303)
  }

  // MARK: - Links

  @Test("at the machine itself a link lets in once, as an administrator")
  func link() async throws {
    let door = try Door(users: nil)
    let link = try #require(door.gate.invite(at: door.now))
    var browser = Browser(door)
    // Looking ahead does not use it up.
    #expect(await browser.get(link, method: .head).status == 204)
    #expect(await browser.get(link, [], ["sec-purpose": "prefetch"]).status == 204)
    #expect(await browser.get(link).status == 303)
    #expect(await browser.get("/system").text.hasPrefix("system root"))
    var other = Browser(door)
    #expect(await other.get(link).status == 403)
    #expect(door.book.words == ["logged-in root", "log-in-failed"])
    #expect(!door.book.all.contains { $0.subject?.contains(link) == true })
  }

  @Test("a link is too old after ten minutes")
  func oldLink() async throws {
    let door = try Door(users: nil)
    let link = try #require(door.gate.invite(at: door.now))
    door.wait(seconds: 600)
    var browser = Browser(door)
    #expect(await browser.get(link).status == 403)
  }

  @Test("with users, or where others reach it, there are no links; the first user ends what came by one")
  func noLink() async throws {
    let proxies = [try #require(AddressRange("10.0.0.5"))]
    let withUsers = try Door()
    let open = try Door(users: nil) { $0.trustedProxies = proxies }
    #expect(withUsers.gate.invite(at: withUsers.now) == nil)
    #expect(open.gate.invite(at: open.now) == nil)
    let door = try Door(users: nil)
    let links = (1...2).compactMap { _ in door.gate.invite(at: door.now) }
    var browser = Browser(door)
    #expect(await browser.get(links[0]).status == 303)
    try door.change { list in
      list.put(ConsoleUser(name: "root", role: .viewer, seesPayloads: false, password: Door.hash))
    }
    #expect(await browser.get("/").status == 303)
    var other = Browser(door)
    #expect(await other.get(links[1]).status == 403)
  }

  @Test("a file of users that cannot be read is not one without users: no link lets anybody in")
  func brokenFile() throws {
    let door = try Door()
    try door.file.change { _ in Array("{".utf8) }
    #expect(door.gate.invite(at: door.now) == nil)
  }

  @Test("where nobody can log in, the page says what to do")
  func noUsers() async throws {
    var browser = Browser(try Door(users: nil))
    #expect(await browser.get("/login").text.contains("kontor console user add"))
  }

  // MARK: - Language

  @Test("the language: as chosen, as the user has it, as the browser asks for, as configured")
  func language() async throws {
    let door = try Door { $0.language = .german }
    var browser = Browser(door)
    #expect(await browser.get("/login").text.contains("Anmelden"))
    #expect(
      await browser.get("/login", [], ["accept-language": "fr;q=1, en-GB;q=0.8, de;q=0.7"]).text.contains("Log in"))
    #expect(await browser.get("/login", [], ["accept-language": "en;q=0, de"]).text.contains("Anmelden"))
    _ = await browser.logIn("ada")
    #expect(await browser.get("/", [], ["accept-language": "en"]).text == "overview ada de")
    let answer = await browser.get("/language", [("to", "en"), ("back", "/rejected")])
    #expect(answer.status == 303 && answer.header("location") == "/rejected")
    #expect(await browser.get("/").text == "overview ada en")
    let other = await browser.get("/language", [("to", "fr"), ("back", "//evil.example")])
    #expect(other.header("location") == "/" && other.header("set-cookie") == nil)
  }
}
