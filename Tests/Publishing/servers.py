"""nginx and Caddy, with the configurations beside this file, at the root of a host and under a path."""
import gzip
import http.client
import os
import re
import shutil
import subprocess
from fnmatch import fnmatchcase
from pathlib import Path

from checks import free_port, running, substituted

HERE = Path(__file__).parent
TYPES = {
    "": "text/html; charset=utf-8",
    "about/": "text/html; charset=utf-8",
    "old/address/": "text/html; charset=utf-8",
    "articles/tesla-owns-the-data/": "text/html; charset=utf-8",
    "search/": "text/html; charset=utf-8",
    "embed/": "text/html; charset=utf-8",
    "feed.xml": "application/atom+xml; charset=utf-8",
    "corrections/feed.xml": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json",
    "sitemap.xml": "text/xml; charset=utf-8",
    "data/scores.csv": "text/csv; charset=utf-8",
    "data/scores.json": "application/json",
    "index.html.md": "text/markdown; charset=utf-8",
    "llms.txt": "text/plain; charset=utf-8",
    "robots.txt": "text/plain; charset=utf-8",
    "badges/tsla.svg": ("image/svg+xml", "image/svg+xml; charset=utf-8"),
    "articles/tesla-owns-the-data/card.png": "image/png",
}
FINGERPRINTED_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": ("text/javascript; charset=utf-8", "application/javascript; charset=utf-8"),
    ".svg": ("image/svg+xml", "image/svg+xml; charset=utf-8"),
    ".json": "application/json",
}
UNFRAMED = "; frame-ancestors 'none'"


