import Exchange
import Operations

/// What is said of business objects.
extension Words {
  /// A kind of business object, as people call it.
  package func kind(_ entity: String) -> String {
    switch Entity(rawValue: entity) {
    case .customer: say("Customer", "Kunde")
    case .order: say("Order", "Auftrag")
    case .orderStatus: say("Order status", "Auftragsstatus")
    case .invoice: say("Invoice", "Rechnung")
    case .reminder: say("Reminder", "Mahnung")
    case .confirmation: say("Confirmation", "Bestätigung")
    case .decision: say("Decision", "Entscheidung")
    case nil: entity
    }
  }

  /// One business object: `Customer K-20417`.
  package func object(_ entity: String, _ key: String) -> String { "\(kind(entity)) \(key)" }

  package func stage(_ stage: String) -> String {
    switch Stage(rawValue: stage) {
    case .lead: say("lead", "Interessent")
    case .ordered: say("ordered", "hat bestellt")
    case .customer: say("customer", "Kunde")
    case .placed: say("placed", "erteilt")
    case .accepted: say("accepted", "angenommen")
    case nil: stage
    }
  }

  /// How a key stands to the others of its system.
  package func standing(_ standing: String) -> String {
    switch CrossReference.Standing(rawValue: standing) {
    case .present: say("present", "gültig")
    case .former: say("former", "früher")
    case .alias: say("a duplicate there", "Dublette dort")
    case nil: standing
    }
  }

  /// What the rule of a field says, and behind it how the configuration writes it.
  ///
  /// - Parameter rule: as reports have it: `Customer Phone: shared, ask`.
  package func rule(_ rule: String) -> Markup {
    switch RuleWords(Phrase.withoutSubject(rule)) {
    case .owner, .given, .shared: shortRule(rule) + br() + small { code(Phrase.withoutSubject(rule)) }
    case .decided, .corrected, nil: shortRule(rule)
    }
  }

  /// What it says, alone.
  package func shortRule(_ rule: String) -> Markup {
    let written = Phrase.withoutSubject(rule)
    return RuleWords(written).map { Markup(text($0)) } ?? code(written)
  }

  private func text(_ rule: RuleWords) -> String {
    switch rule {
    case .owner(let system, false): say("\(system) has the last word", "\(system) hat das letzte Wort")
    case .owner(let system, true):
      say(
        "\(system) has the last word; others fill it only while it is empty",
        "\(system) hat das letzte Wort; andere füllen nur, was leer ist")
    case .given(let system): say("\(system) gives it", "\(system) vergibt es")
    case .shared(let conflict, let lastWord): shared(conflict, lastWord)
    case .decided(let person): say("\(person) decided", "\(person) hat entschieden")
    case .corrected(let person): say("\(person) corrected it", "\(person) hat es richtiggestellt")
    }
  }

  private func shared(_ conflict: FieldRule.Conflict, _ lastWord: String?) -> String {
    let doubt = lastWord.map { say("; in doubt that of \($0)", "; im Zweifel der von \($0)") } ?? ""
    return switch conflict {
    case .ask: say("shared; on a conflict a person decides", "gemeinsam; bei Widerspruch entscheidet jemand")
    case .ownerWins:
      say("shared; on a conflict ", "gemeinsam; bei Widerspruch ")
        + (lastWord.map { say("\($0) wins", "gilt \($0)") } ?? say("the owner wins", "gilt, wer das letzte Wort hat"))
    case .newest: say("shared; the later value holds", "gemeinsam; es gilt der spätere Wert") + doubt
    case .longest: say("shared; the longer value holds", "gemeinsam; es gilt der längere Wert") + doubt
    case .fillIfEmpty:
      say("shared; only what is empty is filled", "gemeinsam; nur was leer ist, wird gefüllt")
    }
  }

  /// A value as a person reads it: an address on one line.
  package func value(_ value: String?) -> Markup {
    guard let value, !value.isEmpty else { return span(say("nothing", "nichts"), .class("faint")) }
    if value == ShownValues.hidden {
      return span(.class("faint")) {
        Markup.element("span", [Attribute("aria-hidden", "true")]) { value }
        unseen(say("hidden", "verborgen"))
      }
    }
    return Markup(EntityShape.customer.display(value))
  }

  package static let field = Noun(("field", "Feld"), ("fields", "Felder"))
}
