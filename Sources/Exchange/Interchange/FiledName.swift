package import DropFolder

extension InterchangeID {
  /// The name of a file in the archive or among the rejected ones: the id, then what its sender called it.
  ///
  /// A file that comes back from there is called by an earlier id already, which is left out.
  package func filedName(for sent: FileName) -> FileName {
    var name = FileName.makeSafe(from: sent.display).display
    if let earlier = InterchangeID(leading: name) { name = String(name.dropFirst(earlier.text.count + 1)) }
    return FileName.makeSafe(from: "\(text)-\(name.prefix(80))")
  }

  /// The id that a file name begins with, before a dash; nil where there is none.
  package init?(leading name: String) {
    guard let dash = name.firstIndex(of: "-") else { return nil }
    self.init(written: String(name[..<dash]))
  }
}

extension Interchange {
  package var filedName: FileName { id.filedName(for: fileName) }
}

extension Incident {
  package var filedName: FileName { interchange.filedName(for: fileName) }
}
