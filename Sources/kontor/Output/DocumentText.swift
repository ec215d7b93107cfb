import DropFolder
import Exchange
import Operations

/// A document that would be sent, behind a comment that says for which system it is.
struct DocumentText {
  let document: DryRunDocument

  init(_ document: DryRunDocument) {
    self.document = document
  }

  func print(to output: Output) {
    // Two dashes would end the comment (XML 1.0, section 2.5).
    let about =
      "\(document.system) \(document.entity.rawValue) \(Printable.line(document.key)), \(document.name.display)"
    output.line("<!-- \(about.replacing("--", with: "- -")) -->")
    // A terminal shows UTF-8; a program gets what the receiver would.
    if output.isTerminal { output.write(document.text) } else { output.write(document.bytes) }
    if document.bytes.last != UInt8(ascii: "\n") { output.write("\n") }
  }
}
