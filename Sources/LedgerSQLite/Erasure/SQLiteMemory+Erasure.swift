import Exchange
import GRDB

extension SQLiteMemory {
  package func erasedFiles(of id: InterchangeID) throws(LedgerError) -> [ErasedFile] {
    try ask { try $0.erasedFiles("WHERE interchange = ?", [id.text]) }
  }

  package func erasedRecords(of id: InterchangeID) throws(LedgerError) -> [Int] {
    try ask { database in
      var positions: [Int] = []
      try database.forEach("SELECT position FROM erasedRecord WHERE interchange = ? ORDER BY position", [id.text]) {
        positions.append(try $0.int())
      }
      return positions
    }
  }

  package func erasure(of entity: Int64) throws(LedgerError) -> Erasure? {
    try ask { try $0.erasure("WHERE entity = ?", [entity]) }
  }

  package func erasure(in id: InterchangeID) throws(LedgerError) -> Erasure? {
    try ask { database in
      try database.erasure(
        """
        WHERE EXISTS (SELECT 1 FROM erasedFile WHERE erasedFile.interchange = ?
          AND byInterchange = erasure.interchange AND byPosition = erasure.position)
        """, [id.text])
    }
  }
}
