/// A form that changes something. It bears the token of the session, without which it is refused.
///
/// - Parameter fields: That go along unseen.
package func postForm(
  to link: Link, _ viewer: Viewer, hidden fields: Fields = Fields(), _ attributes: Attribute?...,
  @MarkupBuilder content: () -> Markup
) -> Markup {
  .element("form", [Attribute("method", "post"), .action(link)] + attributes.compactMap { $0 }) {
    hiddenFields(fields.setting("token", to: viewer.formToken))
    content()
  }
}

/// A form that asks: what was filled in stands in the address of the answer.
package func getForm(
  to link: Link, hidden fields: Fields = Fields(), _ attributes: Attribute?..., @MarkupBuilder content: () -> Markup
) -> Markup {
  .element("form", [Attribute("method", "get"), .action(link)] + attributes.compactMap { $0 }) {
    hiddenFields(fields)
    content()
  }
}

package func hiddenFields(_ fields: Fields) -> Markup {
  Markup.joined(fields.pairs.map { input(.type("hidden"), .name($0.name), .value($0.value)) })
}

/// A label over what it labels.
///
/// - Parameter control: With the same id.
package func field(_ title: String, id: String, isWide: Bool = false, @MarkupBuilder control: () -> Markup) -> Markup {
  span(.class(isWide ? "field wide" : "field")) {
    label(.for(id)) { title }
    control()
  }
}

/// A list to choose one of.
package func choice(
  _ title: String, id: String, name: String, _ options: [(value: String, text: String)], chosen: String? = nil
) -> Markup {
  field(title, id: id) {
    select(.id(id), .name(name)) {
      for one in options {
        option(.value(one.value), one.value == (chosen ?? "") ? .selected : nil) { one.text }
      }
    }
  }
}

/// Why somebody does something; of at most 500 characters.
package func reasonField(_ words: Words, isRequired: Bool, id: String = "reason") -> Markup {
  field(words.reason, id: id, isWide: true) {
    input(
      .id(id), .name("reason"), isRequired ? .required : nil, Attribute("maxlength", "500"), .noAutocomplete)
  }
}

/// How a button looks.
package enum ButtonLook: String, Sendable {
  case ordinary = ""
  /// The one that most people want.
  case main = "go"
  case plain
}

/// Sends the form that it stands in.
///
/// - Parameters:
///   - name: With `value` where a form has several buttons.
///   - isOff: Shown, but nothing to be done with now.
package func submit(
  _ text: String, _ look: ButtonLook = .ordinary, name: String? = nil, value: String? = nil, isOff: Bool = false,
  _ attributes: Attribute?...
) -> Markup {
  .element(
    "button",
    [.type("submit")] + (look == .ordinary ? [] : [.class(look.rawValue)])
      + (name.map { [.name($0)] } ?? []) + (value.map { [.value($0)] } ?? [])
      + (isOff ? [.disabled] : []) + attributes.compactMap { $0 }
  ) { text }
}

/// Asks once more, with a reason, before something is done.
///
/// - Parameters:
///   - fields: What is to be done, to what, and how many it were when they were counted.
///   - leave: Where it goes on for those who think better of it.
package func confirmForm(
  to link: Link, _ viewer: Viewer, _ fields: Fields, _ go: String, needsReason: Bool, leave: Link, _ words: Words
) -> Markup {
  postForm(to: link, viewer, hidden: fields) {
    div(.class("line")) {
      reasonField(words, isRequired: needsReason)
      submit(go, .main)
      a(.href(leave)) { words.leaveIt }
    }
  }
}
