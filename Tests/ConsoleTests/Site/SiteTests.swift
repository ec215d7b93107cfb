import Console
import Exchange
import Testing

@Suite("The one door of the console")
struct SiteTests {
  @Test("who is logged in is shown what his role may see, in his language")
  func page() async throws {
    let door = try Door()
    var browser = Browser(door)
    _ = await browser.logIn("ada")
    let page = await browser.get("/rejected")
    #expect(page.status == 200 && page.text == "rejected ada de")
  }

  @Test("who is not is sent to log in, and would come back")
  func unknown() async throws {
    let door = try Door()
    var browser = Browser(door)
    let answer = await browser.get("/rejected", [("sender", "crm")])
    #expect(answer.status == 303)
    #expect(answer.header("location") == "/login?back=%2Frejected%3Fsender%3Dcrm")
    #expect(door.done == [] && door.book.all == [])
  }

  @Test("a program or a stream is not sent to a page, but told", arguments: ["/api/v1/status", "/events"])
  func unknownProgram(path: String) async throws {
    var browser = Browser(try Door())
    let answer = await browser.get(path, path == "/events" ? [] : [], ["accept": "text/event-stream"])
    #expect(answer.status == 401 && answer.header("www-authenticate")?.hasPrefix("Bearer") == true)
    #expect(
      answer.header("content-type") == (path == "/events" ? "text/plain; charset=utf-8" : "application/problem+json"))
  }

  @Test("an address that leads nowhere has a page that says so", arguments: ["/nowhere", "/interchanges", "/api"])
  func nowhere(path: String) async throws {
    var browser = Browser(try Door())
    let answer = await browser.get(path)
    #expect(answer.status == 404)
    #expect(path == "/api" ? answer.text.contains("\"status\":404") : answer.text.contains("There is no such page"))
  }

  @Test(
    "a hostile path finds no other route, and is harmless in the page",
    arguments: [
      "..", "%2e%2e", "%00", "..%2f..%2fetc%2fpasswd", "%3Cscript%3Ealert(1)%3C%2Fscript%3E", "%E2%80%AElmx", "%FF",
    ])
  func hostile(step: String) async throws {
    let door = try Door()
    var browser = Browser(door)
    _ = await browser.logIn("ada")
    for path in ["/interchanges/\(step)", "/\(step)/rejected", "/\(step)"] {
      let answer = await browser.get(path)
      #expect(answer.status == 404)
      #expect(PageCheck(answer.text).faults == [])
      #expect(
        !answer.text.contains("<script>alert") && !answer.text.contains("\u{202E}") && !answer.text.contains("\0"))
    }
    #expect(door.done == [])
  }

  @Test("HEAD is answered as GET is, and asks no more of anybody")
  func head() async throws {
    let door = try Door()
    var browser = Browser(door)
    #expect(await browser.get("/rejected", method: .head).status == 303)
    _ = await browser.logIn("ada")
    let answer = await browser.get("/rejected", method: .head)
    #expect(answer.status == 200 && door.done == ["rejected"])
    #expect(await browser.get("/interchanges/x/attempts", method: .head).status == 405)
  }

  @Test(
    "another method is refused with those that there are",
    arguments: [
      (WebRequest.Method.post, "/rejected", "GET, HEAD"), (.get, "/interchanges/x/attempts", "POST"),
      (.delete, "/login", "GET, HEAD, POST"), (.other, "/", "GET, HEAD"),
    ])
  func method(method: WebRequest.Method, path: String, allowed: String) async throws {
    let door = try Door()
    var browser = Browser(door)
    _ = await browser.logIn("ada")
    let answer = await browser.get(path, method: method)
    #expect(answer.status == 405 && answer.header("allow") == allowed)
    #expect(door.done == [])
  }

  @Test("what nobody foresaw is told in the log, and nothing of it in the page")
  func fault() async throws {
    let door = try Door()
    var browser = Browser(door)
    _ = await browser.logIn("ada")
    let answer = await browser.get("/broken")
    let fault = try #require(door.faults.first)
    #expect(answer.status == 500 && answer.text.contains(fault.reference))
    #expect(!answer.text.contains("/srv") && fault.error is Door.Trouble && fault.path == "/broken")
  }

  @Test("a ledger that is busy is for later")
  func busy() async throws {
    let door = try Door()
    var browser = Browser(door)
    _ = await browser.logIn("ada")
    let answer = await browser.get("/busy")
    #expect(answer.status == 503 && answer.header("retry-after") == "5" && !answer.text.contains("/srv"))
    #expect(door.faults.isEmpty)
  }

  @Test(
    "on the loopback interface it goes only by names that always lead there, or are configured",
    arguments: [
      ("127.0.0.1:8080", 200), ("localhost:8080", 200), ("LOCALHOST", 200), ("[::1]:8080", 200), ("127.9.9.9", 200),
      ("kontor.example.com", 200), ("kontor.example.com:443", 200), ("evil.example", 421),
      ("127.0.0.1.evil.example", 421),
      ("localhost.evil.example:8080", 421), ("192.168.1.5:8080", 421), ("", 421),
    ])
  func rebinding(host: String, status: Int) async throws {
    let door = try Door { $0.hosts = ["kontor.example.com"] }
    var browser = Browser(door, host: host)
    #expect(await browser.get("/health/live").status == status)
    #expect(door.book.words == (status == 421 ? ["cross-site-refused"] : []))
  }

  @Test("where others reach it, what is not encrypted is refused, but at the machine itself")
  func unencrypted() async throws {
    let proxies = [try #require(AddressRange("10.0.0.5"))]
    let door = try Door { $0.trustedProxies = proxies }
    var far = Browser(door, address: "10.0.0.77")
    #expect(await far.get("/login").status == 403)
    #expect(await far.get("/rejected").status == 403)
    #expect(await far.post("/login", [("name", "ada"), ("password", Door.password)]).status == 403)
    #expect(await far.get("/health/live").status == 200)
    var secure = Browser(door, address: "10.0.0.77", isSecure: true)
    #expect(await secure.get("/login").status == 200)
    var near = Browser(door)
    #expect(await near.get("/login").status == 200)
  }
}
