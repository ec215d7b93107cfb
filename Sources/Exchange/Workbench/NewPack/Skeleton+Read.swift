extension Skeleton {
  /// The stylesheet that reads: the required canonical fields, and what of the sample might go there.
  var readStylesheet: String {
    var writer = ReadWriter(skeleton: self)
    if let declaration = model.element(named: entity.rawValue) { writer.element(declaration, depth: 3, isTop: true) }
    let place = "/" + prefixes.path(record.path)
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <!--
        One \(QuotedMarkup.comment(record.path.last?.local ?? "record")) to its canonical \(entity.rawValue). Each '' wants a path; what might be meant stands beside it. What must be there
        is here, the other canonical fields stand at the end. Element by element they are described in xsd/exchange.xsd.
      -->
      <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1"\(prefixes.declarations)\(prefixes.exclusion())>
        <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

        <xsl:template match="/">
          <xsl:for-each select="\(place)">
      \(writer.text)    </xsl:for-each>
        </xsl:template>

        <!--
          What the sample has in a record:

      \(foreignList)
          What a canonical \(entity.rawValue) can have besides, each in its place in the order of the schema:

      \(optionalList(without: writer.used))  -->
      </xsl:stylesheet>

      """
  }

  private var foreignList: String {
    let lines = fields.all.map {
      "    \(prefixes.path($0))   \($0.type)\($0.isRepeated ? ", may be there several times" : "")"
    }
    let rest = fields.isCutOff ? ["    and more"] : []
    return (lines + rest).map { QuotedMarkup.comment($0) + "\n" }.joined()
  }

  private func optionalList(without used: Set<String>) -> String {
    canonical.filter { !used.contains($0) }.map { "    \($0)\n" }.joined()
  }
}

/// Writes the required part of a canonical record.
private struct ReadWriter {
  let skeleton: Skeleton
  var text = ""
  /// Canonical paths that have a place.
  var used: Set<String> = []
  private var path: [String] = []
  private var base: [ElementName] = []

  init(skeleton: Skeleton) { self.skeleton = skeleton }

  private mutating func line(_ line: String, _ depth: Int) {
    text += String(repeating: "  ", count: depth) + line + "\n"
  }

  mutating func element(_ declaration: SchemaModel.Declaration, depth: Int, isTop: Bool = false) {
    if !isTop { path.append(declaration.name) }
    defer { if !isTop { path.removeLast() } }
    let content = skeleton.model.content(of: declaration)
    let required = content.attributes.filter(\.isRequired)
    if let value = content.value, required.isEmpty {
      line("<!-- \(hint(declaration.name, value)) -->", depth)
      used.insert(path.joined(separator: "/"))
      line("<\(declaration.name)><xsl:value-of select=\"\(select(declaration.name))\"/></\(declaration.name)>", depth)
      return
    }
    line("<\(declaration.name)>", depth)
    for attribute in required {
      line("<!-- \(hint(attribute.name, skeleton.model.value(of: attribute))) -->", depth + 1)
      used.insert((path + ["@" + attribute.name]).joined(separator: "/"))
      line("<xsl:attribute name=\"\(attribute.name)\"><xsl:value-of select=\"''\"/></xsl:attribute>", depth + 1)
    }
    if content.value != nil { line("<xsl:value-of select=\"''\"/>", depth + 1) }
    if let particle = content.particle { add(particle, depth + 1) }
    line("</\(declaration.name)>", depth)
  }

  private mutating func add(_ particle: SchemaModel.Particle, _ depth: Int) {
    switch particle {
    case .element(let declaration, let occurs):
      guard occurs.least > 0 else { return }
      let here = (path + [declaration.name]).joined(separator: "/")
      guard occurs.most == nil, here == Skeleton.lines, let lines = skeleton.fields.lines else {
        return element(declaration, depth: depth)
      }
      line("<xsl:for-each select=\"\(skeleton.prefixes.path(lines))\">", depth)
      base = lines
      element(declaration, depth: depth + 1)
      base = []
      line("</xsl:for-each>", depth)
    case .sequence(let parts, let occurs):
      guard occurs.least > 0 else { return }
      for part in parts { add(part, depth) }
    case .choice(let parts, let occurs):
      guard occurs.least > 0, let first = parts.first else { return }
      add(first, depth)
    }
  }

  private func select(_ name: String) -> String {
    if path == [skeleton.keyName], let key = skeleton.keys.first { return skeleton.prefixes.path(key) }
    if path == ["Lines", "Line", "Number"] { return "position()" }
    return "''"
  }

  private func hint(_ name: String, _ type: ValueType?) -> String {
    let near = skeleton.fields.all.filter { field in
      let isHere = base.isEmpty ? !field.isRepeated : field.isBelow(base)
      guard isHere else { return false }
      let isNamed = NameWords.mayMean(field.name, name)
      // A time of change is no name of one, whatever it is called.
      return isNamed && (type?.base != "dateTime" || field.type.hasPrefix("date") || field.type == "string")
    }
    var others = near.prefix(4).map { skeleton.prefixes.path($0, from: base) }
    if path == [skeleton.keyName] { others = skeleton.keys.dropFirst().map { skeleton.prefixes.path($0) } }
    let perhaps = others.isEmpty ? "" : ". Perhaps " + others.joined(separator: ", ")
    return QuotedMarkup.comment("\(name): \(Skeleton.description(of: type))\(perhaps)")
  }
}
