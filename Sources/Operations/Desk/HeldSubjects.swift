package import Exchange

/// Held records as a command line names them: by their numbers, or by entity and key.
package enum HeldSubjects {
  package static func read(_ words: [String]) throws(Failure) -> [Decision.Subject] {
    if let subjects = all(words) { return subjects }
    let word = words.first { !isNumber($0) } ?? ""
    throw Failure(
      .usage, "\(word) is no held record; name it by its number in kontor held, or by entity and key: Order A-1")
  }

  /// Nil where not all of the words name held records.
  package static func all(_ words: [String]) -> [Decision.Subject]? {
    if words.count == 2, let entity = Entity(rawValue: words[0]) { return [.entity(entity, key: words[1])] }
    let numbers = words.filter(isNumber).compactMap { Int64($0) }
    return words.isEmpty || numbers.count < words.count ? nil : numbers.map { .hold($0) }
  }

  /// Ids of interchanges have 16 characters, and no ledger has so many held records.
  package static func isNumber(_ word: String) -> Bool {
    word.count < 16 && Int64(word).map { $0 > 0 } ?? false
  }
}
