#!/bin/sh
# rsync.sh editor@example.org:/var/www/site/
[ -f Public/index.html ] || { echo "Public/ holds no site: build it first" >&2; exit 1; }
exec rsync --recursive --checksum --delay-updates --delete-after --chmod=D755,F644 --exclude=.gitkeep Public/ "$@"
