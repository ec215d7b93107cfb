package import Exchange
package import Operations

/// What is said of jobs on several pages.
extension Words {
  package var jobs: String { say("Bulk jobs", "Sammelaufträge") }

  /// What a job of an action is about.
  package static func jobNoun(_ action: Decision.Action) -> Noun {
    switch action {
    case .release: .record
    case .resolve: Noun(("business object", "Geschäftsobjekt"), ("business objects", "Geschäftsobjekte"))
    default: .file
    }
  }

  /// `Try 2 files again`, for a button; with a question mark, a heading.
  package func jobOrder(_ action: Decision.Action, _ total: Int, of noun: Noun) -> String {
    let things = count(total, noun)
    return switch action {
    case .reprocess: say("Try \(things) again", "\(things) erneut verarbeiten")
    case .discard: say("Discard \(things)", "\(things) verwerfen")
    case .release: say("Release \(things)", "\(things) freigeben")
    case .resend: say("Send what came of \(things) again", "\(things) erneut senden")
    case .resolve: say("Decide on \(things)", "Über \(things) entscheiden")
    default: "\(action.rawValue): \(things)"
    }
  }

  /// `Trying 2 files again`, `2 files tried again`.
  package func jobTitle(_ report: JobReport) -> String {
    guard let action = Decision.Action(rawValue: report.action) else { return report.action }
    let things = count(report.total, Self.jobNoun(action))
    let are = report.total == 1 ? "wird" : "werden"
    let isOver = report.state == .done || report.state == .stopped
    return switch action {
    case .reprocess:
      isOver
        ? say("\(things) tried again", "\(things) erneut verarbeitet")
        : say("Trying \(things) again", "\(things) \(are) erneut verarbeitet")
    case .discard:
      isOver
        ? say("\(things) discarded", "\(things) verworfen") : say("Discarding \(things)", "\(things) \(are) verworfen")
    case .release:
      isOver
        ? say("\(things) released", "\(things) freigegeben")
        : say("Releasing \(things)", "\(things) \(are) freigegeben")
    case .resend:
      isOver
        ? say("What came of \(things) sent again", "\(things) erneut gesendet")
        : say("Sending what came of \(things) again", "\(things) \(are) erneut gesendet")
    case .resolve:
      isOver
        ? say("\(things) decided", "Über \(things) entschieden")
        : say("Deciding on \(things)", "Über \(things) wird entschieden")
    default: "\(report.action): \(things)"
    }
  }

  package func status(_ state: JobReport.State) -> Markup {
    switch state {
    case .waiting: Status.still(say("not begun", "nicht begonnen"))
    case .running: Status.held(say("running", "läuft"))
    case .stopping: Status.held(say("is being stopped", "wird angehalten"))
    case .stopped: Status.warned(say("stopped", "angehalten"))
    case .done: Status.well(say("done", "erledigt"))
    }
  }

  package func status(_ outcome: JobOutcome) -> Markup {
    switch outcome {
    case .accepted: Status.well(accepted)
    case .acceptedWithWarnings: status(InterchangeVerdict.acceptedWithWarnings)
    case .done: Status.well(say("done", "erledigt"))
    case .partiallyAccepted: Status.half(say("partly rejected again", "wieder teilweise abgewiesen"))
    case .rejected: Status.bad(say("rejected again", "wieder abgewiesen"))
    case .held: Status.held(say("held", "zurückgestellt"))
    case .duplicate: status(InterchangeVerdict.duplicate)
    case .refused: Status.bad(say("refused: nothing was changed", "abgelehnt: nichts wurde geändert"))
    case .underWay: Status.still(say("under way", "unterwegs"))
    case .waiting: Status.still(say("waiting", "wartet"))
    case .notBegun: Status.still(say("not begun", "nicht begonnen"))
    }
  }

  /// What a thing is called, as a link to where it is told of.
  package func thing(_ name: ThingName, _ interchange: InterchangeID?) -> Markup {
    let text: String
    switch name {
    case .text(let own): text = own
    case .object(let entity, let key):
      text = object(entity.rawValue, key)
      if interchange == nil { return a(text, .href(.entity(entity.rawValue, key))) }
    }
    return interchange.map { a(text, .href(.interchange($0.text))) } ?? Markup(text)
  }

  /// What a code means, with the code behind it: `Refused by the mapping mapping-failed`.
  package func title(ofCode text: String) -> Markup {
    let shown = code(Printable.line(text))
    return CodeCatalogue.entry(for: text).map { Markup(say($0.title) + " ") + shown } ?? shown
  }

  /// Why nothing goes on at the moment.
  package func sentence(_ obstacle: JobReport.Obstacle) -> String {
    switch obstacle {
    case .noService:
      say(
        "No service is running, so nothing goes on now. The job goes on by itself when one is started, or with the next kontor scan.",
        "Es läuft kein Dienst, deshalb geht es jetzt nicht weiter. Der Sammelauftrag geht von selbst weiter, sobald einer gestartet wird, oder mit dem nächsten kontor scan."
      )
    case .nextScan:
      say(
        "It goes on with each scan, which here is started from outside.",
        "Es geht mit jedem Durchlauf weiter; hier werden Durchläufe von außen gestartet.")
    case .stuck:
      say(
        "The service runs, but has not moved for some time. The job goes on when it does.",
        "Der Dienst läuft, hat sich aber seit einiger Zeit nicht gerührt. Der Sammelauftrag geht weiter, sobald er es tut."
      )
    }
  }
}

extension Decision.Action {
  /// Under which part of the console jobs of it belong.
  var section: Section {
    switch self {
    case .release: .held
    case .resolve: .conflicts
    case .resend: .interchanges
    default: .rejected
    }
  }
}
