import CLibXML2

/// Places, and what the parser itself complains about.
extension RecordReader {
  func position(of place: TagScanner.Place) -> Position {
    decoder.position(of: place)
  }

  /// Where the parser stands: the end of what it was fed, less what it has not consumed.
  ///
  /// - Parameters:
  ///   - line, column: where the parser thinks it stands. Its columns count bytes in places, so they serve only where
  ///     the place lies before the latest chunk.
  func parserPosition(line: Int?, column: Int?) -> Position {
    var waiting = 0
    if let input = parser.pointee.input, let current = input.pointee.cur, let end = input.pointee.end {
      waiting = max(0, end - current)
    }
    let consumed = feeding.fed - waiting
    if consumed >= 0 {
      var place = feeding.start
      for byte in feeding.text[..<consumed] { place.advance(over: byte) }
      return position(of: place)
    }
    // Characters that the parser still holds from chunks before.
    var place = feeding.start
    if let input = parser.pointee.input, let current = input.pointee.cur {
      for byte in UnsafeBufferPointer(start: current, count: -consumed) { place.retreat(over: byte) }
    }
    if let line { place.line = line }
    if let column { place.column = column }
    return position(of: place)
  }

  /// Takes what the parser itself complains about.
  func receive(_ error: UnsafePointer<xmlError>) {
    let code = xmlParserErrors(rawValue: UInt32(max(0, error.pointee.code)))
    // A namespace that is no absolute URI: bad taste, but well-formed. libxml2 is not sure whether it is an error.
    guard isReading, error.pointee.level != XML_ERR_WARNING, code != XML_WAR_NS_URI else { return }
    let message = (error.pointee.message.map { String(cString: $0) } ?? "").trimmingTrailingWhitespace()
    // libxml2 says that it has no memory where one of its own limits is reached, and then falls silent. The file does it,
    // every time: so it is refused, not tried again.
    let isFatal = error.pointee.level == XML_ERR_FATAL || code == XML_ERR_NO_MEMORY
    guard isFatal || error.pointee.domain == CInt(XML_FROM_NAMESPACE.rawValue), isFatal || takesAnotherError() else {
      return
    }
    let place = parserPosition(line: Int(error.pointee.line), column: max(1, Int(error.pointee.int2)))
    let reason = code == XML_ERR_NO_MEMORY ? "The parser cannot hold this file" : "The file is not well-formed XML"
    let diagnostic = Diagnostic(.notWellFormed, at: place, path: building.currentPath, "\(reason): \(message).")
    if isFatal {
      fatal = diagnostic
    } else {
      report(diagnostic)
    }
  }
}
