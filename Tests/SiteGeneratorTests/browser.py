#!/usr/bin/env python3
"""Opens built sites in a real Chromium and reports whatever a reader would trip over.

    browser.py SITE        SITE is the program; needs playwright, axe-playwright-python and a Chromium

Three sites are built and served under a path, compressed, as a host would: the sample, the fixture of sixty editions and
an index of fifty constituents; of each, the largest pages of every kind. Each is seen at 320, 768 and 1440 px, in the
light and in the dark, and must give: no violation of axe (WCAG 2.2 A and AA, best practices), no message on the console, no request
elsewhere, nothing wider than the window, no shift of the layout. With scripts off it must say the same. At most four
requests and 40 KB compressed load a page of the sample, and 80 KB the front page of fifty.
"""

import concurrent.futures
import datetime
import gzip
import http.server
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import urllib.parse

import axe_playwright_python
from playwright.sync_api import sync_playwright

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BASE = "/reports/index/"
WIDTHS = (320, 768, 1440)
REQUESTS, KILOBYTES, KILOBYTES_OF_FIFTY = 4, 40, 80
TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml", ".json": "application/json", ".xml": "application/xml", ".png": "image/png",
    ".csv": "text/csv; charset=utf-8", ".md": "text/markdown; charset=utf-8", ".txt": "text/plain; charset=utf-8",
}
AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
WATCH = """
window.shifted = 0;
new PerformanceObserver(list => { for (const entry of list.getEntries()) window.shifted += entry.value; })
  .observe({type: 'layout-shift', buffered: true});
"""
# What leaves the window sideways, unless a box of its own scrolls or hides it.
WIDE = """() => {
  const width = document.documentElement.clientWidth, wide = [];
  if (document.documentElement.scrollWidth > width) wide.push('the page: ' + document.documentElement.scrollWidth);
  for (const element of document.querySelectorAll('main *')) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || (box.right <= width + 1 && box.left >= -1)) continue;
    let parent = element.parentElement, isHeld = false;
    for (; parent && parent !== document.body; parent = parent.parentElement) {
      const style = getComputedStyle(parent);
      if (style.overflowX !== 'visible' || style.clipPath !== 'none') { isHeld = true; break; }
    }
    if (!isHeld && getComputedStyle(element).clipPath === 'none' && wide.length < 3)
      wide.push(element.tagName.toLowerCase() + '.' + (element.getAttribute('class') || ''));
  }
  return wide;
}"""


