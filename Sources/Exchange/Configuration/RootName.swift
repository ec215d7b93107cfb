/// The root element that files of a format have, written `{namespace}Local`, or `Local` outside any namespace.
package struct RootName: Sendable, Hashable, CustomStringConvertible {
  package var namespace: String?
  package var localName: String

  package init(namespace: String?, localName: String) {
    self.namespace = namespace
    self.localName = localName
  }

  package init?(_ text: String) {
    if text.hasPrefix("{") {
      guard let end = text.firstIndex(of: "}") else { return nil }
      self.namespace = String(text[text.index(after: text.startIndex)..<end])
      self.localName = String(text[text.index(after: end)...])
      if namespace == "" { namespace = nil }
    } else {
      self.namespace = nil
      self.localName = text
    }
    guard ElementPath.isName(localName) else { return nil }
  }

  package var description: String {
    (namespace.map { "{\($0)}" } ?? "") + localName
  }
}
