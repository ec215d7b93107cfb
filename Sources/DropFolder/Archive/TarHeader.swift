/// The block ahead of each entry of a tar archive (POSIX.1-1988, ustar). Numbers are octal digits with a NUL behind them.
struct TarHeader {
  let name: String
  /// Bytes of the entry, without what fills its last block.
  let size: Int

  /// Reads a block; nil for what is no header of a plain file, or is damaged.
  init?(_ block: [UInt8]) {
    guard block.count == DocumentTar.block, block[257..<262].elementsEqual("ustar".utf8),
      block[156] == UInt8(ascii: "0") || block[156] == 0,
      let sum = Self.number(block[148..<156]), sum == Self.checksum(block), let size = Self.number(block[124..<136])
    else { return nil }
    name = String(decoding: block[..<100].prefix { $0 != 0 }, as: UTF8.self)
    self.size = size
  }

  static func bytes(name: String, size: Int, modified seconds: Int) throws(FolderError) -> [UInt8] {
    guard (1...DocumentTar.longestName).contains(name.utf8.count),
      name.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "/") })
    else {
      throw FolderError(
        .invalidName,
        "An entry is called by up to \(DocumentTar.longestName) printable characters of ASCII, without a slash.",
        path: FileName(unchecked: Array(name.utf8)).display)
    }
    guard size <= DocumentTar.largest else {
      throw FolderError(.tooLarge, "A tar archive holds files of up to 8 GiB.", path: name)
    }
    var block = [UInt8](repeating: 0, count: DocumentTar.block)
    func put(_ text: String, at offset: Int) {
      block.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
    }
    put(name, at: 0)
    put("0000640", at: 100)
    put("0000000", at: 108)
    put("0000000", at: 116)
    put(octal(size, digits: 11), at: 124)
    put(octal(min(seconds, DocumentTar.largest), digits: 11), at: 136)
    put("0", at: 156)
    put("ustar", at: 257)
    put("00", at: 263)
    put("0000000", at: 329)
    put("0000000", at: 337)
    put(octal(checksum(block), digits: 6), at: 148)
    block[155] = UInt8(ascii: " ")
    return block
  }

  private static func octal(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  private static func number(_ field: ArraySlice<UInt8>) -> Int? {
    let text = String(decoding: field, as: UTF8.self).trimmingPrefix { $0 == " " }.prefix { $0 != " " && $0 != "\0" }
    return Int(text, radix: 8).flatMap { $0 >= 0 ? $0 : nil }
  }

  /// The sum of all bytes, those of the sum itself taken for spaces.
  private static func checksum(_ block: [UInt8]) -> Int {
    block.reduce(0) { $0 + Int($1) } - block[148..<156].reduce(0) { $0 + Int($1) } + 8 * 0x20
  }
}
