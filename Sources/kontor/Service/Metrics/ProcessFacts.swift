import Exchange
import Glibc
import Operations

/// What the kernel says of this process.
struct ProcessFacts {
  /// Seconds of a processor.
  var processorTime: Double
  /// Bytes.
  var residentMemory: Double
  var descriptors: Int
  /// Infinite where there is no limit.
  var mostDescriptors: Double

  init() {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    processorTime = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
    // The second number is the resident set, in pages (proc(5)).
    let pages = Self.text(of: "/proc/self/statm").split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0
    residentMemory = pages * Double(sysconf(Int32(_SC_PAGESIZE)))
    // Less the one by which they are listed.
    descriptors = max(0, PathFacts.names(in: "/proc/self/fd").count - 1)
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    mostDescriptors = limit.rlim_cur == rlim_t.max ? .infinity : Double(limit.rlim_cur)
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000 }

  private static func text(of path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = read(file, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}
