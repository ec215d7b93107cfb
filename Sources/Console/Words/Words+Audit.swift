package import Exchange
package import Operations

/// What is said of what people did.
extension Words {
  /// `reprocess`, `log-in`; one that no version knows is shown as it is.
  package func deed(_ report: TrailReport) -> String {
    switch report.kind {
    case .decision: Decision.Action(rawValue: report.action).map { deed($0) } ?? report.action
    case .access: AccessEntry.What(rawValue: report.action).map { deed($0) } ?? report.action
    }
  }

  package func deed(_ action: Decision.Action) -> String {
    switch action {
    case .resolve: say("resolve", "Widerspruch entscheiden")
    case .link: say("link", "gleichsetzen")
    case .separate: say("separate", "auseinanderhalten")
    case .release: say("release", "freigeben")
    case .discard: say("discard", "verwerfen")
    case .transfer: say("transfer", "übertragen")
    case .correct: say("correct", "richtigstellen")
    case .due: say("deadline passed", "Frist abgelaufen")
    case .reprocess: say("try again", "erneut verarbeiten")
    case .resend: say("send again", "erneut senden")
    case .run: say("run now", "jetzt ausführen")
    case .pause: say("pause", "anhalten")
    case .resume: say("resume", "fortsetzen")
    case .erase: say("erase", "löschen")
    case .imported: say("imported", "eingelesen")
    case .refused: say("refused by the receiver", "vom Empfänger abgelehnt")
    case .acknowledge: say("acknowledge", "zur Kenntnis nehmen")
    case .close: say("close", "abschließen")
    }
  }

  package func deed(_ what: AccessEntry.What) -> String {
    switch what {
    case .loggedIn: say("log-in", "angemeldet")
    case .leftOut: say("entries left out", "Einträge ausgelassen")
    case .logInFailed: say("log-in failed", "Anmeldung misslungen")
    case .logInSlowed: say("log-in slowed down", "Anmeldung gebremst")
    case .loggedOut: say("log-out", "abgemeldet")
    case .sessionEnded: say("session ended", "Sitzung beendet")
    case .tokenRefused: say("token refused", "Token abgelehnt")
    case .roleRefused: say("not allowed", "nicht erlaubt")
    case .formRefused: say("form refused", "Formular abgelehnt")
    case .tooLate: say("came too late", "kam zu spät")
    case .crossSiteRefused: say("request of another site refused", "Anfrage einer fremden Seite abgelehnt")
    case .payloadShown: say("look", "Inhalt angesehen")
    case .listExported: say("list taken along", "Liste mitgenommen")
    case .jobCreated: say("job begun", "Sammelauftrag erteilt")
    case .jobStopped: say("job stopped", "Sammelauftrag angehalten")
    case .userAdded: say("user added", "Zugang angelegt")
    case .userChanged: say("user changed", "Zugang geändert")
    case .userRemoved: say("user removed", "Zugang entfernt")
    case .passwordChanged: say("password changed", "Passwort geändert")
    case .tokenIssued: say("token issued", "Token ausgestellt")
    case .tokenWithdrawn: say("token withdrawn", "Token zurückgezogen")
    }
  }

  /// What of a thing somebody looked at, after its name and a comma.
  package func aspect(_ aspect: AccessSubject.Aspect) -> String {
    switch aspect {
    case .asFile: say("as a file", "als Datei")
    case .toPutRight: say("to put right", "zum Berichtigen")
    case .attempts(let one, let other): say("attempts \(one) and \(other)", "Versuche \(one) und \(other)")
    case .sendingTo(let system): say("what would go to \(system)", "was an \(system) ginge")
    }
  }

  /// What an entry says before or after. Of decisions the ledger keeps it, in English.
  func told(_ text: String, by entry: TrailReport) -> Markup {
    switch entry.kind {
    case .decision where language == .english || text == ShownValues.hidden: Markup(text)
    case .decision: span(text, .language("en"))
    case .access:
      Markup(AccessDetail.all(in: text).map { $0.map(detail).joined(separator: ", ") } ?? text)
    }
  }

  private func detail(_ detail: AccessDetail) -> String {
    switch detail {
    case .values: say("values", "Werte")
    case .toEdit: say("to edit", "zum Berichtigen")
    case .toValidate: say("to validate", "zum Prüfen")
    case .payloads: say("payloads", "Inhalte")
    case .noPayloads: say("no payloads", "keine Inhalte")
    case .role(let role): say("role \(named(role))", "Rolle \(named(role))")
    case .needs(let role): say("needs \(named(role))", "nötig: \(named(role))")
    case .language(let code): say("language \(code)", "Sprache \(code)")
    case .unknown: say("unknown", "unbekannt")
    case .noToken: say("no token", "ohne Token")
    case .noUser: say("no user’s name", "kein Benutzername")
    case .link: say("link", "Link")
    case .entries(let count): say("\(number(count)) entries", count == 1 ? "1 Eintrag" : "\(number(count)) Einträge")
    case .job(let action, let count): "\(deed(action)), \(number(count))"
    }
  }

  private func named(_ role: String) -> String { Role(rawValue: role).map { self.role($0) } ?? role }
}
