#ifndef KONTOR_CLIBXSLT_SHIM_H
#define KONTOR_CLIBXSLT_SHIM_H

// See CLibXML2's shim.h.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <stdarg.h>
#include <stdio.h>

#include <libexslt/exslt.h>
#include <libxslt/documents.h>
#include <libxslt/imports.h>
#include <libxslt/numbersInternals.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/xsltutils.h>

// libxslt reports through a variadic function, which Swift cannot implement. This one formats the message and hands
// the finished text on.
typedef struct {
  void (*write)(void *context, const char *text);
  void *context;
} kontor_xslt_sink;

__attribute__((unused)) static void kontor_xslt_report(void *sink, const char *format, ...) {
  char text[2048];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  kontor_xslt_sink *to = (kontor_xslt_sink *)sink;
  to->write(to->context, text);
}

static inline void kontor_xsltSetTransformErrors(xsltTransformContextPtr transform, kontor_xslt_sink *sink) {
  xsltSetTransformErrorFunc(transform, sink, kontor_xslt_report);
}

// Compiling a stylesheet has no context to carry a handler: libxslt offers only the process-wide one.
static inline void kontor_xsltSetGlobalErrors(kontor_xslt_sink *sink) {
  xsltSetGenericErrorFunc(sink, sink ? kontor_xslt_report : NULL);
}

#endif
