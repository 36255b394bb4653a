"""The workflow for GitHub Pages: read, and run step by step on a clean clone, for a project under a sub-path."""
import contextlib
import http.server
import os
import re
import shutil
import subprocess
import threading
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser
from pathlib import Path

from checks import Missing

WORKFLOW = Path(__file__).parent / "github-pages.yml"
NAME = "/repository-name/"
# Steps that need another machine or long: what the program is built of is tried elsewhere.
ELSEWHERE = ("apt-get ", "swift build ")


def github(checks, folder, root, site):
    try:
        import yaml
    except ImportError as error:
        raise Missing("PyYAML") from error
    workflow = yaml.safe_load(WORKFLOW.read_text())
    clone = folder / "clone"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", f"file://{root}", clone], check=True)
    (clone / ".build/release").mkdir(parents=True)
    (clone / ".build/release/site").symlink_to(site)

    outputs = {"steps.pages.outputs.base_url": "https://editor.github.io" + NAME.rstrip("/")}
    artifact = None

    def filled(text):
        return re.sub(r"\$\{\{ *(.*?) *\}\}", lambda match: outputs[match[1]], text)

    for step in workflow["jobs"]["build"]["steps"]:
        if step.get("uses", "").startswith("actions/upload-pages-artifact@"):
            artifact = clone / step["with"]["path"]
        if "run" not in step or any(command in step["run"] for command in ELSEWHERE):
            continue
        environment = os.environ | {name: filled(value) for name, value in step.get("env", {}).items()}
        run = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", filled(step["run"])], cwd=clone, env=environment,
            capture_output=True, text=True)
        checks.equal((run.returncode, run.stderr), (0, ""), step["name"])
    checks.holds(artifact and (artifact / "index.html").exists(), "the artifact is the site")
    checks.holds("schedule" in workflow[True], "the site is built daily")

    # An article of tomorrow and one with a mistake, as the editor sees them.
    command = next(step["run"] for step in workflow["jobs"]["build"]["steps"] if "site build" in step.get("run", ""))

    def build_with(text):
        file = clone / "Content/articles/tried.md"
        file.write_text(text)
        run = subprocess.run(
            ["bash", "-ec", command], cwd=clone, env=os.environ | {"ADDRESS": outputs["steps.pages.outputs.base_url"]},
            capture_output=True, text=True)
        file.unlink()
        return run

    later = build_with("---\ntitle: Later\ndate: 2999-01-01\n---\n\nText.\n")
    checks.equal(later.returncode, 0, "an article of a later day")
    checks.holds(not (artifact / "articles/tried").exists(), "an article of a later day is not there yet")
    wrong = build_with("---\ntitle: Wrong\ndate: 2026-02-30\n---\n\nText.\n")
    checks.equal(wrong.returncode, 1, "a mistake")
    checks.holds(
        wrong.stdout.startswith("::error file=Content/articles/tried.md,line=3,endLine=3,col=7,endColumn=17,"), f"an annotation: {wrong.stdout}")

    with served(artifact) as address:
        follow(checks, address)
        for path, status in (("", 200), ("about/", 200), ("about", 200), ("nowhere/", 404)):
            checks.equal(fetch(address + path)[0], status, path)
        checks.equal(fetch(address + "nowhere/")[1], (artifact / "404.html").read_text(), "the page of 404")
    shutil.rmtree(clone)


def fetch(address):
    try:
        with urllib.request.urlopen(address, timeout=10) as response:
            return response.status, response.read().decode(errors="replace")
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


@contextlib.contextmanager
def served(public):
    """The folder under the name of its repository, with 404.html for what is not there, as GitHub Pages does."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path):
            path = urllib.parse.unquote(path.split("?")[0])
            return str(public) + "/" + path.removeprefix(NAME) if path.startswith(NAME) else "/nowhere"

        def send_error(self, code, message=None, explain=None):
            page = (public / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{NAME}"
    finally:
        server.shutdown()
        server.server_close()


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in ("href", "src") and value:
                self.found.append(value)


def follow(checks, address):
    """Every link inside the site, from the front page and from the page of 404, leads to what is there."""
    pending, seen = [address, address + "404.html"], set()
    published = "https://editor.github.io" + NAME
    while pending:
        page = pending.pop()
        if page in seen:
            continue
        seen.add(page)
        status, text = fetch(page)
        checks.equal(status, 200, page)
        if not (page.endswith("/") or page.endswith(".html")):
            continue
        links = Links()
        links.feed(text)
        for link in links.found:
            target = urllib.parse.urljoin(page, link).split("#")[0]
            if target.startswith(published):
                target = address + target.removeprefix(published)
            host = urllib.parse.urlsplit(target)
            if host.netloc == urllib.parse.urlsplit(address).netloc:
                checks.holds(host.path.startswith(NAME), f"{page} links {link}, which is outside of the project")
                pending.append(target.split("?")[0])
            elif link.startswith("/"):
                checks.holds(False, f"{page} links {link}")
    checks.holds(len(seen) > 50, f"{len(seen)} addresses are linked")
