/// Hides the values of elements and attributes that nobody shall see, in what is told of an issue.
struct Masking {
  /// Local names.
  let names: Set<String>

  static let dots = "•••"

  /// The same, with its value and what its sentence quotes hidden, where it is about one of them.
  func applied(to issue: Issue) -> Issue {
    guard concerns(issue) else { return issue }
    var masked = issue
    var message = issue.message
    if let value = issue.value, !value.isEmpty {
      message = message.replacing("“\(value)”", with: "“\(Self.dots)”").replacing(value, with: Self.dots)
      masked.value = Self.dots
    }
    // libxml2 quotes values in its own sentences; among these are names, which are hidden with them.
    message = message.replacing(/“[^”]*”/, with: "“\(Self.dots)”").replacing(/'[^']*'/, with: "'\(Self.dots)'")
    masked.message = message
    return masked
  }

  private func concerns(_ issue: Issue) -> Bool {
    guard !names.isEmpty else { return false }
    let steps = issue.path.map { $0.split(whereSeparator: { "/[]@:".contains($0) }) } ?? []
    if steps.contains(where: { names.contains(String($0)) }) { return true }
    // What a mapping made has another path; its sentence names the element.
    let words = issue.message.split { !$0.isLetter && !$0.isNumber && !"_-.".contains($0) }
    return words.contains { names.contains($0.trimmingCharacters { $0 == "." }) }
  }
}

extension Substring {
  fileprivate func trimmingCharacters(where isTrimmed: (Character) -> Bool) -> String {
    var view = self
    while let last = view.last, isTrimmed(last) { view.removeLast() }
    return String(view)
  }
}
