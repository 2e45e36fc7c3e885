#include "CTextScan.h"

#if defined(__SSE2__)
#include <emmintrin.h>

// One bit a byte: set where the byte is one of the four.
static inline uint64_t mask64(const uint8_t *text, __m128i delimiter) {
  const __m128i quote = _mm_set1_epi8('"'), lf = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r');
  uint64_t mask = 0;
  for (int part = 0; part < 4; part++) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)(text + 16 * part));
    __m128i hits = _mm_or_si128(
        _mm_or_si128(_mm_cmpeq_epi8(bytes, delimiter), _mm_cmpeq_epi8(bytes, quote)),
        _mm_or_si128(_mm_cmpeq_epi8(bytes, lf), _mm_cmpeq_epi8(bytes, cr)));
    mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(hits) << (16 * part);
  }
  return mask;
}
#endif

size_t ct_structure(const uint8_t *text, size_t from, size_t count, uint8_t delimiter,
                    uint32_t *offsets, size_t capacity, size_t *scanned) {
  size_t written = 0, at = from;
#if defined(__SSE2__)
  const __m128i wide = _mm_set1_epi8((char)delimiter);
  while (at + 64 <= count && written + 64 <= capacity) {
    uint64_t mask = mask64(text + at, wide);
    while (mask != 0) {
      offsets[written++] = (uint32_t)(at + (size_t)__builtin_ctzll(mask));
      mask &= mask - 1;
    }
    at += 64;
  }
  if (at + 64 <= count) {
    *scanned = at;
    return written;
  }
#endif
  while (at < count && written < capacity) {
    uint8_t byte = text[at];
    if (byte == delimiter || byte == '\n' || byte == '"' || byte == '\r')
      offsets[written++] = (uint32_t)at;
    at++;
  }
  *scanned = at;
  return written;
}

size_t ct_count(const uint8_t *text, size_t count, uint8_t byte) {
  size_t found = 0, at = 0;
  // Runs short enough for a sum in one byte let the compiler compare whole vectors.
  while (at < count) {
    size_t end = count - at < 255 ? count : at + 255;
    uint8_t run = 0;
    for (; at < end; at++) run += text[at] == byte;
    found += run;
  }
  return found;
}
