// Finds the bytes that structure delimited text, sixty-four at a time.
#ifndef LIFTWERK_CTEXTSCAN_H
#define LIFTWERK_CTEXTSCAN_H

#include <stddef.h>
#include <stdint.h>

/// Writes the offsets of delimiters, quotes, LF and CR in text[from..<count], in order.
///
/// Stops early when fewer than 64 places are left, since one step may fill as many; `scanned`
/// receives the offset up to which the text was looked at. Returns how many offsets were written.
size_t ct_structure(const uint8_t *text, size_t from, size_t count, uint8_t delimiter,
                    uint32_t *offsets, size_t capacity, size_t *scanned);

/// How often a byte occurs.
size_t ct_count(const uint8_t *text, size_t count, uint8_t byte);

#endif
