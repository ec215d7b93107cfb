package import Exchange

/// One business object by its kind and a key that any system gave it.
package struct NamedEntity: Sendable {
  package let kind: Entity
  package let key: String

  package init(_ kind: Entity, key: String) {
    self.kind = kind
    self.key = key
  }

  /// As people name it.
  package var words: String { "\(kind.rawValue) \(key)" }

  /// For one that is not known: the commands that help to find it.
  package var unknown: Failure {
    Failure(
      .usage,
      "\(words) is not known here, under a key of any system. Check the key (leading zeros count); kontor list finds the "
        + "file that should have brought it, and kontor show tells what became of its records")
  }
}
