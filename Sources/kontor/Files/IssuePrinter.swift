import Exchange
import Operations
import XMLEngine

/// Prints issues as compilers do, each with the line of the file that it is about.
struct IssuePrinter {
  let file: InputFile
  let encoding: TextEncoding?
  let output: Output
  /// A line of the file may hold values that are shown to nobody; then none is printed.
  let showsSource: Bool

  func print(_ issue: Issue) {
    let place = issue.position.map { ":\($0.line):\($0.column)" } ?? ""
    let severity =
      switch issue.severity {
      case .error: output.styled("error:", .bad)
      case .warning: output.styled("warning:", .warning)
      case .information: output.styled("note:", .note)
      }
    let head = output.styled("\(file.name)\(place):", .strong)
    output.line("\(head) \(severity) \(Printable.line(issue.message)) [\(Printable.line(issue.code))]")
    if showsSource, let position = issue.position,
      let excerpt = Excerpt(at: position, in: file, encoding: encoding, width: min(output.width, 160) - 2)
    {
      output.line("  " + excerpt.line)
      output.line("  " + output.styled(excerpt.caret, .good))
    }
    if let expected = issue.expected { output.line("  expected: \(Printable.line(expected))") }
  }

  func print(_ list: IssueList) {
    for issue in list.issues { print(issue) }
    if list.left > 0 { output.line("\(file.name): and \(list.left) more; --limit shows them") }
  }
}
