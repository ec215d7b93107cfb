package import DropFolder

extension Document {
  /// Its bytes, from the copies beside the file that brought it about; nil where none are kept, or not any more.
  package func kept(from interchange: Interchange, in archive: ArchiveView) throws -> [UInt8]? {
    guard let place = interchange.place, let (folder, name) = try archive.find(place) else { return nil }
    let copies = try FileName.safe(name.display + SideFile.copiesSuffix)
    guard try folder.holds(filed: copies) else { return nil }
    return try DocumentTar.entry(named: DocumentCopies.entry(of: id), in: folder.open(filed: copies))
  }
}
