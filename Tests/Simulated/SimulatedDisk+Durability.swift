package import DropFolder

extension SimulatedDisk {
  // MARK: - Making durable

  mutating func synchronizeFile(_ node: Int) {
    guard let count = nodes[node]?.bytes.count else { return }
    nodes[node]?.durableCount = count
  }

  /// Makes the names of a folder durable, and with a name that a rename brought the end of its old one: no file system
  /// with a journal keeps both. The other way round nothing is promised, here as in POSIX: the old folder alone makes
  /// the end of the old name durable, and the new name may be lost.
  mutating func synchronizeFolder(_ folder: Int) {
    guard let names = nodes[folder]?.names, let pending = nodes[folder]?.pending, !pending.isEmpty else { return }
    nodes[folder]?.durableNames = names
    nodes[folder]?.pending = []
    for rename in Set(pending.filter { $0.node != nil }.compactMap(\.rename)) { settleOldName(of: rename) }
  }

  private mutating func settleOldName(of rename: Int) {
    for folder in nodes.keys {
      guard let end = nodes[folder]?.pending.lastIndex(where: { $0.rename == rename && $0.node == nil }),
        let name = nodes[folder]?.pending[end].name
      else { continue }
      nodes[folder]?.durableNames[name] = nil
      let rest = nodes[folder]?.pending.enumerated().filter { $0.offset > end || $0.element.name != name }
      nodes[folder]?.pending = rest?.map(\.element) ?? []
    }
  }

  mutating func synchronizeDevice(_ device: UInt64) {
    for (node, content) in nodes where content.device == device {
      switch content.kind {
      case .folder: synchronizeFolder(node)
      default: synchronizeFile(node)
      }
    }
  }

  // MARK: - Losing power

  /// New names of renames that a power cut now can take back: what was under them can be offered once more.
  package func undurableRenames() -> Set<FileName> {
    Set(nodes.values.flatMap(\.pending).compactMap { $0.movedTo?.name })
  }

  /// Leaves what is durable, and of everything else what the dice let through: some changes of a folder and not others,
  /// a file cut short, empty, or with zeros where its bytes should be.
  package mutating func cutPower(_ dice: inout Dice) {
    let kept = keptChanges(&dice)
    for folder in nodes.keys where nodes[folder]?.kind == .folder {
      guard var names = nodes[folder]?.durableNames, let pending = nodes[folder]?.pending else { continue }
      for (index, change) in pending.enumerated() where kept[folder]?.contains(index) == true {
        names[change.name] = change.node
      }
      nodes[folder]?.names = names
      nodes[folder]?.durableNames = names
      nodes[folder]?.pending = []
    }
    for node in nodes.keys.sorted() where nodes[node]?.kind == .regular { tear(node, &dice) }
    forgetWhatHasNoName()
  }

  /// For each folder the positions of the pending changes that reached the disk. Changes of one name keep their order;
  /// different names know nothing of each other, except for the two halves of a rename.
  private func keptChanges(_ dice: inout Dice) -> [Int: Set<Int>] {
    var kept: [Int: Set<Int>] = [:]
    // One cut in four takes back all, or nothing: the extremes would be rare otherwise.
    let share = [0, 4, 2, 2, 2, 1, 3, 2][dice.number(0...7)]
    for folder in nodes.keys.sorted() {
      guard let pending = nodes[folder]?.pending, !pending.isEmpty else { continue }
      var ended: Set<FileName> = []
      for (index, change) in pending.enumerated() where !ended.contains(change.name) {
        if dice.number(0...3) < share { kept[folder, default: []].insert(index) } else { ended.insert(change.name) }
      }
    }
    while joinHalves(&kept) {}
    return kept
  }

  /// Keeps the other half of each rename of which one half is kept. True where that changed anything.
  private func joinHalves(_ kept: inout [Int: Set<Int>]) -> Bool {
    var halves: [Int: [(folder: Int, index: Int)]] = [:]
    for (folder, node) in nodes {
      for (index, change) in node.pending.enumerated() {
        if let rename = change.rename { halves[rename, default: []].append((folder, index)) }
      }
    }
    var hasChanged = false
    for pair in halves.values where pair.contains(where: { kept[$0.folder]?.contains($0.index) == true }) {
      for half in pair where kept[half.folder]?.contains(half.index) != true {
        // What came before under the same name is kept with it.
        let pending = nodes[half.folder]?.pending ?? []
        for index in 0...half.index where pending[index].name == pending[half.index].name {
          kept[half.folder, default: []].insert(index)
        }
        hasChanged = true
      }
    }
    return hasChanged
  }

  private mutating func tear(_ node: Int, _ dice: inout Dice) {
    guard let content = nodes[node], content.durableCount < content.bytes.count else { return }
    let durable = content.bytes.prefix(content.durableCount)
    let rest = content.bytes.dropFirst(content.durableCount)
    let bytes =
      switch dice.number(0...3) {
      case 0: Array(durable)
      case 1: Array(durable + rest.prefix(dice.number(0...rest.count)))
      case 2: Array(durable) + [UInt8](repeating: 0, count: rest.count)
      default: content.bytes
      }
    nodes[node]?.bytes = bytes
    nodes[node]?.durableCount = bytes.count
  }

  private mutating func forgetWhatHasNoName() {
    var links: [Int: UInt64] = [Self.root: 2]
    var waiting = [Self.root]
    while let folder = waiting.popLast() {
      for node in (nodes[folder]?.names ?? [:]).values {
        links[node, default: 0] += nodes[node]?.kind == .folder ? 2 : 1
        if nodes[node]?.kind == .folder { waiting.append(node) }
      }
    }
    nodes = nodes.filter { links[$0.key] != nil }
    for (node, count) in links { nodes[node]?.links = count }
  }
}
