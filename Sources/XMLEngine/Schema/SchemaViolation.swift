import CLibXML2

/// One violation as libxml2 words it, and its translation into a ``Diagnostic``.
///
/// libxml2 offers the number of the rule and a sentence; expected names and values stand only in the sentence. Its
/// shapes have been the same from 2.9 to 2.14, and the tests hold each of them.
struct SchemaViolation {
  /// The number of the rule in `xmlParserErrors`.
  let number: CInt

  /// The line libxml2 gives; only identity constraints need it, because they are found after their element.
  let line: Int

  let text: String

  /// The element or attribute in a tree that is at fault, as long as the tree is there; nil in a stream.
  var node: OpaquePointer?

  /// The whole value that is longer than its type allows; nil where that is not what is wrong, or the value is not known.
  var measured: String?

  /// The rule was broken by an element that its parent does not allow here, as its start tag showed. libxml2 then looks
  /// at no other child of that parent.
  var isUnexpectedElement: Bool {
    switch xmlParserErrors(rawValue: UInt32(max(0, number))) {
    case XML_SCHEMAV_ELEMENT_CONTENT, XML_SCHEMAV_CVC_COMPLEX_TYPE_2_4: !body.hasPrefix("Missing child")
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1: !body.hasPrefix("Character")
    // The parent is nil, of simple content, or of a simple type.
    case XML_SCHEMAV_CVC_ELT_3_2_1, XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2, XML_SCHEMAV_CVC_TYPE_3_1_2: true
    default: false
    }
  }

  /// libxml2 stopped for a reason of its own: this says nothing about the document.
  var isInternal: Bool { number == CInt(XML_SCHEMAV_INTERNAL.rawValue) }

  var code: Diagnostic.Code {
    switch xmlParserErrors(rawValue: UInt32(max(0, number))) {
    case XML_SCHEMAV_ELEMENT_CONTENT, XML_SCHEMAV_CVC_COMPLEX_TYPE_2_4:
      body.hasPrefix("Missing child") ? .elementMissing : .elementUnexpected
    case XML_SCHEMAV_CVC_ELT_1: body.contains("wildcard") ? .elementUnexpected : .rootUnknown
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_4: .attributeMissing
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_1, XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1, XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2,
      XML_SCHEMAV_CVC_TYPE_3_1_1:
      .attributeUnexpected
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3: .textUnexpected
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1:
      body.hasPrefix("Character") ? .textUnexpected : .elementUnexpected
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2, XML_SCHEMAV_CVC_TYPE_3_1_2: .elementUnexpected
    case XML_SCHEMAV_CVC_IDC: body.hasPrefix("No match") ? .referenceUnresolved : .keyDuplicate
    case let rule where Self.valueRules.contains(rule.rawValue): .valueInvalid
    default: .schemaRule
    }
  }

  /// The datatype and facet rules (XML Schema part 2, cvc-datatype-valid and cvc-facet-valid).
  private static let valueRules: Set<UInt32> = Set(
    [
      XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1, XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_2, XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3,
      XML_SCHEMAV_CVC_FACET_VALID, XML_SCHEMAV_CVC_LENGTH_VALID, XML_SCHEMAV_CVC_MINLENGTH_VALID,
      XML_SCHEMAV_CVC_MAXLENGTH_VALID, XML_SCHEMAV_CVC_MININCLUSIVE_VALID, XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID,
      XML_SCHEMAV_CVC_MINEXCLUSIVE_VALID, XML_SCHEMAV_CVC_MAXEXCLUSIVE_VALID, XML_SCHEMAV_CVC_TOTALDIGITS_VALID,
      XML_SCHEMAV_CVC_FRACTIONDIGITS_VALID, XML_SCHEMAV_CVC_PATTERN_VALID, XML_SCHEMAV_CVC_ENUMERATION_VALID,
    ].map(\.rawValue))

  // MARK: - The sentence

  /// What follows "Element '…': " or "Element '…', attribute '…': ".
  var body: String {
    guard text.hasPrefix("Element '"), let end = text.firstRange(of: "': ") else {
      return text.trimmingTrailingWhitespace()
    }
    return String(text[end.upperBound...]).trimmingTrailingWhitespace()
  }

  /// The element's local name.
  private var element: String? { text.hasPrefix("Element '") ? Self.firstQuoted(in: text).map(Self.local) : nil }

  /// The attribute's local name, where the rule is about one.
  var attribute: String? {
    guard let range = text.firstRange(of: "', attribute '") else { return nil }
    let rest = text[range.upperBound...]
    return rest.firstIndex(of: "'").map { Self.local(String(rest[..<$0])) }
  }

