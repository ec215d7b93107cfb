package import DropFolder
package import Exchange

/// A file of decisions that lies, or lay, on the desk.
package struct DroppedFile: Hashable, Sendable {
  /// Its control number.
  package let number: String
  /// As people see it.
  package let name: String

  package init(number: String, name: String) {
    self.number = number
    self.name = name
  }

  /// As the desk calls what it is given under a number.
  init(_ decisions: [Decision], as number: String) throws(FolderError) {
    self.init(number: number, name: try Desk.name(of: decisions.first?.action, number: number).display)
  }

  /// By the name alone, which holds the number; nil for a name that the desk gives to none.
  package init?(named name: String) {
    guard name.utf8.count <= 80, name.hasSuffix(".xml"), let dash = name.lastIndex(of: "-") else { return nil }
    let number = name[name.index(after: dash)...].dropLast(4)
    let action = name[..<dash]
    guard !number.isEmpty, number.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }),
      action.allSatisfy({ $0.isASCII && ($0.isLetter || $0 == "-") })
    else { return nil }
    self.init(number: String(number), name: name)
  }
}

/// Puts decisions on the desk, and does no more: whoever scans carries them out.
package struct DeskPost {
  package let configuration: Configuration

  package init(_ configuration: Configuration) {
    self.configuration = configuration
  }

  /// Drops one file; it must be of a size that the desk takes well (``DecisionFiles``).
  ///
  /// - Parameter number: its control number; nil makes one. The same decisions with the same number at the same moment
  ///   are a repeat, so that nothing is decided twice.
  package func drop(_ decisions: [Decision], as number: String? = nil, at moment: Timestamp = .now())
    throws(FolderError)
    -> DroppedFile
  {
    let number = number ?? InterchangeID.make(at: moment).text
    let name = try Desk(configuration).drop(decisions, as: number, at: moment)
    return DroppedFile(number: number, name: name.display)
  }

  /// Whether it still lies where it was dropped.
  package func isLying(_ file: DroppedFile) -> Bool {
    PathFacts(path: "\(configuration.desk.absolute)/\(file.name)").kind == .file
  }
}
