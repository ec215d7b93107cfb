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

  /// Who has the last word on a field.
  package func owner(_ owner: String) -> String {
    owner == FieldRule.Owner.shared.word ? say("shared", "gemeinsam") : owner
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
