import XMLEngine

extension Issue {
  /// What stands in the place of a value that is shown to nobody.
  package static let mask = "•••"

  /// The same issue without values that are shown to nobody.
  ///
  /// - Parameters:
  ///   - names: local names of elements and attributes. Where one of them is at fault, or an element above, its value is
  ///     taken out wherever it stands in the issue.
  ///   - values: further values that must not be shown, such as those of other fields of the record. Of fewer than three
  ///     characters, only in quotes: a sentence is full of short words.
  package func masked(by names: Set<String>, hiding values: Set<String> = []) -> Issue {
    guard !names.isEmpty || !values.isEmpty else { return self }
    var hidden = self
    var replacement = MaskedText(values)
    if tellsCharacters(of: names, values) {
      hidden.value = value.map { _ in Self.mask }
      hidden.message = MaskedText.maskingCharacters(of: replacement.masking(message))
    } else if isAbout(names) {
      if let value, !value.isEmpty {
        replacement.add(value)
        hidden.value = Self.mask
      }
      hidden.message = replacement.masking(message)
      // Of a value that is not told, or not whole, the sentence may quote more.
      if value?.hasSuffix("…") ?? true {
        hidden.message = MaskedText.maskingQuotes(of: hidden.message)
      }
    } else {
      hidden.value = value.map(replacement.maskingWhole)
      hidden.message = replacement.masking(message)
    }
    hidden.expected = expected.map(replacement.masking)
    return hidden
  }

  /// Whether it tells single characters of something that is shown to nobody. Such a value stands nowhere in the sentence,
  /// and may be no longer than they are.
  private func tellsCharacters(of names: Set<String>, _ values: Set<String>) -> Bool {
    guard code == IssueCode.characterUnmappable.rawValue else { return false }
    if isAbout(names) { return true }
    let words = message.split { !$0.isLetter && !$0.isNumber && !"_-.".contains($0) }
    if words.contains(where: { names.contains(String($0)) }) { return true }
    let told = message.matches(of: #/“([^”]+)” \(U\+/#).map(\.output.1)
    return values.contains { value in told.contains { value.contains($0) } }
  }

  private func isAbout(_ names: Set<String>) -> Bool {
    if let path, path.split(separator: "/").contains(where: { names.contains(Self.localName(of: $0)) }) { return true }
    // What a mapping made stands in no file, so that only the sentence says what is at fault.
    return names.contains { message.contains("” in \($0) ") || message.contains("” in attribute \($0) of ") }
  }

  /// `p:Line[2]` and `@p:unit` without what is around their names.
  private static func localName(of step: Substring) -> String {
    let bare = step.prefix { $0 != "[" }
    let name = bare.hasPrefix("@") ? bare.dropFirst() : bare
    return String(name.lastIndex(of: ":").map { name[name.index(after: $0)...] } ?? name)
  }
}

extension XMLElement {
  /// What stands in elements and attributes with some local names, and in elements below those: as it is written, and
  /// without white space around it.
  func values(of names: Set<String>) -> Set<String> {
    var values: Set<String> = []
    collect(names, isBelow: false, into: &values)
    return values
  }

  private func collect(_ names: Set<String>, isBelow: Bool, into values: inout Set<String>) {
    let isMeant = isBelow || names.contains(name)
    for (name, value) in attributes where names.contains(Self.localName(of: name)) {
      values.formUnion([value, value.collapsingWhiteSpace()])
    }
    var isLeaf = true
    for child in children {
      isLeaf = false
      child.collect(names, isBelow: isMeant, into: &values)
    }
    if isMeant {
      values.insert(token)
      if isLeaf { values.insert(text) }
    }
  }

  /// Of `{namespace}name`.
  private static func localName(of attribute: String) -> String {
    attribute.lastIndex(of: "}").map { String(attribute[attribute.index(after: $0)...]) } ?? attribute
  }
}
