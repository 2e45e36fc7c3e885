#include "CVectorMath.h"

// Eight doubles; the compiler lowers them to whatever registers the instruction set has.
typedef double lanes __attribute__((vector_size(64), aligned(8)));
typedef unsigned long bits __attribute__((vector_size(64), aligned(8)));
// Sixteen numbers of single precision.
typedef float flanes __attribute__((vector_size(64), aligned(4)));
typedef unsigned fbits __attribute__((vector_size(64), aligned(4)));

// Functions of lanes are inlined without exception, so that how lanes are passed is of no account.
#pragma clang diagnostic ignored "-Wpsabi"
#define INLINE static inline __attribute__((always_inline))

#define JOIN(a, b) a##_##b
#define NAME(a, b) JOIN(a, b)

#define LOOP(name) NAME(name, baseline)
#include "loops.inc"
#undef LOOP

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define LOOP(name) NAME(name, avx2)
#include "loops.inc"
#undef LOOP
#pragma clang attribute pop

#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512vl,avx512dq,avx2,fma"))), \
    apply_to = function)
#define LOOP(name) NAME(name, avx512)
#include "loops.inc"
#undef LOOP
#pragma clang attribute pop
#endif

// Manual dispatch: ifunc-based clones crash under ThreadSanitizer.
static int level(void) {
#if defined(__x86_64__)
  static int cached = -1;
  int known = __atomic_load_n(&cached, __ATOMIC_RELAXED);
  if (known >= 0) return known;
  __builtin_cpu_init();
  int found = 0;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) found = 1;
  if (found && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512dq"))
    found = 2;
  __atomic_store_n(&cached, found, __ATOMIC_RELAXED);
  return found;
#else
  return 0;
#endif
}

#if defined(__x86_64__)
#define DISPATCH(name, ...) \
  switch (level()) { \
  case 2: name##_avx512(__VA_ARGS__); break; \
  case 1: name##_avx2(__VA_ARGS__); break; \
  default: name##_baseline(__VA_ARGS__); \
  }
#else
#define DISPATCH(name, ...) name##_baseline(__VA_ARGS__);
#endif

const char *vm_kernel_name(void) {
  static const char *const names[] = {"baseline", "avx2", "avx512"};
  return names[level()];
}

void vm_convolve(const double *x, const double *w, int taps, int n, double *a) {
  DISPATCH(convolve, x, w, taps, n, a)
}

void vm_convolve_pair(const double *x, const double *w, const double *dw, int taps, int n,
                      double *a, double *da) {
  DISPATCH(convolve_pair, x, w, dw, taps, n, a, da)
}

void vm_convolve_triple(const double *x, const double *w, const double *dw1, const double *dw2,
                        int taps, int n, double *a, double *da1, double *da2) {
  DISPATCH(convolve_triple, x, w, dw1, dw2, taps, n, a, da1, da2)
}

void vm_hill(int n, const double *a, const double *da, double ec, double *h, double *ha,
             double *he) {
  DISPATCH(hill, n, a, da, ec, h, ha, he)
}

void vm_hill_slope(int n, const double *a, const double *da, double ec, double s, double *h,
                   double *ha, double *he, double *hs) {
  DISPATCH(hill_slope, n, a, da, ec, s, h, ha, he, hs)
}

void vm_logistic(int n, const double *a, const double *da, double half, double *h, double *ha,
                 double *he) {
  DISPATCH(logistic, n, a, da, half, h, ha, he)
}

void vm_root(int n, const double *a, const double *da, double exponent, double *h, double *ha,
             double *he) {
  DISPATCH(root, n, a, da, exponent, h, ha, he)
}

void vm_exp(int n, const double *x, double *y) { DISPATCH(exp, n, x, y) }

void vm_log(int n, const double *x, double *y) { DISPATCH(log, n, x, y) }

void vm_dots(int rows, int n, const double *x, int stride, const double *weight, double *out) {
  DISPATCH(dots, rows, n, x, stride, weight, out)
}

void vm_add_scaled(int n, double a, const double *x, double *y) {
  DISPATCH(add_scaled, n, a, x, y)
}

void vm_multiply(int n, const double *x, double *y) { DISPATCH(multiply, n, x, y) }

void vm_centred_moments(int n, const double *x, int rows, const double *y, int stride,
                        double *out) {
  DISPATCH(centred_moments, n, x, rows, y, stride, out)
}

void vm_add_bias(int rows, int n, const float *bias, float *x) {
  DISPATCH(add_bias, rows, n, bias, x)
}

void vm_bias_gelu(int rows, int n, const float *bias, float *x) {
  DISPATCH(bias_gelu, rows, n, bias, x)
}

void vm_softmax(int rows, int n, float scale, float *x) { DISPATCH(softmax, rows, n, scale, x) }

void vm_add_normalise(int rows, int n, const float *bias, const float *gain, const float *shift,
                      float epsilon, const float *other, float *x) {
  DISPATCH(add_normalise, rows, n, bias, gain, shift, epsilon, other, x)
}
