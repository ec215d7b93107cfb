import Exchange
package import Operations

/// One record that waits to be told who it is: the same as one that is known, or another one.
package struct IdentityPage: PageContent {
  package var hold: HoldReport
  package var viewer: Viewer
  /// What was wrong with the answer.
  package var problem: String?
  package var written = ""

  package init(_ hold: HoldReport, viewer: Viewer) {
    self.hold = hold
    self.viewer = viewer
  }

  package var section: Section? { .held }
  package var live: String? { nil }

  package func title(_ words: Words) -> String {
    words.say("Who is \(words.object(hold.entity, hold.key))?", "Wer ist \(words.object(hold.entity, hold.key))?")
  }

  package func trail(_ words: Words) -> [Step] { [Section.held.step(words)] }

  @MarkupBuilder package func main(_ words: Words) -> Markup {
    if let problem { note(.bad, role: "alert") { p(problem) } }
    say { hold.sentence }
    facts {
      Fact(words.from, hold.from)
      Fact(words.file) { a(hold.file ?? hold.interchange, .href(.interchange(hold.interchange))) }
      Fact(words.since) { words.moment(hold.since) }
      if let entity = hold.awaitsEntity, let key = hold.awaitsKey {
        Fact(words.say("Perhaps the same as", "Vielleicht dasselbe wie")) {
          a(words.object(entity, key), .href(.entity(entity, key)))
        }
      }
    }
    postForm(to: Link("held", String(hold.hold)), viewer) {
      fieldset {
        legend(words.say("It is", "Es ist"))
        span(.class("pick")) {
          label(.for("same")) {
            input(.type("radio"), .id("same"), .name("is"), .value("same"), .required)
            words.say(" the same as the one with this key:", " dasselbe wie das mit diesem Schlüssel:")
          }
        }
        Markup.element("label", [.class("hidden"), .for("with")]) { words.say("Key", "Schlüssel") }
        input(
          .id("with"), .name("with"), .value(written.isEmpty ? hold.awaitsKey ?? "" : written), .noAutocomplete,
          Attribute("maxlength", "200"))
        span(.class("pick")) {
          label(.for("other")) {
            input(.type("radio"), .id("other"), .name("is"), .value("other"))
            words.say(" none of those that are known", " keines von denen, die bekannt sind")
          }
        }
      }
      div(.class("line")) {
        reasonField(words, isRequired: true)
        submit(words.say("Decide", "Entscheiden"), .main)
        a(words.leaveIt, .href(Link("held")))
      }
    }
  }
}
