extension Attribute {
  package static func id(_ id: String) -> Attribute { Attribute("id", id) }
  package static func `class`(_ names: String) -> Attribute { Attribute("class", names) }
  package static func name(_ name: String) -> Attribute { Attribute("name", name) }
  package static func value(_ value: String) -> Attribute { Attribute("value", value) }
  package static func type(_ type: StaticString) -> Attribute { Attribute("type", "\(type)") }
  package static func role(_ role: StaticString) -> Attribute { Attribute("role", "\(role)") }
  package static func `for`(_ id: String) -> Attribute { Attribute("for", id) }
  package static func label(_ text: String) -> Attribute { Attribute("aria-label", text) }
  package static func labelled(by ids: String) -> Attribute { Attribute("aria-labelledby", ids) }
  package static func described(by ids: String) -> Attribute { Attribute("aria-describedby", ids) }
  package static func language(_ code: String) -> Attribute { Attribute("lang", code) }

  package static let required = Attribute("required")
  package static let checked = Attribute("checked")
  package static let selected = Attribute("selected")
  package static let disabled = Attribute("disabled")
  package static let readOnly = Attribute("readonly")
  package static let autofocus = Attribute("autofocus")
  package static let noAutocomplete = Attribute("autocomplete", "off")
  /// The one among its neighbours that is shown now.
  package static let current = Attribute("aria-current", "true")
  package static let currentPage = Attribute("aria-current", "page")

  /// Only ever of the console's own: an address that came from elsewhere cannot get in.
  package static func href(_ link: Link) -> Attribute { Attribute("href", link.text) }
  package static func action(_ link: Link) -> Attribute { Attribute("action", link.text) }
  /// Of a button: another address for the form that it stands in.
  package static func formAction(_ link: Link) -> Attribute { Attribute("formaction", link.text) }
}
