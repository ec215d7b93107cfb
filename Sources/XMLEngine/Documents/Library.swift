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
    xsltSetDefaultSecurityPrefs(forbidEverything)
  }()

  /// No reading, no writing, no directories, no network: for every stylesheet.
  nonisolated(unsafe) static let forbidEverything: xsltSecurityPrefsPtr? = {
    let preferences = xsltNewSecurityPrefs()
    for door in [
      XSLT_SECPREF_READ_FILE, XSLT_SECPREF_WRITE_FILE, XSLT_SECPREF_CREATE_DIRECTORY, XSLT_SECPREF_READ_NETWORK,
      XSLT_SECPREF_WRITE_NETWORK,
    ] {
      xsltSetSecurityPrefs(preferences, door, xsltSecurityForbid)
    }
    return preferences
  }()

  /// The folder from which parts of the schema that is being compiled may come; nil, which is always outside
  /// ``allowing(folder:_:)``, lets nothing be loaded at all.
  @TaskLocal static var openFolder: String?

  /// Lets schema parts load from `folder` while `body` runs.
  static func allowing<Result>(folder: String, _ body: () -> Result) -> Result {
    $openFolder.withValue(folder, operation: body)
  }

  /// The bytes of a schema or stylesheet part, if it lies in `folder` or below and holds no DOCTYPE.
  static func part(at location: String, within folder: String) -> [UInt8]? {
    let path = location.hasPrefix("file://") ? URL(string: location)?.path ?? location : location
    guard !path.contains("://") else { return nil }
    let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
    let root = URL(fileURLWithPath: folder).resolvingSymlinksInPath().standardizedFileURL.path
    guard real.hasPrefix(root + "/"), let bytes = FileManager.default.contents(atPath: real) else { return nil }
    return TagScanner.firstFault(in: Array(bytes)) == nil ? Array(bytes) : nil
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
/// the folder of the stylesheet that asks.
private func loadStylesheetPart(
  _ url: UnsafePointer<xmlChar>?, _ dictionary: xmlDictPtr?, _ options: CInt, _ asker: UnsafeMutableRawPointer?,
  _ kind: xsltLoadType
) -> xmlDocPtr? {
  guard kind == XSLT_LOAD_STYLESHEET, let url, let asker else { return nil }
  let stylesheet = asker.assumingMemoryBound(to: xsltStylesheet.self)
  guard let base = stylesheet.pointee.doc?.pointee.URL else { return nil }
  let folder = URL(fileURLWithPath: String(cString: base)).deletingLastPathComponent().path
  let location = String(cString: url)
  guard let bytes = Library.part(at: location, within: folder) else { return nil }
  return bytes.withUnsafeBytes { raw in
    xmlReadMemory(
      raw.bindMemory(to: CChar.self).baseAddress, CInt(raw.count), location, nil, CInt(XML_PARSE_NONET.rawValue))
  }
}
