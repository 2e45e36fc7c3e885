"""What every benchmark measures, defined once: seconds of each phase, effective sample sizes.

Imports only the standard library at the top, so that a peer's own import time is not blurred.
"""

import json
import resource
import time


class Clock:
    """Wall and CPU seconds of consecutive phases.

    CPU is that of all threads of this process and of its finished children (compilers, say),
    counted from the start of the process: the interpreter's own start belongs to the first phase.
    """

    def __init__(self):
        self.phases = {}
        self._wall = time.perf_counter()
        self._cpu = 0.0

    @staticmethod
    def cpu():
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + children.ru_utime + children.ru_stime

    def lap(self, phase):
        """Ends a phase; the next one starts here."""
        wall, cpu = time.perf_counter(), self.cpu()
        self.phases[phase] = {"wall_s": wall - self._wall, "cpu_s": cpu - self._cpu}
        self._wall, self._cpu = wall, cpu

    def total(self, kind="cpu_s"):
        return sum(phase[kind] for phase in self.phases.values())


def peak_memory_mb():
    """The largest resident size of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def assess(draws):
    """Rank-normalised bulk ESS and R-hat (Vehtari et al. 2021), by ArviZ, of each scalar.

    `draws` maps a name to an array of shape (chain, draw, ...). Constants are left out: they are
    not parameters. Every tool of a comparison is judged by this function.
    """
    import numpy as np
    from arviz_stats.base import array_stats

    parameters = {}
    for name, values in draws.items():
        values = np.asarray(values, dtype=np.float64)
        for index in np.ndindex(values.shape[2:]):
            scalar = values[(slice(None), slice(None), *index)]
            if np.ptp(scalar) == 0:
                continue
            label = name + (f"[{','.join(map(str, index))}]" if index else "")
            axes = {"chain_axis": 0, "draw_axis": 1}
            parameters[label] = {
                "mean": float(scalar.mean()),
                "sd": float(scalar.std()),
                "q05": float(np.quantile(scalar, 0.05)),
                "q95": float(np.quantile(scalar, 0.95)),
                "ess_bulk": float(array_stats.ess(scalar, method="bulk", **axes)),
                "rhat": float(array_stats.rhat(scalar, method="rank", **axes)),
            }
    sizes = {label: entry["ess_bulk"] for label, entry in parameters.items()}
    return {
        "parameter_count": len(parameters),
        "ess_bulk_min": min(sizes.values()),
        "ess_bulk_min_parameter": min(sizes, key=sizes.get),
        "ess_bulk_median": float(np.median(list(sizes.values()))),
        "rhat_max": max(entry["rhat"] for entry in parameters.values()),
        "parameters": parameters,
    }


def write(path, result):
    """Writes a result as JSON; prints it without the single parameters."""
    with open(path, "w", encoding="utf-8") as file:
        json.dump(result, file, indent=1)
        file.write("\n")
    brief = {key: value for key, value in result.items() if key != "parameters"}
    print(json.dumps(brief, indent=1))
