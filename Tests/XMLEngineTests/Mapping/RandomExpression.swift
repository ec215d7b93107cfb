/// Makes XPath expressions of each type, within what is compiled and a little beyond.
struct RandomExpression {
  /// Names of variables that can be seen, by what they are known to hold.
  var nodeVariables: [String] = []
  var otherVariables: [String] = []
  /// One in so many is beyond what is compiled; 0 makes none.
  var beyond = 0
  /// `position()` and `last()` may stand outside of predicates.
  var knowsPosition = true

  func nodes(_ chance: inout Chance, depth: Int = 0) -> String {
    if depth < 2, chance.hits(12) { return "\(nodes(&chance, depth: depth + 1)) | \(nodes(&chance, depth: depth + 1))" }
    if depth < 2, chance.hits(10) {
      return "(\(nodes(&chance, depth: depth + 1)))\(predicate(&chance, depth: depth + 1))"
    }
    if !nodeVariables.isEmpty, chance.hits(20) {
      let name = "$" + chance.pick(nodeVariables)
      return chance.hits(50) ? name : "\(name)/\(path(&chance, depth: depth))"
    }
    if chance.hits(5) { return "current()/\(path(&chance, depth: depth))" }
    let start = chance.hits(8) ? chance.pick(["/", "//"]) : ""
    return start + path(&chance, depth: depth)
  }

  func path(_ chance: inout Chance, depth: Int) -> String {
    var steps: [String] = []
    for _ in 0..<(chance.hits(70) ? 1 : chance.below(3) + 1) { steps.append(step(&chance, depth: depth)) }
    if chance.hits(20) { steps.append(chance.pick(["@id", "@n", "@*", "@p:n", "@type"])) }
    return steps.joined(separator: chance.hits(6) ? "//" : "/")
  }

  private func step(_ chance: inout Chance, depth: Int) -> String {
    if chance.hits(10) { return chance.pick([".", "..", "text()", "comment()", "node()"]) }
    let axis =
      chance.hits(75)
      ? ""
      : chance.pick([
        "child::", "descendant::", "descendant-or-self::", "parent::", "ancestor::", "ancestor-or-self::", "self::",
        "following-sibling::", "preceding-sibling::",
      ])
    let far = beyond > 0 && chance.below(beyond) == 0 ? chance.pick(["following::", "preceding::"]) : axis
    let test = chance.pick(["a", "b", "c", "d", "p:a", "p:b", "q:c", "*", "*", "p:*", "x:a", "x:b"])
    return far + test + (depth < 2 && chance.hits(20) ? predicate(&chance, depth: depth + 1) : "")
  }

  private func predicate(_ chance: inout Chance, depth: Int) -> String {
    switch chance.below(6) {
    case 0: "[\(chance.below(3) + 1)]"
    case 1: "[last()]"
    case 2: "[position() \(chance.pick(["=", "!=", "<", ">="])) \(chance.below(3) + 1)]"
    case 3: "[\(path(&chance, depth: depth + 1))]"
    default: "[\(boolean(&chance, depth: depth + 1))]"
    }
  }

  func boolean(_ chance: inout Chance, depth: Int = 0) -> String {
    guard depth < 3 else { return chance.pick(["true()", "@id", "false()", "@n = 1"]) }
    switch chance.below(8) {
    case 0: return "not(\(boolean(&chance, depth: depth + 1)))"
    case 1:
      return "\(boolean(&chance, depth: depth + 1)) \(chance.pick(["and", "or"])) \(boolean(&chance, depth: depth + 1))"
    case 2: return "contains(\(text(&chance, depth: depth + 1)), \(text(&chance, depth: depth + 1)))"
    case 3: return "starts-with(\(text(&chance, depth: depth + 1)), \(text(&chance, depth: depth + 1)))"
    case 4: return nodes(&chance, depth: depth + 1)
    default:
      let sign = chance.pick(["=", "=", "!=", "!=", "<", "<=", ">", ">="])
      return "\(any(&chance, depth: depth + 1)) \(sign) \(any(&chance, depth: depth + 1))"
    }
  }

