import Exchange
package import Operations

/// All jobs, newest first.
package struct JobsPage: PageContent {
  package var jobs: [JobReport]
  /// The last one of this page, where there are more.
  package var next: String?
  package var link: String

  package init(_ jobs: [JobReport], next: String?, link: String) {
    self.jobs = jobs
    self.next = next
    self.link = link
  }

  package var live: String? { jobs.contains { $0.ended == nil } ? link : nil }

  package var section: Section? { .system }

  package func title(_ words: Words) -> String { words.jobs }

  package func trail(_ words: Words) -> [Step] { [Section.system.step(words)] }

  package func fragments(_ words: Words) -> [Fragment] {
    jobs.map { Fragment("j\($0.id)", tableRow(row($0, words), columns(words))) }
  }

  @MarkupBuilder package func main(_ words: Words) -> Markup {
    if jobs.isEmpty {
      emptyState {
        p(
          words.say(
            "Nothing was done to many at once yet. Choose several files, or a cause, on the page of what was rejected.",
            "Noch wurde nichts mit vielen auf einmal getan. Wählen Sie mehrere Dateien oder eine Ursache auf der Seite der abgewiesenen."
          ))
        p { a(.href(Section.rejected.link)) { Section.rejected.title(words) } }
      }
    } else {
      table(words.say("Newest first", "Neueste zuerst"), columns(words), rows: jobs.map { row($0, words) })
      if let next {
        pager(words.furtherPages) {
          a(.href(Link("jobs", query: Fields([("before", next)]))), Attribute("rel", "next")) { words.older }
        }
      }
    }
  }

  private func columns(_ words: Words) -> [Column] {
    [
      Column(words.what, .long, isHeading: true), Column(words.who), Column(words.say("Asked for", "Beauftragt")),
      Column(words.say("Done", "Fertig"), .number), Column(words.state), Column(words.reason, .long),
    ]
  }

  private func row(_ job: JobReport, _ words: Words) -> Row {
    Row("j\(job.id)") {
      a(.href(Link("jobs", job.id))) { words.jobTitle(job) }
      Markup(job.by)
      words.moment(job.at.timestamp)
      Markup(
        words.say(
          "\(words.number(job.finished)) of \(words.number(job.total))",
          "\(words.number(job.finished)) von \(words.number(job.total))"))
      words.status(job.state)
      Markup(job.reason ?? "–")
    }
  }
}
