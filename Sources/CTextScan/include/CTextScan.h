// Finds the bytes that structure delimited text, many at a time.
#ifndef LIFTWERK_CTEXTSCAN_H
#define LIFTWERK_CTEXTSCAN_H
#include <stddef.h>
#include <stdint.h>
#endif
