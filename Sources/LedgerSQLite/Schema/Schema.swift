import GRDB

/// The ledger's tables, as numbered steps from an empty file.
enum Schema {
  /// "KONT": tells a ledger from other programs' databases (`PRAGMA application_id`).
  static let applicationID = 0x4B4F_4E54

  /// A step that was released is never changed: ledgers out there have already taken it.
  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("0001-interchanges") { database in
      try database.execute(sql: firstTables)
    }
    migrator.registerMigration("0002-folders-and-ends") { database in
      try database.execute(sql: foldersAndEnds)
    }
    migrator.registerMigration("0003-chain") { try addChain(to: $0) }
    migrator.registerMigration("0004-entities") { database in
      try database.execute(sql: entities)
    }
    migrator.registerMigration("0005-incidents") { try addIncidents(to: $0) }
    migrator.registerMigration("0006-lists-spelled-out") { try spellOutLists(in: $0) }
    migrator.registerMigration("0007-rejections") { database in
      try database.execute(sql: rejections)
    }
    migrator.registerMigration("0008-waiting") { try addWaiting(to: $0) }
    migrator.registerMigration("0009-incident-book") { database in
      try database.execute(sql: incidentBook)
    }
    migrator.registerMigration("0010-receipts") { database in
      try database.execute(sql: receipts)
    }
    migrator.registerMigration("0011-retention") { database in
      try database.execute(sql: retention)
    }
    migrator.registerMigration("0012-erasure") { database in
      try database.execute(sql: erasure)
    }
    migrator.registerMigration("0013-carried") { database in
      try database.execute(sql: carried)
    }
    migrator.registerMigration("0014-console") { database in
      try database.execute(sql: console)
    }
    return migrator
  }()
}
