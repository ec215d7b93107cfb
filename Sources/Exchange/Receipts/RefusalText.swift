import DropFolder
import XMLEngine

/// The reason that a receiver wrote down beside a document that it refused.
///
/// It comes from another program and may be a log of any length, in any encoding: its first lines are read, and what does
/// harm in a terminal or is no character is written out.
enum RefusalText {
  private static let mostBytes = 4096
  private static let mostLines = 5
  private static let mostCharacters = 500

  /// Nil where there is no such file, or nothing in it.
  static func read(_ name: FileName, in folder: Folder) throws(FolderError) -> String? {
    let file: FileReader
    do {
      file = try folder.open(name)
    } catch let error where error.code == .missing {
      return nil
    }
    var bytes: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: mostBytes, alignment: 16)
    defer { buffer.deallocate() }
    while bytes.count < mostBytes, case let count = try file.read(into: buffer), count > 0 {
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
    return text(Array(bytes.prefix(mostBytes)), isCut: bytes.count >= mostBytes)
  }

  /// - Parameter isCut: the file goes on, and its last character here may be half a one.
  static func text(_ bytes: [UInt8], isCut: Bool = false) -> String? {
    var decoder = LenientDecoder(head: bytes, override: nil)
    let body = Array(bytes.dropFirst(decoder.markLength))
    // A log is no XML: what is no UTF-8 is what Windows writes.
    if decoder.encoding == .utf8, decoder.markLength == 0, !isUTF8(body, isCut: isCut) {
      decoder = LenientDecoder(.windows1252)
    }
    let decoded = String(decoder.decode(body, isLast: true))
    let lines = decoded.split(whereSeparator: \.isNewline).map { line in
      line.replacing(/[ \t]+/, with: " ").trimmingBlanks
    }.filter { !$0.isEmpty }
    guard !lines.isEmpty else { return nil }
    let shown = Printable.line(lines.prefix(mostLines).joined(separator: " / "))
    return shown.count > mostCharacters || lines.count > mostLines ? "\(shown.prefix(mostCharacters))…" : shown
  }

  private static func isUTF8(_ bytes: [UInt8], isCut: Bool) -> Bool {
    (0...(isCut ? 3 : 0)).contains { cut in String(validating: bytes.dropLast(cut), as: UTF8.self) != nil }
  }
}

extension StringProtocol {
  fileprivate var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
