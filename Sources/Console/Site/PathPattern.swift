/// A path in which some steps are any: `/entities/{entity}/{key}`.
package struct PathPattern: Sendable, Equatable, CustomStringConvertible {
  private enum Step: Equatable {
    case word(String)
    /// Any one step, which is known by this name.
    case any(String)
  }

  package let description: String
  private let steps: [Step]

  package init(_ pattern: String) {
    description = pattern
    steps = pattern.split(separator: "/").map { step in
      step.hasPrefix("{") && step.hasSuffix("}") ? .any(String(step.dropFirst().dropLast())) : .word(String(step))
    }
  }

  /// What the steps in braces are in a path, by name; nil for a path of another form.
  package func parameters(of path: [String]) -> [String: String]? {
    guard path.count == steps.count else { return nil }
    var parameters: [String: String] = [:]
    for (step, written) in zip(steps, path) {
      switch step {
      case .word(let word): if word != written { return nil }
      case .any(let name): parameters[name] = written
      }
    }
    return parameters
  }

  /// How many of its steps are words: of two patterns that a path fits, the one with more of them is meant.
  package var wordCount: Int {
    steps.count { if case .word = $0 { true } else { false } }
  }
}
