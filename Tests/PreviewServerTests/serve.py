#!/usr/bin/env python3
"""Drives `site serve` for real: a copy of the sample, a Chromium, raw sockets.

    serve.py SITE                      SITE is the program; needs playwright and a Chromium
    serve.py SITE --measure PROJECT    instead of that: how long edits of an article of the project take to be seen

Every wait is for something to become true, so that a slow machine takes longer and fails no more. Times are printed,
not judged.
"""

import base64
import concurrent.futures
import http.client
import os
import pathlib
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import traceback

from playwright.sync_api import Error, sync_playwright

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SITE = pathlib.Path(sys.argv[1]).resolve()
PATIENCE = 30
failures = []
count = 0


def check(truth, what):
    global count
    count += 1
    if not truth:
        failures.append(what)
        print("FAILED:", what, file=sys.stderr)


def is_passing(error):
    return "navigation" in str(error).lower() or "ERR_ABORTED" in str(error) or "context was destroyed" in str(error)


def eventually(question, what, seconds=PATIENCE):
    """Waits until the question has a true answer, and gives it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            answer = question()
        except Error as error:
            # The page is being loaded.
            if not is_passing(error):
                raise
            answer = None
        if answer:
            check(True, what)
            return answer
        time.sleep(0.02)
    check(False, what)
    return None


class Serving:
    """A program that serves a project of its own."""

    def __init__(self, folder, *options, content="Content"):
        self.folder, self.lines = folder, 0
        self.log = folder.parent / (folder.name + ".log")
        self.process = subprocess.Popen(
            [SITE, "serve", "--content", content, *options], cwd=folder, stdout=open(self.log, "w"), stderr=subprocess.STDOUT,
            env={**os.environ, "NO_COLOR": "1"})
        match = eventually(lambda: re.search(r"http://127\.0\.0\.1:(\d+)/", self.output()), "it says where it serves")
        self.port = int(match[1]) if match else 0
        self.url = f"http://127.0.0.1:{self.port}"

    def output(self):
        return self.log.read_text()

    def builds(self):
        """The lines that each rebuild prints."""
        return re.findall(r"^.* in \d+ ms.*$", self.output(), re.M)

    def mark(self):
        """A point in the output to wait from."""
        return len(self.builds())

    def built(self, mark, what="a change is built"):
        return eventually(lambda: self.builds()[mark:], what)

    def get(self, path, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        return answer

    def raw(self, data, seconds=5):
        """What comes back for some bytes; empty where the connection is just closed."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as connection:
            received = b""
            try:
                connection.sendall(data)
                connection.shutdown(socket.SHUT_WR)
                while part := connection.recv(65536):
                    received += part
            except OSError:
                pass
            return received

    def is_alive(self, what):
        try:
            check(self.process.poll() is None and self.get("/").status == 200, what)
        except OSError as error:
            check(False, f"{what} ({error})")

    def end(self, number=signal.SIGINT, what="Ctrl-C"):
        start = time.monotonic()
        self.process.send_signal(number)
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = "killed"
        seconds = time.monotonic() - start
        check(code == 0, f"{what} ends it well, not with {code}")
        check(seconds < 1, f"{what} ends it at once, not in {seconds:.1f} s")
        check(not re.search(r"Fatal|Crash|0x[0-9a-f]{6}|panic|\bat /", self.output()), f"{what} leaves no trace")


def project(name, work, source=ROOT):
    folder = work / name
    for part in ("Content", "Templates"):
        shutil.copytree(source / part, folder / part)
    return folder


def launched(playwright):
    return playwright.chromium.launch(executable_path=shutil.which("chromium") or shutil.which("chromium-browser"))


