import XMLEngine

extension EditableText {
  /// The bytes of an edited version: in the encoding that it declares, with the line ends and the byte order mark of the
  /// file.
  ///
  /// A line that was not changed keeps the end that it had; a new one gets the end that most lines have.
  ///
  /// - Parameter edited: as a form brings it, with whatever line ends.
  /// - Throws: ``UnfitText`` for a character that the file cannot hold.
  package func bytes(of edited: String) throws(UnfitText) -> [UInt8] {
    let text = Self.withLineFeeds(edited)
    let encoder = TextEncoder(encoding(of: text))
    try check(text, for: encoder)
    return mark + encoder.encoded(Array(withLineEnds(text).utf8))
  }

  /// Whether a version is the file as it was.
  package func isUnchanged(_ edited: String) -> Bool {
    edited.utf8.elementsEqual(text.utf8) || Self.withLineFeeds(edited).utf8.elementsEqual(text.utf8)
  }

  /// With a line feed in the place of every line end: a form sends two characters for it (HTML Standard, section
  /// 4.10.21.3).
  package static func withLineFeeds(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\r")) else { return text }
    var result = String.UnicodeScalarView()
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if scalar == "\r" {
        result.append("\n")
      } else if scalar != "\n" || last != "\r" {
        result.append(scalar)
      }
      last = scalar
    }
    return String(result)
  }

  /// A person may have put the name of the encoding right. Where a mark or the inbox says what it is, the name is not
  /// looked at.
  private func encoding(of text: String) -> TextEncoding {
    switch encoding {
    case .utf16LittleEndian, .utf16BigEndian: return encoding
    case .utf8, .ascii, .latin1, .latin9, .windows1252:
      if isOverridden || !mark.isEmpty { return encoding }
      return LenientDecoder(head: Array(text.utf8.prefix(LenientDecoder.head)), override: nil).encoding
    }
  }

  private func check(_ text: String, for encoder: TextEncoder) throws(UnfitText) {
    var (line, column) = (1, 1)
    for scalar in text.unicodeScalars {
      guard scalar != "\n" else {
        (line, column) = (line + 1, 1)
        continue
      }
      if !Self.survives(scalar) || scalar == "\u{FFFD}" && !holdsReplacement {
        throw UnfitText(.character(scalar), line: line, column: column)
      }
      if !encoder.holds(scalar) {
        throw UnfitText(.encoding(scalar, encoder.encoding), line: line, column: column)
      }
      column += 1
    }
  }

  // MARK: - Line ends

  private func withLineEnds(_ text: String) -> String {
    let usual = usualEnd
    if ends.allSatisfy({ $0 == usual }) {
      return usual == .lineFeed ? text : text.replacing("\n", with: usual.rawValue)
    }
    let (before, after) = (Self.lines(of: self.text), Self.lines(of: text))
    var kept: [Int: LineEnd] = [:]
    for (old, new) in LineDifference(from: before, to: after).matches.enumerated() {
      if let new, old < ends.count { kept[new] = ends[old] }
    }
    var result = after.first ?? ""
    for (number, line) in after.enumerated().dropFirst() {
      result += (kept[number - 1] ?? usual).rawValue
      result += line
    }
    return result
  }

  private var usualEnd: LineEnd {
    var counts: [LineEnd: Int] = [:]
    for end in ends { counts[end, default: 0] += 1 }
    return [.both, .carriageReturn].first { counts[$0, default: 0] * 2 > ends.count } ?? .lineFeed
  }

  /// Text between line feeds; Swift takes a line feed behind a carriage return for part of another character.
  private static func lines(of text: String) -> [String] {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
  }
}
