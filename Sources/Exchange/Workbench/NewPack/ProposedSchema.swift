/// An XML Schema that takes the sample, and files like it: one file for each namespace.
struct ProposedSchema {
  let survey: SampleSurvey
  /// That of the pack.
  let name: String

  /// The names of files with what stands in them, the one for the root first.
  var files: [(name: String, text: String)] {
    ([survey.root.home] + survey.namespaces.filter { $0 != survey.root.home })
      .map { (file(of: $0), text(of: $0)) }
  }

  private func file(of namespace: String) -> String {
    let others = survey.namespaces.filter { $0 != survey.root.home }
    return others.firstIndex(of: namespace).map { "\(name)-\($0 + 2).xsd" } ?? "\(name).xsd"
  }

  private func prefix(of namespace: String) -> String {
    "n\((survey.namespaces.firstIndex(of: namespace) ?? 0) + 1)"
  }

  private func text(of namespace: String) -> String {
    let globals = survey.globals.values.filter { $0.name.namespace == namespace }
      .sorted { $0.name.local < $1.name.local }
    let tops = namespace.isEmpty ? [survey.root] : globals
    var writer = Writer(schema: self)
    for top in tops { writer.declare(top, attributes: "", depth: 1) }
    let target = QuotedMarkup.escaped(namespace)
    let named = namespace.isEmpty ? "" : " targetNamespace=\"\(target)\" elementFormDefault=\"qualified\""
    let prefixes = survey.namespaces.map { " xmlns:\(prefix(of: $0))=\"\(QuotedMarkup.escaped($0))\"" }.joined()
    let imports = survey.namespaces.filter { $0 != namespace }.map {
      "  <xs:import namespace=\"\(QuotedMarkup.escaped($0))\" schemaLocation=\"\(file(of: $0))\"/>\n"
    }.joined()
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <!--
        Proposed from one sample. It takes files like that, and no others, so widen it: what is missing from the sample can be
        optional (minOccurs="0"), what is there once can be repeated (maxOccurs="unbounded"). Types are guessed where every value
        fits. Where a field has a longest length, say it (xs:maxLength): Kontor then names the field that is too long.
      -->
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"\(prefixes)\(named)>
      \(imports)\(writer.text)</xs:schema>

      """
  }

  private struct Writer {
    let schema: ProposedSchema
    var text = ""

    mutating func line(_ line: String, _ depth: Int) {
      text += String(repeating: "  ", count: min(depth, 40)) + line + "\n"
    }

    /// - Parameter attributes: how often it may stand there.
    mutating func declare(_ shape: ElementShape, attributes occurs: String, depth: Int) {
      let nillable = shape.isNillable ? " nillable=\"true\"" : ""
      let head = "<xs:element name=\"\(QuotedMarkup.escaped(shape.name.local))\"\(nillable)\(occurs)"
      let isPlain = shape.isLeaf && shape.attributes.isEmpty && !shape.hasForeignAttributes
      guard !isPlain else { return line("\(head) type=\"xs:\(shape.type)\"/>", depth) }
      line(head + ">", depth)
      line("<xs:complexType\(shape.isMixed ? " mixed=\"true\"" : "")>", depth + 1)
      if shape.isLeaf, shape.hasText {
        line("<xs:simpleContent>", depth + 2)
        line("<xs:extension base=\"xs:\(shape.type)\">", depth + 3)
        attributes(of: shape, depth + 4)
        line("</xs:extension>", depth + 3)
        line("</xs:simpleContent>", depth + 2)
      } else {
        children(of: shape, depth + 2)
        attributes(of: shape, depth + 2)
      }
      line("</xs:complexType>", depth + 1)
      line("</xs:element>", depth)
    }

    private mutating func children(of shape: ElementShape, _ depth: Int) {
      guard !shape.isLeaf else { return }
      if let sequence = shape.sequence {
        line("<xs:sequence>", depth)
        for child in sequence {
          let least = shape.requires(child) ? "" : " minOccurs=\"0\""
          let most = shape.repeats(child) ? " maxOccurs=\"unbounded\"" : ""
          add(child, in: shape, least + most, depth + 1)
        }
        line("</xs:sequence>", depth)
      } else {
        line("<!-- They stand in no fixed order. -->", depth)
        line("<xs:choice minOccurs=\"0\" maxOccurs=\"unbounded\">", depth)
        for child in shape.children { add(child, in: shape, "", depth + 1) }
        line("</xs:choice>", depth)
      }
    }

    private mutating func add(_ child: ElementShape, in parent: ElementShape, _ occurs: String, _ depth: Int) {
      let namespace = child.name.namespace
      if !namespace.isEmpty, namespace != parent.home {
        let name = "\(schema.prefix(of: namespace)):\(QuotedMarkup.escaped(child.name.local))"
        line("<xs:element ref=\"\(name)\"\(occurs)/>", depth)
      } else {
        let form = namespace.isEmpty && !parent.home.isEmpty ? " form=\"unqualified\"" : ""
        declare(child, attributes: form + occurs, depth: depth)
      }
    }

    private mutating func attributes(of shape: ElementShape, _ depth: Int) {
      for name in shape.attributes {
        let use = shape.requires(attribute: name) ? " use=\"required\"" : ""
        line(
          "<xs:attribute name=\"\(QuotedMarkup.escaped(name))\" type=\"xs:\(shape.type(ofAttribute: name))\"\(use)/>",
          depth)
      }
      if shape.hasForeignAttributes { line("<xs:anyAttribute namespace=\"##other\" processContents=\"lax\"/>", depth) }
    }
  }
}
