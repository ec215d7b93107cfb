/// A term and what is said of it.
package struct Fact: Sendable {
  let term: String
  let detail: Markup

  package init(_ term: String, @MarkupBuilder _ detail: () -> Markup) {
    self.term = term
    self.detail = detail()
  }

  package init(_ term: String, _ detail: String) {
    self.term = term
    self.detail = Markup(detail)
  }

  /// Where there is nothing to be said, the term is left out too.
  package init?(_ term: String, ifAny detail: String?) {
    guard let detail else { return nil }
    self.init(term, detail)
  }
}

/// Each line is a fact.
@resultBuilder
package enum FactBuilder {
  package static func buildExpression(_ fact: Fact) -> [Fact] { [fact] }
  package static func buildExpression(_ fact: Fact?) -> [Fact] { fact.map { [$0] } ?? [] }
  package static func buildExpression(_ facts: [Fact]) -> [Fact] { facts }
  package static func buildBlock(_ facts: [Fact]...) -> [Fact] { facts.flatMap { $0 } }
  package static func buildOptional(_ facts: [Fact]?) -> [Fact] { facts ?? [] }
  package static func buildEither(first: [Fact]) -> [Fact] { first }
  package static func buildEither(second: [Fact]) -> [Fact] { second }
  package static func buildArray(_ facts: [[Fact]]) -> [Fact] { facts.flatMap { $0 } }
}

/// What is known of one thing, term by term.
package func facts(@FactBuilder _ facts: () -> [Fact]) -> Markup {
  dl(.class("facts")) {
    for fact in facts() {
      dt(fact.term)
      dd { fact.detail }
    }
  }
}
