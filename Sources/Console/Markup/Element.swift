/// An element of HTML or SVG, by which markup is written as it will read:
///
/// ```swift
/// p(.class("say")) {
///   "Nothing waits. "
///   a(.href(.overview)) { "Overview" }
/// }
/// ```
package struct Element: Sendable {
  let name: StaticString

  init(_ name: StaticString) {
    self.name = name
  }

  package func callAsFunction(
    _ attributes: Attribute?..., @MarkupBuilder content: () -> Markup = { .empty }
  ) -> Markup {
    .element(name, attributes.compactMap { $0 }, content)
  }

  package func callAsFunction(_ text: String, _ attributes: Attribute?...) -> Markup {
    .element(name, attributes.compactMap { $0 }) { text }
  }
}

/// One that has no content and no end.
package struct VoidElement: Sendable {
  let name: StaticString

  init(_ name: StaticString) {
    self.name = name
  }

  package func callAsFunction(_ attributes: Attribute?...) -> Markup {
    .void(name, attributes.compactMap { $0 })
  }
}

// `section` is left out: see ``part(_:_:content:)``. `time` is too: see ``Words/moment(_:)``.
package let a = Element("a")
package let article = Element("article")
package let b = Element("b")
package let button = Element("button")
package let caption = Element("caption")
package let code = Element("code")
package let dd = Element("dd")
package let del = Element("del")
package let details = Element("details")
package let div = Element("div")
package let dl = Element("dl")
package let dt = Element("dt")
package let fieldset = Element("fieldset")
package let figcaption = Element("figcaption")
package let figure = Element("figure")
package let h1 = Element("h1")
package let h2 = Element("h2")
package let h3 = Element("h3")
package let ins = Element("ins")
package let label = Element("label")
package let legend = Element("legend")
package let li = Element("li")
package let mark = Element("mark")
package let nav = Element("nav")
package let ol = Element("ol")
package let option = Element("option")
package let p = Element("p")
package let pre = Element("pre")
package let progress = Element("progress")
package let select = Element("select")
package let small = Element("small")
package let span = Element("span")
package let strong = Element("strong")
package let summary = Element("summary")
package let ul = Element("ul")

package let br = VoidElement("br")
package let input = VoidElement("input")

/// A part of a page under its own heading, which names it to those who jump from part to part.
///
/// - Parameter id: of the heading; once on the page.
package func part(
  _ id: String, _ heading: String, _ attributes: Attribute?..., @MarkupBuilder content: () -> Markup
) -> Markup {
  .element("section", [Attribute("aria-labelledby", id)] + attributes.compactMap { $0 }) {
    h2(heading, .id(id))
    content()
  }
}

/// A framed piece with its own heading.
package func card(
  _ id: String, _ heading: Markup, level: Int = 2, @MarkupBuilder content: () -> Markup
) -> Markup {
  .element("section", [.class("card"), .id(id), Attribute("aria-labelledby", "\(id)-h")]) {
    (level == 2 ? h2 : h3)(.id("\(id)-h")) { heading }
    content()
  }
}

/// Text for those who listen; the others see what stands around it.
package func unseen(_ text: String) -> Markup {
  span(text, .class("hidden"))
}

/// The sentence that a page begins with.
package func say(@MarkupBuilder _ content: () -> Markup) -> Markup {
  p(.class("say"), .id("say"), content: content)
}
