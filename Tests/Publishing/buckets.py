"""The recipe for object storage, against a local server that speaks S3."""
import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

from checks import Missing, free_port, running

HERE = Path(__file__).parent


def storage(checks, folder, project, site):
    try:
        import boto3
        import moto.server  # noqa: F401
    except ImportError as error:
        raise Missing(error.name) from error
    port = free_port()
    os.environ.update(
        AWS_ENDPOINT_URL=f"http://127.0.0.1:{port}", AWS_ACCESS_KEY_ID="x", AWS_SECRET_ACCESS_KEY="x",
        AWS_DEFAULT_REGION="us-east-1")
    log = folder / "moto.log"

    def send(where):
        return subprocess.run(
            [sys.executable, HERE / "object-storage.py", where], cwd=project, check=True, capture_output=True, text=True
        ).stdout.strip()

    def build(*options):
        subprocess.run([site, "build", "--quiet", "--url", "https://example.org/", *options], cwd=project, check=True)

    with log.open("w") as lines, running(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], port, output=lines
    ):
        s3 = boto3.client("s3")
        s3.create_bucket(Bucket="site")
        s3.put_object(Bucket="site", Key="elsewhere.txt", Body=b"mine")
        build("--compress")
        public = project / "Public"
        files = {
            path.relative_to(public).as_posix()
            for path in public.rglob("*")
            if path.is_file() and path.suffix not in (".gz", ".br") and not path.name.startswith((".", "_"))
        }
        checks.equal(send("s3://site/reports/"), f"{len(files)} sent, 0 unchanged, 0 deleted", "the first run")
        (public / ".git").mkdir()
        (public / ".git/config").write_text("secret")
        checks.equal(send("s3://site/reports"), f"0 sent, {len(files)} unchanged, 0 deleted", "a second run")
        shutil.rmtree(public / ".git")
        html, year, always = "text/html; charset=utf-8", "public, max-age=31536000, immutable", "no-cache"
        style = next(name for name in files if name.endswith(".css"))
        for key, kind, caching, coding in (
            ("index.html", html, always, "gzip"), ("articles/tesla-owns-the-data/index.html", html, always, "gzip"),
            ("404.html", html, always, "gzip"), (style, "text/css; charset=utf-8", year, "gzip"),
            ("feed.xml", "application/atom+xml; charset=utf-8", always, None),
            ("corrections/feed.json", "application/feed+json", always, None),
            ("sitemap.xml", "application/xml", always, None), ("data/scores.csv", "text/csv; charset=utf-8", always, None),
            ("data/scores.json", "application/json", always, None),
            ("index.html.md", "text/markdown; charset=utf-8", always, None),
            ("badges/tsla.svg", "image/svg+xml; charset=utf-8", always, "gzip"),
            ("articles/tesla-owns-the-data/card.png", "image/png", always, None),
        ):
            stored = s3.get_object(Bucket="site", Key="reports/" + key)
            found = (stored["ContentType"], stored.get("CacheControl"), stored.get("ContentEncoding"))
            checks.equal(found, (kind, caching, coding), key)
            body = stored["Body"].read()
            checks.equal(gzip.decompress(body) if coding else body, (public / key).read_bytes(), key)

        article = next(path for path in (project / "Content/articles").glob("*.md") if "aliases" in path.read_text())
        old = article.read_text()
        article.write_text(old.replace("aliases: [/old/address/]\n", "") + "\nOne more sentence.\n")
        build("--compress")
        mark = log.stat().st_size
        said = send("s3://site/reports/")
        article.write_text(old)
        sent = int(said.split()[0])
        checks.holds(0 < sent < len(files) / 3, f"a changed article: {said}")
        requests = [line.split('"')[1].split()[:2] for line in log.read_text()[mark:].splitlines() if '"' in line]
        writes = [(method, path.split("?")[0]) for method, path in requests if method != "GET"]
        checks.equal(len([path for method, path in writes if method == "PUT"]), sent, "requests")
        kinds = ["delete" if method == "POST" else "page" if path.endswith((".html", ".md")) else
                 "list" if path.endswith(("feed.xml", "feed.json", "sitemap.xml", "documents.json", "llms.txt")) else "part"
                 for method, path in writes]
        checks.equal(kinds, sorted(kinds, key=["part", "page", "list", "delete"].index), "the order of the requests")
        checks.holds({"part", "page", "list", "delete"} == set(kinds), "requests of every kind")
        keys = {item["Key"] for item in s3.list_objects_v2(Bucket="site")["Contents"]}
        checks.holds("reports/old/address/index.html" not in keys, "what is gone is deleted")
        checks.holds("elsewhere.txt" in keys, "what is not in the folder stays")

        # A site that is not compressed is sent as it is.
        build()
        send("s3://site/reports/")
        stored = s3.get_object(Bucket="site", Key="reports/index.html")
        checks.equal(stored.get("ContentEncoding"), None, "not compressed")
        empty = subprocess.run(
            [sys.executable, HERE / "object-storage.py", "s3://site", str(folder)], capture_output=True, text=True)
        checks.equal((empty.returncode, empty.stderr), (1, f"{folder}/ holds no site: build it first\n"), "no site")
