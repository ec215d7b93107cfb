import Exchange
import Operations

/// What needs a person: one line each, with the one thing to be done.
extension OverviewPage {
  private struct Task {
    var status: Markup
    var text: Markup
    var remark: String
    var action: String
    var link: Link

    init(status: Markup, text: Markup, remark: String, action: String, link: Link) {
      self.status = status
      self.text = text
      self.remark = remark
      self.action = action
      self.link = link
    }

    init(status: Markup, text: String, remark: String, action: String, link: Link) {
      self.init(status: status, text: Markup(text), remark: remark, action: action, link: link)
    }
  }

  func todo(_ words: Words) -> Markup {
    let tasks = tasks(words)
    guard !tasks.isEmpty else { return nothing(words) }
    return ul(.class("todo"), .id("todo")) {
      for task in tasks {
        li {
          span(.class("txt")) {
            task.status
            " "
            task.text
            " "
            small(task.remark)
          }
          buttonLink(task.action, to: task.link)
        }
      }
    }
  }

  private func nothing(_ words: Words) -> Markup {
    emptyState(id: "todo") {
      p { Status.well(words.say("Nothing needs you.", "Es ist nichts zu tun.")) }
      p(
        words.say(
          "What goes wrong will stand here, with what to do.",
          "Was schiefgeht, steht hier, und was dagegen zu tun ist."))
    }
  }

  private func tasks(_ words: Words) -> [Task] {
    incidents(words) + pauses(words) + causes(words) + conflicts(words)
  }

  private static let mostIncidents = 5

  private func incidents(_ words: Words) -> [Task] {
    var tasks = facts.incidents.prefix(Self.mostIncidents).map { incident in
      Task(
        status: status(incident.severity, words), text: words.account(of: incident),
        remark: incident.acknowledged.map {
          words.say("\($0.by) takes care", "\($0.by) kümmert sich")
        } ?? words.say("since ", "seit ") + words.age(incident.since, at: words.now),
        action: words.say("Look at the incident", "Störung ansehen"),
        link: Link("incidents", at: "i\(incident.id)"))
    }
    let more = facts.incidents.count - tasks.count
    if more > 0 {
      tasks.append(
        Task(
          status: Status.bad(words.say("incident", "Störung")),
          text: words.say("\(words.number(more)) more incidents", "\(words.number(more)) weitere Störungen"),
          remark: "",
          action: words.say("All incidents", "Alle Störungen"), link: Link("incidents")))
    }
    return tasks
  }

  private func status(_ severity: IncidentSeverity, _ words: Words) -> Markup {
    switch severity {
    case .warning: Status.warned(words.say("warning", "Warnung"))
    case .error: Status.bad(words.say("incident", "Störung"))
    case .critical: Status.bad(words.say("grave incident", "schwere Störung"))
    }
  }

  private func causes(_ words: Words) -> [Task] {
    var tasks = facts.causes.map { cause in
      let issue = IssueWords(cause.issue, in: words.language, hidingValues: !viewer.seesPayloads)
      return Task(
        status: Status.bad(words.rejected), text: issue.sentence,
        remark: words.say(
          "\(words.count(cause.files, .file)) of \(words.list(cause.senders.sorted()))",
          "\(words.count(cause.files, .file)) von \(words.list(cause.senders.sorted()))") + "; "
          + words.responsible(issue.responsible),
        action: cause.files == 1
          ? words.say("Look at the file", "Datei ansehen")
          : words.say("Look at the \(words.count(cause.files, .file))", "\(words.count(cause.files, .file)) ansehen"),
        link: Link("rejected", query: Fields([("cause", cause.key.id)])))
    }
    if facts.moreCauses > 0 {
      tasks.append(
        Task(
          status: Status.bad(words.rejected),
          text: facts.moreCauses == 1
            ? words.say("1 more cause", "1 weitere Ursache")
            : words.say(
              "\(words.number(facts.moreCauses)) more causes", "\(words.number(facts.moreCauses)) weitere Ursachen"),
          remark: "", action: words.say("All that is rejected", "Alles Abgewiesene"), link: Section.rejected.link))
    }
    return tasks
  }

  private func conflicts(_ words: Words) -> [Task] {
    let open = facts.open.inConflict
    guard open.count > 0 else { return [] }
    return [
      Task(
        status: Status.doubt(words.say("to be decided", "zu entscheiden")),
        text: open.count == 1
          ? words.say(
            "Both systems changed a field of the same business object.",
            "Beide Systeme haben ein Feld desselben Geschäftsobjekts geändert.")
          : words.say(
            "Both systems changed fields of the same \(words.number(open.count)) business objects.",
            "Beide Systeme haben Felder derselben \(words.number(open.count)) Geschäftsobjekte geändert."),
        remark: words.say("a person decides", "ein Mensch entscheidet"),
        action: viewer.decidesConflicts ? words.say("Decide", "Entscheiden") : words.say("Look at them", "Ansehen"),
        link: Section.conflicts.link)
    ]
  }

  private func pauses(_ words: Words) -> [Task] {
    facts.pauses.map { pause in
      let reason = pause.reason.map { ": " + Printable.line($0) } ?? ""
      return Task(
        status: Status.held(words.say("paused", "angehalten")),
        text: words.say(
          "Flow \(pause.flow) is paused by \(Printable.line(pause.by))\(reason)",
          "Fluss \(pause.flow) ist angehalten von \(Printable.line(pause.by))\(reason)"),
        remark: words.say("since ", "seit ") + words.age(pause.since, at: words.now),
        action: words.say("Look at the flow", "Fluss ansehen"), link: Link("flows", pause.flow))
    }
  }
}
