#!/usr/bin/env bash
# The tests under a sanitizer: Tests/Sanitizers/run.sh address|thread [filter]
# A finding ends the run with a code other than 0. All of the tests take about ten minutes of processor time under the thread
# sanitizer; CI runs those that use several threads, and under the address sanitizer those that use the C library.
set -euo pipefail
cd "$(dirname "$0")/../.."

kind=${1:?address or thread}
filter=${2:-.}
scratch=.build/$kind
# The fuzzers want the same build.
if [ "$kind" = address ]; then export SITE_FUZZING=1; fi
swift build --build-tests --sanitize="$kind" --scratch-path "$scratch"
export ASAN_OPTIONS=detect_leaks=1
export LSAN_OPTIONS=suppressions=$PWD/Tests/Sanitizers/leaks.txt:print_suppressions=0
export TSAN_OPTIONS=halt_on_error=0:exitcode=66
tests=$(swift build --sanitize="$kind" --scratch-path "$scratch" --show-bin-path)/sitePackageTests.xctest
if [ "$(uname)" != Linux ]; then
  exec swift test --skip-build --sanitize="$kind" --scratch-path "$scratch" --filter "$filter"
fi
if [ "$kind" = thread ]; then
  clang -O1 -shared -fPIC Tests/Sanitizers/mutex.c -o "$scratch/mutex.so"
  export LD_PRELOAD=$PWD/$scratch/mutex.so
fi
exec "$tests" --testing-library swift-testing --filter "$filter"
