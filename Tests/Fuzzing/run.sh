#!/usr/bin/env bash
# Feeds the parsers with bytes: Tests/Fuzzing/run.sh [seconds for each target] [targets…]
# A finding ends the run with its path and a code other than 0.
set -euo pipefail
cd "$(dirname "$0")/../.."

seconds=${1:-60}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(markdown front-matter index templates)

export SITE_FUZZING=1
# A trap ends at once; the backtrace is the fuzzer's own.
export SWIFT_BACKTRACE=enable=no
# What the C library does wrong is found too, and what it leaves: the folder is that of Tests/Sanitizers/run.sh address.
export LSAN_OPTIONS=suppressions=$PWD/Tests/Sanitizers/leaks.txt:print_suppressions=0
# A debug build is there sooner and traps on more; it tries fewer inputs.
configuration=${SITE_FUZZING_CONFIGURATION:-release}
swift build -c "$configuration" --product fuzz --sanitize=address --scratch-path .build/address
fuzz=.build/address/$configuration/fuzz

for target in "${targets[@]}"; do
  seeds=.build/fuzzing/seeds/$target
  corpus=.build/fuzzing/corpus/$target
  found=.build/fuzzing/found/$target
  mkdir -p "$seeds" "$corpus" "$found"
  python3 Tests/Fuzzing/seeds.py "$target" "$seeds"
  echo "== $target, $seconds s"
  FUZZ_TARGET=$target "$fuzz" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=8192 \
    -print_final_stats=1 -print_funcs=0 -print_pcs=0 -verbosity=0 -dict="Tests/Fuzzing/$target.dict" -artifact_prefix="$found/" "$corpus" "$seeds"
done
