import Foundation
import XMLEngine

/// What a person decides, as one `Decision` record of the canonical vocabulary.
package struct Decision: Sendable, Equatable {
  package enum Subject: Sendable, Equatable {
    case entity(Entity, key: String)
    case hold(Int64)
    case interchange(InterchangeID)
    /// By its id.
    case document(String)
    /// By its name.
    case flow(String)
    /// An operational incident, by its number.
    case incident(Int64)
  }

  package enum Action: String, Sendable, CaseIterable {
    case resolve, link, separate, release, discard, transfer, correct, due, reprocess, resend, run, pause, resume
    /// The data of a person.
    case erase
    /// What the folders of a receiver say of a document.
    case imported, refused
    /// What a person says of an incident.
    case acknowledge, close
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
  /// What is to be processed in the place of a rejected file; nil for the file as it was rejected.
  package var content: [UInt8]?
  /// The attempt that a person had before them: where there is a newer one, somebody else was first.
  package var basis: InterchangeID?
  /// Up to which moment something had to have come, to be meant.
  package var through: Timestamp?
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
    case .interchange(let id): xml.element("InterchangeId", id.text)
    case .document(let id): xml.element("DocumentId", id)
    case .incident(let id): xml.element("IncidentId", String(id))
    case .flow(let name): xml.element("Flow", name)
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
    xml.element("Basis", basis?.text)
    xml.element("Content", content.map { Data($0).base64EncodedString() })
    xml.element("Through", through?.description)
    xml.element("By", by)
    xml.element("Reason", reason)
    xml.end()
  }
}

extension Decision {
  /// Who decides what time itself decides.
  static let clock = "the clock"

  /// The clock lets go what waits for a flow and came by a moment.
  static func run(_ flow: String, through moment: Timestamp) -> Decision {
    var decision = Decision(.run, .flow(flow))
    decision.through = moment
    decision.by = clock
    return decision
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
