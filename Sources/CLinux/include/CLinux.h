#ifndef KONTOR_CLINUX_H
#define KONTOR_CLINUX_H

// Linux calls that Swift's Glibc module does not show, or shows in a form that Swift cannot use.
// Every function returns a negative errno on failure, so that no runtime call can come between failing and asking why.

#include <stdint.h>

// openat2 has no wrapper in glibc. Opens one name in a folder and follows nothing: no link, no "..", no mount point.
// Where the kernel is older than 5.6, or a sandbox hides the call, openat with O_NOFOLLOW says the same for one name.
int kontor_open_beneath(int folder, const char *name, int flags, unsigned int mode);

// renameat2 and its flags are declared under _GNU_SOURCE only.
int kontor_rename(int from_folder, const char *from, int to_folder, const char *to, int never_replace);

// syncfs is declared under _GNU_SOURCE only.
int kontor_syncfs(int descriptor);

// fcntl's lease commands are declared under _GNU_SOURCE only.
// 1: somebody has the file open for writing. 0: nobody has. Negative: the file system or the permissions do not say.
int kontor_is_open_for_writing(int descriptor);

struct kontor_status {
  uint64_t device;
  uint64_t inode;
  uint64_t links;
  int64_t size;
  int64_t modified_ns;
  int64_t changed_ns;
  uint32_t type;
  uint32_t owner;
  uint32_t permissions;
};

// statx, because AT_STATX_FORCE_SYNC makes a network file system ask its server: plain stat answers from a cache that
// can be half a minute old. A null name means the descriptor itself.
int kontor_status(int folder, const char *name, struct kontor_status *status);

struct kontor_file_system {
  int64_t type;
  uint64_t free_bytes;
  uint64_t total_bytes;
  uint64_t free_files;
  uint64_t total_files;
  int read_only;
};

// fstatfs and fstatvfs say one half each, and Swift takes `statfs` for a type and a function at once.
int kontor_file_system(int descriptor, struct kontor_file_system *file_system);

// What is in hand: a mark (' ', or 'F' once a signal of a failing program has come) and an id padded with spaces. Written
// with pwrite, so that a handler of signals may do it too. Opening reads what an earlier process left into `left`, which
// has room for KONTOR_IN_HAND_LENGTH characters and a NUL. One file a process.
#define KONTOR_IN_HAND_LENGTH 32
int kontor_in_hand_open(const char *path, char *left);
void kontor_in_hand_put(int descriptor, const char *id);
void kontor_in_hand_close(int descriptor);

// sys/inotify.h and sys/eventfd.h are not part of Swift's Glibc module.
int kontor_inotify(void);
int kontor_inotify_watch(int inotify, const char *path);
int kontor_inotify_unwatch(int inotify, int watch);
int kontor_eventfd(void);

#endif
