#ifndef KONTOR_CZLIB_SHIM_H
#define KONTOR_CZLIB_SHIM_H

#include <zlib.h>

// Opening a stream is a macro, which Swift cannot see. 15 is the largest window, and 16 on top of it says gzip (RFC 1952):
// a header without name and time, and a CRC at the end.

static inline int kontor_begin_deflate(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

static inline int kontor_begin_inflate(z_stream *stream) { return inflateInit2(stream, 15 + 16); }

#endif