def tree(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def edit(path, old, new):
    text = path.read_text()
    assert old in text, (path, old)
    path.write_text(text.replace(old, new, 1))


def overlay(page):
    """The text laid over a page, as one; nothing where none is."""
    return ask(page, """(() => {
      const dialog = document.querySelector('site-preview')?.shadowRoot.querySelector('dialog[open]');
      return [...dialog?.querySelectorAll('pre') ?? []].map(element => element.textContent).join('');
    })()""")


def mark(page):
    """Leaves a mark that a reload would wipe off."""
    ask(page, "window.mark = true")


def ask(page, expression):
    """What an expression is in a page, which may be loading: from outside, as its policy lets no test look from within."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return page.evaluate(expression)
        except Error as error:
            if not is_passing(error) or time.monotonic() > end:
                raise


def becomes(page, expression):
    return eventually(lambda: ask(page, expression), expression)


def leave(page):
    """Closes a page, which takes for ever while it is being loaded."""

    def question():
        page.goto("about:blank")
        return True

    eventually(question, "the page is left")
    page.close()


def shows(page, text):
    return becomes(page, f"document.body?.innerText.includes({text!r})")


def is_marked(page):
    return ask(page, "window.mark === true")


# ---- In the browser


def editing(serving, browser, other_browser):
    content = serving.folder / "Content"
    article = content / "articles" / "tesla-owns-the-data.md"
    page = browser.new_page(viewport={"width": 1000, "height": 600})
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(serving.url + "/articles/tesla-owns-the-data/")
    elsewhere = other_browser.new_page()
    elsewhere.goto(serving.url + "/articles/tesla-owns-the-data/")
    unaffected = browser.new_page()
    unaffected.goto(serving.url + "/pages-that-do-not-change/")
    unaffected.goto(serving.url + "/about/")
    mark(unaffected)

    # The edit is seen in both browsers, at the place that was scrolled to, and nowhere else.
    ask(page, "scrollTo(0, 700)")
    page.locator("main a").last.focus()
    becomes(page, "scrollTo({left: 0, top: 700, behavior: 'instant'}), scrollY === 700")
    focused = ask(page, "document.activeElement.textContent")
    times = []
    for number in range(5):
        start = time.monotonic()
        with open(article, "a") as file:
            file.write(f"\nWatchword {number} of this text.\n")
        shows(page, f"Watchword {number} ")
        times.append(time.monotonic() - start)
    print(f"edit to visible: median {statistics.median(times) * 1000:.0f} ms of {len(times)}")
    page.wait_for_load_state()
    # A few pixels are the browser's, which keeps the text in place where what is above it grows.
    becomes(page, "Math.abs(scrollY - 700) < 20")
    check(ask(page, "document.activeElement.textContent") == focused, "the focus stays")
    check(ask(page, "history.scrollRestoration") == "auto", "the browser has its scrolling back")
    shows(elsewhere, "Watchword 4 ")
    check(is_marked(unaffected), "a page that did not change is not loaded anew")

    # The stylesheet is changed in place.
    mark(page)
    style = serving.folder / "Templates" / "assets" / "site.css"
    with open(style, "a") as file:
        file.write("\nbody { outline: 3px solid rgb(1, 2, 3); }\n")
    becomes(page, "document.body && getComputedStyle(document.body).outlineColor === 'rgb(1, 2, 3)'")
    check(is_marked(page), "a new stylesheet needs no reload")
    becomes(page, "document.querySelectorAll('link[rel=stylesheet]').length === 1")
    with open(style, "a") as file:
        file.write("\nbody { outline-color: rgb(4, 5, 6); }\n")
    becomes(page, "document.body && getComputedStyle(document.body).outlineColor === 'rgb(4, 5, 6)'")
    check(is_marked(page) and is_marked(unaffected), "nor does the next")

    # A picture that changes under its name.
    media = content / "media"
    media.mkdir()
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} 10"><rect width="9" height="9" fill="{1}"/></svg>'
    (media / "plan.svg").write_text(svg.format(20, "red"))
    with open(article, "a") as file:
        file.write("\n![A plan](../media/plan.svg)\n")
    becomes(page, "[...document.images].some(i => i.src.endsWith('plan.svg'))")
    mark(page)
    (media / "plan.svg").write_text(svg.format(20, "blue"))
    becomes(page, "window.mark !== true")
    check(is_marked(unaffected), "but not by pages without it")

    broken(serving, page, article)
    files(serving, page, content)
    complaints = [text for text in complaints if "status of 404" not in text]
    check(not complaints, f"the console stays empty: {complaints[:3]}")
    drafts(serving, content)
    for opened in (page, elsewhere, unaffected):
        leave(opened)
    many_tabs(serving, browser, article)


def broken(serving, page, article):
    good = article.read_text()
    mark(page)
    edit(article, "scores:", "scoores: <b>&amp;\nscores:")
    page.wait_for_selector("site-preview dialog[open]", timeout=PATIENCE * 1000)
    terminal = subprocess.run(
        [SITE, "check"], cwd=serving.folder, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"})
    said = re.sub(r"^\d+ errors?\n\Z", "", terminal.stderr, flags=re.M)
    check(overlay(page) == said and "scoores" in said, f"the problems read as in the terminal:\n{overlay(page)}\n{said}")
    check(page.locator("site-preview dialog").get_attribute("role") == "alertdialog", "it is announced as an alert")
    check(is_marked(page), "a broken edit keeps the page")
    check(serving.get("/articles/tesla-owns-the-data/").status == 200, "and the site")
    colour = ask(
        page,         "getComputedStyle(document.querySelector('site-preview').shadowRoot.querySelector('b.error')).color")
    check(colour != "rgb(0, 0, 0)", "it is coloured")

    # It can be put aside, stays aside, and comes back on the next broken edit.
    page.keyboard.press("Escape")
    eventually(lambda: not overlay(page), "Escape hides it")
    check(page.locator("site-preview .badge.error").inner_text() == "1 error", "a badge remains")
    page.reload()
    page.wait_for_selector("site-preview .badge.error", timeout=PATIENCE * 1000)
    check(not overlay(page), "what was hidden stays hidden on the next page")
    edit(article, "scoores", "scooores")
    page.wait_for_selector("site-preview dialog[open]", timeout=PATIENCE * 1000)
    check("scooores" in overlay(page), "the next broken edit shows it again")
    mark(page)
    article.write_text(good)
    eventually(lambda: not overlay(page), "it goes when it is mended")
    check(is_marked(page), "where the page is as it was, nothing is loaded anew")
    eventually(lambda: "Mended" in serving.output(), "the terminal says so, too")

    # An error of a page that nobody looks at; its last good version is still there.
    template = serving.folder / "Templates" / "data.html"
    good = template.read_text()
    serving.get("/data/")
    edit(template, "{% block main %}", "{% block main %}{{ page.nothing }}")
    page.wait_for_selector("site-preview dialog[open]", timeout=PATIENCE * 1000)
    check("data.html" in overlay(page), "errors of other pages are found")
    check(b"page.nothing" not in serving.get("/data/").body and serving.get("/data/").status == 200, "the last good page stays")
    template.write_text(good)
    eventually(lambda: not overlay(page), "they go, too")

    # Warnings are a small count that opens.
    stray = serving.folder / "Content" / "stray.txt"
    stray.write_text("x")
    badge = page.locator("site-preview .badge")
    eventually(lambda: badge.is_visible() and badge.inner_text() == "1 warning", "a warning is a badge")
    check(not overlay(page), "and covers nothing")
    badge.click()
    check("stray.txt" in overlay(page), "the badge opens it")
    page.keyboard.press("Escape")
    stray.unlink()
    eventually(lambda: not badge.is_visible(), "the badge goes")


def files(serving, page, content):
    # Renamed, deleted, and back.
    path = content / "articles" / "tesla-owns-the-data.md"
    text = path.read_text()
    path.rename(content / "articles" / "tesla-renamed.md")
    becomes(page, "performance.getEntriesByType('navigation')[0].responseStatus === 404")
    eventually(lambda: serving.get("/articles/tesla-renamed/").status == 200, "a renamed article has its new address")
    (content / "articles" / "tesla-renamed.md").unlink()
    eventually(lambda: serving.get("/articles/tesla-renamed/").status == 404, "a deleted article goes")
    path.write_text(text)
    becomes(page, "performance.getEntriesByType('navigation')[0].responseStatus === 200")

    # Saved by halves, in the ways of editors: never seen broken.
    becomes(page, "document.querySelector('site-preview') !== null")
    ask(page, """() => {
      window.flashed = false;
      const dialog = document.querySelector('site-preview').shadowRoot.querySelector('dialog');
      new MutationObserver(() => { if (dialog.open) window.flashed = true; }).observe(dialog, {attributes: true});
    }""")
    about = content / "pages" / "about.md"
    good = about.read_text()

    def seen(word):
        return eventually(lambda: word.encode() in serving.get("/about/").body, f"{word} is seen")

    with open(about, "w") as file:
        for start in range(0, len(good), 200):
            file.write(good[start:start + 200])
            file.flush()
            time.sleep(0.02)
        file.write("\nSlowly written.\n")
    seen("Slowly written")
    os.truncate(about, 0)
    time.sleep(0.08)
    about.write_text(good + "\nEmptied before.\n")
    seen("Emptied before")
    fresh = about.with_name(".about.md.swp")
    fresh.write_text(good + "\nMoved over.\n")
    fresh.rename(about)
    seen("Moved over")
    about.rename(about.with_name("about.md~"))
    time.sleep(0.05)
    about.write_text(good + "\nPut in place.\n")
    about.with_name("about.md~").unlink()
    seen("Put in place")
    check(ask(page, "window.flashed") is False, "no half of a file is shown as an error")
    before = serving.mark()
    about.write_text(good)

    # What editors leave for a moment changes nothing.
    serving.built(before)
    before = serving.mark()
    for name in (".about.md.swp", "4913", ".#about.md", "#about.md#", "about.md~", ".DS_Store", ".goutputstream-X1",
                 "about.md___jb_tmp___"):
        (content / "pages" / name).write_text("half a file")
        (content / "pages" / name).unlink()
    about.write_text(good + "\nAfter those.\n")
    seen("After those")
    serving.built(before)
    check(len(serving.builds()[before:]) == 1, f"temporary files are passed over: {serving.builds()[before:]}")
    about.write_text(good)
    eventually(lambda: b"After those" not in serving.get("/about/").body, "about is as it was again")

    # A folder comes with all that it holds, and goes.
    deep = content / "articles" / "2027" / "may"
    deep.mkdir(parents=True)
    (deep / "new.md").write_text("---\ntitle: New below\ndate: 2026-05-11\n---\n\nText.\n")
    eventually(lambda: b"New below" in serving.get("/articles/").body, "an article in new folders is seen")
    (deep / "new.md").write_text("---\ntitle: Newer below\ndate: 2026-05-11\n---\n\nText.\n")
    eventually(lambda: b"Newer below" in serving.get("/articles/").body, "and its next edit")
    (content / "articles" / "2027").rename(content / "articles" / "2028")
    serving.built(serving.mark() - 1)
    edit(content / "articles" / "2028" / "may" / "new.md", "Newer", "Newest")
    eventually(lambda: b"Newest below" in serving.get("/articles/").body, "and one after the folder was renamed")
    shutil.rmtree(content / "articles" / "2028")
    eventually(lambda: b"Newest below" not in serving.get("/articles/").body, "a folder goes")

    # A burst is one change, or two where it takes long.
    before = serving.mark()
    for number in range(1000):
        (content / "media" / f"burst-{number}.txt").write_text(str(number))
    eventually(lambda: serving.get("/media/burst-999.txt").status == 200, "the last of a thousand files is there")
    for number in range(1000):
        (content / "media" / f"burst-{number}.txt").unlink()
    eventually(lambda: serving.get("/media/burst-0.txt").status == 404
               and serving.get("/media/burst-999.txt").status == 404, "and is gone")
    check(len(serving.builds()[before:]) <= 4, f"a burst is one change: {serving.builds()[before:]}")

    # The whole folder goes and comes back, as in a checkout.
    aside = content.parent / "Aside"
    content.rename(aside)
    page.wait_for_selector("site-preview dialog[open]", timeout=PATIENCE * 1000)
    aside.rename(content)
    eventually(lambda: not overlay(page), "Content/ may go and come back")
    edit(about, "\n---\n", "\n---\n\nAfter the return.\n\n")
    seen("After the return")
    about.write_text(good)


def drafts(serving, content):
    (content / "articles" / "draft.md").write_text("---\ntitle: Only a draft\ndate: 2026-05-11\ndraft: true\n---\n\nText.\n")
    eventually(lambda: b">Draft<" in serving.get("/articles/draft/").body, "drafts are shown and marked")
    (content / "articles" / "later.md").write_text("---\ntitle: Of a later day\ndate: 2099-05-11\n---\n\nText.\n")
    eventually(lambda: b">Scheduled for 11 May 2099<" in serving.get("/articles/later/").body, "so are articles of later days")
    archive = serving.get("/articles/").body
    check(b">Draft<" in archive and b">Scheduled for 11 May 2099<" in archive, "in the archive, too")
    for name in ("draft.md", "later.md"):
        (content / "articles" / name).unlink()
    eventually(lambda: serving.get("/articles/draft/").status == 404, "and go")


def many_tabs(serving, browser, article):
    """More than a browser opens connections to one server."""
    tabs = [browser.new_page() for _ in range(9)]
    for tab in tabs:
        tab.goto(serving.url + "/articles/tesla-owns-the-data/")
    edit(article, "\n---\n", "\n---\n\nSeen in every tab.\n\n")
    for tab in tabs:
        shows(tab, "Seen in every tab")
        leave(tab)
    check(True, "nine tabs follow")


def first_build_broken(work, browser):
    folder = project("broken", work)
    index = folder / "Content" / "index.yml"
    good = index.read_text()
    index.write_text(good.replace("title:", "titel:", 1))
    serving = Serving(folder)
    page = browser.new_page()
    page.goto(serving.url + "/articles/")
    page.wait_for_selector("site-preview dialog[open]", timeout=PATIENCE * 1000)
    check("titel" in overlay(page), "a site that cannot be made says why")
    check(serving.get("/articles/").status == 500, "with status 500")
    index.write_text(good)
    becomes(page, "document.title.startsWith('Articles')")
    check(not overlay(page), "and appears when it is mended")

    # The server ends and begins again: the page waits for it.
    mark(page)
    serving.end(signal.SIGTERM, "SIGTERM")
    eventually(lambda: page.locator("site-preview .state").is_visible(), "the page says that the preview ended")
    again = Serving(folder, "--port", str(serving.port))
    eventually(lambda: not page.locator("site-preview .state").is_visible(), "and finds the next")
    leave(page)
    # While a site is read again and again.
    for number in range(5):
        (folder / "Content" / "articles" / "apple-meets-its-ceiling.md").touch()
        time.sleep(0.02)
    again.end()


# ---- Without a browser


def answers(serving):
    kinds = {
        "/": "text/html; charset=utf-8", "/feed.xml": "application/xml; charset=utf-8", "/feed.json": "application/json",
        "/data/scores.csv": "text/csv; charset=utf-8", "/index.html.md": "text/markdown; charset=utf-8",
        "/robots.txt": "text/plain; charset=utf-8", "/badges/nvda.svg": "image/svg+xml; charset=utf-8",
        "/-/preview.js": "text/javascript; charset=utf-8", "/-/preview.css": "text/css; charset=utf-8",
    }
    for path, kind in kinds.items():
        answer = serving.get(path)
        check(answer.status == 200 and answer.headers["Content-Type"] == kind,
              f"{path} is {kind}: {answer.status} {answer.headers['Content-Type']}")
        check(answer.headers["X-Content-Type-Options"] == "nosniff", f"{path} is not guessed at")
        head = serving.get(path, "HEAD")
        check(head.body == b"" and head.headers["Content-Length"] == str(len(answer.body)), f"HEAD of {path}")
        known = serving.get(path, If_None_Match=answer.headers["ETag"])
        check(known.status == 304 and known.body == b"", f"{path} is not sent twice")
    answer = serving.get("/articles?x=1")
    check(answer.status == 301 and answer.headers["Location"] == "/articles/?x=1", "a folder's address gets its slash")
    missing = serving.get("/no/such/page/")
    check(missing.status == 404 and b"<main" in missing.body, "the site's own page says that there is none")
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW"):
        answer = serving.get("/", method)
        check(answer.status == 405 and answer.headers["Allow"] == "GET, HEAD", f"{method} is refused: {answer.status}")

    media = serving.folder / "Content" / "media"
    media.mkdir(exist_ok=True)
    film = bytes(range(256)) * 4000
    (media / "film.mp4").write_bytes(film)
    eventually(lambda: serving.get("/media/film.mp4").status == 200, "a film is there")
    whole = serving.get("/media/film.mp4")
    check(whole.body == film and whole.headers["Content-Type"] == "video/mp4", "the film is whole")
    for asked, span in (("bytes=0-99", (0, 100)), ("bytes=1000000-", (1000000, len(film))), ("bytes=-10", (len(film) - 10, len(film)))):
        part = serving.get("/media/film.mp4", Range=asked)
        check(part.status == 206 and part.body == film[slice(*span)]
              and part.headers["Content-Range"] == f"bytes {span[0]}-{span[1] - 1}/{len(film)}", f"{asked} of the film")
    check(serving.get("/media/film.mp4", Range="bytes=99999999-").status == 416, "no part after the end")
    check(serving.get("/media/film.mp4", Range="bytes=0-1,4-5").status == 200, "several parts are the whole")


def nothing_outside(serving, work):
    secret = work / "secret.txt"
    secret.write_text("SECRET-OUTSIDE")
    (serving.folder / "secret.txt").write_text("SECRET-BESIDE")
    media = serving.folder / "Content" / "media"
    (media / "inner").mkdir(parents=True, exist_ok=True)
    (media / "a.txt").write_text("a")
    (media / "inner" / "b.txt").write_text("b")
    (media / "pipe.txt").write_text("p")
    eventually(lambda: serving.get("/media/inner/b.txt").status == 200 and serving.get("/media/pipe.txt").status == 200, "media is there")
    # What was a file when the site was read is something else now; errors say so, and the last good site stays.
    (media / "a.txt").unlink()
    (media / "a.txt").symlink_to(secret)
    (work / "outside").mkdir()
    (work / "outside" / "b.txt").write_text("SECRET-FOLDER")
    shutil.rmtree(media / "inner")
    (media / "inner").symlink_to(work / "outside")
    (media / "pipe.txt").unlink()
    os.mkfifo(media / "pipe.txt")
    eventually(lambda: "symbolic-link" in serving.output(), "links are refused")
    for path in ("/media/a.txt", "/media/inner/b.txt", "/media/pipe.txt"):
        answer = serving.get(path)
        check(answer.status == 404 and b"SECRET" not in answer.body, f"{path} is not followed: {answer.status}")
    for name in ("a.txt", "inner", "pipe.txt"):
        (media / name).unlink()
    eventually(lambda: serving.get("/media/a.txt").status == 404, "and gone")

    host = f"Host: 127.0.0.1:{serving.port}\r\nConnection: close\r\n\r\n".encode()
    for target in (
        "/../secret.txt", "/../../secret.txt", "/media/../../secret.txt", "/%2e%2e/secret.txt", "/%2e%2e%2fsecret.txt",
        "/..%2fsecret.txt", "/%252e%252e%252fsecret.txt", "/..%5csecret.txt", "/..\\secret.txt", "//secret.txt",
        "//etc/passwd", "/%2fetc%2fpasswd", "/media/%2e%2e/%2e%2e/secret.txt", "/.%00./secret.txt", "/secret.txt%00.html",
        "/media/a.txt%00", "/%c0%ae%c0%ae/secret.txt", "/%", "/%zz", "/%e0%80", "/./secret.txt", "/Content/index.yml",
        "/../Content/index.yml", str(secret), "file://" + str(secret), f"http://127.0.0.1:{serving.port}/../secret.txt",
        "*", "secret.txt", "?", "/index.yml", "/.git/config", "/articles/../../secret.txt",
    ):
        answer = serving.raw(b"GET " + target.encode() + b" HTTP/1.1\r\n" + host)
        status = answer[9:12]
        check(b"SECRET" not in answer and b"root:" not in answer and b"constituents:" not in answer
              and status in (b"400", b"404", b""), f"{target} leads nowhere: {answer[:40]}")


def own_address_only(serving):
    for host, status in (
        (f"127.0.0.1:{serving.port}", 200), (f"localhost:{serving.port}", 200), (f"LocalHost:{serving.port}", 200),
        (f"[::1]:{serving.port}", 200), ("127.0.0.1", 403), ("localhost", 403), (f"evil.example:{serving.port}", 403),
        (f"127.0.0.1.evil.example:{serving.port}", 403), (f"localhost:{serving.port + 1}", 403), ("", 403),
        (f"0.0.0.0:{serving.port}", 403), (f"evil@localhost:{serving.port}", 403),
    ):
        answer = serving.get("/", Host=host)
        check(answer.status == status, f"Host {host!r} gets {status}, not {answer.status}")
        check(status == 200 or b"<html" not in answer.body, f"Host {host!r} sees no page")
    check(b" 403 " in serving.raw(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n"), "no Host gets 403")

    def line(origin):
        key = base64.b64encode(os.urandom(16)).decode()
        return serving.raw(
            (f"GET /-/preview.socket?path=/ HTTP/1.1\r\nHost: 127.0.0.1:{serving.port}\r\nUpgrade: websocket\r\n"
             f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n"
             + (f"Origin: {origin}\r\n" if origin is not None else "") + "\r\n").encode())

    check(line(serving.url).startswith(b"HTTP/1.1 101"), "the preview's own page is told of changes")
    for origin in ("http://evil.example", f"http://localhost:{serving.port}", "null", None, "https://127.0.0.1"):
        answer = line(origin)
        check(answer.startswith(b"HTTP/1.1 403") and b"build" not in answer, f"origin {origin} is told nothing")
    try:
        addresses = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
    except OSError:
        addresses = set()
    for address in (a for a in addresses if not a.startswith("127.")):
        with socket.socket() as outside:
            outside.settimeout(5)
            check(outside.connect_ex((address, serving.port)) != 0, f"nothing listens at {address}")


def survives(serving):
    host = f"Host: 127.0.0.1:{serving.port}\r\n".encode()
    garbage = [
        b"\x00" * 4096, os.urandom(65536), b"\r\n\r\n", b"GET", b"GET /\r\n\r\n", b"GET / HTTP/9.9\r\n" + host + b"\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 20000 + host + b"\r\n", b"GET /" + b"a" * 3_000_000 + b" HTTP/1.1\r\n" + host + b"\r\n",
        b"GET / HTTP/1.1\r\n" + host + b"Content-Length: -1\r\n\r\n", b"GET / HTTP/1.1\r\n" + host + b"Content-Length: 9223372036854775808\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + host + b"Content-Length: 99999999999\r\n\r\nabc",
        b"POST / HTTP/1.1\r\n" + host + b"Content-Length: 5000000\r\n\r\n" + b"b" * 5_000_000,
        b"POST / HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
        b"POST / HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", b"\x16\x03\x01\x02\x00\x01\x00" + os.urandom(200),
        b"GET / HTTP/1.1\r\nHost: \xff\xfe\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET /é HTTP/1.1\r\n".encode() + host + b"\r\n",
        b"GET / HTTP/1.1\r\n" + host + b"Range: bytes=99999999999999999999-\r\n\r\n", b"\n" * 100000,
        b"GET /-/preview.socket?path=/ HTTP/1.1\r\n" + host + b"Upgrade: websocket\r\n\r\n",
    ]
    for number, data in enumerate(garbage):
        serving.raw(data, seconds=3)
        check(serving.process.poll() is None, f"it survives garbage number {number}")
    serving.is_alive("it answers after garbage")

    # Clients that say nothing, by halves, or take nothing.
    idle = []
    for number in range(1500):
        try:
            connection = socket.create_connection(("127.0.0.1", serving.port), timeout=5)
            if number % 3 == 1:
                connection.sendall(b"GET / HTTP/1.1\r\nHost: ")
            elif number % 3 == 2:
                connection.sendall((b"GET / HTTP/1.1\r\n" + host + b"\r\n") * 3)
            idle.append(connection)
        except OSError:
            pass
    serving.is_alive(f"it answers beside {len(idle)} clients that stall")
    for connection in idle:
        connection.close()
    serving.is_alive("it answers after them")

    # A browser opens far fewer at once.
    paths = ["/", "/articles/", "/data/scores.csv", "/editions/2026-w20/", "/-/preview.js", "/nothing/"]
    start, total = time.monotonic(), 3000

    def ask(worker):
        connection = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=PATIENCE)
        wrong = 0
        for number in range(total // 24):
            path = paths[(worker + number) % len(paths)]
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
            wrong += answer.status != (404 if path == "/nothing/" else 200) or len(body) != int(answer.headers["Content-Length"])
        connection.close()
        return wrong

    with concurrent.futures.ThreadPoolExecutor(24) as workers:
        check(sum(workers.map(ask, range(24))) == 0, "every answer under load is whole and right")
    print(f"load: {total} requests by 24 clients at {total / (time.monotonic() - start):.0f} a second, asked from Python")
    descriptors = pathlib.Path(f"/proc/{serving.process.pid}/fd")
    if descriptors.exists():
        eventually(lambda: len(list(descriptors.iterdir())) < 60, "no file is left open")


def beginnings(work):
    folder = project("beginnings", work)

    def run(*options, cwd=folder):
        return subprocess.run([SITE, "serve", *options], cwd=cwd, capture_output=True, text=True, timeout=PATIENCE,
                              env={**os.environ, "NO_COLOR": "1"})

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("--port", str(port))
        check(result.returncode == 2 and result.stderr == (
            f"error: port {port} is taken [port-taken]\n  help: end the program that listens there, name another port with "
            "--port, or leave --port out for a free one\n"), f"a taken port is said: {result}")
    empty = work / "empty"
    empty.mkdir()
    result = run(cwd=empty)
    check(result.returncode == 2 and result.stderr == (
        "Content: error: the folder cannot be read: No such file or directory [input-output]\n"
        "  help: run the command beside Content/, or name the folder with --content\n"), f"missing content is said: {result}")
    result = run("--port", "0")
    check(result.returncode == 2 and "--port" in result.stderr, "port 0 is none")
    if os.geteuid() != 0:
        check(run("--port", "80").returncode == 2, "a port of the system's is refused")
    # Where nobody asked for a port, the next is as good.
    first, second = Serving(folder), Serving(folder)
    check(first.port != second.port, "two previews have two ports")
    first.end()
    second.end()


# ---- How long an author waits


def measure(source, edits=15):
    """Edits one article of a copy of a project again and again while a browser has it open. Times are from the moment the
    file is saved: until the browser asks for the page anew, and until its new words stand there; beside it what the
    program says it took to read the site again, and what the browser takes to load the page where nothing changed."""
    with tempfile.TemporaryDirectory(prefix="measure-") as work, sync_playwright() as playwright:
        folder = project("project", pathlib.Path(work), source)
        articles = sorted((folder / "Content" / "articles").rglob("*.md"))
        article = articles[len(articles) // 2]
        start = time.monotonic()
        serving = Serving(folder)
        eventually(serving.builds, "it is read", 600)
        print(f"{len(articles)} articles, read in {time.monotonic() - start:.1f} s")
        browser = launched(playwright)
        page = browser.new_page()
        page.goto(f"{serving.url}/articles/{article.stem}/")
        loads = []
        for _ in range(edits):
            start = time.monotonic()
            page.reload(wait_until="commit")
            page.locator("main").first.wait_for(state="attached")
            loads.append(time.monotonic() - start)
        page.wait_for_load_state()
        before, reloads, times = serving.mark(), [], []
        asked = []
        page.on("request", lambda request: request.is_navigation_request() and asked.append(time.monotonic()))
        for number in range(edits):
            # Long enough for the search for mistakes in other pages to have begun.
            time.sleep(2)
            with open(article, "a") as file:
                file.write(f"\nWatchword {number} of this text.\n")
            asked.clear()
            start = time.monotonic()
            page.get_by_text(f"Watchword {number} ").wait_for(state="attached", timeout=600_000)
            times.append(time.monotonic() - start)
            reloads.append(asked[0] - start)
        rebuilds = [int(re.search(r" in (\d+) ms", line)[1]) for line in serving.builds()[before:]]
        print(f"save to reload: median {statistics.median(reloads) * 1000:.0f} ms, longest {max(reloads) * 1000:.0f} ms of "
              f"{edits}; to visible: median {statistics.median(times) * 1000:.0f} ms; of that the rebuild: median "
              f"{statistics.median(rebuilds):.0f} ms; a load of the page without any change: median "
              f"{statistics.median(loads) * 1000:.0f} ms")
        serving.end()
        browser.close()
    sys.exit(1 if failures else 0)


def main():
    start = time.monotonic()
    work = pathlib.Path(tempfile.mkdtemp(prefix="serve-"))
    serving = None
    try:
        folder = project("sample", work)
        (folder / "Public").mkdir()
        before = {path for path in tree(folder) if not path.startswith("Content")}
        serving = Serving(folder)
        eventually(lambda: serving.get("/").status == 200, "the site is made")
        with sync_playwright() as playwright:
            browser, other = launched(playwright), launched(playwright)
            editing(serving, browser, other)
            first_build_broken(work, browser)
            browser.close()
            other.close()
        answers(serving)
        nothing_outside(serving, work)
        own_address_only(serving)
        survives(serving)
        (folder / "secret.txt").unlink()
        after = {path for path in tree(folder) if not path.startswith("Content")}
        check(after == before, f"nothing is written: {after ^ before}")
        serving.end()
        beginnings(work)
    except Exception:
        traceback.print_exc()
        check(False, "the test went to its end")
    finally:
        if serving and serving.process.poll() is None:
            serving.process.kill()
        if failures and serving:
            print(serving.output()[-3000:], file=sys.stderr)
        shutil.rmtree(work, ignore_errors=True)
    print(f"serve: {count} checks, {len(failures)} failed, in {time.monotonic() - start:.0f} s")
    sys.exit(1 if failures else 0)


if sys.argv[2:3] == ["--measure"]:
    measure(pathlib.Path(sys.argv[3]).resolve())
main()
