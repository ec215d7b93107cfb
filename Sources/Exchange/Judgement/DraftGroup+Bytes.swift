import XMLEngine

extension Format {
  /// What becomes of text in its documents; nil where `xsl:output` alone decides.
  var encodedText: EncodedText? { encoding.map { EncodedText($0.text, by: unmappable) } }
}

extension DraftGroup {
  /// A document as bytes, in the encoding of the format; where that names none, in the one that `xsl:output` asks for.
  static func bytes(of document: XMLDocument, _ entity: Entity, in format: CompiledFormat) throws(XMLEngineError)
    -> [UInt8]
  {
    let encoding = format.format.encoding?.text
    if let stylesheet = format.writeStylesheet(for: entity) { return try stylesheet.serialize(document, in: encoding) }
    guard let encoding else { return try document.serialized(indented: true) }
    return try document.serialized(indented: true, in: encoding)
  }
}
