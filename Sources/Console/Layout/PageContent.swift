/// What stands between the head and the foot of a page: a value that says all it needs, so that it can be made, looked
/// at and tested without a server.
package protocol PageContent: Sendable {
  /// Names the page in the tab and, unless ``heading(_:)`` says otherwise, in its heading.
  func title(_ words: Words) -> String

  /// The one heading of the first level.
  @MarkupBuilder func heading(_ words: Words) -> Markup

  /// Under which part of the console it belongs; nil where it belongs to none.
  var section: Section? { get }

  /// The pages above it, from the outermost.
  func trail(_ words: Words) -> [Step]

  @MarkupBuilder func main(_ words: Words) -> Markup

  /// By which name the events know the page: its path, with its query. Nil where it stays as it is.
  var live: String? { get }

  /// Whether asking for the address once more shows the page as it is now. Not so for the answer to a form.
  var canRefresh: Bool { get }

  /// The pieces that change while somebody looks, as ``main(_:)`` has them. Empty where it is not live.
  func fragments(_ words: Words) -> [Fragment]
}

extension PageContent {
  package func heading(_ words: Words) -> Markup { Markup(title(words)) }
  package var section: Section? { nil }
  package func trail(_ words: Words) -> [Step] { [] }
  package var live: String? { nil }
  package var canRefresh: Bool { true }
  package func fragments(_ words: Words) -> [Fragment] { [] }
}

/// A page above another one.
package struct Step: Sendable {
  let text: String
  let link: Link

  package init(_ text: String, _ link: Link) {
    self.text = text
    self.link = link
  }
}
