import Foundation

/// The built program, run as people and scripts run it.
enum Program {
  struct Run {
    var code: Int32
    var out: String
    var err: String

    var lines: [String] { out.split(separator: "\n").map(String.init) }
  }

  /// Beside the program that runs the tests, in the same build folder.
  static var path: String {
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path + "/kontor"
  }

  /// The folder of the package, where the examples lie.
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  static func start(
    program: String = path, _ arguments: [String], in folder: String, input: String? = nil,
    environment: [String: String] = [:], out: FileHandle, err: FileHandle
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ["PATH": "/usr/bin:/bin", "TMPDIR": folder].merging(environment) { $1 }
    process.standardInput =
      try input.map { try FileHandle(forReadingFrom: URL(fileURLWithPath: $0)) } ?? FileHandle.nullDevice
    process.standardOutput = out
    process.standardError = err
    try process.run()
    return process
  }

  /// Runs it to its end. Output goes through files, which never fill up as a pipe does.
  static func run(
    program: String = path, _ arguments: [String], in folder: String, input: String? = nil,
    environment: [String: String] = [:]
  ) throws -> Run {
    let name = folder + "/." + UUID().uuidString
    for suffix in [".out", ".err"] { try Data().write(to: URL(fileURLWithPath: name + suffix)) }
    let out = try FileHandle(forWritingTo: URL(fileURLWithPath: name + ".out"))
    let err = try FileHandle(forWritingTo: URL(fileURLWithPath: name + ".err"))
    let process = try start(
      program: program, arguments, in: folder, input: input, environment: environment, out: out, err: err)
    process.waitUntilExit()
    let run = Run(
      code: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      out: try String(contentsOfFile: name + ".out", encoding: .utf8),
      err: try String(contentsOfFile: name + ".err", encoding: .utf8))
    for suffix in [".out", ".err"] { try FileManager.default.removeItem(atPath: name + suffix) }
    return run
  }
}
