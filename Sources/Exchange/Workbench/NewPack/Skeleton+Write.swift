extension Skeleton {
  /// The stylesheet that writes: a document as the sample is, with empty elements, and what canonical fields might go there.
  var writeStylesheet: String {
    var writer = WriteWriter(skeleton: self)
    writer.element(survey.root, below: [], depth: 3)
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <!--
        A canonical \(entity.rawValue) to a document as the sample is. Each '' wants a path; what might be meant stands beside it. Leave out what the
        other system does not need, and refuse what it cannot hold: <xsl:message terminate="yes">why</xsl:message>
      -->
      <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"\(prefixes.declarations)
        exclude-result-prefixes="x">
        <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

        <xsl:template match="/">
          <xsl:for-each select="/descendant-or-self::x:\(entity.rawValue)[@changed]">
      \(writer.text)    </xsl:for-each>
        </xsl:template>

        <!--
          What a canonical \(entity.rawValue) can have, below x:\(entity.rawValue):

      \(canonical.map { "    \(Self.path($0))\n" }.joined())  -->
      </xsl:stylesheet>

      """
  }

  /// `Lines/Line/@id` with prefixes.
  static func path(_ canonical: String) -> String {
    canonical.split(separator: "/").map { $0.hasPrefix("@") ? String($0) : "x:" + $0 }.joined(separator: "/")
  }
}

/// Writes the skeleton of a foreign document.
private struct WriteWriter {
  let skeleton: Skeleton
  var text = ""
  private var open: Set<ObjectIdentifier> = []
  private var count = 0
  private let canonical: [String]
  private let key: ForeignField?

  /// Elements that name each other could go on for ever.
  private static let most = 3_000

  init(skeleton: Skeleton) {
    self.skeleton = skeleton
    canonical = skeleton.canonical
    key = skeleton.keys.first
  }

  private mutating func line(_ line: String, _ depth: Int) {
    text += String(repeating: "  ", count: min(depth, 40)) + line + "\n"
  }

  private var record: [ElementName] { skeleton.record.path }

  /// - Parameter path: from the root, without the element itself.
  mutating func element(_ shape: ElementShape, below path: [ElementName], depth: Int) {
    let path = path + [shape.name]
    count += 1
    guard count <= Self.most, open.insert(ObjectIdentifier(shape)).inserted else { return }
    defer { open.remove(ObjectIdentifier(shape)) }
    // What the record is in, and what stands beside it there.
    let below = path.starts(with: record) ? Array(path.dropFirst(record.count)) : nil
    let isLine = below != nil && below == skeleton.fields.lines && skeleton.hasLines
    if isLine { line("<xsl:for-each select=\"\(Skeleton.path(Skeleton.lines))\">", depth) }
    defer { if isLine { line("</xsl:for-each>", depth) } }
    let depth = isLine ? depth + 1 : depth
    let name = skeleton.prefixes.name(shape.name)
    let attributes = shape.attributes.map { " \($0)=\"\(value(below, $0).map { "{\($0)}" } ?? "")\"" }.joined()
    for attribute in shape.attributes {
      hint("@" + attribute, attribute, shape.type(ofAttribute: attribute), below, depth)
    }
    guard !shape.isLeaf else {
      guard shape.hasText || shape.attributes.isEmpty else { return line("<\(name)\(attributes)/>", depth) }
      hint(shape.name.local, shape.name.local, shape.type, below, depth)
      let select = value(below, nil) ?? "''"
      return line("<\(name)\(attributes)><xsl:value-of select=\"\(select)\"/></\(name)>", depth)
    }
    line("<\(name)\(attributes)>", depth)
    for child in shape.sequence ?? shape.children {
      let leadsToRecord = record.starts(with: path + [child.name])
      guard below != nil || leadsToRecord || shape.requires(child) else { continue }
      element(child, below: path, depth: depth + 1)
    }
    line("</\(name)>", depth)
  }

  /// The path of what goes there for sure, which is the key.
  private func value(_ below: [ElementName]?, _ attribute: String?) -> String? {
    guard let key, key.steps == below, key.attribute == attribute else { return nil }
    return "x:" + skeleton.keyName
  }

  private mutating func hint(
    _ shown: String, _ name: String, _ type: String, _ below: [ElementName]?, _ depth: Int
  ) {
    guard let below else { return }
    let inLine = skeleton.hasLines && (skeleton.fields.lines.map { below.starts(with: $0) } ?? false)
    let lines = Skeleton.lines + "/"
    let near = canonical.filter { $0.hasPrefix(lines) == inLine }.filter { path in
      let last = path.split(separator: "/").last.map(String.init) ?? path
      return NameWords.mayMean(name, last.hasPrefix("@") ? String(last.dropFirst()) : last)
    }
    let paths = near.prefix(4).map { Skeleton.path(inLine ? String($0.dropFirst(lines.count)) : $0) }
    let perhaps = paths.isEmpty ? "" : ". Perhaps " + paths.joined(separator: ", ")
    line("<!-- \(QuotedMarkup.comment("\(shown): \(type)\(perhaps)")) -->", depth)
  }
}
