#pragma once
// Loops over arrays that the Swift compiler would emit for the oldest CPU of its target only.
// Each is compiled for the portable baseline and, on x86-64, for AVX2 and AVX-512; the first call
// picks one. Arrays do not overlap unless said so; nothing is allocated.

#ifdef __cplusplus
extern "C" {
#endif

/// Name of the instruction set the loops run on: "baseline", "avx2" or "avx512".
const char *vm_kernel_name(void);

/// A causal filter: a[t] = sum_l w[l] x[t-l]. x must be readable from x[-(taps - 1)].
void vm_convolve(const double *x, const double *w, int taps, int n, double *a);

/// Two causal filters of the same input, as `vm_convolve`: a with w, da with dw.
void vm_convolve_pair(const double *x, const double *w, const double *dw, int taps, int n,
                      double *a, double *da);

/// Three causal filters of the same input: a with w, da1 with dw1, da2 with dw2.
void vm_convolve_triple(const double *x, const double *w, const double *dw1, const double *dw2,
                        int taps, int n, double *a, double *da1, double *da2);

/// Hill curve of slope 1 with its derivatives along the adstock parameter and half saturation:
/// h = a / (a + ec), ha = dh/da * da, he = dh/dec.
void vm_hill(int n, const double *a, const double *da, double ec, double *h, double *ha,
             double *he);

/// Hill curve of any slope s: h = a^s / (a^s + ec^s), with the derivative along s in hs.
/// a = 0 gives zeros. Where s < 1 the slope at a = 0 is infinite; below a = 1e-200 it is that of
/// a = 1e-200, so that the derivatives stay finite.
void vm_hill_slope(int n, const double *a, const double *da, double ec, double s, double *h,
                   double *ha, double *he, double *hs);

/// Logistic curve h = (1 - e^(-r a)) / (1 + e^(-r a)) with r = ln 3 / half: 1/2 at a = half.
/// ha = dh/da * da, he = dh/dhalf.
void vm_logistic(int n, const double *a, const double *da, double half, double *h, double *ha,
                 double *he);

/// Root h = a^exponent, ha = dh/da * da, he = dh/dexponent. a = 0 gives zeros; below a = 1e-200 the
/// slope, infinite at zero, is held down as in `vm_hill_slope`.
void vm_root(int n, const double *a, const double *da, double exponent, double *h, double *ha,
             double *he);

/// y = e^x, within a unit in the last place of the exact value, with libm's results for infinities,
/// NaN, overflow and numbers below the normal ones. A value does not depend on where in the array
/// it stands; x and y may be the same array.
void vm_exp(int n, const double *x, double *y);

/// y = ln x, as `vm_exp`; negative x gives NaN.
void vm_log(int n, const double *x, double *y);

/// Dot products of `rows` arrays, each `stride` apart, with one weight array.
void vm_dots(int rows, int n, const double *x, int stride, const double *weight, double *out);

/// y += a * x.
void vm_add_scaled(int n, double a, const double *x, double *y);

/// y *= x.
void vm_multiply(int n, const double *x, double *y);

/// Sums of x, of (x - mean)^2 and of (x - mean) * y_k for `rows` arrays y_k, `stride` apart, over
/// the first n entries; out has 2 + rows entries.
void vm_centred_moments(int n, const double *x, int rows, const double *y, int stride,
                        double *out);

/// x[i] += bias for each of `rows` rows of n numbers.
void vm_add_bias(int rows, int n, const float *bias, float *x);

/// x[i] = GELU(x[i] + bias): y Phi(y) with the normal distribution Phi, to 2e-7 of y.
void vm_bias_gelu(int rows, int n, const float *bias, float *x);

/// Each of `rows` rows of n numbers becomes exp(scale x) over the row's sum of these.
void vm_softmax(int rows, int n, float scale, float *x);

/// x[i] = gain * standardised(x[i] + other[i] + bias) + shift, row by row; a row is standardised
/// to mean 0 and variance 1, with `epsilon` added to the variance it has.
void vm_add_normalise(int rows, int n, const float *bias, const float *gain, const float *shift,
                      float epsilon, const float *other, float *x);

#ifdef __cplusplus
}
#endif
