import DropFolder
package import Exchange
import XMLEngine

extension EntityStory.Source {
  /// `1002-first-order.xml, line 10, of crm`.
  package var words: String {
    let name = file.map(\.display) ?? reference.interchange.text
    return Printable.line(
      name + (line.map { ", line \($0)" } ?? ", record \(reference.position)")
        + (system.isEmpty ? "" : ", of \(system)")
    )
  }
}

extension EntityStory.Status {
  package var key: String { entity.keys.sorted { $0.key < $1.key }.first?.value ?? "" }
}

extension FieldTerms {
  /// The rule without the name of what it is about, which stands beside it.
  package var words: String { Phrase.withoutSubject(rule) }
}

extension Hold.Afterwards {
  package var words: String {
    switch self {
    case .reject: "then it is rejected"
    case .send: "then it is sent as it is"
    case .wait: "then it waits on, and should be looked at"
    }
  }
}
