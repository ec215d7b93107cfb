import ArgumentParser
import Exchange
import Operations

struct FormatsCommand: Action {
  static let configuration = CommandConfiguration(
    commandName: "formats",
    abstract: "Show which formats there are: what each reads and writes, and what it can be told.",
    discussion: """
      A format is a pack, a folder with all that Kontor needs to read and write the files of one system. Packs are looked for \
      in the folder formats beside the configuration, and where those lie that ship. A configuration names one by \
      formats: { NAME: { pack: formats/NAME } }; one that lies elsewhere is to be copied there first, as kontor init --crm and \
      --erp do. Without a name, all are listed; with one, that is shown and compiled.

        kontor formats
        kontor formats sap-business-one

      Exits with 1 if one of those listed cannot be used, with 78 if the one that is named cannot.
      """)

  @Argument(help: ArgumentHelp("Only this format, in full.", valueName: "name"))
  var name: String?

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let shelf = PackShelf(beside: session.options.configurationPath, share: try StarterFolder.findIfInstalled())
    guard let name else { return try list(shelf, session) }
    let item = try shelf.item(named: name)
    let pack = try item.pack.get()
    // What cannot be compiled cannot be used, whatever it says of itself.
    _ = try CompiledFormat(pack.format)
    if shared.json {
      try session.out.json(PackReport(item))
    } else {
      PackText(pack: pack, place: item.place, ships: item.ships, output: session.out).print()
    }
    return .done
  }

  private func list(_ shelf: PackShelf, _ session: Session) throws -> Outcome {
    if shared.json {
      try session.out.json(["formats": shelf.items.map { PackReport($0) }])
    } else {
      PackTable(items: shelf.items, output: session.out).print()
    }
    return shelf.items.allSatisfy { (try? $0.pack.get()) != nil } ? .done : .attention
  }
}
