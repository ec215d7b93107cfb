/// One question that a probe put to a folder, with what came out.
package struct Finding: Hashable, Sendable, Codable {
  package let question: Question
  package let weight: Weight
  /// What was seen, as a fact.
  package let measured: String
  /// What that means for the exchange, in a sentence.
  package let meaning: String
  /// What the administrator should do; nil where nothing is to be done.
  package let change: String?

  package init(_ question: Question, _ weight: Weight, _ measured: String, _ meaning: String, change: String? = nil) {
    self.question = question
    self.weight = weight
    self.measured = measured
    self.meaning = meaning
    self.change = change
  }

  package enum Question: String, Hashable, Sendable, Codable, CaseIterable {
    case fileSystem = "file-system"
    case mount
    case rights
    case rename
    case workingFolder = "working-folder"
    case durability
    case times
    case clock
    case letterCase = "letter-case"
    case names
    case events
    case leases
    case space
    case owners
    case leftOvers = "left-overs"
    case settling
    case sameFolder = "same-folder"
    case answer
  }

  package enum Weight: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    case good
    /// Worth knowing, with nothing to be done.
    case note
    /// The folder can be used, and something about it should be changed.
    case advice
    /// The folder cannot be used.
    case fault

    package static func < (left: Weight, right: Weight) -> Bool {
      allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
    }
  }
}

extension Finding {
  /// A question whose answer was an error.
  init(_ question: Question, _ weight: Weight, _ error: FolderError, meaning: String) {
    let remedy = error.code.remedy
    let isLast = error.message.hasSuffix(" " + remedy)
    self.init(
      question, weight, error.path + ": " + (isLast ? String(error.message.dropLast(remedy.count + 1)) : error.message),
      meaning, change: isLast ? remedy : nil)
  }
}
