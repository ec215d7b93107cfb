import Foundation
import GRDB
import Testing

extension Site {
  /// Changes the ledger behind Kontor's back, without the rules that the tables have.
  func tamper(_ sql: String) throws {
    var configuration = GRDB.Configuration()
    configuration.foreignKeysEnabled = false
    try DatabaseQueue(path: path + "/ledger/kontor.sqlite", configuration: configuration).writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA ignore_check_constraints = ON; " + sql)
    }
  }

  /// What the ledger answers to a question, one text for each row.
  func rows(_ sql: String) throws -> [String] {
    try DatabaseQueue(path: path + "/ledger/kontor.sqlite").read { database in
      try Row.fetchAll(database, sql: sql).map(\.description)
    }
  }

  /// Moves the ledger out of the way, as if its disk had died.
  func loseLedger() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: path + "/ledger") where name.hasPrefix("kontor.") {
      try FileManager.default.removeItem(atPath: path + "/ledger/" + name)
    }
  }

  /// Paths of files below a folder whose name ends so, relative to the site, sorted.
  func files(in folder: String, ending suffix: String) -> [String] {
    (FileManager.default.subpaths(atPath: path + "/" + folder) ?? []).filter { $0.hasSuffix(suffix) }.sorted()
      .map { folder + "/" + $0 }
  }

  func append(_ text: String, to name: String) throws {
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path + "/" + name))
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: path + "/" + name)
  }

  /// Runs a command and reads its answer in JSON.
  func json(_ arguments: String...) throws -> (code: Int32, answer: Any) {
    let run = try Program.run(arguments + ["--json"], in: path)
    return (run.code, try JSONSerialization.jsonObject(with: Data(run.out.utf8)))
  }
}
