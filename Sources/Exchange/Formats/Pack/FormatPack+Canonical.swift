extension FormatPack {
  /// What the canonical exchange is called where a pack could be named. It is no pack: its schema lies in `xsd`.
  package static let canonicalName = "exchange"

  /// The canonical exchange, told like a pack.
  ///
  /// - Parameter folder: where `xsd/exchange.xsd` lies.
  package static func canonical(in folder: String) -> FormatPack {
    let schema = "xsd/exchange.xsd"
    return FormatPack(
      name: canonicalName,
      about: About(
        title: "Kontor's own exchange", standard: Format.canonicalNamespace,
        description: "The canonical vocabulary, for a system that can write and read it as it stands.",
        sides: [.crm, .erp], losses: [:]),
      format: Format(
        name: canonicalName, place: .start,
        root: RootName(namespace: Format.canonicalNamespace, localName: "Exchange"),
        schema: ConfiguredPath(written: schema, absolute: folder + "/" + schema, place: .start),
        records: Entity.allCases.map {
          RecordLocation(entity: $0, path: ElementPath(steps: [$0.rawValue]), place: .start)
        },
        envelope: .canonical, ignored: [], reading: .asItStands, write: [:], parameters: [:], document: .standard),
      folder: folder)
  }

  package var isCanonical: Bool { format.isCanonical }
}
