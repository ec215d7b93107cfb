/// An address within the console. It begins with a step that is written in the program, and everything else in it is
/// escaped, so none leads to another host, and none is a script.
package struct Link: Sendable, Hashable, CustomStringConvertible {
  /// As it stands in `href` and in `location`.
  package let text: String

  /// - Parameters:
  ///   - area: The first step, as `interchanges`.
  ///   - steps: The others, as they are; empty ones are left out.
  ///   - fragment: The id of an element of that page.
  package init(_ area: StaticString, _ steps: String..., query: Fields = Fields(), at fragment: String? = nil) {
    self.init(path: ["\(area)"] + steps, query: query, at: fragment)
  }

  /// - Parameter path: with at least one step that was not left out, or the overview's.
  private init(path: [String], query: Fields, at fragment: String?) {
    var text = "/" + path.filter { !$0.isEmpty }.map { Fields.encoded($0) }.joined(separator: "/")
    if !query.pairs.isEmpty { text += "?" + query.encoded }
    if let fragment { text += "#" + Fields.encoded(fragment) }
    self.text = text
  }

  /// The same page again.
  package init(_ request: WebRequest) {
    self.init(path: request.path, query: request.query, at: nil)
  }

  /// Where somebody came from, or wants to go after the log-in; the overview where that is no page of the console.
  package init(returningTo path: String?) {
    text = SafeLink.path(path)
  }

  /// An element of the page it stands on.
  package init(at fragment: String) {
    text = "#" + Fields.encoded(fragment)
  }

  package static let overview = Link("")

  package static func interchange(_ id: String) -> Link { Link("interchanges", id) }

  package static func entity(_ entity: String, _ key: String) -> Link { Link("entities", entity, key) }

  package var description: String { text }
}
