package import Exchange

/// What a thing is called that something is done to.
package enum ThingName: Sendable, Equatable {
  /// A file or a document, by its name; anything else, as a decision calls it.
  case text(String)
  case object(Entity, key: String)

  init(_ subject: Decision.Subject) {
    if case .entity(let kind, let key) = subject {
      self = .object(kind, key: key)
    } else {
      self = .text(subject.words)
    }
  }

  init(_ hold: Hold) {
    self = .object(hold.record.kind, key: hold.record.key)
  }
}
