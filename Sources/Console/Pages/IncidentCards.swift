import Exchange
import Operations

/// How an incident, or many of one cause, stand on a page.
struct IncidentCards {
  let viewer: Viewer

  static func id(_ key: IncidentGroup.Key) -> String { stableID("g", key.text) }

  // MARK: - One

  func one(_ incident: IncidentReport, _ words: Words) -> Markup {
    card(
      "i\(incident.id)",
      words.severity(incident.severity) + Markup(" \(words.title(of: incident)): \(words.subject(of: incident))")
    ) {
      p { words.account(of: incident) }
      facts {
        Fact(words.since) { words.moment(incident.since) }
        if incident.returns > 0 {
          Fact(words.say("Came back", "Kam wieder"), words.say("\(incident.returns) times", "\(incident.returns)-mal"))
        }
        Fact(words.who, words.actor(incident.actor))
        Fact(words.whatToDo) { whatToDo(incident, words) }
        if let word = incident.acknowledgement {
          Fact(words.say("Taken care of by", "In Arbeit bei")) {
            word.by + " "
            words.moment(word.at)
            if let reason = word.reason { ": " + reason }
          }
        }
      }
      if viewer.role >= .operator {
        postForm(to: Link("incidents", String(incident.id)), viewer) {
          verbs(
            IncidentCause(rawValue: incident.code), reason: "reason\(incident.id)",
            acknowledges: incident.acknowledgement == nil, words)
        }
      }
    }
  }

  @MarkupBuilder private func whatToDo(_ incident: IncidentReport, _ words: Words) -> Markup {
    words.remedy(of: incident)
    if let place = words.place(of: incident) {
      " "
      a(words.show, .href(place))
    }
  }

  // MARK: - Many

  /// - Parameters:
  ///   - first: the newest of them.
  ///   - leads: whether there is a link to all of them.
  func many(_ group: IncidentGroup, _ first: [IncidentReport], leads: Bool = true, _ words: Words) -> Markup {
    let all = Link("incidents", query: group.key.fields)
    return card(
      Self.id(group.key),
      words.severity(group.key.cause.entry.severity.rawValue) + Markup(" \(words.title(of: group))")
    ) {
      if leads {
        ul {
          for incident in first { li { Markup(words.subject(of: incident) + ": ") + words.account(of: incident) } }
          li {
            a(.href(all)) {
              words.say("Show all \(words.number(group.count))", "Alle \(words.number(group.count)) anzeigen")
            }
          }
        }
      }
      facts {
        Fact(words.say("Oldest since", "Älteste seit")) { words.moment(group.since) }
        if let incident = first.first {
          Fact(words.who, words.actor(incident.actor))
          Fact(words.whatToDo) { whatToDo(incident, words) }
        }
        if group.acknowledged > 0 {
          Fact(
            words.say("Taken care of", "In Arbeit"),
            words.say(
              "\(words.number(group.acknowledged)) of \(words.number(group.count))",
              "\(words.number(group.acknowledged)) von \(words.number(group.count))"))
        }
      }
      if viewer.role >= .operator { decisions(group, words) }
    }
  }

  private func decisions(_ group: IncidentGroup, _ words: Words) -> Markup {
    let seen = Fields(group.key.fields.pairs.map { ($0.name, $0.value) } + [("through", String(group.last))])
    return postForm(to: Link("incidents"), viewer, hidden: seen) {
      verbs(
        group.key.cause, reason: "reason" + Self.id(group.key), acknowledges: group.acknowledged < group.count,
        count: group.count, words)
    }
  }

  // MARK: - What can be done

  /// - Parameters:
  ///   - count: to how many it is done.
  @MarkupBuilder private func verbs(
    _ cause: IncidentCause?, reason: String, acknowledges: Bool, count: Int = 1, _ words: Words
  ) -> Markup {
    let isClosedByPerson = cause?.entry.isClosedByPerson ?? false
    let most = words.number(DecisionFiles.mostDecisions)
    let isTooMany = count > DecisionFiles.mostDecisions
    if acknowledges || isClosedByPerson {
      div(.class("line")) {
        reasonField(words, isRequired: true, id: reason)
        if acknowledges {
          submit(
            count == 1
              ? words.say("I take care of it", "Ich kümmere mich")
              : isTooMany
                ? words.say("I take care of the newest \(most)", "Ich kümmere mich um die neuesten \(most)")
                : words.say("I take care of all", "Ich kümmere mich um alle"),
            name: "verb", value: "acknowledge")
        }
        if isClosedByPerson {
          submit(
            count == 1
              ? words.say("Close", "Schließen")
              : isTooMany
                ? words.say("Close the newest \(most)", "Die neuesten \(most) schließen")
                : words.say("Close all \(words.number(count))", "Alle \(words.number(count)) schließen"),
            name: "verb", value: "close")
        }
      }
    }
    if !isClosedByPerson {
      p(
        words.say("It closes by itself when it is over.", "Sie schließt sich von selbst, wenn sie vorbei ist."),
        .class("faint"))
    }
    if isTooMany {
      p(
        words.say(
          "At most \(most) at once, the newest first. How many are left is said then.",
          "Höchstens \(most) auf einmal, die neuesten zuerst. Wie viele übrig sind, steht danach hier."
        ), .class("faint"))
    }
  }
}

extension IncidentGroup.Key {
  var text: String { cause.rawValue + (sender.map { " \($0)" } ?? "") }

  /// As an address and a form name it.
  var fields: Fields { Fields([("cause", cause.rawValue)] + (sender.map { [("of", $0)] } ?? [])) }

  init?(_ fields: Fields) {
    guard let cause = fields["cause"].flatMap(IncidentCause.init(rawValue:)) else { return nil }
    self.init(cause, sender: cause.senderEnd == nil ? nil : fields["of"])
  }
}
