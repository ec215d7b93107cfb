import DropFolder
import Simulated

/// A system that takes what it finds in its outbox, and remembers what it ever took.
struct Partner {
  struct Taken: Hashable {
    let name: FileName
    let bytes: [UInt8]
  }

  let outbox: String
  /// In the order in which it took them.
  private(set) var taken: [Taken] = []

  init(outbox: String) {
    self.outbox = outbox
  }

  /// Takes and deletes everything, as fast as a receiver can be.
  mutating func collect(from disk: SharedDisk) {
    for name in disk.content.names(in: outbox) where name.bytes.first != UInt8(ascii: ".") {
      if let bytes = disk.content.take(name, from: outbox) { taken.append(Taken(name: name, bytes: bytes)) }
    }
  }

  /// How often each name was offered.
  var offers: [FileName: Int] {
    Dictionary(taken.map { ($0.name, 1) }, uniquingKeysWith: +)
  }
}
