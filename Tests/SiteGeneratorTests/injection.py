#!/usr/bin/env python3
"""Puts hostile text everywhere, and reads what is published as a browser would.

    python3 injection.py BINARY [--seed N] [--part site|templates] [--templates DIR]

Part `site` writes every vector of XSS/vectors.json into every place where an author or data can put text, builds the
sites, and parses every page and every feed. What the program refuses must be refused in its place, with path and line; it
is taken out, and the rest is built. No page may hold a script, a handler, a frame or a dangerous address that the same
site with harmless text does not hold.

Part `templates` prints the vectors in every place of a template where a value can stand. The template is refused when it
is loaded, or the page has the structure that harmless values give it, and each value is inert where it stands.

Ends with 1 when anything is found.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree

import html5lib
import selectolax.lexbor

HERE = os.path.dirname(os.path.abspath(__file__))
HARMLESS = "harmless text"
# Places to leave out, to find which one does what.
LEFT_OUT = set()

ADDRESSES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)",
    "\x01javascript:alert(1)", "javascript&#58;alert(1)", "javascript&colon;alert(1)", "&#106;avascript:alert(1)",
    "jav&#x09;ascript:alert(1)", "javascript%3Aalert(1)", "vbscript:msgbox(1)", "livescript:alert(1)", "mocha:alert(1)",
    "data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg onload=alert(1)>", "DATA:text/html,x", "blob:https://e.org/x", "view-source:https://e.org/",
    "feed:javascript:alert(1)", "jar:https://e.org/x!/y", "file:///etc/passwd", "about:blank", "filesystem:https://e.org/",
    "//evil.example/x", "\\\\evil.example\\x", "/\\evil.example", "https:javascript:alert(1)", "x-javascript:alert(1)",
    "javascript\\:alert(1)", "&Tab;javascript:alert(1)", "java&NewLine;script:alert(1)", "ｊavascript:alert(1)",
    "https://e.org/\" onerror=alert(1) x=\"", "https://e.org/' onerror=alert(1) x='", "https://e.org/><script>alert(1)</script>",
    "mailto:x\" onclick=alert(1) y=\"", "#\"><script>alert(1)</script>", "?\"><script>alert(1)</script>",
    "index:\"><script>alert(1)</script>", "index:C0/score?edition=\"><script>", "tel:'><script>alert(1)</script>",
]


def vectors():
    with open(os.path.join(HERE, "XSS", "vectors.json"), encoding="utf-8") as file:
        return [vector["payload"] for vector in json.load(file)]


def addresses(payloads):
    found = dict.fromkeys(ADDRESSES)
    for payload in payloads:
        for address in re.findall(r"(?i)(?:java|vb|live)\s*script\s*(?::|&#?\w+;)[^\s\"'<>`]{0,60}|data:[^\s\"'<>`]{1,60}", payload):
            found.setdefault(address)
    return list(found)


# ---------------------------------------------------------------- reading as a browser

HTML = "{http://www.w3.org/1999/xhtml}"
URL_ATTRIBUTES = {
    "href", "src", "action", "formaction", "poster", "data", "background", "cite", "longdesc", "ping", "manifest", "from",
    "to", "values", "xlink:href", "dynsrc", "lowsrc", "codebase", "classid", "archive", "profile", "usemap", "icon"}
ELEMENTS = {"script", "iframe", "object", "embed", "base", "frame", "frameset", "applet", "style", "form", "portal"}
# What Markdown alone can make, beside what the templates hold already.
MARKDOWN = set(
    "p em strong del a code pre img h2 h3 h4 h5 h6 ul ol li br hr table thead tbody tr th td blockquote figure figcaption "
    "sup section aside input div span data caption".split())


def is_dangerous(address):
    """As a browser reads it: controls and spaces before it do not count, nor tabs and line ends inside."""
    text = re.sub(r"[\t\n\r]", "", address).lstrip("".join(map(chr, range(0x21)))).lower()
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", text)
    if not scheme:
        return False
    if scheme[1] == "data":
        return not re.match(r"data:image/(png|gif|jpeg|webp|avif)[;,]", text)
    return scheme[1] not in {"http", "https", "mailto", "tel"}


def plain(name):
    return re.sub(r"^\{[^}]*\}", "", name) if isinstance(name, str) else "comment"


def attribute(name):
    return "xlink:href" if name == "{http://www.w3.org/1999/xlink}href" else plain(name).lower()


Element = collections.namedtuple("Element", "tag values text")


def elements(tree):
    """Every element of a tree of either parser: its name, its attributes, its text."""
    if isinstance(tree, selectolax.lexbor.LexborHTMLParser):
        for node in tree.root.traverse(include_text=False):
            if not node.tag.startswith(("-", "#", "!")):
                # What a template element holds is a document of its own.
                inner = node.inner_html if node.tag == "template" else None
                yield Element(node.tag, {name: value or "" for name, value in node.attributes.items()}, node.text())
                if inner:
                    yield from elements(selectolax.lexbor.LexborHTMLParser(inner))
        return
    for element in tree.iter():
        if isinstance(element.tag, str):
            values = {attribute(name): value for name, value in element.attrib.items()}
            yield Element(plain(element.tag).lower(), values, "".join(element.itertext()))


def dangers(tree):
    """Everything in a document that can do more than be read, counted."""
    found = collections.Counter()
    for tag, values, text in elements(tree):
        if tag == "script" and values.get("type") in ("application/ld+json", "application/json"):
            try:
                json.loads(text)
                found[f"<script type={values['type']}>"] += 1
            except ValueError:
                found["a data block that is not JSON"] += 1
        elif tag in ELEMENTS:
            found[f"<{tag}>"] += 1
        elif tag == "meta" and "http-equiv" in values:
            found[f"<meta http-equiv={values['http-equiv'].lower()}>"] += 1
        elif tag == "link" and values.get("rel", "").lower() in ("stylesheet", "import", "preload"):
            found[f"<link rel={values['rel'].lower()} href={values.get('href', '')}>"] += 1
        for name, value in values.items():
            if name.startswith("on"):
                found[f"{name} of <{tag}>"] += 1
            elif name in ("srcdoc", "style", "is", "slot"):
                found[f"{name} of <{tag}>"] += 1
            elif name == "srcset" and any(is_dangerous(part) for part in value.split(",")):
                found[f"srcset of <{tag}>: {value[:80]}"] += 1
            elif name in URL_ATTRIBUTES and is_dangerous(value):
                found[f"{name} of <{tag}>: {value[:80]}"] += 1
            elif not re.fullmatch(r"[a-z][a-z0-9:_-]*", name):
                found[f"an attribute {name[:40]!r} of <{tag}>"] += 1
    return found


def names(tree):
    return {element.tag for element in elements(tree)}


def parsed(path, text):
    """(kind, tree) of everything in a file that a browser or a feed reader takes for HTML."""
    if path.endswith(".html"):
        return [("page", selectolax.lexbor.LexborHTMLParser(text))]
    trees = []
    if path.endswith(".xml") and "feed" in path:
        feed = xml.etree.ElementTree.fromstring(text)
        for element in feed.iter():
            for name, value in element.attrib.items():
                if plain(name) in ("href", "src", "uri") and is_dangerous(value):
                    raise ValueError(f"a feed's {plain(element.tag)} leads to {value}")
            if element.attrib.get("type") in ("html", "xhtml"):
                trees.append(("feed", selectolax.lexbor.LexborHTMLParser(element.text or "")))
    elif path.endswith("feed.json"):
        for item in json.loads(text)["items"]:
            trees.append(("feed", selectolax.lexbor.LexborHTMLParser(item.get("content_html") or "")))
    elif path.endswith(".svg"):
        tree = xml.etree.ElementTree.fromstring(text)
        trees.append(("svg", tree))
    return trees


# ---------------------------------------------------------------- writing hostile content

class Document:
    """A file whose lines know which place they are: what is refused can be taken out again."""

    def __init__(self, path):
        self.path, self.parts, self.refused = path, [], set()

    def add(self, place, text, fallback=None):
        """A place with hostile text; `fallback` stands there when the text was refused."""
        self.parts.append((place, text, fallback))
        if place in LEFT_OUT:
            self.refused.add(len(self.parts) - 1)
        return self

    def fixed(self, text):
        return self.add(None, text)

    def text(self):
        self.lines, result = [], []
        for index, (place, text, fallback) in enumerate(self.parts):
            shown = fallback if index in self.refused else text
            if shown is not None:
                result.append(shown)
                self.lines += [index] * (shown.count("\n") + 1)
        return "\n".join(result) + "\n"

    def refuse(self, line):
        """Takes out what stands on a line; False where nothing hostile does."""
        index = self.lines[min(line, len(self.lines)) - 1] if self.lines else None
        if index is None or self.parts[index][0] is None or index in self.refused:
            return False
        self.refused.add(index)
        return True


def quoted(text):
    """A scalar of YAML: JSON's escapes are YAML's, too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\x7f").replace("\u2028", "\\u2028")


