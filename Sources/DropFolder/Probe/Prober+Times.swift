internal import Glibc

extension Prober {
  /// How finely the file system keeps times.
  func times() throws(FolderError) -> Finding {
    var step: Int64 = 2_000_000_000
    // One time may be whole seconds by chance; and only times more than a second apart tell one second from two.
    for look in 0..<8 {
      if look > 0 { usleep(step >= 1_000_000_000 && look > 2 ? 400_000 : 3000) }
      let modified = try modified(of: "time")
      step = Prober.steps.first { $0 <= step && modified % $0 == 0 } ?? 1
      if step == 1 { break }
    }
    return Prober.judge(step: step)
  }

  /// Nanoseconds.
  private static let steps: [Int64] = [2_000_000_000, 1_000_000_000, 1_000_000, 1000, 100, 1]

  static func judge(step: Int64) -> Finding {
    switch step {
    case ..<1000: Finding(.times, .good, "times are kept to \(step) ns", "Any two writes can be told apart.")
    case ..<1_000_000: Finding(.times, .good, "times are kept to the microsecond", "Any two writes can be told apart.")
    case ..<1_000_000_000:
      Finding(.times, .good, "times are kept to the millisecond", "Two writes can be told apart.")
    default:
      Finding(
        .times, .note, "times are kept to \(step / 1_000_000_000) s",
        "A file that is rewritten with the same size within that time looks unchanged; a settle time of 5 s or more covers it."
      )
    }
  }

  /// How far the clock that dates the files is from this machine's.
  func clock() throws(FolderError) -> Finding {
    let before = Prober.timeOfDay()
    let modified = try modified(of: "clock")
    let after = Prober.timeOfDay()
    // The kernel dates files by its last tick, up to 10 ms ago; coarse times are cut off, by up to two seconds.
    let coarseness = Prober.steps.first { modified % $0 == 0 } ?? 1
    return Prober.judge(
      skew: modified - (before + after) / 2, uncertainty: (after - before) / 2 + 10_000_000 + coarseness)
  }

  /// - Parameters:
  ///   - skew: nanoseconds by which files are dated ahead of this machine's clock.
  ///   - uncertainty: nanoseconds, either way.
  static func judge(skew: Int64, uncertainty: Int64) -> Finding {
    let measured =
      "files are dated \(seconds(abs(skew))) s \(skew < 0 ? "behind" : "ahead of") this machine's clock, give or take "
      + "\(seconds(uncertainty)) s"
    let meaning = "Kontor never compares the two clocks, so no file is lost or delayed by it"
    if abs(skew) - uncertainty <= 2_000_000_000 { return Finding(.clock, .good, measured, meaning + ".") }
    return Finding(
      .clock, .advice, measured, meaning + "; but people who compare a file's date with Kontor's log are misled.",
      change: "Let the server and this machine take their time from the same source (NTP).")
  }

  private static func seconds(_ nanoseconds: Int64) -> String {
    let thousandths = nanoseconds / 1_000_000
    let digits = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }

  private func modified(of name: FileName) throws(FolderError) -> Int64 {
    try ground.folder.remove(name)
    try ground.write(name, durably: true)
    guard let status = try ground.folder.status(of: name) else {
      throw FolderError(
        .missing, "It was just written and is gone. Look at what deletes it.", path: ground.folder.path(of: name))
    }
    return status.modified
  }

  /// Nanoseconds since 1970.
  private static func timeOfDay() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
