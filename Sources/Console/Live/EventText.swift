/// Server-sent events as they go over the wire (HTML Standard, section 9.2.5).
enum EventText {
  /// First of all: how long to wait after the end of a stream before asking for it again, in milliseconds. It also lets the
  /// head of the answer go, so that the browser knows that it is heard.
  static func beginning(retry milliseconds: Int) -> String { "retry: \(milliseconds)\n\n" }

  /// Says nothing, and finds out whether anybody is there.
  static let comment = ":\n\n"

  /// The session is over. Without data it would not be an event.
  static let signedOut = "event: signed-out\ndata: {}\n\n"

  /// - Parameter id: what the page knows after it; nil where more comes that belongs to it.
  static func fragment(_ json: String, id: EventID?) -> String {
    "event: fragment\n" + (id.map { "id: \($0)\n" } ?? "") + "data: \(json)\n\n"
  }

  /// Without line breaks, which would end the event's data.
  static func json(_ fragment: Fragment) -> String {
    "{\"id\":\(quoted(fragment.id)),\"html\":\(quoted(fragment.html))}"
  }

  /// As JSON writes text (RFC 8259, section 7).
  private static func quoted(_ text: String) -> String {
    var result = "\""
    result.reserveCapacity(text.utf8.count + 2)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
