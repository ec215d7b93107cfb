import DropFolder
import XMLEngine

/// Files and lines, documents and acknowledgements of a story, each asked for once.
final class StorySources {
  private let configuration: Configuration
  private let ledger: any Ledger
  private let looksIntoOutboxes: Bool
  private var interchanges: [InterchangeID: Interchange?] = [:]

  init(_ configuration: Configuration, _ ledger: any Ledger, looksIntoOutboxes: Bool = true) {
    self.configuration = configuration
    self.ledger = ledger
    self.looksIntoOutboxes = looksIntoOutboxes
  }

  private func interchange(_ id: InterchangeID) throws -> Interchange? {
    if let known = interchanges[id] { return known }
    let found = try ledger.interchange(id)
    interchanges[id] = .some(found)
    return found
  }

  func source(_ reference: RecordReference) throws -> EntityStory.Source {
    let interchange = try interchange(reference.interchange)
    return EntityStory.Source(
      reference: reference, system: interchange?.sender ?? "", file: interchange?.fileName,
      line: try ledger.record(at: reference.position, of: reference.interchange)?.start.line,
      receivedAt: interchange?.receivedAt, controlNumber: interchange?.envelope.controlNumber)
  }

  func paper(_ id: String, _ delivery: Delivery.State?) throws -> EntityStory.Paper? {
    try ledger.document(id).map { try paper($0, delivery) }
  }

  private func paper(_ document: Document, _ delivery: Delivery.State?) throws -> EntityStory.Paper {
    let moments = try ledger.moments(of: document.id) ?? DocumentMoments()
    return EntityStory.Paper(
      document: document, whereabouts: whereabouts(document, moments), moments: moments, delivery: delivery)
  }

  private func whereabouts(_ document: Document, _ moments: DocumentMoments) -> EntityStory.Paper.Whereabouts {
    switch document.state {
    case .prepared: return .prepared
    case .waiting: return .waiting
    case .superseded: return .superseded
    case .inDoubt: return .inDoubt
    case .published:
      guard moments.takenAt == nil, let system = configuration.system(named: document.system),
        let folder = document.kind == .import ? system.outbox : system.acknowledge.to ?? system.outbox
      else { return .taken }
      guard looksIntoOutboxes else { return .inOutbox }
      if PathFacts(path: "\(folder.absolute)/\(document.name.display)").kind == .file { return .inOutbox }
      // From a folder that is away now nothing has been taken, as far as anybody knows.
      let isAway = PathFacts(path: folder.absolute).kind == .missing
      return isAway && moments.publishedAt != nil ? .inOutbox : .taken
    }
  }

  // MARK: - Acknowledgements

  /// Adds to each chapter the acknowledgements that told of it: that of the file itself where it is first told of, and
  /// later ones where something happened to a record of an earlier file.
  ///
  /// - Parameter told: interchanges of chapters before these, which need not be answered again.
  func answer(_ chapters: inout [EntityStory.Chapter], after told: Set<InterchangeID> = []) throws {
    var answered = told
    let earlier = told.union(chapters.map(\.source.reference.interchange))
    let later = try laterAnswers(to: earlier)
    for index in chapters.indices {
      let own = chapters[index].source.reference.interchange
      for id in deciders(of: chapters[index]) {
        guard let interchange = try interchange(id), interchange.decidedAt == chapters[index].at else { continue }
        if id == own, !answered.insert(id).inserted { continue }
        chapters[index].answers += try answers(written: interchange, later)
      }
    }
  }

  /// The interchanges that may have brought about a chapter: that of its record, and those that its documents belong to.
  private func deciders(of chapter: EntityStory.Chapter) -> [InterchangeID] {
    var ids = [chapter.source.reference.interchange]
    for id in chapter.events.compactMap(\.document?.document.interchange) where !ids.contains(id) { ids.append(id) }
    return ids
  }

  private func laterAnswers(to interchanges: Set<InterchangeID>) throws -> Set<FileName> {
    var names: Set<FileName> = []
    for id in interchanges { names.formUnion(try ledger.laterAnswers(to: id)) }
    return names
  }

  private func answers(written interchange: Interchange, _ later: Set<FileName>) throws -> [EntityStory.Paper] {
    let wanted = later.union([interchange.answerName()])
    var found: [EntityStory.Paper] = []
    var last: Document?
    while case let page = try ledger.documents(of: interchange.id, kind: .acknowledgement, after: last, limit: 1000),
      !page.isEmpty
    {
      last = page.last
      for document in page where wanted.contains(document.name) {
        found.append(try paper(document, nil))
      }
    }
    return found
  }
}
