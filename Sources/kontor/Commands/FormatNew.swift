import ArgumentParser
import Exchange
import Operations
import XMLEngine

struct FormatNew: Action {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Begin a format pack from a sample file, or from an XML Schema.",
    discussion: """
      Looks at the file, proposes where its records stand, what they are and by which field they are told apart, and makes a \
      folder with all that a pack needs: format.yaml, a schema, a stylesheet for each way, the sample, a page for people. The \
      stylesheets name every field of the sample, and what of them might go where; what is what, only you know. The pack can be \
      used at once: kontor test-mappings says what is missing. Nothing that is there is changed.

        kontor format new shop --from order.xml
        kontor format new shop --from orders.xml --record /Export/Bestellung --entity Order
        kontor format new shop --from shop.xsd

      A schema is copied with the files that it includes or imports, and a sample is made up by it where that is simple. Of a \
      long sample only the first 2 MB are looked at. docs/own-format.md goes on from there.
      """)

  @Argument(
    help: ArgumentHelp("What the format is to be called, and its folder.", valueName: "name"))
  var name: String

  @Option(
    help: ArgumentHelp("A file as the system writes it, or its XML Schema.", valueName: "file"),
    completion: .file(extensions: ["xml", "xsd"]))
  var from: String

  @Option(
    name: .customLong("in"),
    help: ArgumentHelp(
      "The folder in which that of the pack is made. Without it: formats beside the configuration.", valueName: "folder"
    ),
    completion: .directory)
  var folder: String?

  @Option(help: ArgumentHelp("What a record is: Customer, Order, OrderStatus, Invoice or Reminder."))
  var entity: WordArgument<Entity>?

  @Option(
    help: ArgumentHelp(
      "Where the records stand: /Order for the whole file, /Orders/Order for those in it.", valueName: "path"))
  var record: String?

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    guard NewPack.canBeCalled(name) else {
      throw Failure(
        .usage,
        "\(Printable.line(name)) cannot name a format; \(NewPack.names), and not exchange, which is the canonical one")
    }
    if let entity = entity?.value, [.confirmation, .decision].contains(entity) {
      throw Failure(.usage, "a \(entity.rawValue) is for Kontor itself; systems speak it in the format exchange")
    }
    let places = PackPlaces(session)
    let folder = folder ?? places.usualFolder
    let place = (folder.hasSuffix("/") ? String(folder.dropLast()) : folder) + "/" + name
    try places.checkIsFree(name, at: place)
    let pack = try made(canonical: places.canonicalHome() + "/xsd/exchange.xsd")
    try NewPackFolder(path: place).write(pack)
    let report = NewPackReport(pack, place: place, name: name)
    if shared.json { try session.out.json(report) } else { NewPackTeller(report: report, output: session.out).print() }
    return .done
  }

  private func made(canonical: String) throws -> NewPack {
    let file = try InputFile(from)
    let size = file.size
    let bytes = file.bytes(from: 0, count: min(size, NewPack.mostBytes))
    let wish = NewPack.Wish(name: name, entity: entity?.value, record: record)
    do {
      if from != "-", Self.isSchema(bytes) {
        return try NewPack(schema: PackPlaces.absolute(from), wish: wish, canonical: canonical)
      }
      return try NewPack(
        sample: bytes, isWhole: size <= NewPack.mostBytes, file: file.name, wish: wish, canonical: canonical)
    } catch let error as NewPackError {
      throw Failure(.usage, "\(file.name): \(error.message)")
    }
  }

  /// What is no XML at all is told by whoever reads it as a sample.
  private static func isSchema(_ bytes: [UInt8]) -> Bool {
    guard let document = try? XMLDocument.parse(bytes, location: "a file"), let root = document.root else {
      return false
    }
    return root.name == "schema" && root.namespace == "http://www.w3.org/2001/XMLSchema"
  }
}
