import Exchange

/// What two versions of a file differ in, for a person.
struct VersionDifference {
  let comparison: XMLComparison

  init(from before: [UInt8], to after: [UInt8]) throws {
    do {
      comparison = try XMLComparison(from: before, to: after)
    } catch let error as ComparisonError {
      throw Failure(.usage, error.message)
    }
  }

  func print(to output: Output) {
    if comparison.isEmpty {
      return output.line("they say the same; only comments, line breaks or the like can differ")
    }
    for line in comparison.text {
      let text = Self.printable(line)
      switch line.first {
      case "@": output.line(output.styled(text, .note))
      case "-": output.line(output.styled(text, .bad))
      case "+": output.line(output.styled(text, .good))
      default: output.line(text)
      }
    }
  }

  /// A tab takes one blank, so that what is indented by tabs can be read.
  private static func printable(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: Printable.excerpt(text.unicodeScalars))
    return String(shown)
  }
}

/// What `show --diff --json` says.
struct DifferenceReport: Encodable {
  struct Hunk: Encodable {
    /// The element around the first difference.
    var path: String?
    var oldLine: Int
    var newLine: Int
    /// Each begins with two blanks, or with `- ` or `+ `.
    var lines: [String]
  }

  /// The interchanges that are the two attempts.
  var before: String
  var after: String
  var hunks: [Hunk]
  /// Why they were compared line by line as they stand; absent where they were compared as XML.
  var plainBecause: String?

  init(before: InterchangeID, after: InterchangeID, _ comparison: XMLComparison) {
    self.before = before.text
    self.after = after.text
    plainBecause = comparison.plainBecause
    hunks = comparison.hunks.map { hunk in
      Hunk(
        path: hunk.path.isEmpty ? nil : hunk.path, oldLine: hunk.oldLine, newLine: hunk.newLine,
        lines: hunk.lines.map { line in
          switch line {
          case .same(let text): "  \(text)"
          case .removed(let text): "- \(text)"
          case .added(let text): "+ \(text)"
          }
        })
    }
  }
}