class Site:
    """A site on a port of loopback, whose files are known."""

    def __init__(self, port, root, path):
        self.port, self.root, self.path = port, root, path
        self.public = root / path.strip("/")

    def get(self, path, accepted="identity", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        connection.putrequest("GET", self.path + path, skip_accept_encoding=True)
        connection.putheader("Accept-Encoding", accepted)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response, body

    def file(self, path):
        target = self.public / path
        return target / "index.html" if target.is_dir() else target

    def expected_headers(self, path):
        """What `_headers` says of an address: of several rules the last that names a header."""
        headers, applies = {}, False
        for line in (self.public / "_headers").read_text().splitlines():
            if line.startswith("/"):
                applies = fnmatchcase(self.path + path, line)
            elif applies and line.strip():
                name, _, value = line.strip().partition(": ")
                headers[name] = value
        return headers


def decoded(response, body):
    coding = response.getheader("Content-Encoding")
    if coding == "gzip":
        return gzip.decompress(body)
    if coding == "br":
        return subprocess.run(["brotli", "--decompress", "--stdout"], input=body, capture_output=True, check=True).stdout
    return body


def inspect(checks, site, server):
    fingerprinted = {
        path.relative_to(site.public).as_posix(): FINGERPRINTED_TYPES[path.suffix]
        for path in site.public.rglob("*")
        if re.search(r"\.[0-9a-f]{16}\.(css|js|svg|json)$", path.name)
    }
    checks.holds(len(fingerprinted) >= 4, f"{server}: the site has fingerprinted files")
    for path, types in (TYPES | fingerprinted).items():
        file = site.file(path)
        shown = f"{server} {site.path}{path}"
        for accepted, coding in (("identity", None), ("gzip", "gzip"), ("gzip, deflate, br", "br"), ("br", "br")):
            suffix = {"gzip": ".gz", "br": ".br", None: ""}[coding]
            if not file.with_name(file.name + suffix).exists():
                coding = None
            response, body = site.get(path, accepted)
            checks.equal(response.status, 200, shown)
            checks.holds(
                response.getheader("Content-Type") in (types if isinstance(types, tuple) else (types,)),
                f"{shown}: the type is {response.getheader('Content-Type')}")
            checks.equal(response.getheader("Content-Encoding"), coding, f"{shown} for {accepted}")
            checks.equal(decoded(response, body), file.read_bytes(), shown)
            if file.with_name(file.name + ".gz").exists():
                checks.equal(response.getheader("Vary"), "Accept-Encoding", f"{shown} for {accepted}: Vary")
            # Asked for again, it is not sent again.
            tag = response.getheader("ETag")
            again, _ = site.get(path, accepted, If_None_Match=tag or "none")
            checks.equal(again.status, 304, f"{shown} for {accepted}, asked again")
            for name, value in site.expected_headers(path).items():
                found = response.getheader(name, "")
                # What is said of no folder in `_headers` may be stricter.
                checks.equal(found.removesuffix(UNFRAMED), value.removesuffix(UNFRAMED), f"{shown}: {name}")
                checks.holds(UNFRAMED in found or UNFRAMED not in value, f"{shown} may be framed")
            caching = "public, max-age=31536000, immutable" if path in fingerprinted else "no-cache"
            checks.equal(response.getheader("Cache-Control"), caching, shown)
    framed, _ = site.get("embed/")
    checks.holds("frame-ancestors" not in framed.getheader("Content-Security-Policy", ""), f"{server}: embed/ is framed")
    unframed, _ = site.get("about/")
    checks.holds("frame-ancestors 'none'" in unframed.getheader("Content-Security-Policy", ""), f"{server}: about/ is not")

    missing = ["nowhere", "nowhere/", "about/nowhere.html", "assets/site.0123456789abcdef.css", "badges/", "assets/"]
    hidden = ["_headers", "_redirects", ".nojekyll", ".git/config", "about/.secret", ".site-cache/x", "%2e%67it/config"]
    outside = [up * (site.path.count("/") + 1) + "secret" for up in ("../", "%2e%2e/", "..%2f", "about/../../")]
    (site.root.parent / "secret").write_text("secret")
    for path in ("about/.secret", ".git/config", ".well-known/security.txt"):
        (site.public / path).parent.mkdir(exist_ok=True)
        (site.public / path).write_text("secret")
    for path in missing + hidden:
        response, body = site.get(path, "gzip")
        checks.equal(response.status, 404, f"{server} {site.path}{path}")
        checks.equal(decoded(response, body), (site.public / "404.html").read_bytes(), f"{server} {path}: the page of 404")
        checks.equal(response.getheader("Content-Type"), "text/html; charset=utf-8", f"{server} {path}")
        checks.equal(response.getheader("X-Content-Type-Options"), "nosniff", f"{server} {path}")
        checks.holds("immutable" not in response.getheader("Cache-Control", ""), f"{server} {path} is kept for a year")
    for path in outside:
        response, body = site.get(path)
        checks.holds(response.status in (400, 404) and b"secret" not in body, f"{server} {path}: {response.status}")
    known, _ = site.get(".well-known/security.txt")
    checks.equal(known.status, 200, f"{server} {site.path}.well-known/security.txt")
    for path in ("about/.secret", ".git", ".well-known"):
        shutil.rmtree(site.public / path) if "/" not in path else (site.public / path).unlink()
    for path in ("about", "companies/tsla"):
        response, _ = site.get(path)
        checks.holds(response.status in (301, 308), f"{server} {path}: {response.status}")
        location = response.getheader("Location", "")
        checks.holds(location in (f"{site.path}{path}/", path.split("/")[-1] + "/"), f"{server} {path} leads to {location}")


def nginx(checks, folder, public, sub, sub_path):
    recipe = (HERE / "nginx.conf").read_text()
    # As Debian enables them, but for the folder that they are found in.
    enabled = sorted(Path("/etc/nginx/modules-enabled").glob("*.conf"))
    modules = "".join(file.read_text() for file in enabled).replace(" modules/", " /usr/lib/nginx/modules/")
    moved = {"=404 /404.html": f"=404 {sub_path}404.html"}
    for root, site_path, changes in ((public, "/", {}), (sub, sub_path, moved)):
        port = free_port()
        prefix = folder / f"nginx-{port}"
        (prefix / "logs").mkdir(parents=True)
        here = {"listen 80;": f"listen 127.0.0.1:{port};", "root /var/www/site;": f"root {root};"}
        (prefix / "site.conf").write_text(substituted(recipe, here | changes))
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        temporary = "".join(f"{kind}_temp_path {prefix}/{kind};" for kind in kinds)
        (prefix / "nginx.conf").write_text(
            f"{modules} pid {prefix}/pid; daemon off; error_log stderr; "
            + ("user root; " if os.getuid() == 0 else "")
            + "events {} http { include /etc/nginx/mime.types; default_type application/octet-stream; access_log off; "
            + f"{temporary} include {prefix}/site.conf; }}")
        with running(["/usr/sbin/nginx", "-p", str(prefix), "-c", str(prefix / "nginx.conf"), "-e", "stderr"], port):
            inspect(checks, Site(port, root, site_path), "nginx")


def caddy(checks, folder, public, sub, sub_path):
    recipe = (HERE / "Caddyfile").read_text()
    for root, site_path, changes in ((public, "/", {}), (sub, sub_path, {"* /404.html": f"* {sub_path}404.html"})):
        port = free_port()
        file = folder / f"Caddyfile-{port}"
        text = substituted(recipe, {"example.org {": f"http://127.0.0.1:{port} {{", "/var/www/site": str(root)} | changes)
        file.write_text("{\n\tadmin off\n}\n" + text)
        environment = os.environ | {name: str(folder / "caddy") for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
        with running(["caddy", "run", "--adapter", "caddyfile", "--config", str(file)], port, env=environment):
            inspect(checks, Site(port, root, site_path), "caddy")
