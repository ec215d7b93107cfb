import DropFolder
package import Exchange

/// Opens what an attempt brought, or what of it is to be put right. Looks only.
package struct RejectedContent {
  package let configuration: Configuration

  package init(_ configuration: Configuration) {
    self.configuration = configuration
  }

  /// What is to be put right: the file as it came, or the reject file with only the records that were rejected.
  package func open(_ interchange: Interchange, _ rejection: Rejection?) throws -> InputFile {
    guard let name = interchange.place?.split(separator: "/").last else {
      throw Failure(.noInput, "\(interchange.fileName.display) is not filed yet; wait for it, and try again")
    }
    let folder = "\(configuration.rejected.absolute)/\(interchange.sender)"
    let places = ["\(folder)/\(name)", "\(folder)/\(RejectedFolder.closed.display)/\(name)"]
    guard let path = places.first(where: { PathFacts(path: $0).kind == .file }) else {
      let path = Places(configuration: configuration).rejectedFile(of: interchange, rejection) ?? String(name)
      throw Failure(.noInput, "\(path) is gone; put it back, or drop the file into the inbox again")
    }
    return try InputFile(path)
  }

  /// The whole file, as it came.
  package func openWhole(_ interchange: Interchange, _ rejection: Rejection?) throws -> InputFile {
    if interchange.verdict == .rejected { return try open(interchange, rejection) }
    guard let place = interchange.place else {
      throw Failure(.noInput, "\(interchange.fileName.display) is not filed yet; wait for it, and try again")
    }
    let path = "\(configuration.archive.absolute)/\(place)"
    if PathFacts(path: path).kind == .file { return try InputFile(path) }
    return try InputFile(compressed: place, in: configuration.archive, size: interchange.size)
  }
}