  func any(_ chance: inout Chance, depth: Int = 0) -> String {
    switch chance.below(10) {
    case 0, 1, 2, 3: text(&chance, depth: depth)
    case 4, 5: number(&chance, depth: depth)
    case 6: "(\(boolean(&chance, depth: depth)))"
    case 7 where !otherVariables.isEmpty: "$" + chance.pick(otherVariables)
    default: "(\(nodes(&chance, depth: depth)))"
    }
  }

  func number(_ chance: inout Chance, depth: Int = 0) -> String {
    guard depth < 3 else { return chance.pick(["1", "2", "0", "10", "1.5", "0.25"] + positions) }
    let inner = depth + 1
    switch chance.below(9) {
    case 0: return "count(\(nodes(&chance, depth: inner)))"
    case 1: return "sum(\(nodes(&chance, depth: inner)))"
    case 2: return "string-length(\(text(&chance, depth: inner)))"
    case 3: return "number(\(any(&chance, depth: inner)))"
    case 4: return "\(chance.pick(["floor", "ceiling", "round"]))(\(number(&chance, depth: inner)))"
    case 5:
      return
        "(\(number(&chance, depth: inner)) \(chance.pick(["+", "-", "*", "div", "mod"])) \(number(&chance, depth: inner)))"
    case 6: return "-\(number(&chance, depth: inner))"
    default: return chance.pick(["1", "2", "3", "0", "7", "100", "1000000", "0.1", "2.5"] + positions)
    }
  }

  private var positions: [String] { knowsPosition ? ["position()", "last()"] : [] }

  func text(_ chance: inout Chance, depth: Int = 0) -> String {
    guard depth < 3 else { return chance.pick(["''", "'a'", "string(.)", "'ä😀'", "@id", "name()"]) }
    let inner = depth + 1
    if beyond > 0, chance.below(beyond) == 0 {
      return chance.pick([
        "generate-id()", "str:padding(3, 'x')", "system-property('xsl:version')", "id('x')", "lang('de')",
      ])
    }
    switch chance.below(16) {
    case 0:
      return
        "concat(\(any(&chance, depth: inner)), \(any(&chance, depth: inner)), '\(chance.pick(["", "-", " ", "€"]))')"
    case 1: return "normalize-space(\(chance.hits(30) ? "" : any(&chance, depth: inner)))"
    case 2: return "substring(\(text(&chance, depth: inner)), \(number(&chance, depth: inner)))"
    case 3:
      return
        "substring(\(text(&chance, depth: inner)), \(number(&chance, depth: inner)), \(number(&chance, depth: inner)))"
    case 4: return "substring-before(\(text(&chance, depth: inner)), \(text(&chance, depth: inner)))"
    case 5: return "substring-after(\(text(&chance, depth: inner)), \(text(&chance, depth: inner)))"
    case 6:
      return
        "translate(\(text(&chance, depth: inner)), \(chance.pick(["'abcä'", "' -'", "'😀1'"])), \(chance.pick(["''", "'ABÄ'", "'x€'"])))"
    case 7: return "string(\(chance.hits(20) ? "" : any(&chance, depth: inner)))"
    case 8:
      return
        "\(chance.pick(["name", "local-name", "namespace-uri"]))(\(chance.hits(60) ? "" : nodes(&chance, depth: inner)))"
    case 9:
      return "format-number(\(number(&chance, depth: inner)), '\(chance.pick(["0.######", "#,##0.00", "0", "000.0"]))')"
    case 10:
      return
        "str:replace(\(text(&chance, depth: inner)), '\(chance.pick(["a", "--", "ä"]))', '\(chance.pick(["", "- -", "😀"]))')"
    case 11: return "'\(chance.pick(["", "a", "b", " ", "ä", "😀", "1", "main", "x y"]))'"
    default: return nodes(&chance, depth: inner)
    }
  }
}
