/// A piece of a page as it is now: an element with an id, which takes the place of the element of that id.
package struct Fragment: Sendable, Equatable {
  /// The element's id, unique in its page.
  package let id: String
  /// The element as a whole, with its id.
  package let html: String

  /// - Parameter element: one element, whose id is `id`.
  package init(_ id: String, _ element: Markup) {
    self.id = id
    html = element.html
  }
}
