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
      guard let location, let folder = Library.openFolder else { return 0 }
      return Library.realPath(of: String(cString: location), within: folder) == nil ? 0 : 1
    }
    return preferences
  }()

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

  /// The folder from which parts of the schema or stylesheet that is being compiled may come; nil, which is always outside
  /// ``allowing(folder:_:)``, lets nothing be loaded at all.
  @TaskLocal static var openFolder: String?

  /// Lets parts load from the folder of `path` while `body` runs.
  static func allowingParts<Result>(of path: String, _ body: () -> Result) -> Result {
    $openFolder.withValue(URL(fileURLWithPath: path).deletingLastPathComponent().path, operation: body)
  }

  /// The bytes of a schema or stylesheet part, if it lies in `folder` or below and holds no DOCTYPE.
  static func part(at location: String, within folder: String) -> [UInt8]? {
    guard let path = realPath(of: location, within: folder), let bytes = FileManager.default.contents(atPath: path)
    else {
      return nil
    }
    return TagScanner.firstFault(in: Array(bytes)) == nil ? Array(bytes) : nil
  }
}

extension Library {
  /// The path of a location with all links resolved, if it lies in `folder` or below.
  fileprivate static func realPath(of location: String, within folder: String) -> String? {
    let path = location.hasPrefix("file://") ? URL(string: location)?.path ?? location : location
    guard !path.contains("://") else { return nil }
    let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
    let root = URL(fileURLWithPath: folder).resolvingSymlinksInPath().standardizedFileURL.path
    return real.hasPrefix(root + "/") ? real : nil
  }
}

/// What libxml2 calls for everything it would load: parts of a schema while one is compiled, else nothing.
private func loadFromOpenFolder(
  _ url: UnsafePointer<CChar>?, _ id: UnsafePointer<CChar>?, _ context: xmlParserCtxtPtr?
) -> xmlParserInputPtr? {
  guard let url, let context, let folder = Library.openFolder,
    let bytes = Library.part(at: String(cString: url), within: folder)
  else { return nil }
  let buffer = bytes.withUnsafeBytes { raw in
    xmlParserInputBufferCreateMem(raw.bindMemory(to: CChar.self).baseAddress, CInt(raw.count), XML_CHAR_ENCODING_NONE)
  }
  guard let buffer, let input = xmlNewIOInputStream(context, buffer, XML_CHAR_ENCODING_NONE) else { return nil }
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
  guard kind == XSLT_LOAD_STYLESHEET, let url, let folder = Library.openFolder else { return nil }
  let location = String(cString: url)
  guard let bytes = Library.part(at: location, within: folder) else { return nil }
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
      parser, raw.bindMemory(to: CChar.self).baseAddress, CInt(raw.count), location, nil, CInt(XML_PARSE_NONET.rawValue)
    )
  }
}
