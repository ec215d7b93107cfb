import Console

/// Looks a page over as a browser would read it, and says what is wrong with it. It reads only what ``Markup`` writes.
struct PageCheck {
  struct Tag {
    var name: String
    var attributes: [(name: String, value: String)]
    var isEnd: Bool

    subscript(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
  }

  private(set) var tags: [Tag] = []
  private(set) var faults: [String] = []

  /// - Parameter html: of a whole page, or of a piece of one.
  init(_ html: String, isWhole: Bool = true) {
    read(html)
    balance()
    if isWhole { headings() }
    references()
    labels()
    scripts()
    forms()
    tables()
    links()
  }

  // MARK: - Reading

  private mutating func read(_ html: String) {
    var rest = Substring(html)
    while let start = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: start)...]
      guard let end = rest.firstIndex(of: ">") else { return faults.append("a tag without an end") }
      let text = rest[..<end]
      rest = rest[rest.index(after: end)...]
      if text.hasPrefix("!") { continue }
      let isEnd = text.hasPrefix("/")
      let name = text.drop { $0 == "/" }.prefix { $0 != " " }
      tags.append(
        Tag(name: String(name), attributes: attributes(text.drop { $0 == "/" }.dropFirst(name.count)), isEnd: isEnd))
    }
  }

  private func attributes(_ text: Substring) -> [(name: String, value: String)] {
    var rest = text.drop { $0 == " " }
    var found: [(name: String, value: String)] = []
    while !rest.isEmpty {
      let name = rest.prefix { $0 != "=" && $0 != " " }
      rest = rest.dropFirst(name.count)
      var value: Substring = ""
      if rest.hasPrefix("=\"") {
        rest = rest.dropFirst(2)
        value = rest.prefix { $0 != "\"" }
        rest = rest.dropFirst(value.count + 1)
      }
      found.append((String(name), String(value)))
      rest = rest.drop { $0 == " " }
    }
    return found
  }

  // MARK: - Looking

  private static let void: Set = ["meta", "link", "input", "br", "hr", "img"]

  private mutating func balance() {
    var open: [String] = []
    for tag in tags where !Self.void.contains(tag.name) {
      if !tag.isEnd {
        open.append(tag.name)
      } else if open.popLast() != tag.name {
        faults.append("</\(tag.name)> out of place")
      }
    }
    if !open.isEmpty { faults.append("left open: \(open)") }
  }

  private mutating func headings() {
    let levels = tags.filter { !$0.isEnd }.compactMap { tag in
      ["h1", "h2", "h3", "h4"].firstIndex(of: tag.name).map { $0 + 1 }
    }
    if levels.filter({ $0 == 1 }).count != 1 { faults.append("not one h1: \(levels)") }
    if zip(levels, levels.dropFirst()).contains(where: { $1 - $0 > 1 }) { faults.append("a level left out: \(levels)") }
    if !tags.contains(where: { $0.name == "main" }) { faults.append("no main") }
    if tags.first(where: { $0.name == "html" })?["lang"] == nil { faults.append("no language") }
  }

  private mutating func references() {
    let ids = tags.compactMap { $0["id"] }
    for id in Set(ids) where ids.filter({ $0 == id }).count > 1 { faults.append("twice: id \(id)") }
    for tag in tags {
      for name in ["for", "aria-labelledby", "aria-describedby"] {
        for id in (tag[name] ?? "").split(separator: " ") where !ids.contains(String(id)) {
          faults.append("\(name) of nothing: \(id)")
        }
      }
      if let href = tag["href"], href.hasPrefix("#"), !ids.contains(String(href.dropFirst())) {
        faults.append("a link to nothing: \(href)")
      }
    }
  }

  private mutating func labels() {
    var depth = 0
    let labelled = Set(tags.filter { $0.name == "label" }.compactMap { $0["for"] })
    for tag in tags {
      if tag.name == "label" { depth += tag.isEnd ? -1 : 1 }
      guard !tag.isEnd, ["input", "select", "textarea"].contains(tag.name), tag["type"] != "hidden" else { continue }
      if depth == 0, tag["aria-label"] == nil, !labelled.contains(tag["id"] ?? "") {
        faults.append("no label: \(tag["name"] ?? tag.name)")
      }
    }
  }

  private mutating func scripts() {
    for tag in tags where !tag.isEnd {
      if tag.name == "style" || tag.name == "script" && tag["src"] == nil { faults.append("inline \(tag.name)") }
      if tag.attributes.contains(where: { $0.name == "style" || $0.name.hasPrefix("on") }) {
        faults.append("an inline style or script at \(tag.name)")
      }
    }
  }

  private mutating func forms() {
    var (isOpen, isPost, hasToken) = (false, false, false)
    for tag in tags {
      if tag.name == "form", !tag.isEnd {
        if isOpen { faults.append("a form in a form") }
        (isOpen, isPost, hasToken) = (true, tag["method"] == "post", false)
      } else if tag.name == "form" {
        if isPost, !hasToken { faults.append("a form without a token") }
        isOpen = false
      } else if tag.name == "input", tag["name"] == "token" {
        hasToken = true
      }
    }
  }

  private mutating func tables() {
    var (columns, hasCaption) = (0, false)
    for tag in tags {
      if tag.name == "table", !tag.isEnd { (columns, hasCaption) = (0, false) }
      if tag.name == "caption" { hasCaption = true }
      if tag.name == "th", !tag.isEnd {
        if tag["scope"] == nil { faults.append("a th without scope") }
        if tag["scope"] == "col" { columns += 1 }
      }
      guard tag.name == "table", tag.isEnd else { continue }
      if columns > 7 { faults.append("\(columns) columns") }
      if !hasCaption { faults.append("a table without caption") }
    }
  }

  /// Of our own, always.
  private mutating func links() {
    for tag in tags {
      for name in ["href", "src", "action", "formaction", "data-events"] {
        guard let link = tag[name] else { continue }
        if link.hasPrefix("//") || !(link.hasPrefix("/") || link.hasPrefix("#")) {
          faults.append("\(name) leads elsewhere: \(link)")
        }
      }
    }
  }
}
