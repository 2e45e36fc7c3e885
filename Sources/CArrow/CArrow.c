// The header holds declarations only; a target needs one source.
#include "CArrow.h"
