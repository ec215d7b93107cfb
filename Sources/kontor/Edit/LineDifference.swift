import Exchange

/// What two texts differ in, line by line, as `diff -u` shows it.
struct LineDifference {
  enum Line: Equatable {
    case same(String)
    case removed(String)
    case added(String)

    fileprivate var isSame: Bool {
      if case .same = self { return true }
      return false
    }
  }

  /// Lines of both, in their order.
  let lines: [Line]

  /// Lines around a difference that are shown with it.
  private static let context = 3

  /// O(n·d) where d lines differ.
  init(before: [UInt8], after: [UInt8]) {
    let (old, new) = (Self.lines(of: before), Self.lines(of: after))
    // Most of what people change is little, so what is the same at both ends need not be compared.
    let head = zip(old, new).prefix { $0 == $1 }.count
    let most = min(old.count, new.count) - head
    let tail = zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.prefix(most).count
    let (oldMiddle, newMiddle) = (old[head..<old.count - tail], new[head..<new.count - tail])
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in Array(newMiddle).difference(from: Array(oldMiddle)) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var lines = old[..<head].map(Line.same)
    var (here, there) = (0, 0)
    while here < oldMiddle.count || there < newMiddle.count {
      if removed.contains(here), here < oldMiddle.count {
        lines.append(.removed(oldMiddle[oldMiddle.startIndex + here]))
        here += 1
      } else if added.contains(there) {
        lines.append(.added(newMiddle[newMiddle.startIndex + there]))
        there += 1
      } else {
        lines.append(.same(oldMiddle[oldMiddle.startIndex + here]))
        here += 1
        there += 1
      }
    }
    self.lines = lines + old[(old.count - tail)...].map(Line.same)
  }

  /// The text between line ends of any kind; an end of the last line is no line of its own.
  private static func lines(of bytes: [UInt8]) -> [String] {
    let text = String(decoding: bytes, as: UTF8.self)
    var lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  private static func printable(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: Printable.excerpt(text.unicodeScalars))
    return String(shown)
  }

  /// Differences with what stands around them, each line harmless to a terminal.
  func print(to output: Output) {
    var shown: Set<Int> = []
    for (number, line) in lines.enumerated() where !line.isSame {
      shown.formUnion(max(0, number - Self.context)...min(lines.count - 1, number + Self.context))
    }
    if shown.isEmpty { return output.line("they differ in nothing but line ends") }
    var (old, new) = (1, 1)
    for (number, line) in lines.enumerated() {
      if shown.contains(number) {
        if !shown.contains(number - 1) { output.line(output.styled("@@ -\(old) +\(new) @@", .note)) }
        switch line {
        case .same(let text): output.line("  " + Self.printable(text))
        case .removed(let text): output.line(output.styled("- " + Self.printable(text), .bad))
        case .added(let text): output.line(output.styled("+ " + Self.printable(text), .good))
        }
      }
      switch line {
      case .same: (old, new) = (old + 1, new + 1)
      case .removed: old += 1
      case .added: new += 1
      }
    }
  }
}
