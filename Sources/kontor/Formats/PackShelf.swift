import Exchange
import Operations

/// The formats that a configuration can name: the packs beside it, those that ship, and the canonical exchange.
struct PackShelf {
  struct Item {
    let name: String
    /// For people: the folder of the pack, from where the configuration is named or from the root.
    let place: String
    let ships: Bool
    let pack: Result<FormatPack, ConfigurationError>
  }

  /// By name, the canonical exchange first. Of two packs of one name, the one beside the configuration.
  let items: [Item]

  /// - Parameters:
  ///   - configuration: the path of the configuration; it need not be there.
  ///   - share: where what ships with Kontor lies; nil where it is not installed.
  init(beside configuration: String, share: String?) {
    let parts = configuration.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let folder = parts.isEmpty ? "formats" : parts.joined(separator: "/") + "/formats"
    var items: [Item] = []
    for (folder, ships) in [(folder, false)] + (share.map { [($0 + "/formats", true)] } ?? []) {
      for found in FormatPack.all(below: folder) where !items.contains(where: { $0.name == found.name }) {
        items.append(Item(name: found.name, place: found.folder, ships: ships, pack: found.pack))
      }
    }
    let canonical = FormatPack.canonical(in: share ?? "")
    // A pack of this name would be one that nobody can tell from the canonical exchange.
    items.removeAll { $0.name == canonical.name }
    items.sort { $0.name < $1.name }
    self.items = [Item(name: canonical.name, place: "xsd/exchange.xsd", ships: true, pack: .success(canonical))] + items
  }

  /// The one that a command line names.
  func item(named name: String) throws(Failure) -> Item {
    if let item = items.first(where: { $0.name == name }) { return item }
    let names = items.map(\.name)
    let remedy =
      NearestName.of(name, among: names).map { "did you mean \($0)?" } ?? "there is \(names.joined(separator: ", "))"
    throw Failure(.usage, "there is no format \(name); \(remedy)")
  }
}