def serve(folder):
    """The folder under BASE on loopback, everything compressed."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_):
            pass

        def do_GET(self):
            path = urllib.parse.unquote(urllib.parse.urlsplit(self.path).path)
            file = folder / path.removeprefix(BASE)
            if path.endswith("/"):
                file = file / "index.html"
            isFound = path.startswith(BASE) and file.is_file()
            body = gzip.compress((file if isFound else folder / "404.html").read_bytes(), 9, mtime=0)
            self.send_response(200 if isFound else 404)
            self.send_header("Content-Type", TYPES.get(file.suffix, "application/octet-stream"))
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body)
            except ConnectionError:
                pass  # The tab was closed before its pictures had come.

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def fifty(folder):
    """An index of fifty constituents with twelve weekly editions, made by arithmetic alone."""
    content = folder / "Content"
    (content / "articles").mkdir(parents=True)
    names = [f"{['North', 'South', 'Upper', 'Lower', 'Old'][i % 5]} {'Quay Reach Ferry Mill Lock Weir Cape Holm Ness Ford'.split()[i // 5]}" for i in range(50)]
    lines = ["title: Index of fifty harbours", "url: https://example.org" + BASE, "language: en", "timeZone: UTC",
             "scale: {min: 0, max: 1000, decimals: 1, unit: points, better: higher}", "cadence: weekly",
             "noun: {one: harbour, many: harbours}", "licence: CC-BY-4.0", "constituents:"]
    lines += [f"  - {{id: H{i:02}, name: {name}, category: Class {i % 4 + 1}, strategy: Deep water and a rail link for {name}}}"
              for i, name in enumerate(names)]
    (content / "index.yml").write_text("\n".join(lines) + "\n")
    for week in range(12):
        day = datetime.date(2026, 2, 23) + datetime.timedelta(weeks=week)
        scores = "\n".join(f"  H{i:02}: {900 - i * 15 + (week * (i * 7 % 11 - 5)) % 40}.{(i * week) % 10}" for i in range(50))
        (content / "articles" / f"week-{week:02}.md").write_text(
            f"---\ntitle: The harbours in week {week + 1}\ndate: {day.isoformat()}\nscores:\n{scores}\n---\n\nThe table of the week.\n")


def kinds(folder, limit):
    """Pages to open: the largest of each kind, which its folder tells."""
    pages = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.html"))
    pages = [page for page in pages if 'http-equiv="refresh"' not in (folder / page).read_text()]
    groups = {}
    for page in pages:
        groups.setdefault(page.split("/")[:-2][0] if page.count("/") > 1 else page, []).append(page)
    return sorted(page for group in groups.values()
                  for page in sorted(group, key=lambda page: -(folder / page).stat().st_size)[:limit])


class Visit:
    def __init__(self, browser, name, folder, budget, problems):
        self.browser, self.name, self.folder, self.budget, self.problems = browser, name, folder, budget, problems
        self.server = serve(folder)
        self.origin = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.heaviest, self.mostRequests, self.loads = (0, ""), 0, 0

    def say(self, page, where, text):
        self.problems.append(f"{self.name}/{page} {where}: {text}")

    def open(self, page, context, where, width):
        tab, said, sent = context.new_page(), [], []
        tab.set_viewport_size({"width": width, "height": 900})
        tab.on("console", lambda message: said.append(message.text))
        tab.on("pageerror", lambda error: said.append(str(error)))
        tab.on("request", lambda request: sent.append(request))
        tab.goto(self.origin + BASE + page.removesuffix("index.html"), wait_until="load")
        self.loads += 1
        for text in said:
            self.say(page, where, f"the console says {text[:200]}")
        for request in sent:
            if not request.url.startswith(self.origin):
                self.say(page, where, f"asks {request.url} elsewhere")
        return tab, sent

    def run(self, pages):
        context = self.browser.new_context(color_scheme="light", reduced_motion="reduce")
        context.add_init_script(WATCH)
        still = self.browser.new_context(java_script_enabled=False)
        for page in pages:
            self.see(page, context, still)
        context.close()
        still.close()
        self.server.shutdown()
        print(f"{self.name}: {len(pages)} pages, {self.loads} loads; heaviest {self.heaviest[0] / 1024:.1f} KB compressed "
              f"({self.heaviest[1]}), at most {self.mostRequests} requests", flush=True)

    def see(self, page, context, still):
        for width in (WIDTHS[0], WIDTHS[-1]):
            tab, sent = self.open(page, context, f"at {width} px", width)
            shifted = tab.evaluate("window.shifted")
            if shifted:
                # A busy machine may paint a page half read; what shifts a second time shifts for readers.
                tab.reload(wait_until="load")
                shifted = min(shifted, tab.evaluate("window.shifted"))
            if round(shifted, 3):  # As it is reported everywhere: to three decimals.
                self.say(page, f"at {width} px", f"the layout shifts by {shifted:.3f}")
            if width != WIDTHS[-1]:
                tab.close()
        self.weigh(page, sent)
        text = tab.evaluate("document.querySelector('main').innerText")
        tab.evaluate(AXE)
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 900})
            for wide in tab.evaluate(WIDE):
                self.say(page, f"at {width} px", f"wider than the window: {wide}")
            for scheme in ("light", "dark"):
                tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                for violation in tab.evaluate("rules => axe.run(document, rules)", RULES)["violations"]:
                    first = violation["nodes"][0]["html"][:120] if violation["nodes"] else ""
                    self.say(page, f"at {width} px in the {scheme}",
                             f"axe: {violation['id']}, {len(violation['nodes'])} times, first {first}")
        tab.close()
        tab, _ = self.open(page, still, "without scripts", WIDTHS[-1])
        if tab.locator("main").inner_text() != text and "search" not in page:
            self.say(page, "without scripts", "says something else than with them")
        tab.close()

    def weigh(self, page, sent):
        files = {urllib.parse.unquote(urllib.parse.urlsplit(request.url).path).removeprefix(BASE) for request in sent}
        size = 0
        for file in files:
            target = self.folder / file
            target = target / "index.html" if target.is_dir() else target
            size += len(gzip.compress(target.read_bytes(), 9, mtime=0)) if target.is_file() else 0
        self.heaviest = max(self.heaviest, (size, page))
        self.mostRequests = max(self.mostRequests, len(sent))
        budget = self.budget(page)
        if budget and size > budget * 1024:
            self.say(page, "", f"weighs {size / 1024:.1f} KB compressed, more than {budget}")
        if budget and len(sent) > REQUESTS:
            self.say(page, "", f"takes {len(sent)} requests, more than {REQUESTS}")


def visit(project, folder):
    """Every problem of one project's built site."""
    limit = 2 if project == "sample" else 1
    pages = kinds(folder, limit)
    if project == "fifty":
        pages = [page for page in pages if page.split("/")[0] in ("index.html", "editions", "harbours")]
    budgets = {"sample": lambda page: KILOBYTES, "sixty": lambda page: None,
               "fifty": lambda page: KILOBYTES_OF_FIFTY if page == "index.html" else None}
    problems = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"), args=["--no-sandbox"])
        Visit(browser, project, folder, budgets[project], problems).run(pages)
        browser.close()
    return problems


def main():
    site = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        shutil.copytree(ROOT / "Content", work / "sample" / "Content")
        shutil.copytree(HERE / "SixtyEditions" / "Content", work / "sixty" / "Content")
        fifty(work / "fifty")
        projects = ("sample", "sixty", "fifty")
        for project in projects:
            subprocess.run(
                [site, "build", "--quiet", "--templates", ROOT / "Templates", "--url", "https://example.org" + BASE],
                cwd=work / project, check=True)
        with concurrent.futures.ProcessPoolExecutor(2) as pool:
            found = pool.map(visit, projects, [work / project / "Public" for project in projects])
            problems = [problem for of in found for problem in of]
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
