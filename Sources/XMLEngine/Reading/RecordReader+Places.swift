import CLibXML2

/// Places, and what the parser itself complains about.
extension RecordReader {
  func position(of place: TagScanner.Place) -> Position {
    decoder.position(of: place)
  }

  /// Where the parser stands: the end of what it was fed, less what it has not consumed.
  ///
  /// - Parameter column: where the parser thinks it stands in its line. It counts bytes in places, so that serves only
  ///   where nothing better is known: on a line before that on which the latest chunk begins.
  func parserPosition(column: Int?) -> Position {
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
      let held = UnsafeBufferPointer(start: current, count: -consumed)
      for byte in held { place.retreat(over: byte) }
      let lines = held.count { $0 == UInt8(ascii: "\n") }
      if lines > 0 {
        place.line -= lines
        place.column = columnOfParser(input) ?? column ?? place.column
      }
    }
    return position(of: place)
  }

  /// The column at which the parser stands, where it still holds the beginning of that line.
  private func columnOfParser(_ input: xmlParserInputPtr) -> Int? {
    guard let base = input.pointee.base, var place = input.pointee.cur else { return nil }
    var column = 1
    while place > base {
      place -= 1
      if place.pointee == UInt8(ascii: "\n") { return column }
      if place.pointee & 0xC0 != 0x80 { column += 1 }
    }
    return nil
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
    let place = parserPosition(column: max(1, Int(error.pointee.int2)))
    let reason = code == XML_ERR_NO_MEMORY ? "The parser cannot hold this file" : "The file is not well-formed XML"
    let diagnostic = Diagnostic(.notWellFormed, at: place, path: building.currentPath, "\(reason): \(message).")
    if isFatal {
      fatal = diagnostic
    } else {
      report(diagnostic)
    }
  }
}
