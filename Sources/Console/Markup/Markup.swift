/// A piece of HTML. It can only be made of elements and of text that is escaped: what came out of a file is never markup.
package struct Markup: Sendable, Equatable {
  package private(set) var html: String

  private init(html: String) {
    self.html = html
  }

  /// Text, escaped (HTML Standard, section 13.1.2).
  package init(_ text: String) {
    html = Self.escaped(text)
  }

  package static let empty = Markup(html: "")

  package static let documentType = Markup(html: "<!DOCTYPE html>\n")

  package static func + (one: Markup, other: Markup) -> Markup {
    Markup(html: one.html + other.html)
  }

  /// Many pieces behind each other; the length of all is walked once.
  package static func joined(_ pieces: [Markup], separator: Markup = .empty) -> Markup {
    Markup(html: pieces.map(\.html).joined(separator: separator.html))
  }

  /// An element with a start and an end.
  ///
  /// - Parameter name: of HTML or SVG; written in the program, never read from anywhere.
  package static func element(
    _ name: StaticString, _ attributes: [Attribute] = [], @MarkupBuilder _ content: () -> Markup = { .empty }
  ) -> Markup {
    Markup(html: "<\(name)\(html(of: attributes))>\(content().html)</\(name)>")
  }

  /// An element that has no content: `br`, `hr`, `img`, `input`, `link`, `meta`.
  package static func void(_ name: StaticString, _ attributes: [Attribute] = []) -> Markup {
    Markup(html: "<\(name)\(html(of: attributes))>")
  }

  private static func html(of attributes: [Attribute]) -> String {
    attributes.map { attribute in
      attribute.value.map { " \(attribute.name)=\"\(escaped($0))\"" } ?? " \(attribute.name)"
    }.joined()
  }

  /// Control characters cannot stand in HTML, and would be read as something else or vanish: each is shown by its picture
  /// (Unicode, block Control Pictures). So are the marks that turn the direction of a line around.
  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case "\u{0}"..."\u{1F}": result.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      case "\u{7F}": result += "\u{2421}"
      case "\u{80}"..."\u{9F}", "\u{200E}", "\u{200F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{FEFF}":
        result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// A name with its value; without one for those that only stand there, such as `required`.
package struct Attribute: Sendable {
  let name: StaticString
  let value: String?

  package init(_ name: StaticString, _ value: String) {
    self.name = name
    self.value = value
  }

  /// One that only stands there.
  package init(_ name: StaticString) {
    self.name = name
    value = nil
  }
}

/// Puts pieces behind each other: elements as they are, texts escaped.
@resultBuilder
package enum MarkupBuilder {
  package static func buildExpression(_ markup: Markup) -> Markup { markup }
  package static func buildExpression(_ text: String) -> Markup { Markup(text) }
  package static func buildExpression(_ markup: Markup?) -> Markup { markup ?? .empty }
  package static func buildExpression(_ pieces: [Markup]) -> Markup { .joined(pieces) }
  package static func buildBlock(_ pieces: Markup...) -> Markup { .joined(pieces) }
  package static func buildOptional(_ markup: Markup?) -> Markup { markup ?? .empty }
  package static func buildEither(first: Markup) -> Markup { first }
  package static func buildEither(second: Markup) -> Markup { second }
  package static func buildArray(_ pieces: [Markup]) -> Markup { .joined(pieces) }
}
