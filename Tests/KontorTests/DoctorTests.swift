import Foundation
import Glibc
import Operations
import Testing

@testable import kontor

@Suite("kontor doctor")
struct DoctorTests {
  private struct Report: Decodable {
    struct Folder: Decodable {
      struct Finding: Decodable {
        var question: String
        var weight: String
        var measured: String
        var change: String?
      }

      var system: String?
      var folder: String
      var weight: String
      var method: String?
      var verdict: [String]
      var findings: [Finding]

      func finding(_ question: String) -> Finding? { findings.first { $0.question == question } }
    }

    var user: String
    var weight: String
    var folders: [Folder]

    init(_ run: Program.Run) throws {
      self = try JSONDecoder().decode(Report.self, from: Data(run.out.utf8))
    }
  }

  /// All that lies below a folder.
  private func everything(in site: Site) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: site.path).filter {
      !$0.hasSuffix(".out") && !$0.hasSuffix(".err")
    }
    .sorted()
  }

  @Test("every folder gets its verdict, the exit code is the heaviest, and nothing is left or touched")
  func report() throws {
    let site = try Site()
    try site.drop("crm/1002-first-order.xml")
    let before = try everything(in: site)
    let run = try site.run("doctor", "--json")
    let report = try Report(run)
    #expect(
      report.folders.map { [$0.system, $0.folder].compactMap(\.self).joined(separator: " ") } == [
        "crm inbox", "crm outbox", "erp inbox", "erp outbox", "desk", "archive", "rejected", "ledger",
      ])
    // What is advised depends on the machine: a small disk, a file system in memory.
    #expect(report.weight != "fault")
    #expect(run.code == (report.weight == "advice" ? 1 : 0))
    #expect(report.folders.allSatisfy { !$0.verdict.isEmpty })
    #expect(report.folders[0].method == "rename-no-replace")
    #expect(
      report.folders[0].finding("settling")?.measured == "files settle when they stood still for 5 s (settle: quiet)")
    #expect(try everything(in: site) == before)
  }

  @Test("for a person it is a table and a section for each folder, of one system where that is asked for")
  func text() throws {
    let site = try Site()
    let run = try site.run("doctor", "--system", "crm")
    #expect(run.code < 2)
    #expect(run.lines[0].hasPrefix("SYSTEM  FOLDER  PATH"))
    #expect(run.out.contains("\ncrm inbox  inbox/crm\n  claims by rename, never replacing (renameat2)\n"))
    #expect(run.out.contains("\ncrm outbox  outbox/crm\n  publishes by rename, never replacing (renameat2)\n"))
    #expect(!run.out.contains("erp outbox") && !run.out.contains("\nledger"))
    #expect(run.lines.last?.hasPrefix("Probed as user ") == true)
    #expect(run.err == "")
  }

  @Test("a folder that is not there ends it with 74, and the others are probed all the same")
  func missing() throws {
    let site = try Site()
    try FileManager.default.removeItem(atPath: site.path + "/outbox/erp")
    let run = try site.run("doctor", "--json")
    #expect(run.code == 74)
    let report = try Report(run)
    #expect(report.folders.filter { $0.weight == "fault" }.map(\.folder) == ["outbox"])
    let finding = try #require(report.folders[3].finding("rights"))
    #expect(finding.measured.hasSuffix("(No such file or directory)."))
    #expect(finding.change == "Create it, mount it, or correct the path in the configuration.")
    #expect(try site.run("doctor", "--system", "crm").code < 2)
  }

  @Test("two folders that are one through a link are a mistake of the configuration")
  func sameFolder() throws {
    let site = try Site()
    try FileManager.default.removeItem(atPath: site.path + "/outbox/erp")
    #expect(symlink("../inbox/crm", site.path + "/outbox/erp") == 0)
    let run = try site.run("doctor", "--json")
    #expect(run.code == 78)
    let erp = try Report(run).folders[3]
    #expect(erp.finding("same-folder")?.measured == "it is the same folder as inbox/crm (device and inode)")
    #expect(erp.verdict == ["cannot be used"])
  }

  @Test("a configuration that cannot be read ends it with 78, an unknown system with 2")
  func mistakes() throws {
    let site = try Site()
    #expect(try site.run("doctor", "--system", "crn").code == 2)
    try site.write("systems: 1\n", to: "kontor.yaml")
    #expect(try site.run("doctor").code == 78)
  }

  @Test("a settle time of zero is advised against, at its line")
  func settling() throws {
    let site = try Site()
    let yaml = try String(contentsOfFile: site.path + "/kontor.yaml", encoding: .utf8)
    try site.write(yaml.replacing("quiet: 5s", with: "quiet: 0s"), to: "kontor.yaml")
    let run = try site.run("doctor", "--json")
    #expect(run.code == 1)
    let finding = try #require(try Report(run).folders[0].finding("settling"))
    #expect(finding.weight == "advice")
    #expect(finding.change?.contains("(kontor.yaml:") == true)
  }

  @Test("the service does not see it, and passes nothing over for it")
  func besideTheService() throws {
    let site = try Site()
    let process = try Program.start(["run", "--interval", "50ms"], in: site.path, out: .nullDevice, err: .nullDevice)
    defer {
      process.terminate()
      process.waitUntilExit()
    }
    for _ in 0..<500 where !FileManager.default.fileExists(atPath: site.path + "/inbox/crm/.claimed") { usleep(20_000) }
    for _ in 0..<3 { #expect(try site.run("doctor").code < 2) }
    let status = try site.run("status", "--json")
    #expect(status.out.contains("\"passedOver\" : [\n\n  ]"))
  }

  @Test("a probe that does not answer is left behind after its time")
  func silence() throws {
    let start = ContinuousClock.now
    let probe = try FolderExamination(program: "/bin/sleep", arguments: ["60"], patience: .milliseconds(300))
    guard case .silence = probe.answer() else {
      Issue.record("it answered")
      return
    }
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test("a probe that ends without a word is a failure, not an answer")
  func nonsense() throws {
    guard case .failure = try FolderExamination(program: "/bin/true", arguments: []).answer() else {
      Issue.record("it answered")
      return
    }
  }

  // MARK: Mounts

  /// Runs the program where a shell has mounted something, in a mount namespace that ends with it.
  private func run(_ site: Site, after mounting: String) throws -> Program.Run {
    let script = "\(mounting) && exec '\(Program.path)' doctor --json"
    return try Program.run(program: "/usr/bin/unshare", ["--mount", "sh", "-c", script], in: site.path)
  }

  @Test("a working folder that is a mount of its own is a fault", .enabled(if: Mounting.isPossible, Mounting.reason))
  func mixedMounts() throws {
    let site = try Site()
    let run = try run(site, after: "mkdir inbox/crm/.claimed && mount -t tmpfs none inbox/crm/.claimed")
    #expect(run.code == 74)
    let finding = try #require(try Report(run).folders[0].finding("working-folder"))
    #expect(finding.measured == ".claimed is another file system")
  }

  @Test("a folder mounted for reading only is a fault", .enabled(if: Mounting.isPossible, Mounting.reason))
  func readOnly() throws {
    let site = try Site()
    let run = try run(site, after: "mount -t tmpfs -o ro none outbox/erp")
    #expect(run.code == 74)
    let finding = try #require(try Report(run).folders[3].finding("rights"))
    #expect(finding.measured.hasSuffix("(Read-only file system)."))
    #expect(finding.change?.hasPrefix("Mount the file system for writing") == true)
  }

  @Test("a bind mount of an inbox is seen through", .enabled(if: Mounting.isPossible, Mounting.reason))
  func bindMount() throws {
    let site = try Site()
    let run = try run(site, after: "mount --bind inbox/crm outbox/erp")
    #expect(run.code == 78)
    #expect(try Report(run).folders[3].finding("same-folder") != nil)
  }

  @Test(
    "a share that never answers costs ten seconds, and the others are probed",
    .enabled(if: Mounting.isPossible && access("/dev/fuse", R_OK | W_OK) == 0, Mounting.reason),
    .timeLimit(.minutes(2)))
  func deadShare() throws {
    let site = try Site()
    // A FUSE file system whose program never even says hello: every look at it waits for that.
    try site.write(
      """
      import ctypes, os, time
      device = os.open("/dev/fuse", os.O_RDWR)
      options = f"fd={device},rootmode=40000,user_id=0,group_id=0".encode()
      if ctypes.CDLL(None).mount(b"dead", b"outbox/erp", b"fuse", 0, options) == 0:
          open("mounted", "w").close()
          time.sleep(60)
      """, to: "dead.py")
    let run = try Program.run(
      program: "/usr/bin/unshare",
      [
        "--mount", "sh", "-c",
        """
        python3 dead.py & dead=$!
        for i in $(seq 100); do test -e mounted && break; sleep 0.1; done
        '\(Program.path)' doctor --json
        code=$?
        kill $dead
        exit $code
        """,
      ], in: site.path)
    try #require(FileManager.default.fileExists(atPath: site.path + "/mounted"), "could not mount")
    #expect(run.code == 74)
    let report = try Report(run)
    #expect(report.folders[3].verdict == ["does not answer within 10 s"])
    #expect(report.folders.filter { $0.weight == "fault" }.count == 1)
  }
}

/// Whether tests may mount something.
private enum Mounting {
  static let reason: Comment = "needs root with the right to mount (CAP_SYS_ADMIN) and unshare"

  static let isPossible: Bool = {
    guard geteuid() == 0, access("/usr/bin/unshare", X_OK) == 0 else { return false }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
    process.arguments = ["--mount", "mount", "-t", "tmpfs", "none", "/mnt"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()
}
