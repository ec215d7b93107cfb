import Crypto
package import Exchange

/// What a page knows: how far the ledger was, and what the page's pieces were.
///
/// As text `<generation>-<interchange>-<closing>-<digest>`, the id of an event (HTML Standard, section 9.2).
package struct EventID: Sendable, Equatable, CustomStringConvertible {
  package let mark: LedgerMark
  /// Of all pieces.
  package let digest: UInt32

  package init(_ mark: LedgerMark?, _ fragments: [Fragment]) {
    self.init(mark, digests: fragments.map { ($0.id, $0.digest) })
  }

  init(_ mark: LedgerMark?, digests: [(id: String, digest: UInt64)]) {
    self.mark = mark ?? LedgerMark(generation: 0, arrival: 0, closing: 0)
    var hash = SHA256()
    for (id, digest) in digests { hash.update(data: Array("\(id)=\(digest);".utf8)) }
    digest = hash.finalize().prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Nil for what is none; whoever sends such a thing knows nothing.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 4, let generation = Int64(parts[0]), let arrival = Int64(parts[1]),
      let closing = Int64(parts[2]), parts[3].utf8.count == 8, parts[3].allSatisfy(\.isHexDigit),
      let digest = UInt32(parts[3], radix: 16)
    else { return nil }
    mark = LedgerMark(generation: generation, arrival: arrival, closing: closing)
    self.digest = digest
  }

  package var description: String {
    let digits = String(digest, radix: 16)
    return "\(mark)-" + String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }

  /// Whether a page that knows one of them has nothing to learn from the other: the ledger may have gone on without
  /// anything of this page becoming another.
  package func says(theSameAs other: EventID) -> Bool {
    mark.generation == other.mark.generation && digest == other.digest
  }
}

extension Fragment {
  /// Two pieces of the same digest show the same. How long ago something was is not counted: it is another with every
  /// second, and the page goes on counting by itself. Nor are form tokens, which are another for everybody.
  ///
  /// One walk over the bytes: it is taken with every answer.
  var digest: UInt64 {
    var html = html
    return html.withUTF8 { bytes in
      var hash = SHA256()
      var (start, place) = (0, 0)
      // Text and values are escaped, so nothing but an attribute looks like that, and nothing but the end of its element's
      // start like ">".
      while place < bytes.count {
        guard bytes[place] == Self.space, let (isAge, end) = Self.leftOut(bytes, at: place) else {
          place += 1
          continue
        }
        let shown = isAge ? Self.first(UInt8(ascii: ">"), in: bytes, from: end) : end
        hash.update(bufferPointer: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[start..<shown])))
        start = Self.first(UInt8(ascii: isAge ? "<" : "\""), in: bytes, from: shown)
        place = start
      }
      hash.update(bufferPointer: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[start...])))
      return hash.finalize().prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
  }

  private static let space = UInt8(ascii: " ")
  private static let age = Array(" data-at=\"".utf8)
  private static let token = Array(" name=\"token\" value=\"".utf8)

  /// Whether what is not counted begins at a place: of which kind, and where the attribute's value begins.
  private static func leftOut(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> (isAge: Bool, end: Int)? {
    if bytes[place...].starts(with: age) { return (true, place + age.count) }
    if bytes[place...].starts(with: token) { return (false, place + token.count) }
    return nil
  }

  /// The end where there is none.
  private static func first(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from place: Int) -> Int {
    bytes[place...].firstIndex(of: byte) ?? bytes.count
  }
}
