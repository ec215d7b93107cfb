import XMLEngine

/// What a person decides, as one `Decision` record of the canonical vocabulary.
package struct Decision: Sendable, Equatable {
  package enum Subject: Sendable, Equatable {
    case entity(Entity, key: String)
    case hold(Int64)
  }

  package enum Action: String, Sendable, CaseIterable {
    case resolve, link, separate, release, discard, transfer, correct, due
  }

  package struct Field: Sendable, Equatable {
    package enum Choice: Sendable, Equatable {
      /// The value that this system said.
      case take(String)
      case value(String)
    }

    package var name: String
    package var choice: Choice

    package init(_ name: String, _ choice: Choice) {
      self.name = name
      self.choice = choice
    }
  }

  package var subject: Subject
  package var action: Action
  package var fields: [Field] = []
  /// The key of the one that it is the same as.
  package var with: String?
  /// To whom something is sent.
  package var system: String?
  package var by: String?
  package var reason: String?

  package init(_ action: Action, _ subject: Subject) {
    self.action = action
    self.subject = subject
  }

  func write(to xml: inout XMLWriter, at moment: Timestamp) {
    xml.start("Decision", [("changed", moment.description)])
    switch subject {
    case .entity(let entity, let key):
      xml.element("Entity", entity.rawValue)
      xml.element("Key", key)
    case .hold(let id): xml.element("HoldId", String(id))
    }
    xml.element("Action", action.rawValue)
    for field in fields {
      xml.start("Field", [("name", field.name)])
      switch field.choice {
      case .take(let system): xml.element("Take", system)
      case .value(let value): xml.element("Value", value)
      }
      xml.end()
    }
    xml.element("With", with)
    xml.element("System", system)
    xml.element("By", by)
    xml.element("Reason", reason)
    xml.end()
  }
}

extension [Decision] {
  /// An interchange of decisions, as Kontor's desk takes it.
  package func interchange(_ number: String, at moment: Timestamp) -> [UInt8] {
    var xml = XMLWriter()
    xml.start("Exchange", [("xmlns", Format.canonicalNamespace)])
    xml.start("Header")
    xml.element("Sender", System.desk)
    xml.element("Receiver", "kontor")
    xml.element("ControlNumber", number)
    xml.element("CreationTime", moment.description)
    xml.end()
    for decision in self { decision.write(to: &xml, at: moment) }
    xml.start("Trailer")
    xml.element("RecordCount", String(count))
    xml.end()
    xml.finish()
    return xml.drain()
  }
}
