import Console
import Exchange

/// Asks a site as a browser does: it keeps cookies, and says where a form stood.
struct Browser {
  let door: Door
  var address = "127.0.0.1"
  var isSecure = false
  var host = "127.0.0.1:8080"
  private(set) var cookies: [String: String] = [:]
  /// As the last answer set them.
  private(set) var lastCookies: [String] = []

  init(_ door: Door, address: String = "127.0.0.1", isSecure: Bool = false, host: String = "127.0.0.1:8080") {
    self.door = door
    self.address = address
    self.isSecure = isSecure
    self.host = host
  }

  mutating func get(
    _ path: String, _ query: [(String, String)] = [], method: WebRequest.Method = .get,
    _ headers: [String: String] = [:]
  ) async -> WebAnswer {
    await ask(request(method, path, query, headers))
  }

  /// - Parameter headers: instead of those that a browser sends with a form of the page itself.
  mutating func post(
    _ path: String, _ form: [(String, String)], _ headers: [String: String]? = nil
  ) async -> WebAnswer {
    let own = ["origin": "\(isSecure ? "https" : "http")://\(host)", "sec-fetch-site": "same-origin"]
    var request = request(.post, path, [], headers ?? own)
    request.headers["content-type"] = "application/x-www-form-urlencoded"
    request.body = Array(Fields(form.map { (name: $0.0, value: $0.1) }).encoded.utf8)
    return await ask(request)
  }

  private func request(
    _ method: WebRequest.Method, _ path: String, _ query: [(String, String)], _ headers: [String: String]
  ) -> WebRequest {
    var request = WebRequest(
      method, path: path.split(separator: "/").map { Fields.decoded($0.utf8, plus: false) },
      query: Fields(query.map { (name: $0.0, value: $0.1) }),
      headers: headers.merging(["host": host]) { given, _ in given }, address: address, isSecure: isSecure)
    if !cookies.isEmpty, headers["cookie"] == nil {
      request.headers["cookie"] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    }
    return request
  }

  private mutating func ask(_ request: WebRequest) async -> WebAnswer {
    let answer = await door.site.answer(request)
    lastCookies = answer.headers.filter { $0.name == "set-cookie" }.map(\.value)
    for cookie in lastCookies {
      let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
      cookies[String(pair[0])] = cookie.contains("Max-Age=0") || pair.count < 2 ? nil : String(pair[1])
    }
    return answer
  }

  mutating func logIn(
    _ name: String, _ password: String = Door.password, back: String? = nil
  ) async -> WebAnswer {
    let page = await get("/login")
    var form = [("token", page.field("token") ?? ""), ("name", name), ("password", password)]
    if let back { form.append(("back", back)) }
    return await post("/login", form)
  }

  /// The token that the session's forms have, as the site's own pages show it.
  mutating func formToken() async -> String {
    await get("/nowhere").field("token") ?? ""
  }
}

extension WebAnswer {
  var text: String {
    guard case .bytes(let bytes) = body else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  /// The value of the first field of a name in a page's forms.
  func field(_ name: String) -> String? {
    PageCheck(text).tags.first { $0.name == "input" && $0["name"] == name }?["value"]
  }
}
