/// How heavy a note is.
package enum Weight: String, Sendable {
  case plain = ""
  case well = "ok"
  case warned = "part"
  case bad
}

/// Something to be read before the rest.
///
/// - Parameter role: `status` where it came up without being asked for, `alert` where something was not done.
package func note(
  _ weight: Weight = .plain, id: String? = nil, role: StaticString? = nil, @MarkupBuilder _ content: () -> Markup
) -> Markup {
  div(
    .class(weight == .plain ? "note" : "note \(weight.rawValue)"), id.map { .id($0) }, role.map { .role($0) },
    content: content)
}

/// Where a list would stand that has nothing in it: says so, and what to do.
package func emptyState(id: String? = nil, @MarkupBuilder _ content: () -> Markup) -> Markup {
  div(.class("empty"), id.map { .id($0) }, content: content)
}

/// One figure of the overview.
///
/// - Parameters:
///   - id: Begins with `t-`.
///   - link: To what the figure counts.
package func tile(
  _ id: String, _ title: String, _ value: String, to link: Link? = nil, @MarkupBuilder remark: () -> Markup
) -> Markup {
  let content = span(title, .class("what")) + b(value) + small(content: remark)
  return link.map { link in a(.class("tile"), .id(id), .href(link)) { content } }
    ?? div(.class("tile"), .id(id)) { content }
}

/// A choice of a filter, as a link.
package struct Chip: Sendable {
  let text: String
  let link: Link
  let isOn: Bool

  package init(_ text: String, to link: Link, isOn: Bool = false) {
    self.text = text
    self.link = link
    self.isOn = isOn
  }
}

package func chips(_ name: String, _ chips: [Chip]) -> Markup {
  ul(.class("chips"), .label(name)) {
    for chip in chips {
      li {
        a(chip.isOn ? .class("on") : nil, .href(chip.link), chip.isOn ? .current : nil) { chip.text }
      }
    }
  }
}

/// Links to the pages before and after, and to the same in other formats.
package func pager(_ name: String, @MarkupBuilder _ links: () -> Markup) -> Markup {
  nav(.class("pager"), .label(name), content: links)
}

/// `12 new: show`. It stands empty until there are any, so that a reader who listens is told of them.
package func news(_ count: Int, to link: Link, _ words: Words) -> Markup {
  p(.class("news"), .id("news"), .role("status")) {
    if count > 0 {
      a(.href(link)) { words.say("\(words.number(count)) new: show", "\(words.number(count)) neue: anzeigen") }
    }
  }
}

/// A row of buttons and links.
package func actions(@MarkupBuilder _ content: () -> Markup) -> Markup {
  div(.class("acts"), content: content)
}

/// A link that looks like a button.
package func buttonLink(_ text: String, to link: Link, isMain: Bool = false) -> Markup {
  a(.class(isMain ? "button go" : "button"), .href(link)) { text }
}
