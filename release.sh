#!/bin/sh
# Builds .build/site: one program with all that it needs but what every system has, for machines without Swift.
set -eu
cd "$(dirname "$0")"

options=
if [ "$(uname)" = Linux ]; then
  # Where the linker finds archives alone, it takes them in place of shared libraries.
  archives=$PWD/.build/archives
  folder=$(pkg-config --variable=libdir libcmark-gfm)
  mkdir -p "$archives"
  ln -sf "$folder/libcmark-gfm.a" "$folder/libcmark-gfm-extensions.a" "$archives"
  cat >"$archives/libcmark-gfm.pc" <<END
Name: libcmark-gfm
Description: cmark-gfm as archives
Version: $(pkg-config --modversion libcmark-gfm)
Libs: -L$archives -lcmark-gfm-extensions -lcmark-gfm
END
  options="--static-swift-stdlib --pkg-config-path $archives"
fi

# shellcheck disable=SC2086
swift build -c release --product site $options
strip -o .build/site "$(swift build -c release --show-bin-path)/site"
echo "Install it with: install -m 755 .build/site /usr/local/bin/site"
