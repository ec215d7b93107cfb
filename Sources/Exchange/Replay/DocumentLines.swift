import XMLEngine

/// Documents line by line, as they are written: ``XMLComparison`` tells only what differs in what two files say, and here
/// any byte counts.
package enum DocumentLines {
  package struct Line: Hashable, Sendable {
    package enum Kind: String, Sendable {
      case same, removed, added
      /// Lines that are the same are left out here.
      case gap
    }

    package let kind: Kind
    package let text: String
  }

  /// How many lines that are the same are shown around those that are not.
  private static let context = 1

  /// What turns one document into another. Each element stands on a line of its own, where the document allows it.
  package static func difference(from old: [UInt8], to new: [UInt8]) -> [Line] {
    let (old, new) = (lines(of: old), lines(of: new))
    let matches = LineDifference(from: old, to: new).matches
    var all: [Line] = []
    var next = 0
    for (index, line) in old.enumerated() {
      guard let match = matches[index] else {
        all.append(Line(kind: .removed, text: line))
        continue
      }
      all += new[next..<match].map { Line(kind: .added, text: $0) }
      all.append(Line(kind: .same, text: line))
      next = match + 1
    }
    all += new[next...].map { Line(kind: .added, text: $0) }
    return shortened(all)
  }

  private static func shortened(_ lines: [Line]) -> [Line] {
    var isShown = [Bool](repeating: false, count: lines.count)
    for (index, line) in lines.enumerated() where line.kind != .same {
      for near in max(0, index - context)...min(lines.count - 1, index + context) { isShown[near] = true }
    }
    var result: [Line] = []
    for (index, line) in lines.enumerated() {
      if isShown[index] {
        result.append(line)
      } else if result.last?.kind != .gap {
        result.append(Line(kind: .gap, text: ""))
      }
    }
    return result
  }

  private static func lines(of bytes: [UInt8]) -> [String] {
    if bytes.isEmpty { return [] }
    // What is no XML is shown as it is.
    let laidOut = try? XMLDocument.parse(bytes, location: "document").serialized(indented: true)
    return String(decoding: laidOut ?? bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: true)
      .map(String.init)
  }
}
