/// Why something that was sent was not taken, where there is nothing to choose but going back.
struct SentRefusalPage: PageContent {
  enum Reason: Sendable, Equatable {
    case otherMethod
    case crossSite
    case unencrypted
    /// - Parameter why: a sentence, as the one who refused has it.
    case badRequest(why: String)
    case conflict(why: String)
  }

  let reason: Reason

  init(_ reason: Reason) {
    self.reason = reason
  }

  var canRefresh: Bool { false }

  func title(_ words: Words) -> String {
    switch reason {
    case .otherMethod, .badRequest: words.say("That cannot be done here", "Das geht hier nicht")
    case .crossSite: words.say("Sent from another site", "Von einer fremden Seite gesendet")
    case .unencrypted: words.say("Only encrypted", "Nur verschlüsselt")
    case .conflict: words.say("It has changed meanwhile", "Inzwischen hat sich etwas geändert")
    }
  }

  func main(_ words: Words) -> Markup {
    note(.bad, role: "alert") {
      p {
        b(words.say("Nothing was done.", "Es wurde nichts getan."))
        " "
        sentence(words)
      }
    }
    p { a(.href(.overview)) { words.overview } }
  }

  private func sentence(_ words: Words) -> String {
    switch reason {
    case .otherMethod:
      words.say(
        "This address is the target of a form, or only to be read.",
        "Diese Adresse ist das Ziel eines Formulars, oder sie ist nur zum Lesen da.")
    case .crossSite:
      words.say(
        "Your browser says that the form stood on another site. Open the page here, and send it from there.",
        "Ihr Browser meldet, dass das Formular auf einer fremden Seite stand. Öffnen Sie die Seite hier und senden Sie es "
          + "von dort.")
    case .unencrypted:
      words.say(
        "What you type would go through the network in the clear. Open the address with https. An administrator: a proxy "
          + "in front has to send X-Forwarded-Proto: https.",
        "Was Sie eingeben, ginge unverschlüsselt durch das Netz. Öffnen Sie die Adresse mit https. Für die Verwaltung: Ein "
          + "Proxy davor muss X-Forwarded-Proto: https senden.")
    case .badRequest(let why), .conflict(let why): why
    }
  }
}
