/// A text for people in each language that Kontor writes.
package struct Bilingual: Hashable, Sendable {
  let english: String
  let german: String

  package init(_ english: String, _ german: String) {
    self.english = english
    self.german = german
  }

  package subscript(language: Language) -> String {
    switch language {
    case .english: english
    case .german: german
    }
  }
}
