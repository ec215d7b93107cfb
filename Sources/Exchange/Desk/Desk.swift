package import DropFolder

/// Kontor's own inbox: what people decide comes in here as files, and goes the way of every other file. So it is decided
/// exactly once, archived, and part of the story of what it is about.
package struct Desk {
  private let folder: Folder

  package init(_ configuration: Configuration, calls: any FileCalls = LinuxFileCalls()) throws(FolderError) {
    folder = try Folder(path: configuration.desk.absolute, calls: calls)
  }

  /// Drops a file of decisions, and answers its name.
  ///
  /// - Parameter number: its control number; nil makes one. The same decisions at the same moment under the same number are
  ///   the same file, byte by byte: dropped twice, it is a repeat, and nothing is done a second time.
  package func drop(_ decisions: [Decision], as number: String? = nil, at moment: Timestamp) throws(FolderError)
    -> FileName
  {
    let number = number ?? InterchangeID.make(at: moment).text
    let name = try Self.name(of: decisions.first?.action, number: number)
    try folder.drop(decisions.interchange(number, at: moment), as: name)
    return name
  }

  /// What a file of decisions is called: by the first of them, and by its number.
  package static func name(of action: Decision.Action?, number: String) throws(FolderError) -> FileName {
    try FileName.safe("\(action?.rawValue ?? "decision")-\(number).xml")
  }

  /// Whether a file of a name lies there that no scan has taken yet.
  package func holds(_ name: FileName) throws(FolderError) -> Bool {
    try folder.status(of: name) != nil
  }
}

extension System {
  /// The name under which decisions come in. No system of a configuration can have it.
  package static let desk = "desk"

  /// The desk as the processor meets it: it drops finished files, and is answered by the command that dropped them.
  static func desk(of configuration: Configuration) -> System {
    System(
      name: desk, place: configuration.desk.place, inbox: configuration.desk, outbox: nil,
      formats: [Placed(desk, at: configuration.desk.place)],
      settle: SettleRule(proof: .renamedIn, empty: .seconds(60), incomplete: .zero))
  }
}

extension Format {
  /// How decisions are written: canonical, and nothing but decisions.
  static func desk(of configuration: Configuration, schema: ConfiguredPath) -> Format {
    Format(
      name: System.desk, place: configuration.desk.place,
      root: RootName(namespace: canonicalNamespace, localName: "Exchange"), schema: schema,
      records: [
        RecordLocation(
          entity: .decision, path: ElementPath(steps: [Entity.decision.rawValue]), place: configuration.desk.place)
      ], envelope: .canonical, ignored: [], reading: .asItStands, write: [:], parameters: [:], document: .standard)
  }
}
