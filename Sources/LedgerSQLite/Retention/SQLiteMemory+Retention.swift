import Exchange
import GRDB

extension SQLiteMemory {
  package func prunings(of id: InterchangeID) throws(LedgerError) -> [Pruning] {
    try ask { try $0.prunings("WHERE interchange = ? ORDER BY class DESC", [id.text]) }
  }
}
