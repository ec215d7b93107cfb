import DropFolder
import XMLEngine

/// Records of interchanges that were decided before, read once more from where their files lie now.
extension Processor {
  /// The canonical record of an entity at a position of an interchange; nil where the file is gone, or cannot be read as
  /// it was.
  func content(of interchange: Interchange, _ entity: Entity, at position: Int) throws -> [UInt8]? {
    try ArchivedContent(configuration, catalogue, open: source)
      .record(of: interchange, entity, at: position)
  }

  private func source(of interchange: Interchange) throws -> RecordReader.Source? {
    guard let place = interchange.place else {
      return try OpenFile(FileName.safe(interchange.id.text), in: archive.use().incoming).source
    }
    // A file that was rejected as a whole told nothing.
    guard interchange.verdict != .rejected else { return nil }
    let archive = try archive.use()
    // It may have been pruned since.
    return try archive.holds(place) ? OpenFile(archive.open(place, limit: interchange.size)).source : nil
  }
}
