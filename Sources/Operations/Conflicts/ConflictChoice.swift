package import Exchange
import XMLEngine

/// What a person says of a conflict that was shown to them.
package struct ConflictChoice: Sendable {
  package enum Answer: Sendable, Hashable {
    /// The value that this system has.
    case take(String)
    /// Another one, as a person writes it.
    case value(String)
    /// That of the system that changed it last.
    case later
  }

  package var conflict: ConflictReport
  package var answer: Answer

  package init(_ conflict: ConflictReport, _ answer: Answer) {
    self.conflict = conflict
    self.answer = answer
  }

  /// The value itself, also where that of a system is taken: what the system says by the time of the decision may be
  /// something that the person has not seen.
  package func field() throws(Failure) -> Decision.Field {
    switch answer {
    case .take(let system): return try taking(system)
    case .later:
      guard let system = conflict.later else {
        throw Failure(
          .usage, "\(conflict.field): nobody knows which of the values of \(conflict.words) is the later one; take one")
      }
      return try taking(system)
    case .value(let written): return Decision.Field(conflict.field, .value(try normal(written)))
    }
  }

  private func taking(_ system: String) throws(Failure) -> Decision.Field {
    guard let value = conflict.values[system] else {
      throw Failure(.usage, "\(system) has no value of \(conflict.field) of \(conflict.words) that could be taken")
    }
    return Decision.Field(conflict.field, .value(value))
  }

  private func normal(_ written: String) throws(Failure) -> String {
    guard let shape = Entity(rawValue: conflict.entity).flatMap(EntityShape.of) else { return written }
    do {
      return try shape.normal(written, for: FieldName(conflict.field))
    } catch {
      throw Failure(.usage, "\(conflict.field): \(error.message)")
    }
  }
}

extension ConflictReport {
  /// As people name what it is about.
  package var words: String { "\(entity) \(key)" }
}

extension [ConflictChoice] {
  /// One decision for each business object, in the order in which they come.
  package func decisions(because reason: String?) throws(Failure) -> [Decision] {
    var decisions: [Decision] = []
    var places: [Int64: Int] = [:]
    for choice in self {
      let field = try choice.field()
      if let place = places[choice.conflict.number] {
        decisions[place].fields.append(field)
        continue
      }
      guard let entity = Entity(rawValue: choice.conflict.entity) else { continue }
      var decision = Decision(.resolve, .entity(entity, key: choice.conflict.key))
      decision.fields = [field]
      decision.reason = reason
      places[choice.conflict.number] = decisions.count
      decisions.append(decision)
    }
    return decisions
  }
}
