package import Exchange

/// Makes a whole page of its content and its frame.
package struct Layout: Sendable {
  /// In which times are shown.
  package let zone: Zone

  package init(zone: Zone = .utc) {
    self.zone = zone
  }

  package func words(_ frame: Frame) -> Words {
    Words(frame.language, zone: zone, now: frame.now)
  }

  package func page(_ content: some PageContent, _ frame: Frame) -> Markup {
    let words = words(frame)
    return .documentType
      + .element("html", [.language(words.language.rawValue)]) {
        head(content.title(words))
        Markup.element("body", events(content, frame)) {
          a(.class("skip"), .href(Link(at: "main"))) { words.say("To the content", "Zum Inhalt") }
          top(content.section, frame, words)
          Markup.element("main", [.id("main"), Attribute("tabindex", "-1")]) {
            trail(content.trail(words), words)
            h1 { content.heading(words) }
            content.main(words)
          }
          foot(content.canRefresh, frame, words)
        }
      }
  }

  package func answer(_ content: some PageContent, _ frame: Frame, status: Int = 200) -> WebAnswer {
    .html(page(content, frame), status: status)
  }

  // MARK: - Head

  private func head(_ title: String) -> Markup {
    .element("head") {
      Markup.void("meta", [Attribute("charset", "utf-8")])
      Markup.element("title") { "\(title) · Kontor" }
      Markup.void("meta", [.name("viewport"), Attribute("content", "width=device-width")])
      Markup.void("meta", [.name("referrer"), Attribute("content", "same-origin")])
      Markup.void("link", [Attribute("rel", "stylesheet"), .href(Asset.style.link)])
      Markup.void("link", [Attribute("rel", "icon"), .href(Asset.icon.link)])
      Markup.element("script", [Attribute("src", Asset.script.link.text), Attribute("defer")])
    }
  }

  private func events(_ content: some PageContent, _ frame: Frame) -> [Attribute] {
    guard let live = content.live, frame.viewer != nil else { return [] }
    return [
      Attribute("data-events", Link("events", query: Fields([("page", live)])).text),
      Attribute("data-sequence", frame.sequence),
    ]
  }

  // MARK: - Top

  private func top(_ section: Section?, _ frame: Frame, _ words: Words) -> Markup {
    .element("header", [.class("bar")]) {
      div(.class("top")) {
        a(.class("brand"), .href(.overview)) { "Kontor" }
        " "
        span(frame.environment, .class("faint"))
        if let viewer = frame.viewer {
          who(viewer, words)
          search(words)
          pages(section, frame.counts, words)
        }
      }
    }
  }

  private func who(_ viewer: Viewer, _ words: Words) -> Markup {
    div(.class("who")) {
      postForm(to: Link("logout"), viewer) {
        span {
          viewer.name + " "
          small("(\(words.role(viewer.role)))")
        }
        " "
        submit(words.say("Log out", "Abmelden"), .plain)
      }
    }
  }

  private func search(_ words: Words) -> Markup {
    .element("search") {
      getForm(to: Section.interchanges.link) {
        label(.class("hidden"), .for("q")) { words.say("Search files", "Dateien suchen") }
        input(
          .type("search"), .id("q"), .name("q"), .noAutocomplete,
          Attribute("placeholder", words.say("File, number or key", "Datei oder Schlüssel")))
        " "
        submit(words.search)
      }
    }
  }

  private func pages(_ section: Section?, _ counts: Frame.Counts, _ words: Words) -> Markup {
    nav(.label(words.say("Pages", "Seiten"))) {
      ul {
        for one in Section.allCases {
          li {
            a(.href(one.link), one == section ? .currentPage : nil) {
              one.title(words)
              if let count = one.count(counts) {
                " "
                Self.badge(one, count, words)
              }
            }
          }
        }
      }
    }
  }

  private static func badge(_ section: Section, _ count: Int, _ words: Words) -> Markup {
    span(.class("n"), .id("n-\(section.rawValue)")) {
      if count > 0 {
        words.number(count)
        unseen(" " + words.open)
      }
    }
  }

  /// The counts beside the names of the pages, which change on every live page.
  package static func badges(_ counts: Frame.Counts, _ words: Words) -> [Fragment] {
    Section.allCases.compactMap { section in
      section.count(counts).map { Fragment("n-\(section.rawValue)", badge(section, $0, words)) }
    }
  }

  // MARK: - Trail and foot

  private func trail(_ steps: [Step], _ words: Words) -> Markup {
    guard !steps.isEmpty else { return .empty }
    return nav(.class("trail"), .label(words.say("Where you are", "Wo Sie sind"))) {
      Markup.joined(steps.map { step in a(.href(step.link)) { step.text } }, separator: Markup(" "))
    }
  }

  private func foot(_ canRefresh: Bool, _ frame: Frame, _ words: Words) -> Markup {
    let other: Language = words.language == .english ? .german : .english
    let fields = Fields([("to", other.rawValue), ("back", frame.request.text)])
    return .element("footer", [.class("foot")]) {
      span {
        words.say("As of", "Stand") + " "
        words.instant(frame.now)
      }
      if canRefresh { a(.href(frame.request)) { words.say("Refresh", "Neu laden") } }
      a(
        .href(Link("language", query: fields)), Attribute("hreflang", other.rawValue), .language(other.rawValue)
      ) { words.say("Deutsch", "English") }
      span("Kontor \(frame.version)")
    }
  }
}
