import DropFolder
import XMLEngine

/// Records of interchanges that were decided before, read once more from where their files lie now.
extension Processor {
  /// The canonical record of an entity at a position of an interchange; nil where the file is gone, or cannot be read as
  /// it was.
  func content(of interchange: Interchange, _ entity: Entity, at position: Int) throws -> [UInt8]? {
    guard let port = ports.first(where: { $0.system.name == interchange.sender }),
      let source = try source(of: interchange)
    else { return nil }
    let reader = try port.format.reader(for: port.system, source: source)
    let judge = RecordJudge(sender: port.system, format: port.format, catalogue: catalogue)
    let context = MappingContext(
      interchange: interchange.id.text, sender: interchange.sender,
      controlNumber: { interchange.envelope.controlNumber ?? "" }, documentID: { _, _, _ in "" })
    while let record = try reader.next() {
      guard record.position == position else { continue }
      let canonical = try judge.judge(record, depth: .whole, context: context).canonical
      guard let one = canonical.first(where: { $0.entity == entity }) else { return nil }
      return try one.document.extracting(one.root).serialized()
    }
    return nil
  }

  private func source(of interchange: Interchange) throws -> RecordReader.Source? {
    guard let place = interchange.place else {
      return try OpenFile(FileName.safe(interchange.id.text), in: archive.use().incoming).source
    }
    // A file that was rejected as a whole told nothing.
    return interchange.verdict == .rejected ? nil : OpenFile(try archive.use().open(place)).source
  }
}
