/// A language that Kontor writes to people in.
package enum Language: String, Hashable, Sendable, CaseIterable {
  case english = "en"
  case german = "de"
}
