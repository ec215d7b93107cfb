/// Gathers the lines of a comparison into hunks.
struct HunkBuilder {
  private typealias Line = XMLComparison.Line

  private let context: Int
  private var finished: [XMLComparison.Hunk] = []
  private var open: (path: String, old: Int, new: Int, lines: [XMLComparison.Line])?
  /// Lines that are the same, since the last difference or, where no hunk is open, the last few of them.
  private var same: [String] = []

  init(context: Int) {
    self.context = context
  }

  /// A line that is the same in both.
  mutating func keep(_ line: String) {
    same.append(line)
    if open == nil {
      if same.count > context { same.removeFirst() }
    } else if same.count > 2 * context {
      close()
    }
  }

  /// - Parameters:
  ///   - old, new: how many lines of both come before it.
  ///   - path: of the element around it; asked for the first line of a hunk only.
  mutating func change(_ line: XMLComparison.Line, old: Int, new: Int, path: () -> String) {
    if open == nil { open = (path(), old - same.count + 1, new - same.count + 1, []) }
    open?.lines += same.map(Line.same) + [line]
    same.removeAll(keepingCapacity: true)
  }

  mutating func finish() -> [XMLComparison.Hunk] {
    close()
    return finished
  }

  private mutating func close() {
    guard let hunk = open else { return }
    finished.append(
      XMLComparison.Hunk(
        path: hunk.path, oldLine: hunk.old, newLine: hunk.new, lines: hunk.lines + same.prefix(context).map(Line.same)))
    open = nil
    same = Array(same.suffix(context))
  }
}
