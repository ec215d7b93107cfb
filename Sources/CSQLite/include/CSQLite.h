#ifndef KONTOR_CSQLITE_H
#define KONTOR_CSQLITE_H

/// How many bytes SQLite keeps in memory of what a savepoint may have to undo, before it takes a temporary file. For the
/// whole process, and only before it opens its first database; afterwards nothing changes. A variadic function, which
/// Swift cannot call. Returns an SQLite result code.
int kontor_sqlite_keep_undo_in_memory(int bytes);

#endif