  /// The names that would have been right: "Expected is ( {ns}A )" or "Expected is one of ( {ns}A, {ns}B )".
  private var expectedNames: [String] {
    guard let start = body.firstRange(of: "Expected is "), let open = body[start.upperBound...].firstIndex(of: "("),
      let close = body.lastIndex(of: ")"), open < close
    else { return [] }
    return body[body.index(after: open)..<close].split(separator: ",").map {
      Self.local(String($0).trimmingCharacters { $0 == " " })
    }
  }

  /// This violation at a place. `value` is the text of the element, which the sentence may not quote whole.
  func diagnostic(at position: Position?, path: String?, value: String?, types: BaseTypes) -> Diagnostic {
    let name = element ?? "The element"
    let at = attribute
    let fullPath = at.map { (path ?? "") + "/@" + $0 } ?? path
    let names = expectedNames
    let expected = names.isEmpty ? nil : names.joined(separator: ", ")
    switch code {
    case .elementUnexpected:
      let hint = names.isEmpty ? " \(body)." : " Expected is \(Self.oneOf(names))."
      return Diagnostic(
        .elementUnexpected, at: position, path: fullPath, expected: expected,
        "\(name) is not expected here.\(hint)".replacing("..", with: "."))
    case .elementMissing:
      return Diagnostic(
        .elementMissing, at: position, path: fullPath, expected: expected,
        "\(name) is incomplete" + (names.isEmpty ? "." : ": it still needs \(Self.oneOf(names))."))
    case .rootUnknown:
      return Diagnostic(
        .rootUnknown, at: position, path: fullPath,
        "The root element \(name) is not one that this format knows; check its name and its namespace.")
    case .attributeMissing:
      let missing = Self.firstQuoted(in: body) ?? "an attribute"
      return Diagnostic(
        .attributeMissing, at: position, path: fullPath, expected: missing, "\(name) lacks the attribute \(missing).")
    case .attributeUnexpected:
      let extra = at ?? Self.firstQuoted(in: body) ?? "one of its attributes"
      return Diagnostic(
        .attributeUnexpected, at: position, path: fullPath, value: extra, "\(name) may not have the attribute \(extra)."
      )
    case .textUnexpected:
      return Diagnostic(
        .textUnexpected, at: position, path: fullPath, "\(name) may not contain text of its own, only elements.")
    case .valueInvalid:
      let shown = (at == nil ? value : nil) ?? measured ?? Self.firstQuoted(in: withoutFacetName) ?? ""
      let rule = ValueRule(number: number, sentence: body, types: types)
      let subject = at.map { "attribute \($0) of \(name)" } ?? name
      var diagnostic = Diagnostic(
        .valueInvalid, at: position, path: fullPath, value: shown, expected: rule.expected,
        "“\(Diagnostic.cut(shown))” in \(subject) \(rule.complaint).")
      if let measured, let excess = rule.excess {
        diagnostic.excess = Diagnostic.Excess(
          field: at ?? name, value: measured, size: excess.size, most: excess.most, unit: excess.unit)
      }
      return diagnostic
    default:
      return Diagnostic(code, at: position, path: fullPath, expected: expected, "\(name): \(body)")
    }
  }

  private var withoutFacetName: String {
    body.hasPrefix("[facet '") ? body.firstRange(of: "] ").map { String(body[$0.upperBound...]) } ?? body : body
  }

  /// The same value fails its facet and then, in a second message, its type: one of them is enough.
  func repeats(_ earlier: SchemaViolation) -> Bool {
    node == earlier.node && code == .valueInvalid && earlier.code == .valueInvalid && element == earlier.element
      && attribute == earlier.attribute && body.contains("is not a valid value of")
  }

  // MARK: - Pieces of the sentence

  /// The text between the first pair of single quotes.
  static func firstQuoted(in text: some StringProtocol) -> String? {
    guard let open = text.firstIndex(of: "'") else { return nil }
    let rest = text[text.index(after: open)...]
    return rest.firstIndex(of: "'").map { String(rest[..<$0]) }
  }

  /// `{urn:x}Name` without its namespace; wildcards such as `##other` stay as they are.
  private static func local(_ name: String) -> String {
    guard let brace = name.lastIndex(of: "}") else { return name }
    return String(name[name.index(after: brace)...])
  }

  static func oneOf(_ names: [String]) -> String { listed(names, "or") }

  static func listed(_ names: [String], _ conjunction: String) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }
}

extension String {
  func trimmingCharacters(where isTrimmed: (Character) -> Bool) -> String {
    var view = self[...]
    while let first = view.first, isTrimmed(first) { view.removeFirst() }
    while let last = view.last, isTrimmed(last) { view.removeLast() }
    return String(view)
  }
}
