package import DropFolder

extension InterchangeID {
  /// The name of a file in the archive or among the rejected ones: the id, then what its sender called it.
  ///
  /// A file that comes back from there is called by an earlier id already, which is left out.
  package func filedName(for sent: FileName) -> FileName {
    let name = Self.nameWithoutID(FileName.makeSafe(from: sent.display).display)
    return FileName.makeSafe(from: "\(text)-\(name.prefix(80))")
  }

  /// A file name without the id that it begins with, if it does.
  static func nameWithoutID(_ name: String) -> String {
    InterchangeID(leading: name).map { String(name.dropFirst($0.text.count + 1)) } ?? name
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

extension Rejection {
  package var filedName: FileName { interchange.filedName(for: fileName) }
}
