import Foundation
import XMLEngine

/// A sample of a format pack: a file, and what is expected of the mapping.
package struct MappingSample: Sendable {
  package enum Direction: String, Sendable, CaseIterable {
    /// From a file of the system to canonical records.
    case read
    /// From a canonical record to a document for the system.
    case write
  }

  /// What a mapping makes of a sample, or should make.
  package enum Content: Sendable, Equatable {
    /// What comes out, and what the mapping said meanwhile and went on.
    case document([UInt8], notes: [String] = [])
    /// The mapping refuses it; (part of) the sentence.
    case refusal(String)
  }

  package enum Outcome {
    case passed
    /// Nothing says what is expected.
    case missing(Content)
    case differs(Content, XMLComparison)
    /// One is a document and the other a refusal, or the sentence is another one.
    case other(Content, expected: Content)
    /// The sample itself is wrong; the reason.
    case unusable(String)
  }

  package let direction: Direction
  /// Without folder and ending.
  package let name: String
  /// The folder of the pack, absolute.
  package let pack: String

  package var folder: String { "\(pack)/samples/\(direction.rawValue)" }
  package var path: String { "\(folder)/\(name).xml" }

  package static let expectedDocument = ".expected.xml"
  package static let expectedWords = ".expected.txt"

  /// All samples of a pack, first those that are read, by name.
  package static func all(of pack: FormatPack) -> [MappingSample] {
    Direction.allCases.flatMap { direction in
      PathFacts.names(in: "\(pack.folder)/samples/\(direction.rawValue)").sorted()
        .filter { $0.hasSuffix(".xml") && !$0.hasSuffix(expectedDocument) && !$0.hasPrefix(".") }
        .map { MappingSample(direction: direction, name: String($0.dropLast(4)), pack: pack.folder) }
    }
  }

  /// What is expected; nil where nothing says so.
  package var expected: Content? {
    if let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)\(Self.expectedDocument)") {
      return .document(Array(bytes), notes: words.map { [$0] } ?? [])
    }
    return words.map(Content.refusal)
  }

  /// What the mapping is expected to say.
  private var words: String? {
    FileManager.default.contents(atPath: "\(folder)/\(name)\(Self.expectedWords)")
      .map { String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines) }
  }

  // MARK: - Trying it

  /// A sample that says nothing of the mapping.
  private struct Unusable: Error {
    let reason: String
  }

  /// Maps the sample and compares what comes out with what is expected.
  package func run(_ bench: FormatBench) throws -> Outcome {
    guard let bytes = FileManager.default.contents(atPath: path).map({ Array($0) }) else {
      return .unusable("it cannot be read")
    }
    let content: Content
    do {
      content = try direction == .read ? read(bytes, bench) : write(bytes, bench)
    } catch let unusable as Unusable {
      return .unusable(unusable.reason)
    }
    return try compare(content)
  }

  private func read(_ bytes: [UInt8], _ bench: FormatBench) throws -> Content {
    let reading = try bench.read(bytes)
    guard reading.errors.isEmpty else {
      return .refusal(reading.errors.map(Self.sentence).joined(separator: "\n"))
    }
    guard reading.count > 0 else { throw Unusable(reason: "it holds no record of this format") }
    return .document(
      try FormatBench.document(of: reading.records).serialized(indented: true), notes: reading.notes)
  }

  private func write(_ bytes: [UInt8], _ bench: FormatBench) throws -> Content {
    let document: XMLDocument
    do {
      document = try XMLDocument.parse(bytes, location: path)
    } catch {
      throw Unusable(reason: error.message)
    }
    if let error = try bench.errors(inCanonical: document).first {
      throw Unusable(reason: "it is no valid canonical record: \(error.message)")
    }
    guard let entity = Self.entity(of: document, in: bench.format) else {
      throw Unusable(
        reason:
          "a sample that is written is one canonical record, or Records with what goes along with the last of them, and "
          + "what is carried behind each")
    }
    guard bench.writes(entity) else {
      throw Unusable(reason: "the format has no stylesheet that writes \(entity.rawValue) records")
    }
    switch try bench.write(document, entity) {
    case .success(let written): return .document(written)
    case .failure(let refusal): return .refusal(refusal.issues.map(Self.sentence).joined(separator: "\n"))
    }
  }

  /// The record that is written: what stands ahead of it in `Records` must go along with it. Behind each may stand what
  /// is carried of it.
  private static func entity(of document: XMLDocument, in format: Format) -> Entity? {
    guard let root = document.root else { return nil }
    guard root.name == "Records" else { return Entity(rawValue: root.name) }
    var entities: [Entity] = []
    var isCarried = false
    for child in root.children {
      if let entity = Entity(rawValue: child.name) {
        entities.append(entity)
        isCarried = false
      } else {
        guard child.name == "Carried", !isCarried, entities.last.map(format.carries.contains) == true else {
          return nil
        }
        isCarried = true
      }
    }
    guard let last = entities.popLast() else { return nil }
    let companions = format.companions[last] ?? []
    return entities.allSatisfy(companions.contains) ? last : nil
  }

  /// What a stylesheet says by itself, without the name of its file.
  private static func sentence(_ issue: Issue) -> String {
    guard issue.code == IssueCode.mappingFailed.rawValue else { return issue.message }
    return issue.message.split(separator: Issue.refusesThisRecord, maxSplits: 1).last.map(String.init) ?? issue.message
  }

  private func compare(_ content: Content) throws -> Outcome {
    switch (content, expected) {
    case (_, nil): return .missing(content)
    case (.document(let made, let notes), .document(let wanted, let words)?):
      let comparison = try XMLComparison(from: direction == .read ? Self.unwrapped(wanted) : wanted, to: made)
      guard comparison.isEmpty else { return .differs(content, comparison) }
      let isSaid = notes.isEmpty && words.isEmpty || Self.said(notes, as: words)
      return isSaid ? .passed : .other(content, expected: .document(wanted, notes: words))
    case (.refusal(let made), .refusal(let wanted)?) where Self.said([made], as: [wanted]): return .passed
    case (_, let wanted?): return .other(content, expected: wanted)
    }
  }

  private static func said(_ made: [String], as wanted: [String]) -> Bool {
    let (made, wanted) = (made.joined(separator: "\n"), wanted.joined(separator: "\n").collapsingWhiteSpace())
    return !wanted.isEmpty && made.collapsingWhiteSpace().contains(wanted)
  }

  /// `Records` with one record are that record. What is no XML is compared as it stands.
  private static func unwrapped(_ bytes: [UInt8]) -> [UInt8] {
    do {
      let document = try XMLDocument.parse(bytes, location: "the expected records")
      guard let root = document.root, root.name == "Records" else { return bytes }
      let records = Array(root.children)
      return records.count == 1 ? try document.extracting(records[0]).serialized() : bytes
    } catch {
      return bytes
    }
  }
}
