/// One entry of what the kernel writes into an inotify descriptor (inotify(7)).
struct WatchEvent {
  /// -1 where it concerns no single watch.
  let watch: Int32
  let mask: UInt32

  static let unmounted: UInt32 = 0x2000
  static let overflowed: UInt32 = 0x4000
  /// The kernel has taken the watch away.
  static let ignored: UInt32 = 0x8000
  static let deleted: UInt32 = 0x400
  static let moved: UInt32 = 0x800

  /// The events of one read. An entry is a head of 16 bytes and a name, whose length the head says.
  static func all(in bytes: UnsafeRawBufferPointer) -> [WatchEvent] {
    var events: [WatchEvent] = []
    var offset = 0
    while offset + headSize <= bytes.count {
      let watch = bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)
      let mask = bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
      let length = bytes.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self)
      events.append(WatchEvent(watch: watch, mask: mask))
      offset += headSize + Int(length)
    }
    return events
  }

  private static let headSize = 16
}
