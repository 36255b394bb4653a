#!/usr/bin/env python3
"""Publishes the sample by each recipe of this folder, with the real programs on loopback: publish.py SITE

Takes each file as it is, but for the address and the folder that everybody sets. A program that is not installed is
skipped and said; under CI that is an error. Needs boto3, moto[server] and PyYAML for the recipes of buckets and GitHub.
"""
import gzip
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import buckets
import pages
import servers
import shards
import transfer
from checks import Checks, Missing

ROOT = Path(__file__).resolve().parents[2]
SUB_PATH = "/reports/2026/"


def build(site, project, *options):
    subprocess.run([site, "build", "--quiet", *options], cwd=project, check=True)


def project_in(folder):
    """The sample with an article that has an old address, too."""
    for name in ("Content", "Templates"):
        shutil.copytree(ROOT / name, folder / name)
    article = sorted((folder / "Content/articles").glob("*.md"))[0]
    article.write_text(article.read_text().replace("---\n", "---\naliases: [/old/address/]\n", 1))
    return folder


def compare_variants(checks, public):
    """Every variant gives the bytes of its file to another program."""
    for path in public.rglob("*"):
        if path.suffix == ".gz":
            checks.equal(gzip.decompress(path.read_bytes()), path.with_suffix("").read_bytes(), path)
        if path.suffix == ".br":
            read = subprocess.run(["brotli", "--decompress", "--stdout", path], capture_output=True, check=True).stdout
            checks.equal(read, path.with_suffix("").read_bytes(), path)
    checks.holds((public / "index.html.gz").exists() and (public / "index.html.br").exists(), "both variants are there")


def main(site):
    site = Path(site).resolve()
    skipped, failed = [], 0
    with tempfile.TemporaryDirectory(prefix="publish-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        project = project_in(folder / "project")
        build(site, project, "--compress", "--url", "https://example.org/")
        sub = folder / "sub"
        build(site, project, "--compress", "--url", "https://example.org" + SUB_PATH, "--output", str(sub) + SUB_PATH)
        public = project / "Public"

        parts = {
            "variants": (["brotli"], lambda checks: compare_variants(checks, public)),
            "shards": (["make"], lambda checks: shards.shards(checks, folder, project, site)),
            "nginx": (["nginx"], lambda checks: servers.nginx(checks, folder, public, sub, SUB_PATH)),
            "caddy": (["caddy"], lambda checks: servers.caddy(checks, folder, public, sub, SUB_PATH)),
            "rsync": (["rsync", "sshd", "ssh-keygen"], lambda checks: transfer.rsync(checks, folder, project, site)),
            "object storage": ([], lambda checks: buckets.storage(checks, folder, project, site)),
            "GitHub Pages": (["git"], lambda checks: pages.github(checks, folder, ROOT, site)),
        }
        for part, (programs, run) in parts.items():
            checks = Checks(part)
            try:
                for program in programs:
                    if not shutil.which(program, path=os.environ["PATH"] + ":/usr/sbin"):
                        raise Missing(program)
                run(checks)
            except Missing as missing:
                skipped.append(part)
                print(f"SKIPPED {part}: {missing} is not installed", flush=True)
                continue
            failed += checks.report()
    if failed or skipped and os.environ.get("CI"):
        sys.exit(1)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
