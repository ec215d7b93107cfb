import Exchange
package import Operations

/// What is still to be put right, by its causes.
package struct RejectedPage: PageContent {
  let list: RejectedList
  /// How many came since the list that somebody has before them was made.
  let newCount: Int
  let viewer: Viewer

  package init(_ list: RejectedList, newCount: Int = 0, _ viewer: Viewer) {
    self.list = list
    self.newCount = newCount
    self.viewer = viewer
  }

  package var section: Section? { .rejected }

  package var live: String? {
    // What came later than the youngest of these is new.
    address { $0.setting("seen", to: String((list.newest?.milliseconds ?? 0))) }.text
  }

  package func title(_ words: Words) -> String { words.say("Rejected", "Abgewiesen") }

  package func heading(_ words: Words) -> Markup {
    Markup(words.say("Rejected, still to be put right", "Abgewiesen und noch zu berichtigen"))
  }

  package func main(_ words: Words) -> Markup {
    sentence(words)
    filters(words)
    newer(words)
    if list.causes.isEmpty {
      nothing(words)
    } else {
      for cause in list.causes { self.cause(cause, words) }
      pages(words)
    }
  }

  package func fragments(_ words: Words) -> [Fragment] {
    [Fragment("say", sentence(words)), Fragment("news", newer(words))]
  }

  // MARK: - Above

  private func sentence(_ words: Words) -> Markup {
    say {
      if list.causeCount > 0, list.filter.responsible != nil || list.filter.code != nil || list.filter.cause != nil {
        words.count(list.causeCount, .cause)
        words.say(" with this filter.", " mit diesem Filter.")
      } else if list.files.count > 0 {
        let files = words.count(list.files.count, orMore: list.files.isMore, .file)
        let causes = words.count(list.causeCount, .cause)
        words.say(
          "\(files), by \(causes). Files with the same fault stand together, the oldest first.",
          "\(files), aus \(causes). Dateien mit demselben Fehler stehen beieinander, die ältesten zuerst.")
      }
    }
  }

  private func newer(_ words: Words) -> Markup { news(newCount, to: address { $0 }, words) }

  private func filters(_ words: Words) -> Markup {
    let filter = list.filter
    var all = [Chip(words.all, to: Section.rejected.link, isOn: filter == RejectedFilter())]
    for sender in list.senders {
      all.append(
        Chip(
          words.say("from \(sender)", "von \(sender)"),
          to: address { $0.setting("sender", to: filter.sender == sender ? nil : sender) },
          isOn: filter.sender == sender))
    }
    for one in list.responsible {
      all.append(
        Chip(
          words.responsible(one), to: address { $0.setting("who", to: filter.responsible == one ? nil : one.rawValue) },
          isOn: filter.responsible == one))
    }
    all.append(
      Chip(
        words.say("older than 2 days", "älter als 2 Tage"),
        to: address { $0.setting("age", to: filter.age == nil ? "2d" : nil) }, isOn: filter.age != nil))
    if let code = filter.code { all.append(Chip(code, to: address { $0.setting("code", to: nil) }, isOn: true)) }
    if filter.cause != nil {
      all.append(
        Chip(words.say("one cause", "eine Ursache"), to: address { $0.setting("cause", to: nil) }, isOn: true))
    }
    return chips(words.filters, all)
  }

  /// The same page with another filter, from its beginning.
  private func address(_ change: (Fields) -> Fields) -> Link {
    Link("rejected", query: change(Self.fields(of: list.filter)))
  }

  static func fields(of filter: RejectedFilter) -> Fields {
    Fields()
      .setting("sender", to: filter.sender).setting("who", to: filter.responsible?.rawValue)
      .setting("code", to: filter.code).setting("age", to: filter.age == nil ? nil : "2d")
      .setting("cause", to: filter.cause)
  }

  @MarkupBuilder private func nothing(_ words: Words) -> Markup {
    emptyState {
      p {
        Status.well(
          list.filter == RejectedFilter()
            ? words.say("Nothing is rejected.", "Nichts ist abgewiesen.")
            : words.say("Nothing is rejected with this filter.", "Mit diesem Filter ist nichts abgewiesen."))
      }
      p {
        words.say(
          "What could not be taken will stand here by cause. What was put right before is in the ",
          "Was nicht übernommen werden kann, steht hier nach Ursachen. Was schon berichtigt wurde, finden Sie in der ")
        a(.href(Link("interchanges", query: Fields([("rejection", "corrected")])))) {
          words.say("list of interchanges", "Liste der Dateien")
        }
        "."
      }
    }
  }

  // MARK: - One cause

  private func cause(_ cause: RejectedList.Cause, _ words: Words) -> Markup {
    let (found, key) = (cause.found, cause.found.key)
    let told = IssueWords(found.issue, in: words.language, hidingValues: !viewer.seesPayloads)
    let heading =
      Markup(told.title)
      + (key.path.isEmpty ? .empty : Markup(words.say(" at ", " an ")) + Console.code(key.path))
    return card(cause.id, heading) {
      p(told.sentence)
      p(.class("faint")) {
        count(found, words)
        words.say(" · seen ", " · gesehen ")
        words.instant(found.firstSeen)
        if words.time(found.lastSeen) != words.time(found.firstSeen) {
          words.say(" to ", " bis ")
          words.instant(found.lastSeen)
        }
        " · "
        a(.href(address { $0.setting("code", to: key.code) })) { key.code }
      }
      p {
        b(words.say("Who: ", "Wer: "))
        words.responsible(told.responsible) + ". "
        if let remedy = told.remedy {
          b(words.whatToDo + ": ")
          remedy
        }
      }
      members(cause, told.title, words)
      if found.files > cause.files.count { all(cause, words) }
    }
  }

  private func count(_ found: OpenCause, _ words: Words) -> String {
    let files = words.count(found.files, .file)
    if found.wholeFiles == found.files { return files }
    return words.say(
      "\(words.count(found.records, .record)) in \(files)", "\(words.count(found.records, .record)) in \(files)")
  }

  private func members(_ cause: RejectedList.Cause, _ title: String, _ words: Words) -> Markup {
    let mayDecide = viewer.role >= .operator
    let columns =
      (mayDecide ? [Column(words.say("Choose", "Auswählen"), .tick)] : [])
      + [
        Column(words.file, .long, isHeading: true), Column(words.from),
        Column(words.say("Records open", "Offene Datensätze")), Column(words.since), Column(words.action),
      ]
    let list = table(
      unseen("\(title): ") + Markup(words.say("Files with this fault", "Dateien mit diesem Fehler")), columns,
      rows: cause.files.map { row($0, cause.id, mayDecide, words) })
    guard mayDecide else { return list }
    return postForm(to: Link("jobs"), viewer) {
      list
      actions {
        submit(words.say("Try again", "Erneut verarbeiten"), name: "verb", value: "reprocess")
        submit(words.say("Discard", "Verwerfen"), name: "verb", value: "discard")
        span(
          words.say("the chosen ones; asks first, with the count", "die ausgewählten; fragt zuerst, mit der Anzahl"),
          .class("faint"))
      }
    }
  }

  private func row(_ file: RejectedList.File, _ cause: String, _ mayDecide: Bool, _ words: Words) -> Row {
    // A file may stand under several causes.
    let id = "\(cause)-\(file.id)"
    return Row("r-\(id)") {
      if mayDecide {
        input(.type("checkbox"), .name("id"), .value(file.id), .id("b-\(id)"))
          + label(.for("b-\(id)")) { unseen(file.file) }
      }
      a(.href(Link("rejected", file.id))) { file.file }
      file.sender
      file.isWhole
        ? words.say("the whole file", "die ganze Datei")
        : words.say(
          "\(words.number(file.open)) of \(words.number(file.count))",
          "\(words.number(file.open)) von \(words.number(file.count))")
      words.moment(file.since)
      action(file, words)
    }
  }

  private func action(_ file: RejectedList.File, _ words: Words) -> Markup {
    guard viewer.role >= .operator, viewer.seesPayloads else {
      return a(.href(Link("rejected", file.id))) {
        words.say("Look at it", "Ansehen")
        unseen(" \(file.file)")
      }
    }
    return a(.href(Link("interchanges", file.id, "edit"))) {
      words.putRight
      unseen(" \(file.file)")
    }
  }

  /// More than is shown: by their cause.
  private func all(_ cause: RejectedList.Cause, _ words: Words) -> Markup {
    let files = words.count(cause.found.files, .file)
    let query = Self.fields(of: list.filter).setting("cause", to: cause.id)
    return actions {
      if viewer.role >= .operator {
        postForm(
          to: Link("jobs"), viewer,
          hidden: Fields([("cause", cause.id)]).setting("sender", to: list.filter.sender)
        ) {
          submit(
            words.say("Try all \(files) again …", "Alle \(files) erneut verarbeiten …"), name: "verb",
            value: "reprocess")
          submit(words.say("Discard all …", "Alle verwerfen …"), .plain, name: "verb", value: "discard")
        }
      }
      if list.filter.cause == nil {
        a(.href(Link("rejected", query: query))) { words.say("Show all \(files)", "Alle \(files) anzeigen") }
      } else if let next = cause.next {
        a(.href(Link("rejected", query: query.setting("after", to: next.text)))) {
          words.say("Further files", "Weitere Dateien")
        }
      }
    }
  }

  // MARK: - Below

  private func pages(_ words: Words) -> Markup {
    let shown = list.filter.skipped + list.causes.count
    return pager(words.furtherPages) {
      if list.filter.skipped > 0 || list.filter.after != nil {
        a(.href(address { $0 })) { words.say("From the beginning", "Von vorn") }
      }
      if shown < list.causeCount {
        a(.href(address { $0.setting("skip", to: String(shown)) })) { words.say("Further causes", "Weitere Ursachen") }
      }
    }
  }
}
