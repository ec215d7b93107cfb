/// Reads markup at the level of bytes, ahead of libxml2: holds the limits, refuses a DOCTYPE, and notes the exact place
/// of every start tag.
///
/// It does not judge well-formedness, which stays libxml2's. The two walk in step: in a document without DOCTYPE every
/// start tag that libxml2 reports is one that stands literally in the bytes, in the same order. A document in which the
/// two could differ is one that libxml2 refuses at that place.
///
/// Time is linear in the bytes; memory is what one chunk holds of tags.
struct TagScanner {
  /// A start tag's `<`, and what is needed to say where that is in the original encoding.
  struct Place {
    var utf8Offset = 0
    var scalars = 0
    var astral = 0
    var line = 1
    var column = 1

    @inline(__always)
    mutating func advance(over byte: UInt8) {
      utf8Offset += 1
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
        scalars += 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
        scalars += 1
        if byte >= 0xF0 { astral += 1 }
      }
    }

    /// Takes back what a byte did. The column is right as long as the line stays the same.
    mutating func retreat(over byte: UInt8) {
      utf8Offset -= 1
      guard byte & 0xC0 != 0x80 else { return }
      scalars -= 1
      column -= 1
      if byte >= 0xF0 { astral -= 1 }
    }
  }

  /// A limit or a rule broken at a place.
  struct Fault {
    var code: Diagnostic.Code
    var place: Place
    var message: String
    var expected: String?
  }

  private enum State {
    case text
    case opened  // after "<"
    case bang  // after "<!", until it is clear which of the three it opens
    case startTag
    case attributeValue(quote: UInt8)
    case endTag
    case comment(dashes: Int)
    case characterData(brackets: Int)
    case instruction(question: Bool)
  }

  private let limits: XMLLimits
  private var state = State.text
  private var here = Place()
  private var tagStart = Place()
  /// Where the latest tag ended. Comments, CDATA sections and processing instructions do not end the text they stand in.
  private var textStart = Place()
  /// What followed "<!" so far.
  private var bang: [UInt8] = []
  private var attributes = 0
  private var lastByte: UInt8 = 0
  private var depth = 0
  private var sawElement = false
  private var sawContent = false

  /// Start tags that libxml2 has not reported yet, oldest first from `next`.
  private var places: [Place] = []
  private var next = 0

  /// Where elements end whose end libxml2 has not reported yet, oldest first from `nextEnd`: offsets in UTF-8.
  private var ends: [Int] = []
  private var nextEnd = 0
  /// Whoever asks for the ends of elements must ask for each of them.
  var notesEnds = false

  /// Levels of elements whose end is worth a pause, one bit for each.
  private let pausingLevels: UInt64
  private var pauses: [Pause] = []

  /// The end of an element, by its offset in UTF-8.
  struct Pause {
    var offset: Int
    var level: Int
  }

  /// - Parameter pausingAfter: at which levels records stand, the root's being 1. Where one ends, whoever hands the bytes
  ///   on can pause; see ``takePauses()``. Very deep levels are passed over.
  init(limits: XMLLimits, pausingAfter levels: Set<Int> = []) {
    self.limits = limits
    pausingLevels = levels.filter { (1..<64).contains($0) }.reduce(0) { $0 | 1 << UInt64($1) }
  }

  /// The ends of elements at the wanted levels since the last call.
  mutating func takePauses() -> [Pause] {
    defer { pauses.removeAll(keepingCapacity: true) }
    return pauses
  }

  /// Where scanning stands: the place of the next byte.
  var place: Place { here }

  /// The root element is open, or a tag is, or there was no element at all: input that ends here ends too early.
  var isUnfinished: Bool {
    if !sawElement || depth > 0 { return true }
    if case .text = state { return false }
    return true
  }

  /// Nothing but white space has been seen.
  var isBlank: Bool { !sawContent }

  /// The place of the next start tag, in the order in which libxml2 reports them.
  mutating func nextStartTag() -> Place {
    guard next < places.count else { return here }
    defer {
      next += 1
      if next == places.count {
        places.removeAll(keepingCapacity: true)
        next = 0
      }
    }
    return places[next]
  }

  /// Where the next element ends, its end tag included, in the order in which libxml2 reports ends. Only where
  /// ``notesEnds`` is set before anything is scanned.
  mutating func nextEndOfElement() -> Int {
    guard nextEnd < ends.count else { return here.utf8Offset }
    defer {
      nextEnd += 1
      if nextEnd == ends.count {
        ends.removeAll(keepingCapacity: true)
        nextEnd = 0
      }
    }
    return ends[nextEnd]
  }

  /// Goes on at another place, between two elements; what was noted is forgotten.
  ///
  /// - Parameter depth: how many elements are open there.
  mutating func resume(at place: Place, depth: Int) {
    here = place
    textStart = place
    // Text is counted from the `>` of the tag ahead of it.
    textStart.retreat(over: UInt8(ascii: ">"))
    self.depth = depth
    state = .text
    places.removeAll(keepingCapacity: true)
    next = 0
    pauses.removeAll(keepingCapacity: true)
  }

  /// The places of all start tags that were not asked for yet.
  mutating func takeStartTags() -> [Place] {
    defer {
      places.removeAll(keepingCapacity: true)
      next = 0
    }
    return Array(places[next...])
  }

  /// Scans `bytes` and returns how many of them may be handed on, with the fault that stopped it, if one did.
  mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> (accepted: Int, fault: Fault?) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if let fault = step(byte) { return (index, fault) }
      here.advance(over: byte)
      index += 1
      if case .text = state {
        index = skipText(bytes, from: index)
        if textIsTooLong { return (index, textFault()) }
      }
    }
    return (index, nil)
  }

  // MARK: - Steps

  /// The fast path: text up to the next byte that matters.
  @inline(__always)
  private mutating func skipText(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "<") || byte == 0 { break }
      if byte > 0x20 { sawContent = true }
      here.advance(over: byte)
      index += 1
    }
    return index
  }

  /// What `byte` does to the state. The byte is not yet counted in `here`.
  private mutating func step(_ byte: UInt8) -> Fault? {
    if byte == 0 {
      return Fault(code: .nulBytes, place: here, message: "A NUL byte stands here; XML may not contain one.")
    }
    switch state {
    case .text:
      guard byte == UInt8(ascii: "<") else {
        if byte > 0x20 { sawContent = true }
        return nil
      }
      sawContent = true
      tagStart = here
      state = .opened
    case .opened:
      switch byte {
      case UInt8(ascii: "/"): state = .endTag
      case UInt8(ascii: "?"): state = .instruction(question: false)
      case UInt8(ascii: "!"):
        bang.removeAll(keepingCapacity: true)
        state = .bang
      default: return openStartTag(first: byte)
      }
    case .bang:
      bang.append(byte)
      return stepBang()
    case .startTag:
      return stepStartTag(byte)
    case .attributeValue(let quote):
      if byte == quote { state = .startTag }
      lastByte = byte
      return tagLengthFault()
    case .endTag:
      if byte == UInt8(ascii: ">") {
        closeElement()
      }
      return tagLengthFault()
    case .comment(let dashes):
      if byte == UInt8(ascii: ">"), dashes >= 2 {
        state = .text
      } else {
        state = .comment(dashes: byte == UInt8(ascii: "-") ? dashes + 1 : 0)
      }
      return textIsTooLong ? textFault() : nil
    case .characterData(let brackets):
      if byte == UInt8(ascii: ">"), brackets >= 2 {
        state = .text
      } else {
        state = .characterData(brackets: byte == UInt8(ascii: "]") ? brackets + 1 : 0)
      }
      return textIsTooLong ? textFault() : nil
    case .instruction(let question):
      if byte == UInt8(ascii: ">"), question {
        state = .text
      } else {
        state = .instruction(question: byte == UInt8(ascii: "?"))
      }
      return tagLengthFault()
    }
    return nil
  }

  private mutating func openStartTag(first byte: UInt8) -> Fault? {
    depth += 1
    sawElement = true
    attributes = 0
    lastByte = byte
    places.append(tagStart)
    state = .startTag
    guard depth <= limits.depth else {
      return Fault(
        code: .limitDepth, place: tagStart,
        message: "Elements are nested more than \(limits.depth) levels deep.",
        expected: "at most \(limits.depth) levels")
    }
    return stepStartTag(byte)
  }

  private mutating func stepStartTag(_ byte: UInt8) -> Fault? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      attributes += 1
      state = .attributeValue(quote: byte)
      guard attributes <= limits.attributes else {
        return Fault(
          code: .limitAttributes, place: tagStart,
          message: "This element has more than \(limits.attributes) attributes.",
          expected: "at most \(limits.attributes) attributes")
      }
    case UInt8(ascii: ">"):
      if lastByte == UInt8(ascii: "/") { closeElement() } else { endTag() }
    default: break
    }
    lastByte = byte
    return tagLengthFault()
  }

  private mutating func stepBang() -> Fault? {
    if bang.elementsEqual("--".utf8) {
      state = .comment(dashes: 0)
    } else if bang.elementsEqual("[CDATA[".utf8) {
      state = .characterData(brackets: 0)
    } else if bang.elementsEqual("DOCTYPE".utf8) {
      return Fault(
        code: .doctype, place: tagStart,
        message: "The file has a DOCTYPE. Files with document type declarations are refused: they can smuggle in "
          + "entities and outside files.",
        expected: "a file without <!DOCTYPE …>")
    } else if "--".utf8.starts(with: bang) || "[CDATA[".utf8.starts(with: bang)
      || "DOCTYPE".utf8.starts(with: bang)
    {
      return nil
    } else {
      // Not XML; libxml2 will say so, in its own words, at this place.
      state = .endTag
    }
    return nil
  }

  private mutating func closeElement() {
    if depth < 64, pausingLevels >> UInt64(depth) & 1 == 1 {
      pauses.append(Pause(offset: here.utf8Offset + 1, level: depth))
    }
    if notesEnds { ends.append(here.utf8Offset + 1) }
    depth = max(0, depth - 1)
    endTag()
  }

  private mutating func endTag() {
    state = .text
    textStart = here
  }

  private var textIsTooLong: Bool { here.utf8Offset - textStart.utf8Offset > limits.text }

  private func tagLengthFault() -> Fault? {
    guard here.utf8Offset - tagStart.utf8Offset > limits.tag else { return nil }
    return Fault(
      code: .limitTag, place: tagStart, message: "This tag is longer than \(limits.tag) bytes.",
      expected: "at most \(limits.tag) bytes")
  }

  private func textFault() -> Fault {
    Fault(
      code: .limitText, place: textStart, message: "The text from here on is longer than \(limits.text) bytes.",
      expected: "at most \(limits.text) bytes in one piece")
  }
}
