import Exchange

extension SQLiteLedger: ConsoleMemory {}
