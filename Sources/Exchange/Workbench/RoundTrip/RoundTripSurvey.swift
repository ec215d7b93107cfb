import XMLEngine

/// What became of many records of an entity that were written in a format and read back.
package struct RoundTripSurvey {
  package let entity: Entity
  package private(set) var tried = 0
  package private(set) var returned = 0
  /// Sentences of refusals, and how often each was said; those of a schema that is not about lengths are in ``faults``.
  package private(set) var refusals: [String: Int] = [:]
  /// Documents that the format does not read itself, or that its own schema refuses, and an example each.
  package private(set) var faults: [String: Int] = [:]
  /// Fields that were lost although no loss speaks of them, with an example.
  package private(set) var undocumented: [Entity: [String: Example]] = [:]
  /// Losses that were seen.
  package private(set) var seen: [Entity: Set<String>] = [:]
  /// Fields that records had which came back.
  package private(set) var carried: [Entity: Set<String>] = [:]
  /// Fields that came back otherwise at least once.
  package private(set) var lost: [Entity: Set<String>] = [:]

  package struct Example: Sendable {
    package let before: String?
    package let after: String?
    package fileprivate(set) var count = 1
  }

  /// Writes and reads records of every density. The same count gives the same records. Where the format carries something of
  /// them, those with a key of the system are versions of the records in the samples, in turn.
  package init(
    of entity: Entity, in pack: FormatPack, by bench: FormatBench, _ model: SchemaModel, records: Int
  ) throws {
    self.entity = entity
    let words = Dictionary(uniqueKeysWithValues: pack.format.codes.map { ($0.element, $0.values.keys.sorted()) })
    let trip = RoundTrip(pack, bench, model)
    let goesAlong = pack.format.companions[entity]?.contains(.customer) ?? false
    let known = try KnownRecord.all(of: entity, in: pack, bench)
    for number in 0..<records {
      var maker = RecordMaker(model: model, words: words, seed: UInt64(number))
      let density = [0.05, 0.2, 0.4, 0.6, 0.8, 1][number % 6]
      let made = try maker.record(entity, with: goesAlong, density: density, most: 1 + number % 3)
      let original = known.isEmpty ? nil : known[number / 6 % known.count]
      let version = try original?.versioned(made)
      let record = version ?? made
      if let wrong = try bench.errors(inCanonical: record).first {
        faults["the record that was made up is none: \(wrong.message)", default: 0] += 1
        continue
      }
      tried += 1
      note(try trip.run(record, entity, of: version == nil ? nil : original))
    }
  }

  private mutating func note(_ outcome: RoundTrip.Outcome) {
    switch outcome {
    case .refused(let issues):
      for issue in issues {
        let isLimit = issue.code != IssueCode.mappingInvalid.rawValue
        if isLimit {
          refusals[issue.message, default: 0] += 1
        } else {
          faults[issue.message, default: 0] += 1
        }
      }
    case .unreadable(let reason): faults[reason, default: 0] += 1
    case .back(let fates):
      returned += 1
      for fate in fates { note(fate) }
    }
  }

  private mutating func note(_ fate: RoundTrip.Fate) {
    carried[fate.entity, default: []].formUnion(fate.fields)
    for difference in fate.lost + fate.added {
      lost[fate.entity, default: []].insert(difference.path)
      seen[fate.entity, default: []].formUnion(difference.losses)
      guard difference.losses.isEmpty else { continue }
      if undocumented[fate.entity]?[difference.path] != nil {
        undocumented[fate.entity]?[difference.path]?.count += 1
      } else {
        undocumented[fate.entity, default: [:]][difference.path] = Example(
          before: difference.before, after: difference.after)
      }
    }
  }

  /// Losses that the pack speaks of and that no record showed, of the entities that came back.
  package func unseen(in pack: FormatPack) -> [(entity: Entity, loss: String)] {
    carried.keys.sorted { $0.rawValue < $1.rawValue }.flatMap { entity in
      pack.losses[entity, default: []].filter { seen[entity]?.contains($0) != true }.map { (entity, $0) }
    }
  }

  /// One sentence for each thing that is not as the pack says, without the name of the pack.
  package func findings(in pack: FormatPack) -> [String] {
    var findings: [String] = []
    // Formats that refuse a good deal for good reasons are tried enough with a tenth.
    if returned * 10 < tried {
      findings.append("\(entity.rawValue): only \(returned) of \(tried) records went through")
    }
    for (fault, count) in faults.sorted(by: { $0.key < $1.key }) {
      findings.append("\(entity.rawValue): \(count) times: \(fault)")
    }
    for (entity, fields) in undocumented.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      for (path, example) in fields.sorted(by: { $0.key < $1.key }) {
        let (before, after) = (example.before.map { "“\($0)”" }, example.after.map { "“\($0)”" })
        findings.append(
          "\(entity.rawValue)/\(path) does not survive, \(example.count) times, and losses say nothing of it: "
            + "\(before ?? "nothing") became \(after ?? "nothing")")
      }
    }
    for (entity, loss) in unseen(in: pack) {
      findings.append("\(entity.rawValue)/\(loss) is said to be lost, but always came back")
    }
    return findings
  }
}
