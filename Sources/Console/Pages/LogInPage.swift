/// Where one says who one is.
package struct LogInPage: PageContent {
  package enum Trouble: Sendable, Equatable {
    /// Name or password is wrong; which of them is not said.
    case wrong
    /// Too many attempts: not before so many seconds.
    case slowedDown(seconds: Int)
    /// Wrong, and not again before so many seconds.
    case wrongAndSlowedDown(seconds: Int)
    /// The one-time link was used before, or is too old.
    case linkUsed
    /// It was in time, but the form was of another start of Kontor.
    case outdated
    case signedOut
    /// The session is over; with `unsent`, a form was sent and nothing of it was done.
    case sessionEnded(unsent: Bool)
    /// More log in at a time than passwords can be looked at.
    case busy
    /// There is nobody who could.
    case noUsers
  }

  /// Of the form before there is a session.
  let token: String
  /// The address that was asked for.
  let back: String?
  let name: String
  let trouble: Trouble?

  package init(token: String, back: String?, name: String = "", trouble: Trouble? = nil) {
    self.token = token
    self.back = back
    self.name = name
    self.trouble = trouble
  }

  package var canRefresh: Bool { false }

  package func title(_ words: Words) -> String { words.say("Log in", "Anmelden") }

  package func heading(_ words: Words) -> Markup {
    Markup(words.say("Log in to Kontor", "Bei Kontor anmelden"))
  }

  package func main(_ words: Words) -> Markup {
    if let trouble {
      note(trouble == .signedOut ? .well : .bad, role: trouble == .signedOut ? "status" : "alert") {
        p(sentence(trouble, words))
      }
    }
    Markup.element("form", [Attribute("method", "post"), .action(Link("login"))]) {
      hiddenFields(Fields([("token", token)]).setting("back", to: back))
      p(.class("field")) {
        label(.for("name")) { words.say("Name", "Name") }
        input(
          .id("name"), .name("name"), .value(name), Attribute("autocomplete", "username"),
          Attribute("autocapitalize", "none"), .required)
      }
      p(.class("field")) {
        label(.for("password")) { words.say("Password", "Passwort") }
        input(
          .id("password"), .name("password"), .type("password"), Attribute("autocomplete", "current-password"),
          .required)
      }
      p { submit(words.say("Log in", "Anmelden"), .main) }
      p(.class("faint")) {
        words.say(
          "Forgotten? An administrator sets a new password: ", "Vergessen? Die Verwaltung setzt ein neues Passwort: ")
        code("kontor console user password")
      }
    }
  }

  private func sentence(_ trouble: Trouble, _ words: Words) -> String {
    let wrong = words.say("Name or password is wrong.", "Name oder Passwort ist falsch.")
    func wait(_ seconds: Int) -> String {
      words.say(
        "The next attempt is possible in \(seconds) \(seconds == 1 ? "second" : "seconds").",
        "Der nächste Versuch ist in \(seconds) \(seconds == 1 ? "Sekunde" : "Sekunden") möglich.")
    }
    switch trouble {
    case .wrong: return wrong
    case .slowedDown(let seconds): return wait(seconds)
    case .wrongAndSlowedDown(let seconds): return "\(wrong) \(wait(seconds))"
    case .linkUsed:
      return words.say(
        "This link was used before or is too old. Each start of kontor console prints a new one.",
        "Dieser Link wurde schon benutzt oder ist zu alt. Jeder Start von kontor console gibt einen neuen aus.")
    case .outdated:
      return words.say(
        "The form was out of date. Fill it in once more.", "Das Formular war veraltet. Bitte noch einmal ausfüllen.")
    case .signedOut: return words.say("You are logged out.", "Sie sind abgemeldet.")
    case .sessionEnded(unsent: false):
      return words.say(
        "Your session has ended. Please log in again.", "Ihre Sitzung ist beendet. Bitte melden Sie sich neu an.")
    case .sessionEnded(unsent: true):
      return words.say(
        "Your session has ended. Nothing of what you sent was done; log in and do it once more.",
        "Ihre Sitzung ist beendet. Nichts von dem, was Sie abgeschickt haben, wurde ausgeführt; bitte melden Sie sich an "
          + "und wiederholen Sie es.")
    case .busy:
      return words.say(
        "Many log in just now. Try it again in a few seconds.",
        "Gerade melden sich viele an. Versuchen Sie es in einigen Sekunden noch einmal.")
    case .noUsers:
      return words.say(
        "Nobody can log in yet. An administrator adds users with kontor console user add; at this machine, each start of "
          + "kontor console prints a link that lets you in.",
        "Noch kann sich niemand anmelden. Die Verwaltung legt Benutzer mit kontor console user add an; an diesem Rechner "
          + "gibt jeder Start von kontor console einen Link aus, der Sie einlässt.")
    }
  }
}
