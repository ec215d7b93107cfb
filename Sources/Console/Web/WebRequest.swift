/// One request as a value: all that the site looks at.
package struct WebRequest: Sendable {
  package enum Method: String, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case delete = "DELETE"
    /// Any other; no route has it.
    case other
  }

  package var method: Method
  /// The steps of the path, decoded: `/entities/Customer/K-1` is `["entities", "Customer", "K-1"]`, `/` is empty.
  package var path: [String]
  package var query: Fields
  /// In lower case, with the values of the same name joined by `, ` (RFC 9110, section 5.2).
  package var headers: [String: String]
  package var body: [UInt8]
  /// Of the client: its own, or, behind a trusted proxy, as that says.
  package var address: String
  /// Whether the client's connection is encrypted, here or at the trusted proxy.
  package var isSecure: Bool

  package init(
    _ method: Method, path: [String], query: Fields = Fields(), headers: [String: String] = [:], body: [UInt8] = [],
    address: String = "127.0.0.1", isSecure: Bool = false
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.address = address
    self.isSecure = isSecure
  }

  /// The body as a form; empty where it is none.
  package var form: Fields {
    guard headers["content-type"]?.hasPrefix("application/x-www-form-urlencoded") == true else { return Fields() }
    return Fields(encoded: String(decoding: body, as: UTF8.self))
  }

  /// The path as it is written in links.
  package var link: String {
    let path = "/" + path.map { Fields.encoded($0) }.joined(separator: "/")
    return query.pairs.isEmpty ? path : "\(path)?\(query.encoded)"
  }

  /// The value of a cookie (RFC 6265, section 5.4).
  package func cookie(_ name: String) -> String? {
    for pair in (headers["cookie"] ?? "").split(separator: ";") {
      let parts = pair.split(separator: "=", maxSplits: 1)
      if parts.count == 2, parts[0].drop(while: { $0 == " " }) == name { return String(parts[1]) }
    }
    return nil
  }
}
