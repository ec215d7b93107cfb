import DropFolder
import Testing

@Suite("the mount table")
struct MountTableTests {
  @Test("the mount table is read, with its escapes and its order")
  func mounts() {
    let table = MountTable(
      """
      21 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
      30 21 0:40 / /mnt/crm\\040in rw,nosuid shared:9 - nfs4 server:/crm rw,vers=4.2,soft
      31 30 0:41 / /mnt/crm\\040in rw - cifs //server/crm rw,cache=loose
      32 21 0:42 / /mnt/crm rw - tmpfs tmpfs rw
      not a line of it
      """)
    #expect(table.mount(of: "/mnt/crm in/box")?.type == "cifs")
    #expect(table.mount(of: "/mnt/crm inside")?.point == "/")
    #expect(table.mount(of: "/mnt/crm/x")?.type == "tmpfs")
    #expect(table.mount(of: "/mnt/crm in")?.options.contains("cache=loose") == true)
    #expect(MountTable("").mount(of: "/") == nil)
  }

  @Test(
    "options of a mount that break a promise are told",
    arguments: [
      ("nfs4", "rw,soft", Finding.Weight.advice), ("nfs4", "rw,hard", .good), ("cifs", "rw,cache=loose", .advice),
      ("ext4", "rw,nobarrier", .advice), ("overlay", "rw,volatile", .advice), ("overlay", "rw,fsync=volatile", .advice),
      ("ext4", "rw,soft", .good),
    ])
  func options(type: String, options: String, weight: Finding.Weight) throws {
    let table = MountTable("21 1 254:0 / / rw shared:1 - \(type) none \(options)")
    let temporary = try TemporaryFolder()
    let probe = FolderProbe(of: temporary.path, as: .store, mounts: table)
    #expect(probe.findings.first { $0.question == .mount }?.weight == weight)
    #expect(probe.fileSystem == type)
  }
}
