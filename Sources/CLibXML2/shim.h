#ifndef KONTOR_CLIBXML2_SHIM_H
#define KONTOR_CLIBXML2_SHIM_H

// Debian builds libxml2 with ICU, whose C headers clash with the ICU inside Swift's Foundation. Only the tail of a
// structure that nothing here touches depends on the switch.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/uri.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlsave.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlschemastypes.h>
#include <libxml/xpathInternals.h>

// `xmlFree` is a variable or a macro, depending on how libxml2 was built; Swift sees neither.
static inline void kontor_xmlFree(void *memory) { xmlFree(memory); }

// The name of text that is written without escaping is an array of unknown length, which Swift does not import.
static inline int kontor_isRaw(xmlNodePtr text) { return text->name == xmlStringTextNoenc; }

// glibc and musl have it, but glibc shows it only where `_GNU_SOURCE` is defined.
extern void *memmem(const void *haystack, size_t length, const void *needle, size_t needleLength);

// libxml2 2.12 made the error argument of structured handlers const. One handler type for both: the cast is sound,
// because the handlers only read.
typedef void (*kontor_xml_error_handler)(void *context, const xmlError *error);

static inline void kontor_xmlSchemaSetValidErrors(xmlSchemaValidCtxtPtr validator, kontor_xml_error_handler handler,
                                                  void *context) {
  xmlSchemaSetValidStructuredErrors(validator, (xmlStructuredErrorFunc)handler, context);
}

static inline void kontor_xmlSchemaSetParserErrors(xmlSchemaParserCtxtPtr parser, kontor_xml_error_handler handler,
                                                   void *context) {
  xmlSchemaSetParserStructuredErrors(parser, (xmlStructuredErrorFunc)handler, context);
}

static inline void kontor_xmlSetParserErrors(xmlSAXHandler *handler, kontor_xml_error_handler receive) {
  handler->serror = (xmlStructuredErrorFunc)receive;
}

// The thread's own handler, for what has no context of its own (compiling schemas and stylesheets).
static inline void kontor_xmlSetThreadErrors(kontor_xml_error_handler handler, void *context) {
  xmlSetStructuredErrorFunc(context, (xmlStructuredErrorFunc)handler);
}

#endif
