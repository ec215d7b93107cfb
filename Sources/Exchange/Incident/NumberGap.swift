/// Control numbers of a sender that were left out, as the subject of an incident says it: `crm 5`, `crm 5-7`.
package struct NumberGap: Hashable {
  package var sender: String
  package var numbers: ClosedRange<Int64>

  var key: IncidentKey {
    let (first, last) = (numbers.lowerBound, numbers.upperBound)
    return IncidentKey(.numberGap, "\(sender) \(first == last ? "\(first)" : "\(first)-\(last)")")
  }

  init(sender: String, numbers: ClosedRange<Int64>) {
    self.sender = sender
    self.numbers = numbers
  }

  package init?(_ key: IncidentKey) {
    // The name of a system has no blank in it.
    let words = key.subject.split(separator: " ")
    guard words.count == 2 else { return nil }
    let ends = words[1].split(separator: "-").compactMap { Int64($0) }
    guard let first = ends.first, let last = ends.last, ends.count <= 2, first <= last else { return nil }
    self.init(sender: String(words[0]), numbers: first...last)
  }
}

/// A sender that went back with its control numbers: `crm after 20`.
package struct NumberReversal: Hashable {
  package var sender: String
  /// The highest number that had come.
  package var highest: Int64

  var key: IncidentKey { IncidentKey(.numberReversal, "\(sender) after \(highest)") }

  init(sender: String, highest: Int64) {
    self.sender = sender
    self.highest = highest
  }

  package init?(_ key: IncidentKey) {
    let words = key.subject.split(separator: " ")
    guard words.count == 3, let highest = Int64(words[2]) else { return nil }
    self.init(sender: String(words[0]), highest: highest)
  }
}

/// A file that ended the program: `crm 01KAVB0QZ3…`.
package struct QuarantinedFile: Hashable {
  package var sender: String
  package var interchange: InterchangeID

  var key: IncidentKey { IncidentKey(.fileQuarantined, "\(sender) \(interchange)") }

  init(sender: String, interchange: InterchangeID) {
    self.sender = sender
    self.interchange = interchange
  }

  package init?(_ key: IncidentKey) {
    let words = key.subject.split(separator: " ")
    guard words.count == 2 else { return nil }
    self.init(sender: String(words[0]), interchange: InterchangeID(String(words[1])))
  }
}

/// Whole numbers in a row, as people write them: `5-7, 9`.
struct NumberRanges: Hashable, CustomStringConvertible {
  private var ranges: [ClosedRange<Int64>] = []

  /// - Parameter taken: in order, each once.
  init(of whole: ClosedRange<Int64>, without taken: [Int64]) {
    var next = whole.lowerBound
    for number in taken where number >= next && number <= whole.upperBound {
      if number > next { ranges.append(next...number - 1) }
      next = number + 1
    }
    if next <= whole.upperBound { ranges.append(next...whole.upperBound) }
  }

  var count: Int { ranges.reduce(0) { $0 + Int(clamping: $1.upperBound - $1.lowerBound + 1) } }

  /// So many are written out.
  private static let most = 12

  var description: String {
    let words = ranges.prefix(Self.most).map { range in
      range.lowerBound == range.upperBound ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
    }
    let rest = ranges.count - Self.most
    return words.joined(separator: ", ") + (rest > 0 ? " and \(rest) more ranges" : "")
  }
}
