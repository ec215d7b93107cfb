// Disks that remember: files 0, 1, 2 in one folder, each backed by an image, and one log of all that is written to any
// of them, in order. With a loop device over such a file, the log tells what a file system sent to its disk, and where
// it asked for the disk's cache to be flushed; so whatever a power cut could have left can be rebuilt from it.
//
//   blocklog LOG MOUNTPOINT IMAGE...
//
// Stays in the foreground until the mount point is unmounted. A record of the log is a `struct record`, and for a write
// the data after it. There is one thread, so the log has one order, and its size is at any moment a point in time.
//
// Discarding and fallocate are refused: the kernel then writes zeroes itself, and the log has them as writes.

#define FUSE_USE_VERSION 31
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <fuse.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { most_disks = 10 };  // their names are single digits

struct record {
  char kind;  // 'W' a write, 'F' a flush
  uint8_t disk;
  uint8_t unused[2];
  uint32_t length;
  uint64_t offset;
};

static int log_file;
static int images[most_disks];
static int disks;

// Nothing is right once the log is not whole, so there is no going on from here.
static void append(char kind, int disk, const char *data, size_t length, off_t offset) {
  struct record record = {.kind = kind, .disk = (uint8_t)disk, .length = (uint32_t)length, .offset = (uint64_t)offset};
  struct iovec parts[] = {{&record, sizeof record}, {(void *)data, length}};
  ssize_t whole = (ssize_t)(sizeof record + length);
  if (writev(log_file, parts, 2) != whole) {
    perror("blocklog: the log cannot be written");
    exit(1);
  }
}

static int disk_named(const char *path) {
  if (path[0] != '/' || path[1] < '0' || path[1] >= '0' + disks || path[2] != 0) return -ENOENT;
  return path[1] - '0';
}

static int get_attributes(const char *path, struct stat *status, struct fuse_file_info *info) {
  (void)info;
  memset(status, 0, sizeof *status);
  if (strcmp(path, "/") == 0) {
    status->st_mode = S_IFDIR | 0700;
    status->st_nlink = 2;
    return 0;
  }
  int disk = disk_named(path);
  if (disk < 0) return disk;
  if (fstat(images[disk], status) < 0) return -errno;
  status->st_mode = S_IFREG | 0600;
  return 0;
}

static int list(
    const char *path, void *buffer, fuse_fill_dir_t fill, off_t offset, struct fuse_file_info *info,
    enum fuse_readdir_flags flags) {
  (void)path, (void)offset, (void)info, (void)flags;
  for (int disk = 0; disk < disks; disk++) {
    char name[] = {(char)('0' + disk), 0};
    fill(buffer, name, NULL, 0, 0);
  }
  return 0;
}

static int open_disk(const char *path, struct fuse_file_info *info) {
  int disk = disk_named(path);
  if (disk < 0) return disk;
  info->fh = (uint64_t)disk;
  // No page cache in between: a write arrives here before the loop device calls it done.
  info->direct_io = 1;
  return 0;
}

static int read_disk(const char *path, char *buffer, size_t size, off_t offset, struct fuse_file_info *info) {
  (void)path;
  ssize_t count = pread(images[info->fh], buffer, size, offset);
  return count < 0 ? -errno : (int)count;
}

static int write_disk(const char *path, const char *data, size_t size, off_t offset, struct fuse_file_info *info) {
  (void)path;
  ssize_t count = pwrite(images[info->fh], data, size, offset);
  if (count < 0) return -errno;
  append('W', (int)info->fh, data, (size_t)count, offset);
  return (int)count;
}

static int flush_disk(const char *path, int only_data, struct fuse_file_info *info) {
  (void)path, (void)only_data;
  append('F', (int)info->fh, NULL, 0, 0);
  return 0;
}

static const struct fuse_operations operations = {
    .getattr = get_attributes,
    .readdir = list,
    .open = open_disk,
    .read = read_disk,
    .write = write_disk,
    .fsync = flush_disk,
};

static int opened(const char *path, int flags) {
  int file = open(path, flags | O_CLOEXEC, 0600);
  if (file < 0) {
    fprintf(stderr, "blocklog: %s: %s\n", path, strerror(errno));
    exit(1);
  }
  return file;
}

int main(int count, char **arguments) {
  if (count < 4 || count - 3 > most_disks) {
    fprintf(stderr, "usage: %s LOG MOUNTPOINT IMAGE... (at most %d)\n", arguments[0], most_disks);
    return 2;
  }
  log_file = opened(arguments[1], O_WRONLY | O_CREAT | O_APPEND);
  for (disks = 0; disks < count - 3; disks++) images[disks] = opened(arguments[3 + disks], O_RDWR);
  char *options[] = {arguments[0], "-f", "-s", arguments[2], NULL};
  return fuse_main(4, options, &operations, NULL);
}
