#include "CSQLite.h"

#include <sqlite3.h>

int kontor_sqlite_keep_undo_in_memory(int bytes) { return sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, bytes); }
