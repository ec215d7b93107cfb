import Exchange

/// Held records as a command line names them: by their numbers, or by entity and key.
enum HeldSubjects {
  static func read(_ words: [String]) throws(Failure) -> [Decision.Subject] {
    if words.count == 2, let entity = Entity(rawValue: words[0]) { return [.entity(entity, key: words[1])] }
    var subjects: [Decision.Subject] = []
    for word in words {
      guard let id = Int64(word), id > 0 else {
        throw Failure(
          .usage, "\(word) is no held record; name it by its number in kontor held, or by entity and key: Order A-1")
      }
      subjects.append(.hold(id))
    }
    return subjects
  }
}
