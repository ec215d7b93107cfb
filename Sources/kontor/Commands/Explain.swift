import ArgumentParser
import Exchange
import LedgerSQLite
import Operations

struct Explain: Action {
  static let configuration = CommandConfiguration(
    abstract: "Tell the whole story of one customer, order or other business object.",
    discussion: """
      How it stands, what holds in each field, who said so and by which rule, and then what happened in its order: the \
      file and the line of each record, the decisions, the documents that went out and whether they were taken, the \
      acknowledgements, what the other side made of it. The key may be that of any system, or a former one; a record \
      that waits is found too.

        kontor explain Customer K-20417
        kontor explain Order SO-4711 --json

      Exits with 2 if nothing is known under that key.
      """)

  @OptionGroup var arguments: EntityArguments

  @OptionGroup var shared: SharedOptions

  private var subject: NamedEntity { arguments.named }

  func perform(_ session: Session) throws -> Outcome {
    let configuration = try session.checkedConfiguration()
    let ledger = try session.ledger(of: configuration, for: .reading)
    let reader = StoryReader(configuration, try FormatCatalogue(configuration), ledger: ledger)
    guard let story = try reader.story(of: subject.kind, key: subject.key) else { throw subject.unknown }
    if shared.json {
      try session.out.json(StoryReport(story))
    } else {
      StoryText(story: story, configuration: configuration, output: session.out).print()
    }
    return .done
  }
}
