import ArgumentParser
import Operations

/// One of the words of a closed list, as an argument.
struct WordArgument<Word: RawRepresentable<String> & CaseIterable & Sendable>: ExpressibleByArgument, Sendable {
  let value: Word

  init?(argument: String) {
    guard let value = Word(rawValue: argument) else { return nil }
    self.value = value
  }

  static var allValueStrings: [String] { Word.allCases.map(\.rawValue) }
}
