#ifndef KONTOR_CLINUX_H
#define KONTOR_CLINUX_H
#endif