def literal(text):
    """Text that Markdown takes as it stands, on one line."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", one_line(text))


def one_line(text):
    return re.sub(r"[\r\n]+", " ", text).strip() or "x"


def destination(address):
    return "<" + re.sub(r"([<>\\])", r"\\\1", re.sub(r"[\r\n]", " ", address)) + ">"


def body(document, text, number, address, media):
    """Every place of a Markdown text, each a block of its own."""
    line = one_line(text)
    cell = line.replace("\\", "\\\\").replace("|", "\\|")
    add = lambda place, block: document.add("body: " + place, block + "\n")
    add("text as written", re.sub(r"(?m)^(---|===)", "x", text))
    add("text with escapes", literal(text))
    add("raw line", "<div>" + line + "</div>")
    add("heading", "## " + line)
    add("heading with escapes", "## " + literal(text))
    add("heading's own id", "### A heading {#" + line.replace("}", "") + "}")
    add("heading's own id, no spaces", "### A heading {#" + re.sub(r"[\s{}]", "", line) + "}")
    add("fence's info", "~~~" + line.replace("~", "") + "\ncode\n~~~")
    add("fence's info with escapes", "``` " + literal(text.replace("`", "")) + "\ncode\n```")
    add("code block", "~~~~~~~~\n" + text + "\n~~~~~~~~")
    add("code span", "``` " + line.replace("`", "'") + " ```")
    add("table", "| A | " + cell + " |\n|---|---|\n| " + cell + " | `" + cell.replace("`", "'") + "` |")
    add("list", "- " + line + "\n- [ ] " + literal(text))
    add("quotation", "> Words.\n>\n> — " + literal(text))
    add("aside", "> [!NOTE] " + line + "\n> " + line)
    add("aside's kind", "> [!" + re.sub(r"[\]\s]", "", line) + "]\n> Words.")
    add("footnote", "Words[^" + re.sub(r"[\]\[\s]", "", line)[:60] + "].\n\n[^" + re.sub(r"[\]\[\s]", "", line)[:60] + "]: " + line)
    add("link's text", "[" + literal(text) + "](https://example.org/)")
    add("link's title", "[x](https://example.org/ \"" + re.sub(r"([\"\\])", r"\\\1", line) + "\")")
    add("link's path", "[x](" + destination("https://example.org/" + text) + ")")
    add("link's fragment", "[x](" + destination("#" + text) + ")")
    add("link's query", "[x](" + destination("https://example.org/?q=" + text) + ")")
    add("mail address", "[x](" + destination("mailto:" + text) + ")")
    add("autolink", "<https://example.org/" + re.sub(r"[\s<>]", "", line) + ">")
    add("reference", "[x][r%d]\n\n[r%d]: %s '%s'" % (number, number, destination("https://example.org/" + text), line.replace("\\", "\\\\").replace("'", "\\'")))
    add("link's target", "[x](" + destination(address) + ")")
    add("image's target", "![x](" + destination(address) + ")")
    add("reference's target", "[x][t%d]\n\n[t%d]: %s" % (number, number, destination(address)))
    add("autolink's target", "<" + re.sub(r"[\s<>]", "", address) + ">")
    add("image's description", "![" + literal(text) + "](../media/a.png \"" + re.sub(r"([\"\\])", r"\\\1", line) + "\")")
    add("image's raw description", "![" + re.sub(r"[\[\]`\\]", "", line) + "](../media/a.png)")
    add("image's file name", "![x](" + urllib.parse.quote("../media/" + media) + ")")
    add("claim", "[" + literal(text) + "](index:C%d/score)" % number)
    add("chart's title", "![" + literal(text) + "](index:C%d/chart)" % number)
    add("link of the index", "[x](" + destination("index:C%d/" % number + text) + ")")


def week(number):
    """The edition of a constituent: each has one of its own, so that tables stay small."""
    year, index = 2020 + number // 50, number % 50 + 1
    return f"{year}-W{index:02}"


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000 01f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082".replace(" ", ""))


def file_name(text):
    name = re.sub(r"[/\x00]", "", text)
    while len(name.encode()) > 120:
        name = name[:-1]
    return "m" + name + ".png"


def path_part(text):
    """The most of a text that an old address may hold."""
    return re.sub(r"[\x00-\x20\x7f\\?#%<>\"|*:]|//+|\.\.+", "", text)[:60].strip("/") or "x"


def site(chunk, all_addresses):
    """(documents, media) of a site that holds each text of the chunk in every place."""
    index = Document("index.yml")
    joined = " ".join(chunk)
    for key in ["title", "tagline", "description", "publisher", "licence"]:
        index.add("index: " + key, f"{key}: {quoted(joined)}", "title: Harmless" if key == "title" else None)
    index.add("index: language", f"language: {quoted(chunk[0])}", "language: en")
    index.add("index: address", f"url: {quoted('https://example.org/' + chunk[0])}", "url: https://example.org/")
    index.add("index: unit", f"scale: {{min: 0, max: 100, unit: {quoted(joined)}}}", "scale: {min: 0, max: 100}")
    index.fixed("cadence: weekly")
    index.add("index: noun", f"noun: {{one: {quoted(chunk[0])}, many: companies}}", "noun: {one: company, many: companies}")
    index.fixed("constituents:")
    documents, media = [index], ["a.png"]
    for number, text in enumerate(chunk):
        index.fixed(f"  - id: C{number}")
        index.add("constituent: name", f"    name: {quoted(text + ' ' + str(number))}", f"    name: N{number}")
        index.add("constituent: category", f"    category: {quoted(text)}")
        index.add("constituent: strategy", f"    strategy: {quoted(text)}")
        index.add("constituent: alias", f"    aliases: [{quoted(text + ' alias ' + str(number))}]")
    for number, text in enumerate(chunk):
        index.add("constituent: id", f"  - id: {quoted(text)}\n    name: Unrated {number}")
    for number, text in enumerate(chunk):
        address = all_addresses[number % len(all_addresses)]
        media.append(file_name(text))
        article = Document(f"articles/a{number}.md").fixed("---")
        article.add("article: title", f"title: {quoted(text)}", f"title: T{number}")
        article.add("article: summary", f"summary: {quoted(text)}")
        article.fixed(f"date: 2026-01-01\nedition: {week(number)}\nconstituent: C{number}\nscores: {{C{number}: 50}}")
        article.add("article: figure", f"stats: [{{value: {quoted(text)}, label: {quoted(text)}}}]")
        article.add("article: tags", f"tags: [{quoted(text)}]")
        article.add("article: authors", f"authors: [{quoted(text)}]")
        article.add("article: parameters", f"params: {{a: {quoted(text)}, {quoted(text)}: b}}")
        article.add("article: alias", f"aliases: [{quoted(f'/old{number}/{path_part(text)}/')}]")
        article.fixed("---\n")
        body(article, text, number, address, media[-1])
        documents.append(article)
        profile = Document(f"companies/c{number}.md").fixed(f"---\nconstituent: C{number}")
        profile.add("profile: summary", f"summary: {quoted(text)}").fixed("---\n")
        documents.append(profile)
        note = Document(f"editions/e{number}.md").fixed(f"---\nedition: {week(number)}")
        note.add("note: title", f"title: {quoted(text)}").add("note: summary", f"summary: {quoted(text)}").fixed("---\n\nWords.")
        documents.append(note)
        page = Document(f"pages/p{number}.md").fixed("---")
        page.add("page: title", f"title: {quoted(text)}", f"title: P{number}")
        page.add("page: summary", f"summary: {quoted(text)}").fixed("---\n\nWords.")
        documents.append(page)
        correction = Document(f"corrections/k{number}.yml")
        correction.fixed(f"edition: {week(number)}\nconstituent: C{number}\nwas: 50\nnow: 51\ndate: 2026-02-01")
        correction.add("correction: reason", f"reason: {quoted(text)}", "reason: Harmless.")
        correction.add("correction: finder", f"found-by: {quoted(text)}")
        documents.append(correction)
    return documents, media


class Build:
    def __init__(self, binary, templates, root):
        self.binary, self.templates, self.root = binary, templates, root
        self.problems, self.rounds = [], 0

    def write(self, documents, media):
        for document in documents:
            path = f"{self.root}/Content/{document.path}"
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(document.text())
        os.makedirs(f"{self.root}/Content/media", exist_ok=True)
        for name in media:
            try:
                with open(f"{self.root}/Content/media/{name}", "wb") as file:
                    file.write(PICTURE)
            except (OSError, ValueError):
                pass  # No file can have this name, so none does.

    def run(self, documents, media):
        """Builds, taking out what is refused; nothing where that does not end."""
        self.write(documents, media)
        by_path = {"Content/" + document.path: document for document in documents}
        for self.rounds in range(1, 13):
            done = subprocess.run(
                [self.binary, "build", "--no-cards", "--content", "Content", "--templates", self.templates, "--output", "Public",
                 "--format", "json", "--quiet"], cwd=self.root, capture_output=True, timeout=170)
            if done.returncode not in (0, 1):
                said = done.stderr.decode("utf-8", "replace").strip() or "nothing"
                self.problems.append(f"the build ends with {done.returncode} and says {said[:300]}")
                return False
            diagnostics = json.loads(done.stdout or b"[]")
            if done.returncode == 0:
                return True
            changed = False
            for problem in diagnostics:
                if problem["severity"] != "error":
                    continue
                path, line = problem.get("path"), problem.get("line")
                if path and path.startswith("Content/media/") and os.path.exists(f"{self.root}/{path}"):
                    os.remove(f"{self.root}/{path}")
                    changed = True
                elif path not in by_path or not line:
                    self.problems.append(f"an error without a place: {problem}")
                    return False
                else:
                    changed = by_path[path].refuse(line) or changed
            if not changed:
                self.problems.append(f"errors that no hostile text stands at: {json.dumps(diagnostics[:3], indent=1)}")
                return False
            for document in documents:
                with open(f"{self.root}/Content/{document.path}", "w", encoding="utf-8", newline="") as file:
                    file.write(document.text())
        self.problems.append("the errors do not end")
        return False

    def published(self):
        for folder, _, files in sorted(os.walk(self.root + "/Public")):
            for name in sorted(files):
                path = os.path.relpath(os.path.join(folder, name), self.root + "/Public")
                if not path.startswith("media/"):
                    with open(os.path.join(folder, name), "rb") as file:
                        yield path, file.read()


def kind_of(path):
    """Pages of one template hold the same; the numbers in the names of files tell those of a kind apart."""
    if path.startswith("old"):
        return "old/index.html"
    if path.startswith("embed/"):
        return "embed/index.html"
    if path.startswith("editions/"):
        return re.sub(r"[^/]+/index\.html$", "*/index.html", path) if path.count("/") > 1 else path
    return re.sub(r"\d+/index\.html$", "*/index.html", path)


def judge_site(binary, templates, chunk, all_addresses, baseline):
    """(accepted and refused by place, problems, pages)"""
    with tempfile.TemporaryDirectory() as root:
        build = Build(binary, templates, root)
        documents, media = site(chunk, all_addresses)
        if not build.run(documents, media):
            return {}, build.problems, 0
        problems, pages = [], 0
        for path, content in build.published():
            pages += 1
            try:
                trees = parsed(path, content.decode("utf-8"))
            except Exception as error:
                problems.append(f"{path}: cannot be read: {error}")
                continue
            allowed, known = baseline.get(kind_of(path), baseline["*"])
            for kind, tree in trees:
                extra = dangers(tree) - (allowed if kind == "page" else collections.Counter())
                if extra:
                    problems.append(f"{path}: {kind} holds {dict(extra)}")
                strange = names(tree) - known - MARKDOWN
                if kind != "svg" and strange:
                    problems.append(f"{path}: {kind} holds elements {sorted(strange)}")
        counts = collections.defaultdict(lambda: [0, 0])
        for document in documents:
            for index, (place, _, _) in enumerate(document.parts):
                if place:
                    counts[place][index in document.refused] += 1
        return dict(counts), problems, pages


def baseline_of(binary, templates):
    """What the site holds with harmless text, by kind of page; `*` is what any page may hold."""
    with tempfile.TemporaryDirectory() as root:
        build = Build(binary, templates, root)
        documents, media = site([HARMLESS, HARMLESS + " two"], ["https://example.org/"])
        if not build.run(documents, media):
            sys.exit("the harmless site does not build: " + "; ".join(build.problems))
        found, every = {}, None
        for path, content in build.published():
            for kind, tree in parsed(path, content.decode("utf-8")):
                if kind == "page":
                    holds, known = dangers(tree), names(tree)
                    before = found.get(kind_of(path), (collections.Counter(), set()))
                    found[kind_of(path)] = (before[0] | holds, before[1] | known)
        every = set().union(*(known for _, known in found.values()))
        found["*"] = (collections.Counter(), every)
        return {kind: (holds, every) for kind, (holds, _) in found.items()}


def site_part(binary, templates, payloads, seed, workers):
    all_addresses = addresses(payloads)
    order = random.Random(seed)
    texts = list(payloads)
    order.shuffle(texts)
    # Addresses that stand as text, too.
    size = 33
    chunks = [texts[start:start + size] for start in range(0, len(texts), size)]
    baseline = baseline_of(binary, templates)
    totals, problems, pages = collections.defaultdict(lambda: [0, 0]), [], 0
    with concurrent.futures.ProcessPoolExecutor(workers) as pool:
        turns = []
        for number, chunk in enumerate(chunks):
            start = number * size % len(all_addresses)
            rotated = all_addresses[start:] + all_addresses[:start]
            turns.append(pool.submit(judge_site, binary, templates, chunk, rotated, baseline))
        for number, turn in enumerate(turns):
            counts, found, count = turn.result()
            pages += count
            problems += [f"site {number}: {problem}" for problem in found]
            for place, (accepted, refused) in counts.items():
                totals[place][0] += accepted
                totals[place][1] += refused
    for place, (accepted, refused) in sorted(totals.items()):
        print(f"    {place:36} {accepted:4} published {refused:4} refused")
    # A suite in which nothing is published proves nothing.
    for place in ["article: title", "article: summary", "constituent: name", "body: table", "body: code block", "page: title"]:
        if totals[place][0] < len(payloads) * 0.8:
            problems.append(f"only {totals[place][0]} of {len(payloads)} vectors are published in {place}")
    print(f"site: {len(payloads)} vectors in {len(totals)} places, {len(chunks)} sites, {pages} files read, "
          f"{len(problems)} problems")
    return problems


# ---------------------------------------------------------------- places of a template

RENDERS, REFUSES, EITHER = "renders", "refuses", "either"


def is_javascript_value(text):
    """A literal of JSON is one of JavaScript, where no `<` and no line separator stands in it."""
    try:
        json.loads(text)
        return not re.search("[<\u2028\u2029]", text)
    except ValueError:
        return False


def is_javascript_text(text):
    return re.fullmatch(r"(?:[^\"'\\\n\r\u2028\u2029<`]|\\[^\n\r\u2028\u2029])*", text) is not None


def is_style_value(text):
    return not re.search(r"[;{}<>\"'\\@/]|\(|expression|javascript|-moz-binding", text, re.I)


def is_safe_address(text):
    return not is_dangerous(text)


def anything(_):
    return True


# (what it is, template for one value, what is expected, where the value stands in the result, what it may be there)
# Where the value stands is a tag and an attribute, or a tag and None for its text.
PLACES = [
    ("text", "<p>{{ v }}</p>", RENDERS, ("p", None), anything),
    ("text between elements", "<div>{{ v }}<b>x</b>{{ v }}</div>", RENDERS, ("div", None), anything),
    ("title", "<title>{{ v }}</title>", RENDERS, ("title", None), anything),
    ("textarea", "<textarea>{{ v }}</textarea>", RENDERS, ("textarea", None), anything),
    ("double-quoted attribute", '<p title="{{ v }}">x</p>', RENDERS, ("p", "title"), anything),
    ("single-quoted attribute", "<p title='{{ v }}'>x</p>", RENDERS, ("p", "title"), anything),
    ("unquoted attribute", "<p title={{ v }}>x</p>", EITHER, ("p", "title"), anything),
    ("unquoted attribute at the end", "<p id=x title={{ v }} class=y>x</p>", EITHER, ("p", "title"), anything),
    ("part of an attribute", '<p class="a {{ v }} b">x</p>', RENDERS, ("p", "class"), anything),
    ("data attribute", '<p data-x="{{ v }}">x</p>', RENDERS, ("p", "data-x"), anything),
    ("href", '<a href="{{ v }}">x</a>', RENDERS, ("a", "href"), is_safe_address),
    ("href in single quotes", "<a href='{{ v }}'>x</a>", RENDERS, ("a", "href"), is_safe_address),
    ("href without quotes", "<a href={{ v }}>x</a>", EITHER, ("a", "href"), is_safe_address),
    ("href in capitals", '<A HREF="{{ v }}">x</A>', RENDERS, ("a", "href"), is_safe_address),
    ("href with a space before it", '<a href=" {{ v }}">x</a>', EITHER, ("a", "href"), is_safe_address),
    ("href behind a root", '<a href="{{ r }}{{ v }}">x</a>', RENDERS, ("a", "href"), is_safe_address),
    ("href behind an empty value", '<a href="{{ e }}{{ v }}">x</a>', RENDERS, ("a", "href"), is_safe_address),
    ("href in two halves", '<a href="java{{ e }}{{ v }}">x</a>', EITHER, ("a", "href"), is_safe_address),
    ("href behind a branch", '<a href="{% if e %}x{% endif %}{{ v }}">x</a>', EITHER, ("a", "href"), is_safe_address),
    ("path", '<a href="/a/{{ v }}/b">x</a>', RENDERS, ("a", "href"), lambda text: text.startswith("/a/")),
    ("query", '<a href="/a?q={{ v }}&amp;r=1">x</a>', RENDERS, ("a", "href"),
     lambda text: text.startswith("/a?q=") and text.count("&") == 1 and "#" not in text),
    ("fragment", '<a href="#{{ v }}">x</a>', RENDERS, ("a", "href"), lambda text: text.startswith("#")),
    ("host", '<a href="https://{{ v }}/">x</a>', EITHER, ("a", "href"), is_safe_address),
    ("scheme", '<a href="{{ v }}:alert(1)">x</a>', EITHER, ("a", "href"), is_safe_address),
    ("src", '<img src="{{ v }}" alt="">', RENDERS, ("img", "src"), is_safe_address),
    ("srcset", '<img srcset="{{ v }}" src="x" alt="">', EITHER, ("img", "srcset"),
     lambda text: not any(is_dangerous(part) for part in text.split(","))),
    ("srcset with a size", '<img srcset="a.png 1x, {{ v }} 2x" src="x" alt="">', EITHER, ("img", "srcset"),
     lambda text: text.count(",") == 1 and not is_dangerous(text.split(",")[1])),
    ("poster", '<video poster="{{ v }}"></video>', RENDERS, ("video", "poster"), is_safe_address),
    ("action", '<form action="{{ v }}"></form>', RENDERS, ("form", "action"), is_safe_address),
    ("formaction", '<button formaction="{{ v }}">x</button>', RENDERS, ("button", "formaction"), is_safe_address),
    ("cite", '<blockquote cite="{{ v }}">x</blockquote>', RENDERS, ("blockquote", "cite"), is_safe_address),
    ("link", '<link rel="canonical" href="{{ v }}">', RENDERS, ("link", "href"), is_safe_address),
    ("object's data", '<object data="{{ v }}"></object>', EITHER, ("object", "data"), is_safe_address),
    ("script's src", '<script src="{{ v }}"></script>', EITHER, ("script", "src"), is_safe_address),
    ("iframe's src", '<iframe src="{{ v }}"></iframe>', EITHER, ("iframe", "src"), is_safe_address),
    ("iframe's srcdoc", '<iframe srcdoc="{{ v }}"></iframe>', EITHER, ("iframe", "srcdoc"),
     lambda text: not dangers(html5lib.parseFragment(text))),
    ("base", '<base href="{{ v }}">', EITHER, ("base", "href"), is_safe_address),
    ("refresh", '<meta http-equiv="refresh" content="0; url={{ v }}">', EITHER, ("meta", "content"),
     lambda text: not is_dangerous(text.split("url=", 1)[-1].strip("'\""))),
    ("meta's content", '<meta name="description" content="{{ v }}">', RENDERS, ("meta", "content"), anything),
    ("svg text", "<svg><text>{{ v }}</text></svg>", RENDERS, ("text", None), anything),
    ("svg title", "<svg><title>{{ v }}</title></svg>", RENDERS, ("title", None), anything),
    ("svg link", '<svg><a xlink:href="{{ v }}"><text>x</text></a></svg>', RENDERS, ("a", "xlink:href"), is_safe_address),
    ("svg href", '<svg><a href="{{ v }}"><text>x</text></a></svg>', RENDERS, ("a", "href"), is_safe_address),
    ("svg use", '<svg><use href="{{ v }}"/></svg>', EITHER, ("use", "href"), is_safe_address),
    ("svg image", '<svg><image xlink:href="{{ v }}"/></svg>', RENDERS, ("image", "xlink:href"), is_safe_address),
    ("svg animation", '<svg><animate attributeName="href" to="{{ v }}"/></svg>', EITHER, ("animate", "to"), is_safe_address),
    ("svg set", '<svg><set attributeName="href" to="{{ v }}"/></svg>', EITHER, ("set", "to"), is_safe_address),
    ("svg attribute", '<svg><rect width="{{ v }}" fill="{{ v }}"/></svg>', EITHER, ("rect", "width"), anything),
    ("math", "<math><mtext>{{ v }}</mtext></math>", EITHER, ("mtext", None), anything),
    ("style element", "<style>p { color: {{ v }} }</style>", EITHER, ("style", None),
     lambda text: is_style_value(text[len("p { color: "):-len(" }")])),
    ("style's text", '<style>p::before { content: "{{ v }}" }</style>', EITHER, ("style", None),
     lambda text: re.fullmatch(r'p::before \{ content: "(?:[^"\\\n\r\f<]|\\.)*" \}', text)),
    ("style's address", '<style>p { background: url("{{ v }}") }</style>', EITHER, ("style", None),
     lambda text: re.fullmatch(r'p \{ background: url\("[^"\\\n\r\f<()]*"\) \}', text) and not is_dangerous(text[21:-4])),
    ("style attribute", '<p style="color: {{ v }}">x</p>', EITHER, ("p", "style"),
     lambda text: is_style_value(text[len("color: "):])),
    ("style attribute's address", "<p style=\"background: url('{{ v }}')\">x</p>", EITHER, ("p", "style"),
     lambda text: re.fullmatch(r"background: url\('[^'\\\n\r\f<()]*'\)", text) and not is_dangerous(text[17:-2])),
    ("whole style attribute", '<p style="{{ v }}">x</p>', EITHER, ("p", "style"), is_style_value),
    ("script", "<script>var x = {{ v }};</script>", EITHER, ("script", None),
     lambda text: is_javascript_value(text[len("var x = "):-1])),
    ("script's double-quoted text", '<script>var x = "{{ v }}";</script>', EITHER, ("script", None),
     lambda text: is_javascript_text(text[len('var x = "'):-2])),
    ("script's single-quoted text", "<script>var x = '{{ v }}';</script>", EITHER, ("script", None),
     lambda text: is_javascript_text(text[len("var x = '"):-2])),
    ("script's template text", "<script>var x = `{{ v }}`;</script>", EITHER, ("script", None),
     lambda text: is_javascript_text(text[len("var x = `"):-2]) and "${" not in text),
    ("script's comment", "<script>// {{ v }}\nvar x = 1;</script>", EITHER, ("script", None),
     lambda text: re.fullmatch(r"//[^\n\r\u2028\u2029<]*\nvar x = 1;", text)),
    ("script's regular expression", "<script>var x = /{{ v }}/;</script>", EITHER, ("script", None),
     lambda text: re.fullmatch(r"var x = /(?:[^/\\\n\r\u2028\u2029<\[]|\\[^\n\r\u2028\u2029])+/;", text)),
    ("script with tojson", "<script>var x = {{ v | tojson }};</script>", EITHER, ("script", None),
     lambda text: is_javascript_value(text[len("var x = "):-1])),
    ("module", '<script type="module">x({{ v }})</script>', EITHER, ("script", None),
     lambda text: is_javascript_value(text[2:-1])),
    ("JSON data block", '<script type="application/json">{{ v }}</script>', EITHER, ("script", None), is_javascript_value),
    ("JSON data block with tojson", '<script type="application/json">{"a": {{ v | tojson }}}</script>', RENDERS,
     ("script", None), is_javascript_value),
    ("JSON-LD with tojson", '<script type="application/ld+json">[{{ v | tojson }}]</script>', RENDERS, ("script", None),
     is_javascript_value),
    ("tojson in an attribute", "<p data-x='{{ v | tojson }}'>x</p>", RENDERS, ("p", "data-x"), is_javascript_value),
    ("comment", "<!-- {{ v }} --><p>x</p>", EITHER, ("p", None), lambda text: text == "x"),
    ("conditional comment", "<!--[if IE]>{{ v }}<![endif]--><p>x</p>", EITHER, ("p", None), lambda text: text == "x"),
    ("noscript", "<noscript>{{ v }}</noscript>", EITHER, ("noscript", None), anything),
    ("template element", "<template><p>{{ v }}</p></template>", EITHER, ("p", None), anything),
    ("xmp", "<xmp>{{ v }}</xmp>", EITHER, ("xmp", None), anything),
    ("option", "<select><option>{{ v }}</option></select>", RENDERS, ("option", None), anything),
    ("table cell", "<table><tr><td>{{ v }}</td></tr></table>", RENDERS, ("td", None), anything),
    ("pre", "<pre>{{ v }}</pre>", RENDERS, ("pre", None), anything),
    ("through set", "{% set w = v %}<p title=\"{{ w }}\">{{ w }}</p>", RENDERS, ("p", None), anything),
    ("through a filter", "<p>{{ v | upper }}{{ v | trim }}{{ v | replace('a', v) }}</p>", RENDERS, ("p", None), anything),
    ("joined", "<p>{{ [v, v] | join('<br>') }}</p>", RENDERS, ("p", None), anything),
    ("concatenated", '<p title="{{ v ~ v }}">{{ "<b>" ~ v }}</p>', RENDERS, ("p", "title"), anything),
    ("escaped and concatenated", "<p title=\"{{ v | escape ~ v }}\">{{ v | escape }}</p>", RENDERS, ("p", "title"), anything),
    ("escaped in an unquoted attribute", "<p title={{ v | escape }}>x</p>", EITHER, ("p", "title"), anything),
    ("escaped in a script", "<script>var x = \"{{ v | escape }}\";</script>", EITHER, ("script", None),
     lambda text: is_javascript_text(text[len('var x = "'):-2])),
    ("escaped in href", '<a href="{{ v | escape }}">x</a>', RENDERS, ("a", "href"), is_safe_address),
    ("stripped of tags", '<p title="{{ v | striptags }}">{{ v | striptags }}</p>', RENDERS, ("p", "title"), anything),
    ("percent-encoded", '<a href="/?q={{ v | urlencode }}">x</a>', RENDERS, ("a", "href"),
     lambda text: text.startswith("/?q=") and "&" not in text),
    ("default", "<p>{{ missing | default(v) }}</p>", RENDERS, ("p", None), anything),
    ("trusted without trust", "<p>{{ v | safe }}</p>", REFUSES, None, None),
    ("event handler", '<p onclick="{{ v }}">x</p>', REFUSES, None, None),
    ("event handler's text", "<p onclick=\"f('{{ v }}')\">x</p>", REFUSES, None, None),
    ("event handler in capitals", '<p OnClick="f({{ v }})">x</p>', REFUSES, None, None),
    ("tag name", "<{{ v }}>x", REFUSES, None, None),
    ("part of a tag name", "<h{{ v }}>x", REFUSES, None, None),
    ("closing tag", "<p>x</{{ v }}>", REFUSES, None, None),
    ("attribute name", "<p {{ v }}>x</p>", REFUSES, None, None),
    ("attribute name with value", '<p {{ v }}="x">x</p>', REFUSES, None, None),
    ("part of an attribute name", '<p data-{{ v }}="x">x</p>', REFUSES, None, None),
    ("behind a quoted value", '<p title="x"{{ v }}>x</p>', REFUSES, None, None),
    ("doctype", "<!DOCTYPE {{ v }}><p>x</p>", EITHER, ("p", None), lambda text: text == "x"),
    ("branches in two places", '<a href="{% if v %}x">{% else %}y{% endif %}{{ v }}</a>', REFUSES, None, None),
    ("branches with one quote", '<p title={% if v %}"{% endif %}{{ v }}>x</p>', REFUSES, None, None),
    ("a loop that ends elsewhere", "<p>{% for x in [1, 2] %}<b title=\"{{ v }}{% endfor %}\">x</b></p>", REFUSES, None, None),
    ("unclosed attribute", '<p title="{{ v }}', REFUSES, None, None),
    ("attribute that decides an attribute", '<svg><animate attributeName="{{ v }}" to="x"/></svg>', EITHER,
     ("animate", "attributename"), anything),
    ("script's type", '<script type="{{ v }}">x</script>', EITHER, ("script", "type"),
     lambda text: text.strip() not in ("", "module") and "script" not in text.lower()),
    ("link's rel", '<link rel="{{ v }}" href="x">', EITHER, ("link", "rel"), anything),
]


def structure(tree):
    """Names of elements with those of their attributes, in order; two texts differ in text and values alone."""
    return [(tag, tuple(sorted(values))) for tag, values, _ in elements(tree)]


def value_of(tree, where):
    tag, name = where
    for element in elements(tree):
        if element.tag == tag and (name is None or name in element.values):
            return element.text if name is None else element.values[name]
    return ""


SEPARATOR = "\n-=-=-\n"


class Trial:
    """One place of a template, for one value or for many in one run."""

    def __init__(self, binary, root, template):
        self.binary, self.root = binary, root
        many = "{% for v in vs %}" + template + SEPARATOR + "{% endfor %}"
        for name, text in [("one", template), ("many", many)]:
            os.makedirs(f"{root}/{name}")
            with open(f"{root}/{name}/t.html", "w", encoding="utf-8") as file:
                file.write(text)

    def render(self, folder, data):
        """(page, message of the refusal)"""
        with open(self.root + "/data.json", "w", encoding="utf-8") as file:
            json.dump({"e": "", "r": "../", **data}, file)
        done = subprocess.run(
            [self.binary, "render", "t.html", "--templates", folder, "--data", "data.json"], cwd=self.root,
            capture_output=True, timeout=60)
        if done.returncode == 0:
            return done.stdout.decode("utf-8"), None
        message = done.stderr.decode("utf-8", "replace")
        if done.returncode != 1 or not re.search(rf"^{folder}/t\.html:\d+:\d+: error: ", message, re.M):
            raise ValueError(f"exit code {done.returncode} without a place: {message[:300]}")
        return None, message

    def pages(self, values):
        """(value, page) of every value that is not refused."""
        if not values:
            return []
        page, refusal = self.render("many", {"vs": values})
        if refusal is None:
            return list(zip(values, page.split(SEPARATOR)))
        if len(values) == 1:
            return []
        middle = len(values) // 2
        return self.pages(values[:middle]) + self.pages(values[middle:])


def judge_place(binary, place, values):
    """(whether it was refused at load, problems)"""
    what, template, expected, where, is_inert = place
    with tempfile.TemporaryDirectory() as root:
        trial = Trial(binary, root, template)
        try:
            harmless, refusal = trial.render("one", {"v": "harmless"})
            if refusal is not None:
                return True, [f"{what}: refused, but it can be made safe: {refusal}"] if expected == RENDERS else []
            if expected == REFUSES:
                return False, [f"{what}: nothing can be made safe here, and the template is rendered: {template}"]
            wanted, problems = structure(html5lib.parse(harmless)), []
            # A dangerous address alone may be refused, and a refusal ends the page of all.
            apart = [value for value in values if is_inert is is_safe_address and is_dangerous(value)]
            together = [value for value in values if value not in apart]
            if trial.render("many", {"vs": together})[1] is not None:
                # A place that refuses some is slow: a third of them must do, another third in the next place.
                together = together[PLACES.index(place) % 3::3]
            rendered = trial.pages(together)
            for value in apart:
                rendered += trial.pages([value])
            for value, page in rendered:
                tree = html5lib.parse(page)
                if structure(tree) != wanted:
                    problems.append(f"{what}: {value!r} changes the page: {page[:300]!r}")
                elif not is_inert(value_of(tree, where)):
                    problems.append(f"{what}: {value!r} is live: {page[:300]!r}")
            return False, problems[:3] + ([f"{what}: and {len(problems) - 3} more"] if len(problems) > 3 else [])
        except ValueError as error:
            return False, [f"{what}: {error}"]


# Short texts that end each kind of place, beside the vectors.
ENDINGS = [
    "\"", "'", "`", "<", ">", "=", " ", "\t", "\n", "\r", "\f", "/", "\\", "\\\"", "\\'", "*/", "-->", "--!>", "]]>", "</script>",
    "</style>", "</title>", "</textarea>", "<!--", "<!--<script>", "</p>", "\u2028", "\u2029", "\u00a0", "\x00", "\x0b", "&quot;",
    "&#39;", "&lt;script&gt;", "&", "&amp", "${alert(1)}", "x onclick=alert(1)", "x=y", "a,javascript:alert(1)", "a 1x, javascript:alert(1) 2x",
    "expression(alert(1))", "red;background:url(javascript:alert(1))", "\\3c script", "}body{", "%22%3E", "\ufeff", "\ud7ff",
    "+ADw-script+AD4-", "1;alert(1)", "null", "true", "</ScRiPt >", "</xmp>", "</noscript>", "</template>", "</svg>",
]


def templates_part(binary, payloads, seed, workers):
    choice = random.Random(seed)
    sample = choice.sample(payloads, 24)
    values = ENDINGS + ADDRESSES + sample
    live = [value for value in values if is_dangerous(value)]

    def judge(number):
        # All of them in the first place of an address, and in each other a few, in turn: a refusal costs a process.
        place = PLACES[number]
        few = set(live if place[0] == "href" else (live + live)[number % len(live):][:6])
        return judge_place(binary, place, [value for value in values if value not in live or value in few])

    problems, refused = [], 0
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        for is_refused, found in pool.map(judge, range(len(PLACES))):
            refused += is_refused
            problems += found
    print(f"templates: {len(PLACES)} places, {len(values)} values each, {refused} places refused at load, "
          f"{len(problems)} problems")
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without", action="append", default=[], help="a place to leave out, as the table names it")
    parser.add_argument("--part", choices=["site", "templates"])
    parser.add_argument("--templates", default=os.path.join(HERE, "..", "..", "Templates"))
    options = parser.parse_args()
    LEFT_OUT.update(options.without)
    binary, templates = os.path.abspath(options.binary), os.path.abspath(options.templates)
    payloads, workers, problems = vectors(), os.cpu_count() or 2, []
    if options.part != "templates":
        problems += site_part(binary, templates, payloads, options.seed, workers)
    if options.part != "site":
        problems += templates_part(binary, payloads, options.seed, workers)
    for problem in problems[:60]:
        print(problem)
    if len(problems) > 60:
        print(f"and {len(problems) - 60} more")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
