import Exchange
import Foundation
import Operations

extension Output {
  /// Prints a value as one JSON document: on one line for a stream of them, else laid out for people.
  ///
  /// Keys are those of the value's type; a key without a value is left out.
  func json(_ value: some Encodable, onOneLine: Bool = false) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if !onOneLine { encoder.outputFormatting.insert(.prettyPrinted) }
    line(Printable.json(String(decoding: try encoder.encode(value), as: UTF8.self)))
  }
}
