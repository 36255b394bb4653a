#!/usr/bin/env python3
"""Runs the installable program where there is nothing but it and the C and C++ runtimes: release.py .build/site

Makes a root folder of these files, enters it, builds the sample, and compares with what SITE builds outside where that
is given: release.py .build/site SITE. Needs bwrap, of Debian's package bubblewrap.
"""
import gzip
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from checks import Checks

ROOT = Path(__file__).resolve().parents[2]
# What Debian's libc6, libstdc++6 and libgcc-s1 hold, which every Debian has.
SYSTEM = {"libc.so.6", "libm.so.6", "libstdc++.so.6", "libgcc_s.so.1"}


def libraries(program):
    """The shared libraries that a program or a library loads: paths by names, and the loader."""
    lines = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
    found = dict(re.findall(r"^\t(\S+) => (/\S+)", lines, re.M))
    loader = re.findall(r"^\t(/\S*ld-linux\S*)", lines, re.M)
    return found, loader


def library(name):
    """The path of a library of the system; nil where it is not installed."""
    lines = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    found = re.search(rf"^\t{re.escape(name)} .*=> (/\S+)", lines, re.M)
    return found and found[1]


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def measured(program, rounds=30):
    """How large the program is, and how long it takes to start, beside a program that does nothing: told, not judged."""

    def start(*command):
        begin = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - begin

    size = Path(program).stat().st_size
    packed = len(gzip.compress(Path(program).read_bytes(), 6))
    times = [(start(program, "--version"), start("/bin/true")) for _ in range(rounds)]
    own, least = (statistics.median(column) for column in zip(*times))
    print(f"release: {size / 1e6:.1f} MB, {packed / 1e6:.1f} MB as .gz; starts in {own * 1000:.1f} ms, "
          f"{own / least:.1f} times what /bin/true takes", flush=True)


def main(program, site=None):
    checks = Checks("release")
    with tempfile.TemporaryDirectory(prefix="release-") as name:
        root = Path(name)
        root.chmod(0o755)

        def put(path, target):
            (root / target.strip("/")).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, root / target.strip("/"))

        def run(*arguments):
            # The runtime reads the command line from /proc.
            enter = ["bwrap", "--unshare-all", "--bind", root, "/", "--proc", "/proc", "--chdir", "/", "--clearenv"]
            return subprocess.run([*enter, "/usr/local/bin/site", *arguments], capture_output=True, text=True)

        needed, loader = libraries(program)
        checks.equal(set(needed) - SYSTEM, set(), "shared libraries that not every system has")
        # The system's libraries ask for memory where the program does, or one would free what the other gave.
        names = subprocess.run(["nm", "-D", "--defined-only", program], capture_output=True, text=True, check=True).stdout
        own = {"malloc", "calloc", "realloc", "free", "malloc_conf"}
        installed = subprocess.run(["pkg-config", "--exists", "jemalloc"], check=False).returncode == 0
        checks.equal(own & set(names.split()), own if installed else set(), "names of jemalloc that the program gives")
        for path in [*needed.values(), *loader]:
            put(path, path)
        put(program, "usr/local/bin/site")
        for folder in ("Content", "Templates"):
            shutil.copytree(ROOT / folder, root / folder)

        version = run("--version")
        checks.holds(re.fullmatch(r"\d+\.\d+\.\d+\n", version.stdout), f"a version: {version}")
        build = run("build", "--no-cards")
        checks.equal((build.returncode, build.stderr), (0, ""), "the build")
        built = files(root / "Public")
        checks.holds("index.html" in built, "the site is there")
        if site:
            shutil.copytree(ROOT / "Content", root / "outside/Content")
            shutil.copytree(ROOT / "Templates", root / "outside/Templates")
            subprocess.run([Path(site).resolve(), "build", "--quiet", "--no-cards"], cwd=root / "outside", check=True)
            checks.equal(files(root / "outside/Public") == built, True, "the same site as outside")
        audit = run("check", "--audit")
        checks.equal((audit.returncode, audit.stderr), (0, ""), "the audit")

        # The libraries of compression are looked for when they are needed.
        refused = run("build", "--no-cards", "--compress")
        checks.equal(refused.returncode, 2, "without zlib")
        checks.holds("--compress needs zlib, which is not installed" in refused.stderr, refused.stderr)
        checks.equal(files(root / "Public") == built, True, "without zlib nothing changes")
        for name, suffix in (("libz.so.1", ".gz"), ("libbrotlienc.so.1", ".br")):
            if not (path := library(name)):
                print(f"SKIPPED {name}: it is not installed", flush=True)
                checks.holds(not os.environ.get("CI"), f"{name} is installed")
                continue
            put(path, path)
            for other in libraries(path)[0].values():
                put(other, other)
            compressed = run("build", "--no-cards", "--compress")
            checks.equal(compressed.returncode, 0, compressed.stderr)
            checks.equal("without .br" in compressed.stderr, suffix == ".gz", compressed.stderr)
            checks.holds(f"index.html{suffix}" in files(root / "Public"), f"{suffix} is there")
    measured(program)
    if checks.report():
        sys.exit(1)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*sys.argv[1:])
