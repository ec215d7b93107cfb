// Loaded in front of the C library, it makes a program believe that something is durable which is not. `FORGET` says
// what: `files`, `folders` or `everything`. With it the proof of power cuts must find something wrong; otherwise it
// proves nothing.

#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int is_forgotten(int file) {
  const char *what = getenv("FORGET");
  if (what == NULL) return 0;
  if (strcmp(what, "everything") == 0) return 1;
  struct stat status;
  if (fstat(file, &status) < 0) return 0;
  return strcmp(what, S_ISDIR(status.st_mode) ? "folders" : "files") == 0;
}

int fsync(int file) { return is_forgotten(file) ? 0 : (int)syscall(SYS_fsync, file); }
int fdatasync(int file) { return is_forgotten(file) ? 0 : (int)syscall(SYS_fdatasync, file); }

// The program calls it in place of the fsync of many files, so it is forgotten with files and kept without folders:
// forgotten there too, torn files would be taken for the work of a missing fsync of a folder.
int syncfs(int file) {
  const char *what = getenv("FORGET");
  return what != NULL && strcmp(what, "folders") != 0 ? 0 : (int)syscall(SYS_syncfs, file);
}
