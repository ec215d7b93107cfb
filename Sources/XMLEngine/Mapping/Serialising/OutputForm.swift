import CLibXML2
import CLibXSLT

/// What a stylesheet's `xsl:output` asks for, imports included.
struct OutputForm {
  var method: String?
  var encoding: String?
  /// -1 where it is not said.
  var indent: Int32 = -1
  var omitsDeclaration: Int32 = -1
  var standalone: Int32 = -1
  /// The result is plain XML without a document type and without CDATA sections of its own.
  var isPlain = true

  /// What is written is XML, as far as the stylesheet says.
  var isXML: Bool { method == nil || method == "xml" }

  init(_ style: xsltStylesheetPtr) {
    var next: xsltStylesheetPtr? = style
    while let current = next {
      let sheet = current.pointee
      if method == nil, let value = sheet.method { method = String(cString: value) }
      if encoding == nil, let value = sheet.encoding { encoding = String(cString: value) }
      if indent == -1 { indent = sheet.indent }
      if omitsDeclaration == -1 { omitsDeclaration = sheet.omitXmlDeclaration }
      if standalone == -1 { standalone = sheet.standalone }
      if sheet.methodURI != nil || sheet.doctypePublic != nil || sheet.doctypeSystem != nil { isPlain = false }
      next = xsltNextImport(current)
    }
    if let method, method != "xml" { isPlain = false }
  }
}
