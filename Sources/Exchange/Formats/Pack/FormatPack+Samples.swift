import Foundation

extension FormatPack {
  /// Files as a system writes them, from the folder of the pack; those that the mappings refuse are none.
  package var samples: [String] {
    let folder = "samples/read"
    return PathFacts.names(in: self.folder + "/" + folder).filter { name in
      name.hasSuffix(".xml") && !name.hasSuffix(Self.expected)
        && PathFacts(path: "\(self.folder)/\(folder)/\(Self.expected(of: name))").kind == .file
    }.map { folder + "/" + $0 }
  }

  /// The first sample that brings an order with its customer, which can be sent on at once; else the first with an order,
  /// else with a customer; nil where none has either.
  package var firstSample: String? {
    let samples = samples
    for entities in [[Entity.customer, .order], [.order], [.customer]] {
      let sample = samples.first { sample in entities.allSatisfy { brings($0, sample) } }
      if let sample { return sample }
    }
    return nil
  }

  /// Whether a record of an entity is expected of a sample: a reference to one says no time of change.
  private func brings(_ entity: Entity, _ sample: String) -> Bool {
    let path = folder + "/" + Self.expected(of: sample)
    guard let text = FileManager.default.contents(atPath: path).map({ String(decoding: $0, as: UTF8.self) }) else {
      return false
    }
    return text.split(separator: "<").contains { tag in
      let name = tag.prefix { !$0.isWhitespace && $0 != ">" }
      return name.split(separator: ":").last.map(String.init) == entity.rawValue
        && tag.prefix { $0 != ">" }.contains("changed=")
    }
  }

  private static let expected = ".expected.xml"

  private static func expected(of sample: String) -> String { String(sample.dropLast(4)) + expected }
}
