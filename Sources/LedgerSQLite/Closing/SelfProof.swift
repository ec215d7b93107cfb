import Exchange
import GRDB

/// Holds a ledger against itself. What was changed behind Kontor's back shows here, whoever did it.
///
/// One interchange is looked at after the other, and rows stream, so that it takes no memory however many there are.
final class SelfProof {
  let database: Database
  let found: (Discrepancy) throws -> Void
  private let path: String
  private let progress: (Int) -> Void
  private var proof = LedgerProof()

  init(
    _ database: Database, path: String, found: @escaping (Discrepancy) throws -> Void, progress: @escaping (Int) -> Void
  ) {
    self.database = database
    self.path = path
    self.found = found
    self.progress = progress
  }

  func run() throws -> LedgerProof {
    try checkFile()
    try checkInterchanges()
    try checkOrphans()
    try checkTallies()
    try checkEntities()
    try checkRejections()
    try checkChain()
    return proof
  }

  // MARK: - The file

  /// At most 20 lines: a file that is damaged in more places needs no longer list.
  private func checkFile() throws {
    for line in try String.fetchAll(database, sql: "PRAGMA integrity_check(20)") where line != "ok" {
      try found(
        Discrepancy(
          .ledgerDamaged, in: path,
          "The file is damaged: \(line). Stop Kontor, keep the file, and restore a backup or rebuild the ledger."))
    }
  }

  // MARK: - Sums

  private func checkInterchanges() throws {
    try database.forEach(
      """
      SELECT interchange.id, interchange.state, closing.origin, read,
      \(RecordVerdict.allCases.map(\.rawValue).joined(separator: ", "))
      FROM interchange LEFT JOIN closing ON closing.interchange = interchange.id ORDER BY interchange.number
      """
    ) { columns in
      let id = InterchangeID(try columns.text())
      do {
        let state: InterchangeState = try columns.word()
        let origin: Closing.Origin? = try columns.optionalWord()
        var totals = Totals()
        totals.read = try columns.int()
        for verdict in RecordVerdict.allCases { totals[verdict] = try columns.int() }
        try checkSums(of: id, totals, mayLack: try mayLack(id, origin))
        if state == .done, origin == nil {
          try found(.changed(id, .chain, "It is done, but is no link of the chain; it was put in afterwards"))
        }
      } catch is DamagedRow {
        try found(.changed(id, .ledgerDamaged, "Its rows hold something that no Kontor writes"))
      }
      proof.interchanges += 1
      if proof.interchanges % 500 == 0 { progress(proof.interchanges) }
    }
  }

  /// Of which verdicts an interchange may have fewer records than its totals say.
  private func mayLack(_ id: InterchangeID, _ origin: Closing.Origin?) throws -> Set<RecordVerdict> {
    if try database.isThinned(id) { return Set(RecordVerdict.allCases).subtracting([.rejected]) }
    return origin == .rebuilt ? [.accepted] : []
  }

  private func checkSums(of id: InterchangeID, _ totals: Totals, mayLack: Set<RecordVerdict>) throws {
    if !totals.agree {
      try found(.changed(id, .sums, "The sum of its verdicts is not the \(totals.read) records that were read"))
    }
    var counted = Totals()
    try database.forEach(
      "SELECT verdict, count(*) FROM record WHERE interchange = ? GROUP BY verdict", [id.text]
    ) { columns in
      let verdict: RecordVerdict = try columns.word()
      counted[verdict] = try columns.int()
    }
    for verdict in RecordVerdict.allCases where counted[verdict] != totals[verdict] {
      if mayLack.contains(verdict), counted[verdict] < totals[verdict] { continue }
      try found(
        .changed(
          id, .sums,
          "Its totals say \(totals[verdict]) \(verdict.rawValue), but the ledger has \(counted[verdict]) such records"))
    }
    proof.records += RecordVerdict.allCases.reduce(0) { $0 + counted[$1] }
  }

