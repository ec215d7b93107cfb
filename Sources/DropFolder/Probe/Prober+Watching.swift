extension Prober {
  /// Whether a new file is announced in time.
  func events() throws(FolderError) -> Finding {
    var events = try FolderEvents()
    // By the descriptor, so that it is this folder that is watched, whatever stands at its path by now.
    try events.watch("/proc/self/fd/\(ground.folder.descriptor.number)")
    let clock = MonotonicClock()
    let start = clock.now
    try ground.write("event")
    let came = events.wait(for: .milliseconds(500)) != nil
    return Prober.judge(eventAfter: came ? clock.now - start : nil, isLocal: fileSystem.kind.isLocal)
  }

  static func judge(eventAfter time: Duration?, isLocal: Bool) -> Finding {
    let milliseconds = time.map { $0.components.seconds * 1000 + $0.components.attoseconds / 1_000_000_000_000_000 }
    switch (milliseconds, isLocal) {
    case (let milliseconds?, true):
      return Finding(
        .events, .good, "inotify announced a new file after \(milliseconds) ms",
        "Kontor looks as soon as a file is written, and otherwise at its interval.")
    case (_?, false):
      return Finding(
        .events, .note, "inotify announces what this machine writes",
        "What other machines write is never announced here: Kontor finds it when it looks, at its interval (5 s).")
    case (nil, _):
      return Finding(
        .events, .note, "inotify announced nothing within 500 ms",
        "Kontor finds new files when it looks, at its interval (5 s).")
    }
  }

  /// Whether the kernel says that somebody has a file open for writing: nil where it does not say.
  struct Leases: Hashable {
    var whileWriting: Bool?
    var afterwards: Bool?
  }

  func leases() throws(FolderError) -> Finding {
    var writer = try ground.folder.create("lease")
    try writer.write(Array("kontor doctor\n".utf8))
    let whileWriting = try ground.folder.open("lease").isOpenForWriting()
    _ = try writer.finish(durably: false)
    let afterwards = try ground.folder.open("lease").isOpenForWriting()
    return Prober.judge(
      Leases(whileWriting: whileWriting, afterwards: afterwards), isLocal: fileSystem.kind.isLocal, user: user)
  }

  static func judge(_ leases: Leases, isLocal: Bool, user: ProbeUser) -> Finding {
    guard isLocal else {
      let granted = leases.afterwards == false ? "granted but means nothing" : "not granted"
      return Finding(
        .leases, .note, "a lease (F_SETLEASE) is \(granted): another machine's writer is not seen",
        "Kontor does not ask here. Only time, a marker or a rename tells that a file is complete.")
    }
    switch (leases.whileWriting, leases.afterwards) {
    case (true, false):
      let others =
        user.mayLeaseAll
        ? "of every user" : "of user \(user.name) only; of other users' files with the capability CAP_LEASE"
      return Finding(
        .leases, .good, "a lease (F_SETLEASE) is refused while a file is open for writing, and granted afterwards",
        "Kontor sees whether a file is still being written: files \(others).")
    case (false, _):
      return Finding(
        .leases, .advice, "a lease (F_SETLEASE) is granted while the file is open for writing",
        "Kontor would take a file for finished that is still being written, as soon as it stands still.",
        change: "Use a longer settle time, rename-in or marker, or another file system.")
    default:
      return Finding(
        .leases, .note, "leases (F_SETLEASE) are not supported",
        "Kontor cannot ask whether a file is still being written; the settle time alone has to do.")
    }
  }
}
