import Testing
import XMLEngine

/// A row of the table of traps: a sample of a pack, changed at one place, and what has to become of it.
struct Trap: Sendable {
  enum Direction: String, Sendable {
    case read, write
  }

  enum Change: Sendable {
    /// Another text in an element or an attribute.
    case text(String, String)
    /// The element or attribute is not there.
    case absent(String)
    /// The element once more, ahead of itself; with another text where one is given.
    case twice(String, String?)
    /// Other markup.
    case markup(String, String)
  }

  enum Outcome: Sendable {
    /// The result has this text at a place.
    case says(String, String)
    /// The result has nothing there.
    case silent(String)
    /// The mapping goes on, says these words of it, and leaves out what it cannot exchange.
    case told(String)
    /// It is refused, with these words in the sentence.
    case refused(String)
    /// It is refused with this code.
    case issue(String)
  }

  let direction: Direction
  let sample: String
  let change: Change
  let outcome: Outcome
  /// The encoding of the file that is read, or of the document that is written.
  let encoding: TextEncoding?
  let location: SourceLocation

  static func read(
    _ sample: String, _ path: String, _ text: String, _ outcome: Outcome, in encoding: TextEncoding? = nil,
    at location: SourceLocation = #_sourceLocation
  ) -> Trap {
    read(sample, .text(path, text), outcome, in: encoding, at: location)
  }

  static func read(
    _ sample: String, _ change: Change, _ outcome: Outcome, in encoding: TextEncoding? = nil,
    at location: SourceLocation = #_sourceLocation
  ) -> Trap {
    Trap(
      direction: .read, sample: sample, change: change, outcome: outcome, encoding: encoding, location: location)
  }

  static func write(
    _ sample: String, _ path: String, _ text: String, _ outcome: Outcome, in encoding: TextEncoding? = nil,
    at location: SourceLocation = #_sourceLocation
  ) -> Trap {
    write(sample, .text(path, text), outcome, in: encoding, at: location)
  }

  static func write(
    _ sample: String, _ change: Change, _ outcome: Outcome, in encoding: TextEncoding? = nil,
    at location: SourceLocation = #_sourceLocation
  ) -> Trap {
    Trap(
      direction: .write, sample: sample, change: change, outcome: outcome, encoding: encoding, location: location)
  }
}

/// The traps of one pack.
struct TrapTable: CustomTestStringConvertible, Sendable {
  /// The name of the pack; `exchange` is the canonical format itself.
  let pack: String
  let rows: [Trap]

  init(_ pack: String, _ rows: [Trap]) {
    self.pack = pack
    self.rows = rows
  }

  var testDescription: String { pack }

  static let all: [TrapTable] = [
    exchange, ubl, openTRANS, oagis, odoo, sapIDoc, sapBusinessOne, djangoCRM, jtlWawi,
  ]
}