  /// Rows whose interchange is gone. One lookup for each interchange that a table names, however many rows it has.
  private func checkOrphans() throws {
    for table in ["record", "issue", "document", "entityEvent", "rejection", "settlement", "audit", "pruning"] {
      let orphans = try String.fetchAll(
        database,
        sql: """
          WITH RECURSIVE named (id) AS (
            SELECT min(interchange) FROM \(table)
            UNION ALL
            SELECT (SELECT min(interchange) FROM \(table) WHERE interchange > named.id) FROM named
            WHERE named.id IS NOT NULL)
          SELECT id FROM named
          WHERE id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM interchange WHERE interchange.id = named.id)
          """)
      for id in orphans {
        try found(.changed(InterchangeID(id), .orphan, "The table \(table) has rows of it, but it is gone itself"))
      }
    }
  }

  private func checkTallies() throws {
    var sums: [String: Int] = [:]
    try database.forEach(
      "SELECT \(RecordVerdict.allCases.map { "coalesce(sum(\($0.rawValue)), 0)" }.joined(separator: ", ")) FROM interchange"
    ) { columns in
      for verdict in RecordVerdict.allCases { sums["record " + verdict.rawValue] = try columns.int() }
    }
    try database.forEach("SELECT count(*) FROM document WHERE state = 'published'") { columns in
      sums["document published"] = try columns.int()
    }
    var tallies: [String: Int] = [:]
    try database.forEach("SELECT subject, word, count FROM tally") { columns in
      tallies["\(try columns.text()) \(try columns.text())"] = try columns.int()
    }
    for key in Set(sums.keys).union(tallies.keys).sorted() where sums[key, default: 0] != tallies[key, default: 0] {
      try found(
        Discrepancy(
          .tally, in: path,
          "The tally \"\(key)\" says \(tallies[key, default: 0]), the rows \(sums[key, default: 0]): one of them was "
            + "changed from outside. Restore a backup, or rebuild the ledger."))
    }
  }

  // MARK: - The chain

  private func checkChain() throws {
    var previous: Closing?
    var looked = 0
    try database.forEachClosing("ORDER BY number") { link in
      let expected = (previous?.number ?? 0) + 1
      if link.number != expected {
        try found(
          .changed(
            link.interchange, .chain,
            "It is link \(link.number) of the chain, and \(expected) is missing before it: what stood there was taken out"
          ))
      } else {
        try check(link, after: previous)
      }
      previous = link
      looked += 1
      if looked % 500 == 0 { progress(looked) }
    }
    proof.head = previous
  }

  private func check(_ link: Closing, after previous: Closing?) throws {
    let isDone = try Bool.fetchOne(
      try database.cachedStatement(sql: "SELECT state = 'done' FROM interchange WHERE id = ?"),
      arguments: [link.interchange.text])
    guard let isDone else {
      return try found(.changed(link.interchange, .chain, "It is link \(link.number) of the chain, but it is gone"))
    }
    // What it was made of is forgotten, so its own hash is a stated fact. The links behind it are made with that.
    if try database.remains(of: link.interchange) != nil {
      proof.pruned += 1
    } else if try database.rest(of: link.interchange) != nil {
      proof.erased += 1
    }
    if isDone, try database.isWhole(link, after: previous?.sha256 ?? "") { return }
    try found(
      .changed(
        link.interchange, .closedChanged,
        "Its row, records, issues, documents, settlements, audit entries or link are not what was closed: something was "
          + "changed, put in or taken out"
      ))
  }
}

extension Discrepancy {
  /// Something about one interchange that only a change from outside can explain.
  static func changed(_ id: InterchangeID, _ code: Code, _ sentence: String) -> Discrepancy {
    Discrepancy(
      code, in: id.text, interchange: id,
      "\(sentence). Find out who writes to the ledger; restore a backup, or rebuild the ledger.")
  }
}
