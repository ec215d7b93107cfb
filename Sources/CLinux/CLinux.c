#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

int kontor_open_beneath(int folder, const char *name, int flags, unsigned int mode) {
  struct open_how how;
  memset(&how, 0, sizeof how);
  how.flags = (uint64_t)(flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  how.mode = (flags & O_CREAT) ? mode : 0;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV;
  int descriptor;
  do {
    descriptor = (int)syscall(SYS_openat2, folder, name, &how, sizeof how);
  } while (descriptor < 0 && errno == EINTR);
  if (descriptor < 0 && errno == ENOSYS) {
    do {
      descriptor = openat(folder, name, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, mode);
    } while (descriptor < 0 && errno == EINTR);
  }
  return descriptor < 0 ? -errno : descriptor;
}

int kontor_rename(int from_folder, const char *from, int to_folder, const char *to, int never_replace) {
  return renameat2(from_folder, from, to_folder, to, never_replace ? RENAME_NOREPLACE : 0) ? -errno : 0;
}

int kontor_syncfs(int descriptor) { return syncfs(descriptor) ? -errno : 0; }

int kontor_is_open_for_writing(int descriptor) {
  // Whoever opens the file for writing while the lease stands breaks it, and the kernel then sends SIGIO, which ends
  // a process that does not expect it. SIGURG is ignored unless somebody wants it.
  if (fcntl(descriptor, F_SETSIG, SIGURG)) return -errno;
  if (fcntl(descriptor, F_SETLEASE, F_RDLCK)) return errno == EAGAIN ? 1 : -errno;
  return fcntl(descriptor, F_SETLEASE, F_UNLCK) ? -errno : 0;
}

int kontor_status(int folder, const char *name, struct kontor_status *status) {
  struct statx x;
  int flags = AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT | AT_STATX_FORCE_SYNC | (name ? 0 : AT_EMPTY_PATH);
  if (statx(folder, name ? name : "", flags, STATX_BASIC_STATS, &x)) return -errno;
  status->device = ((uint64_t)x.stx_dev_major << 32) | x.stx_dev_minor;
  status->inode = x.stx_ino;
  status->links = x.stx_nlink;
  status->size = (int64_t)x.stx_size;
  status->modified_ns = x.stx_mtime.tv_sec * 1000000000LL + x.stx_mtime.tv_nsec;
  status->changed_ns = x.stx_ctime.tv_sec * 1000000000LL + x.stx_ctime.tv_nsec;
  status->type = x.stx_mode & S_IFMT;
  status->owner = x.stx_uid;
  status->permissions = x.stx_mode & 07777;
  return 0;
}

int kontor_file_system(int descriptor, struct kontor_file_system *file_system) {
  struct statfs s;
  if (fstatfs(descriptor, &s)) return -errno;
  file_system->type = s.f_type & 0xFFFFFFFF;
  file_system->free_bytes = (uint64_t)s.f_bavail * (uint64_t)s.f_bsize;
  file_system->total_bytes = (uint64_t)s.f_blocks * (uint64_t)s.f_bsize;
  file_system->free_files = s.f_ffree;
  file_system->total_files = s.f_files;
  file_system->read_only = (s.f_flags & 1) != 0;  // ST_RDONLY
  return 0;
}

static volatile sig_atomic_t in_hand = -1;

// Only what signal-safety(7) permits. Returning to SIG_DFL ends the program as it would have ended without this.
static void note_fault(int signal_number) {
  if (in_hand >= 0 && pwrite(in_hand, "F", 1, 0) != 1) {
    // The note is a courtesy to the next process; there is nobody to tell.
  }
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

int kontor_in_hand_open(const char *path, char *left) {
  int descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
  if (descriptor < 0) return -errno;
  ssize_t count = pread(descriptor, left, KONTOR_IN_HAND_LENGTH, 0);
  left[count > 0 ? count : 0] = 0;
  in_hand = descriptor;
  // A stack that has run over leaves no room for a handler, so it has a stack of its own.
  static char stack[16384];
  stack_t own = {.ss_sp = stack, .ss_size = sizeof stack};
  if (sigaltstack(&own, NULL)) return -errno;
  static const int faults[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP};
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = note_fault;
  action.sa_flags = SA_ONSTACK | SA_NODEFER;
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) sigaction(faults[i], &action, NULL);
  return descriptor;
}

void kontor_in_hand_put(int descriptor, const char *id) {
  char note[KONTOR_IN_HAND_LENGTH];
  memset(note, ' ', sizeof note);
  size_t length = strlen(id);
  memcpy(note + 1, id, length < sizeof note - 1 ? length : sizeof note - 1);
  if (pwrite(descriptor, note, sizeof note, 0) != (ssize_t)sizeof note) {
    // Without the note a file that ends the program is met once more; nothing is lost by that.
  }
}

void kontor_in_hand_close(int descriptor) {
  if (in_hand == descriptor) in_hand = -1;
  close(descriptor);
}

int kontor_inotify(void) {
  int descriptor = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  return descriptor < 0 ? -errno : descriptor;
}

int kontor_inotify_watch(int inotify, const char *path) {
  uint32_t events = IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
  int watch = inotify_add_watch(inotify, path, events);
  return watch < 0 ? -errno : watch;
}

int kontor_inotify_unwatch(int inotify, int watch) { return inotify_rm_watch(inotify, watch) ? -errno : 0; }

int kontor_eventfd(void) {
  int descriptor = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  return descriptor < 0 ? -errno : descriptor;
}
