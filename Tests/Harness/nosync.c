// Loaded in front of the C library, it makes a program believe that everything is durable. With it the proof of power
// cuts must find something wrong; otherwise it proves nothing.

#define _GNU_SOURCE
#include <unistd.h>

int fsync(int file) { return (void)file, 0; }
int fdatasync(int file) { return (void)file, 0; }
int syncfs(int file) { return (void)file, 0; }
void sync(void) {}
