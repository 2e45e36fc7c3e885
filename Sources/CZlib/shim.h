// The system's zlib, as it is.
#include <zlib.h>
