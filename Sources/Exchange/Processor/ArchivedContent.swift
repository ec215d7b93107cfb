package import DropFolder
import XMLEngine

/// Reads records that were decided before once more, each in canonical form.
package struct ArchivedContent {
  private let configuration: Configuration
  private let catalogue: FormatCatalogue
  private let open: (Interchange) throws -> RecordReader.Source?

  /// - Parameter open: opens the file of an interchange from its beginning; nil where it has none that counts.
  init(
    _ configuration: Configuration, _ catalogue: FormatCatalogue,
    open: @escaping (Interchange) throws -> RecordReader.Source?
  ) {
    self.configuration = configuration
    self.catalogue = catalogue
    self.open = open
  }

  /// From the archive as it lies there, which is only looked at.
  package init(_ configuration: Configuration, _ catalogue: FormatCatalogue, calls: any FileCalls = LinuxFileCalls()) {
    let path = configuration.archive.absolute
    self.init(configuration, catalogue) { interchange in
      guard let place = interchange.place else {
        return try OpenFile(
          FileName.safe(interchange.id.text), in: Folder(path: path + "/.incoming", calls: calls)
        ).source
      }
      guard interchange.verdict != .rejected, let found = try ArchiveView(path: path, calls: calls).find(place) else {
        return nil
      }
      // It may have been pruned since.
      guard try found.folder.holds(filed: found.name) else { return nil }
      return try OpenFile(filed: found.name, in: found.folder, limit: interchange.size).source
    }
  }

  /// The record of an entity at a position of an interchange; nil where the file is gone, or cannot be read as it was.
  package func record(of interchange: Interchange, _ entity: Entity, at position: Int) throws -> [UInt8]? {
    guard let system = configuration.system(named: interchange.sender), let formats = catalogue.sent(by: system),
      let source = try open(interchange)
    else { return nil }
    let reader = try formats.reader(for: system, source: source)
    let judges = RecordJudges(sender: system, formats: formats, catalogue: catalogue)
    let context = MappingContext(
      interchange: interchange.id.text, sender: interchange.sender,
      controlNumber: { interchange.envelope.controlNumber ?? "" }, documentID: { _, _ in "" })
    while let record = try reader.next() {
      guard record.position == position else { continue }
      let canonical = try judges.judge(in: reader).judge(record, depth: .whole, context: context).canonical
      guard let one = canonical.first(where: { $0.entity == entity }) else { return nil }
      return try one.document.extracting(one.root).serialized()
    }
    return nil
  }
}
