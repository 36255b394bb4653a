#!/usr/bin/env python3
"""Sends Public/ to a bucket of S3 or of what speaks like it: object-storage.py s3://BUCKET[/FOLDER] [PUBLIC]

Sends what changed: first what pages load, then pages, then what lists them; and deletes last what else is in the folder.
Needs boto3; the account and AWS_ENDPOINT_URL come from the environment, as for the aws command.
"""
import hashlib
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import boto3

TYPES = {
    ".css": "text/css; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8", ".json": "application/json", ".md": "text/markdown; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".xml": "application/xml",
    ".avif": "image/avif", ".gif": "image/gif", ".ico": "image/x-icon", ".jpeg": "image/jpeg", ".jpg": "image/jpeg",
    ".pdf": "application/pdf", ".png": "image/png", ".webp": "image/webp", ".woff2": "font/woff2",
}
FEEDS = {"feed.xml": "application/atom+xml; charset=utf-8", "feed.json": "application/feed+json"}
FINGERPRINTED = re.compile(r"\.[0-9a-f]{16}\.[a-z0-9]+$")
HIDDEN = re.compile(r"(^|/)\.(?!well-known/)|^_(headers|redirects)$")
# A bucket does not ask what its reader accepts. Every browser reads gzip; what programs read is sent as it is.
FOR_BROWSERS = {".css", ".html", ".js", ".svg"}


def object_for(path):
    """The bytes of a file as they are stored, and how they are described."""
    headers = {
        "ContentType": FEEDS.get(path.name) or TYPES.get(path.suffix.lower(), "application/octet-stream"),
        "CacheControl": "public, max-age=31536000, immutable" if FINGERPRINTED.search(path.name) else "no-cache",
    }
    compressed = path.with_name(path.name + ".gz")
    if path.suffix in FOR_BROWSERS and compressed.exists():
        return compressed.read_bytes(), headers | {"ContentEncoding": "gzip"}
    return path.read_bytes(), headers


def stage_of(key):
    """0 for what pages load, 1 for pages, 2 for what lists pages."""
    if FINGERPRINTED.search(key):
        return 0
    return {".html": 1, ".md": 1, ".json": 2, ".txt": 2, ".xml": 2}.get(Path(key).suffix, 0)


def main(target, public="Public"):
    bucket, _, folder = target.removeprefix("s3://").strip("/").partition("/")
    folder = folder + "/" if folder else ""
    s3 = boto3.client("s3")
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=folder)
    stored = {item["Key"]: item["ETag"].strip('"') for page in pages for item in page.get("Contents", [])}

    paths = {path.relative_to(public).as_posix(): path for path in Path(public).rglob("*") if path.is_file()}
    if "index.html" not in paths:
        sys.exit(f"{public}/ holds no site: build it first")
    variants = {name + suffix for name in paths for suffix in (".gz", ".br")}
    keys = {folder + name: path for name, path in paths.items() if name not in variants and not HIDDEN.search(name)}

    def send(key):
        body, headers = object_for(keys[key])
        # What one request stored has the MD5 of its bytes for an ETag.
        if stored.get(key) == hashlib.md5(body).hexdigest():
            return False
        s3.put_object(Bucket=bucket, Key=key, Body=body, **headers)
        return True

    sent = 0
    with ThreadPoolExecutor(8) as pool:
        for stage in range(3):
            sent += sum(pool.map(send, sorted(key for key in keys if stage_of(key) == stage)))
    gone = sorted(stored.keys() - keys.keys())
    for start in range(0, len(gone), 1000):
        s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": key} for key in gone[start : start + 1000]]})
    print(f"{sent} sent, {len(keys) - sent} unchanged, {len(gone)} deleted")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3) or not sys.argv[1].startswith("s3://"):
        sys.exit(__doc__)
    main(*sys.argv[1:])
