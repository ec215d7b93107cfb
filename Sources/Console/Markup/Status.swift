/// How something stands: a word, and a shape and a colour that say the same.
package enum Status: String, Sendable {
  /// As it should be: a disc.
  case well = "ok"
  /// Rejected, failed: a cross.
  case bad
  /// Well, but to be looked at: a triangle.
  case warned = "part"
  /// Rejected in part: half a disc.
  case half
  /// Waits for something: two bars.
  case held
  /// Somebody has to decide: a diamond.
  case doubt
  /// Nothing to say of it: a square.
  case still = ""

  package func callAsFunction(_ word: String) -> Markup {
    span(word, .class(self == .still ? "s" : "s \(rawValue)"))
  }
}
