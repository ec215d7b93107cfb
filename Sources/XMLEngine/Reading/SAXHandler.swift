import CLibXML2

/// Fills in the callbacks by which libxml2 reports what it parses. Each finds its ``RecordReader`` in the parser
/// context's private field.
func prepareSAXHandler(_ handler: inout xmlSAXHandler) {
  xmlSAXVersion(&handler, 2)
  handler.startElementNs = { context, localName, prefix, uri, namespaces, bindings, attributes, defaulted, values in
    guard let (reader, parser) = reader(of: context) else { return }
    reader.startElement(
      parser,
      StartTag(
        localName: localName, prefix: prefix, uri: uri, namespaceCount: namespaces, namespaces: bindings,
        attributeCount: attributes, defaultedCount: defaulted, attributes: values))
  }
  handler.endElementNs = { context, localName, prefix, uri in
    guard let (reader, parser) = reader(of: context) else { return }
    reader.endElement(parser, localName, prefix, uri)
  }
  handler.characters = { context, text, length in
    guard let (reader, _) = reader(of: context) else { return }
    reader.characters(text, length, isCharacterData: false)
  }
  // The same function for both keeps the parser from guessing which white space matters.
  handler.ignorableWhitespace = handler.characters
  handler.cdataBlock = { context, text, length in
    guard let (reader, _) = reader(of: context) else { return }
    reader.characters(text, length, isCharacterData: true)
  }
  // Neither carries business data, and outside of records they would only pile up. Kontor's own marker is looked at.
  handler.comment = nil
  handler.processingInstruction = { context, target, content in
    guard let (reader, _) = reader(of: context) else { return }
    reader.processingInstruction(target, content)
  }
  // The scanner has refused a DOCTYPE before libxml2 saw it; should the two ever differ, this is the second wall.
  handler.internalSubset = { context, _, _, _ in
    guard let (reader, _) = reader(of: context), reader.stop == nil else { return }
    reader.stop = Diagnostic(.doctype, at: reader.position(of: reader.scanner.place), "The file has a DOCTYPE.")
  }
  kontor_xmlSetParserErrors(&handler) { context, error in
    guard let context, let error, let (reader, _) = reader(of: context) else { return }
    reader.receive(error)
  }
}

private func reader(of context: UnsafeMutableRawPointer?) -> (RecordReader, xmlParserCtxtPtr)? {
  guard let parser = context?.assumingMemoryBound(to: xmlParserCtxt.self), let object = parser.pointee._private else {
    return nil
  }
  return (Unmanaged<RecordReader>.fromOpaque(object).takeUnretainedValue(), parser)
}
