/// Makes source documents: nested elements with and without namespaces, attributes, mixed content, CDATA, comments, empty
/// values, white space, characters of one to four bytes.
struct RandomSource {
  var chance: Chance

  static let names = ["a", "b", "c", "d", "p:a", "p:b", "q:c"]
  static let values = [
    "", " ", "1", "2", "10", "12.50", "-3", "007", ".5", "1e3", "abc", "a b", "  a \n\t b  ", "äöü", "€uro", "😀x😀",
    "a&amp;b",
    "&lt;x&gt;", "true", "main", "2026-11-28", "-", "--", "ß", "&#13;", "x'y", "x&quot;y", "0", "-0", "NaN",
    "123456789012345678",
    "0.1", "|a=1|b=2|", "&#160;",
  ]

  init(seed: UInt64) { chance = Chance(seed: seed) }

  mutating func document() -> String {
    let declarations = chance.pick([
      #" xmlns:p="urn:p" xmlns:q="urn:q""#, #" xmlns="urn:d" xmlns:p="urn:p" xmlns:q="urn:q""#,
      #" xmlns:p="urn:p" xmlns:q="urn:p""#,
    ])
    let before = chance.hits(10) ? "<!-- before -->" : ""
    let after = chance.hits(10) ? "<?pi after?>" : ""
    return before + element(depth: 0, declarations: declarations) + after
  }

  private mutating func element(depth: Int, declarations: String = "") -> String {
    let name = depth == 0 ? chance.pick(["r", "a", "p:r"]) : chance.pick(Self.names)
    var tag = "<\(name)\(declarations)"
    for attribute in ["id", "n", "p:n", "type"] where chance.hits(25) {
      tag += " \(attribute)=\"\(chance.pick(Self.values))\""
    }
    if depth > 0, chance.hits(4) { tag += chance.pick([#" xmlns="""#, #" xmlns:p="urn:q""#, #" xmlns="urn:p""#]) }
    if chance.hits(5) { return tag + "/>" }
    var content = ""
    let children = depth > 3 ? 0 : chance.below(depth == 0 ? 8 : 4)
    if children == 0 || chance.hits(15) { content += text() }
    for _ in 0..<children {
      content += element(depth: depth + 1)
      if chance.hits(30) { content += chance.hits(50) ? "\n  " : text() }
      if chance.hits(4) { content += "<!-- remark -->" }
    }
    return "\(tag)>\(content)</\(name)>"
  }

  private mutating func text() -> String {
    let value = chance.pick(Self.values)
    return chance.hits(5) ? "<![CDATA[<\(chance.below(9))>&]]>\(value)" : value
  }
}
