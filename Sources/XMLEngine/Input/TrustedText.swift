/// Schemas and stylesheets, which come from whoever runs Kontor, go the same way as files from elsewhere: decoded and
/// scanned before libxml2 sees them, so that it meets neither a DOCTYPE nor an encoding in which one could hide.
enum TrustedText {
  /// Why a document is not taken.
  struct Fault: Error {
    let message: String
  }

  /// The document as UTF-8. Its XML declaration is blanked out, for it may name the encoding that it had; lines stay.
  ///
  /// - Parameter encoding: the one that it really has, where its declaration lies.
  static func utf8(_ bytes: [UInt8], encoding: TextEncoding? = nil) -> Result<[UInt8], Fault> {
    var decoder = InputDecoder(override: encoding)
    var text: [UInt8] = []
    let undecodable = bytes.withUnsafeBytes { decoder.decode($0, isLast: true, into: &text) }
    if let undecodable { return .failure(Fault(message: undecodable.message)) }
    if let fault = TagScanner.firstFault(in: text) {
      return .failure(Fault(message: "line \(fault.place.line): \(fault.message)"))
    }
    guard text.starts(with: "<?xml ".utf8), let end = text.firstIndex(of: UInt8(ascii: ">")) else {
      return .success(text)
    }
    for index in 0...end where text[index] != UInt8(ascii: "\n") { text[index] = UInt8(ascii: " ") }
    return .success(text)
  }
}
