import XMLEngine

extension ConfigurationReader {
  /// The longest `format.yaml`, in bytes.
  private static let longestPack = 1_000_000

  /// The folder from which paths start that stand at a place.
  func folder(at place: Place) -> String {
    place.file.flatMap { packs[$0]?.folder } ?? folder
  }

  /// Reads the pack whose folder a node names; each once.
  mutating func readPack(_ node: ConfigurationNode) -> (file: ConfiguredPath, section: Section<FormatKey>?)? {
    guard let named = path(node, "the folder of a format pack") else { return nil }
    let written = named.written.hasSuffix("/") ? String(named.written.dropLast()) : named.written
    let absolute = named.absolute + "/" + PackFile.fileName
    let shown = shown(written) + "/" + PackFile.fileName
    let file = ConfiguredPath(
      written: named.written, absolute: absolute, place: named.place, name: written + "/" + PackFile.fileName)
    if let known = packs[shown] { return (file, known.section) }
    packs[shown] = PackFile(written: written, folder: named.absolute)
    RuleFiles.note(absolute)
    do throws(SmallFile.Refusal) {
      let text = try SmallFile(path: absolute, limit: Self.longestPack)
      let section = readPackText(text.bytes, file: shown)
      packs[shown]?.section = section
      if let section { _ = readAbout(section) }
    } catch {
      notePack(named, error)
    }
    return (file, packs[shown]?.section)
  }

  /// The keys of a pack; nil, and noted, where it is no YAML.
  ///
  /// - Parameter file: what places in it name; nil where the pack is all that is read.
  mutating func readPackText(_ bytes: [UInt8], file: String?) -> Section<FormatKey>? {
    let text = ConfigurationText(bytes: bytes, file: file)
    for mistake in text.mistakes { note(mistake.place, mistake.message, mistake.remedy) }
    guard let root = text.root else {
      if text.mistakes.isEmpty {
        note(Place(line: 1, column: 1, file: file), "the format pack is empty", "say at least its title and schema")
      }
      return nil
    }
    let section = section(root, "a format pack", at: root.place, keys: FormatKey.self, among: FormatKey.inPack)
    return section.isMap ? section : nil
  }

  /// Reads a pack by itself, without a configuration; nil, and noted, where there is nothing to read.
  mutating func readPack(named name: String, below folder: String) -> FormatPack? {
    let bytes: [UInt8]
    do throws(SmallFile.Refusal) {
      bytes = try SmallFile(path: folder + "/" + PackFile.fileName, limit: Self.longestPack).bytes
    } catch {
      note(.start, "cannot be read: \(error.message)", "a format pack is a folder with a \(PackFile.fileName)")
      return nil
    }
    guard let section = readPackText(bytes, file: nil) else { return nil }
    if !Self.isSafeName(name) { note(section.place, "\"\(name)\" cannot name a format", Self.safeNames) }
    return FormatPack(
      name: name, about: readAbout(section), format: readFormat(name, at: section.place, section), folder: folder)
  }

  private mutating func readAbout(_ section: Section<FormatKey>) -> FormatPack.About {
    let sides = list(required(section, .sides), "a list of crm and erp").map {
      choice($0, "side", default: System.Role.crm)
    }
    if let node = section[.sides], case .list = node.content, sides.isEmpty {
      note(node.place, "the list names no side", "name crm, erp or both")
    }
    var losses: [Entity: [String]] = [:]
    for entry in map(section[.losses], "a map from entity to a list of fields") {
      guard let entity = entity(entry.key, at: entry.place) else { continue }
      losses[entity] = list(entry.value, "a list of fields").compactMap { readLoss($0) }
    }
    return FormatPack.About(
      title: text(required(section, .title), "a title")?.value ?? "",
      standard: text(section[.standard], "a text")?.value,
      description: text(required(section, .description), "a sentence or two")?.value ?? "", sides: sides,
      losses: losses)
  }

  private mutating func readLoss(_ node: ConfigurationNode) -> String? {
    guard let text = text(node, "a field") else { return nil }
    // Only here a condition may say which one is not meant.
    let pattern = text.value.split(separator: "!=", omittingEmptySubsequences: false).joined(separator: "=")
    guard ElementPath(text.value) != nil || FieldPattern(pattern) != nil else {
      note(
        text.place, "\"\(text.written)\" names no field",
        "expected a name such as PaymentTerms, DeliveryTerms/Place, Address[type=invoice], Phone[use!=main] or "
          + "\"@sequence\"")
      return nil
    }
    return text.value
  }

  /// The path of a pack as messages show it: seen from where the user named the configuration file.
  private func shown(_ written: String) -> String {
    guard !written.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return written }
    return file[...slash] + written
  }

  private mutating func notePack(_ named: ConfiguredPath, _ refusal: SmallFile.Refusal) {
    switch PathFacts(path: named.absolute).kind {
    case .folder:
      note(
        named.place, "the pack \"\(named.written)\" cannot be used: \(PackFile.fileName): \(refusal.message)",
        "a format pack is a folder with a \(PackFile.fileName)")
    case .file, .other:
      note(
        named.place, "the pack \"\(named.written)\" is not a folder", "name the folder that \(PackFile.fileName) is in")
    case .missing:
      let parts = named.written.split(separator: "/", omittingEmptySubsequences: false)
      let parent = "/" + named.absolute.split(separator: "/").dropLast().joined(separator: "/")
      let names = PathFacts.names(in: parent).filter {
        PathFacts(path: "\(parent)/\($0)/\(PackFile.fileName)").kind == .file
      }
      note(
        named.place, "the pack \"\(named.written)\" does not exist",
        names.isEmpty ? "there is no format pack in \(parent)" : "expected \(Self.either(names))",
        suggestion: NearestName.of(parts.last.map(String.init) ?? "", among: names).map {
          (parts.dropLast().map(String.init) + [$0]).joined(separator: "/")
        })
    }
  }

  // MARK: - What the configuration says instead

  /// A pack's keys with those in their place that the configuration gives. Parameters and codes are put together name by
  /// name.
  func merged(_ pack: Section<FormatKey>, with own: Section<FormatKey>) -> Section<FormatKey> {
    var merged = pack
    for key in FormatKey.inConfiguration {
      guard let node = own[key] else { continue }
      switch key {
      case .parameters: merged[key] = Self.merged(pack[key], with: node, depth: 1)
      // Elements, what is said of one, and its values.
      case .codes: merged[key] = Self.merged(pack[key], with: node, depth: 3)
      default: merged[key] = node
      }
    }
    return merged
  }

  private static func merged(_ below: ConfigurationNode?, with above: ConfigurationNode, depth: Int)
    -> ConfigurationNode
  {
    guard depth > 0, let below, case .map(var entries) = below.content, case .map(let more) = above.content else {
      return above
    }
    for entry in more {
      if let index = entries.firstIndex(where: { $0.key == entry.key }) {
        let value = merged(entries[index].value, with: entry.value, depth: depth - 1)
        entries[index] = ConfigurationNode.Entry(key: entry.key, place: entry.place, value: value)
      } else {
        entries.append(entry)
      }
    }
    return ConfigurationNode(place: above.place, content: .map(entries))
  }
}
