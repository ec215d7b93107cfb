import Exchange
import Operations

/// In lines for a person.
extension VersionDifference {
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
