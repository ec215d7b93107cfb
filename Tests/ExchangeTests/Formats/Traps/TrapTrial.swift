import Exchange
import Foundation
import Testing
import XMLEngine

/// The traps of one pack, tried one by one.
struct TrapTrial {
  /// What became of a document: another one, or a refusal.
  enum Answer {
    case document(XMLDocument, notes: [String] = [])
    case refusal([Exchange.Issue])
  }

  /// A row that says nothing, and why.
  struct Useless: Error, CustomStringConvertible {
    let description: String
  }

  let format: Format
  /// Where the samples are, absolute: with the folders `read` and `write`.
  let samples: String
  private let bench: FormatBench

  init(_ table: TrapTable) throws {
    if table.pack == "exchange" {
      format = try #require(try Self.configuration().formats.first { $0.isCanonical })
      samples = ShippedPack.home + "/examples"
    } else {
      format = try #require(ShippedPack.all.first { $0.pack.name == table.pack }).pack.format
      samples = "\(ShippedPack.home)/formats/\(table.pack)/samples"
    }
    bench = try FormatBench(format, canonicalIn: ShippedPack.home)
  }

  private static func configuration() throws -> Configuration {
    try Configuration.read(from: ShippedPack.home + "/kontor.yaml", environment: [:])
  }

  /// What is wrong with the row; nil if it holds.
  func fault(of trap: Trap) throws -> String? {
    let folder = format.isCanonical ? samples : "\(samples)/\(trap.direction.rawValue)"
    let bytes = try #require(FileManager.default.contents(atPath: "\(folder)/\(trap.sample).xml"), "no such sample")
    let before = try answer(to: XMLDocument.parse(Array(bytes), location: trap.sample), of: trap)
    if case .refusal(let issues) = before {
      throw Useless(description: "the sample itself is refused: \(issues.map(\.message))")
    }
    guard try Self.missing(in: before, of: trap) != nil else {
      throw Useless(description: "the same becomes of the sample as it is")
    }
    let after = try answer(to: Self.changed(Array(bytes), trap), of: trap)
    return try Self.missing(in: after, of: trap)
  }

  // MARK: - Changing

  private static func changed(_ bytes: [UInt8], _ trap: Trap) throws -> XMLDocument {
    let document = try XMLDocument.parse(bytes, location: trap.sample)
    switch trap.change {
    case .text(let written, let text):
      let path = TrapPath(written)
      let element = try found(written, in: document)
      if let attribute = path.attribute {
        try element.setAttribute(attribute, to: text)
      } else {
        try element.setText(text)
      }
    case .absent(let written):
      let element = try found(written, in: document)
      if let attribute = TrapPath(written).attribute {
        try element.setAttribute(attribute, to: nil)
      } else {
        element.remove()
      }
    case .twice(let written, let text):
      let element = try found(written, in: document)
      let copy = try document.extracting(element)
      if let text { try copy.root?.setText(text) }
      let whole = String(decoding: try copy.serialized(), as: UTF8.self)
      let markup = whole.drop { $0 != "\n" }.trimmingCharacters(in: .newlines)
      try parent(of: element, in: document).insert("COPY", "", .before(element))
      return try replacing("<COPY/>", with: markup, in: document)
    case .markup(let old, let new):
      return try replacing(old, with: new, in: document)
    }
    return document
  }

  private static func found(_ path: String, in document: XMLDocument) throws -> XMLElement {
    guard let element = TrapPath(path).element(in: document) else {
      throw Useless(description: "the sample has no \(path)")
    }
    return element
  }

  private static func parent(of element: XMLElement, in document: XMLDocument) throws -> XMLElement {
    var parent: XMLElement?
    document.root?.forEachDescendant { candidate in
      if element.isInside(candidate), !candidate.isInside(element) { parent = candidate }
    }
    return try #require(parent)
  }

  private static func replacing(_ old: String, with new: String, in document: XMLDocument) throws -> XMLDocument {
    let text = String(decoding: try document.serialized(), as: UTF8.self)
    guard let place = text.firstRange(of: old) else { throw Useless(description: "the sample has no \(old)") }
    return try XMLDocument.parse(Array(text.replacingCharacters(in: place, with: new).utf8), location: "a trap")
  }

  // MARK: - Trying

  private func answer(to document: XMLDocument, of trap: Trap) throws -> Answer {
    switch trap.direction {
    case .read:
      let bytes = try document.serialized(in: trap.encoding ?? .utf8)
      let reading = try bench.read(bytes)
      guard reading.errors.isEmpty else { return .refusal(reading.errors) }
      return .document(try FormatBench.document(of: reading.records), notes: reading.notes)
    case .write:
      let errors = try bench.errors(inCanonical: document)
      guard errors.isEmpty else { throw Useless(description: "no valid canonical record: \(errors.map(\.message))") }
      let names = document.root.map { $0.name == "Records" ? $0.children.map(\.name) : [$0.name] } ?? []
      let entity = try #require(names.compactMap { Entity(rawValue: $0) }.last)
      switch try writer(in: trap.encoding).write(document, entity) {
      case .success(let written): return .document(try XMLDocument.parse(written, location: "what was written"))
      case .failure(let refusal): return .refusal(refusal.issues)
      }
    }
  }

  private func writer(in encoding: TextEncoding?) throws -> FormatBench {
    guard let encoding else { return bench }
    guard let output = OutputEncoding(rawValue: encoding.rawValue) else {
      throw Useless(description: "nothing is written in \(encoding.rawValue)")
    }
    var encoded = format
    encoded.encoding = output
    return try FormatBench(encoded, canonicalIn: ShippedPack.home)
  }

  /// What the answer lacks of the outcome; nil where it is the one that is expected.
  private static func missing(in answer: Answer, of trap: Trap) throws -> String? {
    switch (trap.outcome, answer) {
    case (.says(let path, let text), .document(let document, _)):
      let found = TrapPath(path).text(in: document)
      return found == text ? nil : "\(path) is \(found ?? "not there"), and should be \(text)"
    case (.silent(let path), .document(let document, _)):
      return TrapPath(path).text(in: document).map { "\(path) is there: \($0)" }
    case (.told(let words), .document(_, let notes)):
      return notes.contains { $0.collapsingWhiteSpace().contains(words) } ? nil : "other words are said: \(notes)"
    case (.refused(let words), .refusal(let issues)):
      return issues.contains { $0.message.collapsingWhiteSpace().contains(words) }
        ? nil : "it is refused in other words: \(issues.map { "\($0.code): \($0.message)" })"
    case (.issue(let code), .refusal(let issues)):
      return issues.contains { $0.code == code }
        ? nil : "it is refused otherwise: \(issues.map { "\($0.code): \($0.message)" })"
    case (.says, .refusal(let issues)), (.silent, .refusal(let issues)), (.told, .refusal(let issues)):
      return "it is refused: \(issues.map { "\($0.code): \($0.message)" })"
    case (.refused, .document(let document, _)), (.issue, .document(let document, _)):
      return "it is taken: \(String(decoding: try document.serialized(), as: UTF8.self))"
    }
  }
}
