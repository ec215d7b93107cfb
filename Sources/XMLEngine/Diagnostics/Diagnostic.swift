/// One thing that is wrong with a file, said so that a person can put it right.
///
/// A rejection is a value, not an error: it travels into the ledger, the acknowledgement and the clerk's report.
package struct Diagnostic: Hashable, Sendable {
  /// What kind of fault it is. The raw values are stable: acknowledgements and scripts rely on them.
  package enum Code: String, Hashable, Sendable, CaseIterable {
    case notXML = "not-xml"
    case empty
    case cutOff = "cut-off"
    case nulBytes = "nul-bytes"
    case encoding
    case doctype
    case notWellFormed = "not-well-formed"
    case rootUnknown = "root-unknown"
    case elementUnexpected = "element-unexpected"
    case elementMissing = "element-missing"
    case valueInvalid = "value-invalid"
    case attributeMissing = "attribute-missing"
    case attributeUnexpected = "attribute-unexpected"
    case textUnexpected = "text-unexpected"
    case keyDuplicate = "key-duplicate"
    case referenceUnresolved = "reference-unresolved"
    case schemaRule = "schema-rule"
    case moreErrors = "more-errors"
    case limitDepth = "limit-depth"
    case limitAttributes = "limit-attributes"
    case limitTag = "limit-tag"
    case limitText = "limit-text"
    case limitRecord = "limit-record"
    case limitSize = "limit-size"
    case limitEnvelope = "limit-envelope"
    case limitNamespaces = "limit-namespaces"
    case limitMisplaced = "limit-misplaced"
  }

  package enum Severity: String, Hashable, Sendable {
    case error, warning
  }

  package var severity: Severity
  package var code: Code
  package var position: Position?

  /// Where in the document, as element names with positions: `/Exchange/Order[7]/Lines/Line[2]/Quantity`.
  package var path: String?

  /// The offending value as it stands in the file, cut to ``longestValue`` characters.
  package var value: String?

  /// What would have been right, in a form that can stand after "expected".
  package var expected: String?

  /// One sentence for a person.
  package var message: String

  /// What is too long, in a document that was made here.
  package var excess: Excess?

  /// A value that is longer than its field takes.
  package struct Excess: Hashable, Sendable {
    /// The local name of the element or attribute.
    package let field: String
    /// All of it, as it stands.
    package let value: String
    /// As XML Schema counts: characters are Unicode scalars, and white space counts as the field's type has it.
    package let size: Int
    package let most: Int
    package let unit: Unit

    package enum Unit: String, Hashable, Sendable {
      case characters, digits
    }
  }

  /// A diagnostic is read by people and stored per record: longer values are cut, with an ellipsis.
  package static let longestValue = 200

  package init(
    _ code: Code, severity: Severity = .error, at position: Position? = nil, path: String? = nil, value: String? = nil,
    expected: String? = nil, _ message: String
  ) {
    self.severity = severity
    self.code = code
    self.position = position
    self.path = path
    self.value = value.map(Self.cut)
    self.expected = expected
    self.message = message
  }

  /// A file begins with an element that none of its format does.
  ///
  /// - Parameter expected: the roots that would have been right, at least one.
  package static func rootUnknown(
    _ name: String, in namespace: String, expected: [String], at place: Position
  ) -> Diagnostic {
    Diagnostic(
      .rootUnknown, at: place, path: "/\(name)", value: name, expected: expected.joined(separator: ", "),
      "The root element is \(name)\(namespace.isEmpty ? " without namespace" : " in namespace \(namespace)"); "
        + "expected is \(SchemaViolation.oneOf(expected)).")
  }

  package static func cut(_ value: String) -> String {
    value.unicodeScalars.count <= longestValue
      ? value : String(String.UnicodeScalarView(value.unicodeScalars.prefix(longestValue))) + "…"
  }
}
