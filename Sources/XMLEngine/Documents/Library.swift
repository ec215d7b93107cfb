import CLibXML2
import CLibXSLT
import Foundation

/// libxml2 and libxslt as this program uses them: prepared once, with every door to files and network shut.
enum Library {
  /// Makes the libraries ready. Every type that calls into C touches this first; it runs once.
  static let prepared: Void = {
    xmlInitParser()
    xmlSetExternalEntityLoader(loadFromOpenFolder)
    exsltCommonRegister()
    exsltMathRegister()
    exsltSetsRegister()
    exsltStrRegister()
    exsltDateRegister()
    xsltSetLoaderFunc(loadStylesheetPart)
    xsltSetDefaultSecurityPrefs(forbidAllButParts)
  }()

  /// No reading, no writing, no directories, no network: for every transformation. Never changed after it is made.
  nonisolated(unsafe) static let forbidEverything: xsltSecurityPrefsPtr? = forbidding()

  /// The same, but for the parts that a stylesheet imports while it is compiled, from its own folder.
  private nonisolated(unsafe) static let forbidAllButParts: xsltSecurityPrefsPtr? = {
    let preferences = forbidding()
    xsltSetSecurityPrefs(preferences, XSLT_SECPREF_READ_FILE) { _, _, location in
      guard let location, let parts = Library.parts else { return 0 }
      return parts.allows(String(cString: location)) ? 1 : 0
    }
    return preferences
  }()

  /// CDATA sections in stylesheets are plain text, as libxslt itself reads them. It frees one that is all of an
  /// `xsl:attribute` twice.
  static let stylesheetOptions = CInt(XML_PARSE_NOCDATA.rawValue)

  /// libxslt offers no error channel of its own while it compiles, only the process's: one stylesheet at a time.
  static let compiling = NSLock()

  private static func forbidding() -> xsltSecurityPrefsPtr? {
    let preferences = xsltNewSecurityPrefs()
    for door in [
      XSLT_SECPREF_READ_FILE, XSLT_SECPREF_WRITE_FILE, XSLT_SECPREF_CREATE_DIRECTORY, XSLT_SECPREF_READ_NETWORK,
      XSLT_SECPREF_WRITE_NETWORK,
    ] {
      xsltSetSecurityPrefs(preferences, door, xsltSecurityForbid)
    }
    return preferences
  }

  /// Loads parts of the schema or stylesheet that is being compiled; nil, which is always so outside of
  /// ``allowingParts(_:_:)``, lets nothing be loaded at all.
  @TaskLocal static var parts: PartLoader?

  /// Lets parts load while `body` runs.
  static func allowingParts<Result>(_ loader: PartLoader, _ body: () -> Result) -> Result {
    $parts.withValue(loader, operation: body)
  }
}

/// What libxml2 calls for everything it would load: parts of a schema while one is compiled, else nothing.
private func loadFromOpenFolder(
  _ url: UnsafePointer<CChar>?, _ id: UnsafePointer<CChar>?, _ context: xmlParserCtxtPtr?
) -> xmlParserInputPtr? {
  guard let url, let context, let bytes = Library.parts?.load(String(cString: url)) else { return nil }
  let buffer = bytes.withUnsafeBytes { raw in
    xmlParserInputBufferCreateMem(raw.bindMemory(to: CChar.self).baseAddress, CInt(raw.count), XML_CHAR_ENCODING_NONE)
  }
  guard let buffer else { return nil }
  guard let input = xmlNewIOInputStream(context, buffer, XML_CHAR_ENCODING_NONE) else {
    xmlFreeParserInputBuffer(buffer)
    return nil
  }
  // The location is what relative includes inside this part are resolved against.
  input.pointee.filename = UnsafePointer(
    UnsafeRawPointer(xmlStrdup(UnsafeRawPointer(url).assumingMemoryBound(to: xmlChar.self)))?
      .assumingMemoryBound(to: CChar.self))
  return input
}

/// What libxslt calls for `xsl:import`, `xsl:include` and `document()`. Only the first two are served, and only from
/// the folder of the stylesheet that is being compiled.
private func loadStylesheetPart(
  _ url: UnsafePointer<xmlChar>?, _ dictionary: xmlDictPtr?, _ options: CInt, _ asker: UnsafeMutableRawPointer?,
  _ kind: xsltLoadType
) -> xmlDocPtr? {
  guard kind == XSLT_LOAD_STYLESHEET, let url, let parts = Library.parts else { return nil }
  let location = String(cString: url)
  guard let bytes = parts.load(location) else { return nil }
  guard let parser = xmlNewParserCtxt() else { return nil }
  defer { xmlFreeParserCtxt(parser) }
  if let dictionary {
    // libxslt compares names by address, across all parts of a stylesheet.
    xmlDictFree(parser.pointee.dict)
    parser.pointee.dict = dictionary
    xmlDictReference(dictionary)
  }
  return bytes.withUnsafeBytes { raw in
    xmlCtxtReadMemory(
      parser, raw.bindMemory(to: CChar.self).baseAddress, CInt(raw.count), location, nil,
      Library.stylesheetOptions | CInt(XML_PARSE_NONET.rawValue))
  }
}
