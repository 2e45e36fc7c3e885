// Struct layouts of the Arrow C data interface and of ADBC, after their public specifications.
#ifndef LIFTWERK_CARROW_H
#define LIFTWERK_CARROW_H
#include <stdint.h>
#endif
