#!/usr/bin/env python3
"""Renders templates with Jinja2 3.1 and with `site render`, and tells where the two disagree.

    python3 compare-with-jinja.py BINARY [--seed N] [--count N] [--only WORD] [--project DIR] [--skip PART]

Three parts: `cases` (jinja-cases.md), `random` (templates from a grammar) and `site` (the site's own templates with the
context of every page, compared with what the build writes). Ends with 1 when anything disagrees.
"""
import argparse
import concurrent.futures
import decimal
import json
import os
import random
import re
import subprocess
import sys
import tempfile

import jinja2
import markupsafe

HERE = os.path.dirname(os.path.abspath(__file__))

# Filters that the site registers, as Python would write them, for the site's own templates.
SITE_FILTERS = {}


# Given the context, it is called for constants, too, before Jinja2 escapes them to text.
@jinja2.pass_context
def printed(_, value):
    """Booleans and none print as true, false and nothing: a documented difference."""
    if value is True:
        return "true"
    if value is False:
        return "false"
    return "" if value is None else value


def environment(templates):
    result = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, loader=jinja2.DictLoader(templates), finalize=printed)
    result.filters.update(SITE_FILTERS)
    return result


def trusting(value):
    """{"$html": …} and {"$json": …} are markup, as `site inspect` writes it."""
    if isinstance(value, dict):
        if list(value) in (["$html"], ["$json"]):
            return markupsafe.Markup(next(iter(value.values())))
        return {key: trusting(member) for key, member in value.items()}
    return [trusting(member) for member in value] if isinstance(value, list) else value


def data_of(text):
    return trusting(json.loads(text, parse_float=decimal.Decimal))


def by_jinja(templates, name, data_text):
    """(output, error): one of them is None."""
    try:
        return environment(templates).get_template(name).render(data_of(data_text)), None
    except Exception as error:  # Whatever stops Jinja2 stops the page.
        return None, f"{type(error).__name__}: {error}"


class Engine:
    """`site render` over folders of templates beneath one temporary folder."""

    def __init__(self, binary, folder):
        self.binary, self.folder, self.count = os.path.abspath(binary), folder, 0

    def render(self, templates, name, data_text):
        self.count += 1
        folder = f"{self.folder}/{self.count}"
        os.makedirs(folder + "/t")
        for path, text in templates.items():
            with open(f"{folder}/t/{path}", "w", encoding="utf-8", newline="") as file:
                file.write(text)
        with open(folder + "/data.json", "w", encoding="utf-8") as file:
            file.write(data_text)
        done = subprocess.run(
            [self.binary, "render", name, "--templates", "t", "--data", "data.json", "--trust-markup"], cwd=folder,
            capture_output=True, timeout=60)
        if done.returncode == 0:
            return done.stdout.decode("utf-8"), None
        message = done.stderr.decode("utf-8", "replace")
        if done.returncode != 1:
            return None, f"CRASH with exit code {done.returncode}\n{message}"
        if not re.search(r"^t/[^:\n]+:\d+:\d+: error: ", message, re.M):
            return None, "UNLOCATED " + message
        return None, message


class Case:
    # The documented refusals that the grammar of random templates cannot keep clear of.
    REFUSED = re.compile("takes plain text, not HTML|argument [12] of filter `replace` must be text")

    def __init__(self, kind, reason, template, files, data, where):
        self.kind, self.reason, self.template, self.files, self.data, self.where = (
            kind, reason, template, files, data, where)

    def templates(self):
        """The case and those of its section's files that it names, so that a broken one breaks nothing else."""
        needed, pending = {"case.html": self.template}, [self.template]
        while pending:
            text = pending.pop()
            for name in re.findall(r"[\w.-]+\.html", text):
                if name in self.files and name not in needed:
                    needed[name] = self.files[name]
                    pending.append(self.files[name])
        return needed

    def judge(self, engine):
        """What is wrong, or None."""
        templates = self.templates()
        theirs, their_error = by_jinja(templates, "case.html", self.data)
        ours, our_error = engine.render(templates, "case.html", self.data)
        if our_error and our_error.startswith(("CRASH", "UNLOCATED")):
            verdict = "the program fails without a place"
        elif self.kind == "refuses":
            named = self.reason.split()[0] if self.reason else "*"
            if their_error:
                verdict = "Jinja2 refuses it, too: no case of a refusal"
            elif not our_error:
                verdict = "it is said to be refused and is rendered" + (" alike" if ours == theirs else "")
            elif named != "*" and named not in our_error:
                verdict = f"the error does not name {named}"
            else:
                return None
        elif self.kind == "differs":
            if ours != theirs or bool(our_error) != bool(their_error):
                return None
            verdict = "it is said to differ and does not"
        elif self.kind == "either" and our_error:
            return None
        elif self.kind == "random" and our_error and self.REFUSED.search(our_error):
            return None
        elif bool(our_error) != bool(their_error):
            verdict = "one of them refuses it"
        elif ours != theirs:
            verdict = "the outputs differ"
        else:
            return None
        shown = "".join(f"--- {name}\n{text}\n" for name, text in templates.items() if name != "case.html")
        return (
            f"{self.where}: {verdict}\n    template: {self.template!r}\n"
            + (f"{shown}" if shown else "")
            + (f"    data:     {self.data.strip()}\n" if self.where.startswith("random") else "")
            + f"    Jinja2:   {theirs!r} {their_error or ''}\n    site:     {ours!r} {(our_error or '').strip()}")


def read_cases(path):
    """The cases of a Markdown document: see its first lines."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    cases, default, data, files, block, start = [], None, None, {}, None, 0
    section, kind, reason = "", "", ""
    for number, line in enumerate(lines, 1):
        if block is None:
            if line.startswith("## "):
                section, data, files = line[3:], default, {}
            elif line.startswith("```"):
                kind, _, reason = line[3:].partition(" ")
                block, start = [], number
            continue
        if line != "```":
            block.append(line)
            continue
        text = "\n".join(block)
        if kind == "data":
            data = text
            default = default or text
        elif kind == "file":
            files = {**files, reason: text}
        elif kind == "template":
            cases.append(Case("same", "", text, files, data, f"{section}, line {start}"))
        else:
            for offset, template in enumerate(block, 1):
                template = template.replace("␊", "\n").replace("␍", "\r").replace("␉", "\t")
                name = "same" if kind == "lines" else kind
                cases.append(Case(name, reason, template, files, data, f"{section}, line {start + offset}"))
        block = None
    return cases


class Grammar:
    """Templates at random, of what both engines must print alike."""

    TEXTS = ["t", "s", "u", "html", "e", "ws"]
    NUMBERS = ["n", "m.z", "zero", "neg", "rows[0].score", "one"]
    LISTS = ["xs", "words", "empty", "m.tags"]
    NUMBER_LISTS = ["ns", "nested[0]"]
    PIECES = ["a", " ", "\n", "<p>", "</p>", "&amp;", "é", "漢", "}", "{ ", "\t", "%", "\"", "  \n ", "\n\n"]

    def __init__(self, seed):
        self.random, self.texts, self.numbers, self.depth, self.blocks = random.Random(seed), [], [], 0, 0
        self.files, self.loops = {}, 0

    def one(self, *choices):
        return self.random.choice(choices)

    def chance(self, share):
        return self.random.random() < share

    def number(self, depth=0):
        known = self.NUMBERS + self.numbers + [str(self.random.randint(0, 12))]
        if self.loops:
            known += ["loop.index", "loop.index0", "loop.revindex", "loop.length"]
        if depth > 2 or self.chance(0.4):
            return self.random.choice(known)
        inner = lambda: self.number(depth + 1)
        return self.one(
            lambda: f"{inner()} {self.one('+', '-')} {inner()}", lambda: f"({inner()} {self.one('+', '-')} {inner()})",
            lambda: f"{self.random.choice(known)} * {self.random.randint(0, 4)}", lambda: f"-{self.random.choice(known)}",
            lambda: f"({inner()}) {self.one('//', '%')} {self.one(1, 2, 3, 7, -2)}",
            lambda: f"({inner()} if {self.truth(depth + 1)} else {inner()})", lambda: f"{self.list(depth + 1)} | length",
            lambda: f"({inner()}) | abs", lambda: f"{self.text(depth + 1)} | length")()

    def text(self, depth=0):
        known = self.TEXTS + self.texts + ["m.title", "rows[1].name", "'<x>'", '"it\'s"', "'a b'"]
        if depth > 2 or self.chance(0.4):
            return self.random.choice(known)
        inner = lambda: self.text(depth + 1)
        return self.one(
            lambda: f"({inner()} ~ {inner()})", lambda: f"({inner()} ~ {self.number(depth + 1)})",
            lambda: f"({self.plain_text()} | {self.one('upper', 'lower', 'trim', 'capitalize', 'title')})",
            lambda: f"({self.plain_text()} | replace({self.one(chr(39) + 'a' + chr(39), chr(39) + ' ' + chr(39))}, {self.plain_text()}))",
            lambda: f"({inner()} | default('d', true))", lambda: f"({self.list(depth + 1)} | join({inner()}))",
            lambda: f"({inner()} if {self.truth(depth + 1)} else {inner()})", lambda: f"({inner()} | escape)",
            lambda: f"({self.number_list(depth + 1)} | join('-'))",
            lambda: f"(missing | default({inner()}))",
            lambda: f"(rows | map(attribute='name') | join({inner()}))")()

    def plain_text(self):
        """No markup: to replace inside it is no errand of a template."""
        return self.one("t", "s", "u", "ws", "m.title", "rows[1].name", "'<x>'", "(t ~ n)", "(s | upper)", "(xs | join(t))")

    def list(self, depth=0):
        if depth > 2 or self.chance(0.5):
            return self.random.choice(self.LISTS)
        inner = lambda: self.list(depth + 1)
        return self.one(
            lambda: f"({inner()} + {inner()})", lambda: f"[{self.text(depth + 1)}, {self.text(depth + 1)}]",
            lambda: f"({inner()} | reverse | list)", lambda: f"({inner()} | sort)",
            lambda: f"({inner()} | sort(reverse=true))")()

    def number_list(self, depth=0):
        if depth > 2 or self.chance(0.5):
            return self.random.choice(self.NUMBER_LISTS)
        return self.one(
            lambda: f"({self.number_list(depth + 1)} | sort)", lambda: f"[{self.number(depth + 1)}]",
            lambda: f"({self.number_list(depth + 1)} + {self.number_list(depth + 1)})",
            lambda: "(rows | map(attribute='score') | list)")()

    def truth(self, depth=0):
        if depth > 2 or self.chance(0.2):
            return self.one("yes", "no", "n is defined", "missing is defined", "nothing is none", "empty", "e", "xs")
        inner = lambda: self.truth(depth + 1)
        return self.one(
            lambda: f"({inner()} {self.one('and', 'or')} {inner()})", lambda: f"not {inner()}",
            lambda: f"{self.number(3)} {self.one('<', '>', '<=', '>=', '==', '!=')} {self.number(3)}",
            lambda: f"{self.text(3)} {self.one('in', 'not in')} {self.one(self.text(3), self.list(3))}",
            lambda: f"({self.number(depth + 1)}) is {self.one('odd', 'even', 'number', 'divisibleby(3)', 'not odd')}",
            lambda: f"{self.text(3)} == {self.text(3)}", lambda: f"{self.text(3)} is string")()

    def answer(self):
        """A boolean itself: `and` and `or` may give a list, which cannot be printed."""
        return self.one(f"not {self.truth()}", f"{self.number(3)} < {self.number(3)}", f"{self.text(3)} in {self.list(3)}")

    def output(self):
        return "{{" + self.dash() + " " + self.one(self.text, self.number, self.text, self.number, self.answer)() + " " \
            + self.dash() + "}}"

    def dash(self):
        return "-" if self.chance(0.12) else ""

    def tag(self, text):
        return "{%" + self.dash() + " " + text + " " + self.dash() + "%}"

    def piece(self):
        return "".join(self.random.choice(self.PIECES) for _ in range(self.random.randint(1, 4)))

    def body(self):
        self.depth += 1
        saved = list(self.texts), list(self.numbers)
        count = self.random.randint(1, 4 if self.depth < 4 else 2)
        result = "".join(self.node() for _ in range(count))
        self.texts, self.numbers = saved
        self.depth -= 1
        return result

    def node(self):
        simple = [self.piece, self.output, self.output, self.comment, self.raw, self.assignment]
        return self.random.choice(simple if self.depth > 3 else simple + [self.branch, self.loop, self.block, self.include])()

    def comment(self):
        return "{#" + self.dash() + " {{ x }} " + self.dash() + "#}"

    def raw(self):
        return self.tag("raw") + self.one("{{ x }}", " {% if %} ", "\n", "a ") + self.tag("endraw")

    def assignment(self):
        name = f"v{self.random.randint(0, 3)}"
        if self.chance(0.5):
            result = self.tag(f"set {name} = {self.text()}")
            self.numbers = [known for known in self.numbers if known != name]
            self.texts.append(name)
        else:
            result = self.tag(f"set {name} = {self.number()}")
            self.texts = [known for known in self.texts if known != name]
            self.numbers.append(name)
        return result

    def branch(self):
        result = self.tag(f"if {self.truth()}") + self.body()
        if self.chance(0.3):
            result += self.tag(f"elif {self.truth()}") + self.body()
        if self.chance(0.5):
            result += self.tag("else") + self.body()
        return result + self.tag("endif")

    def loop(self):
        saved = list(self.texts), list(self.numbers)
        if self.chance(0.3):
            head, self.numbers = f"y in {self.number_list()}", self.numbers + ["y"]
        elif self.chance(0.3):
            head, self.texts, self.numbers = "k, w in pairs", self.texts + ["k"], self.numbers + ["w"]
        elif self.chance(0.3):
            head, self.texts, self.numbers = "r in rows", self.texts + ["r.name"], self.numbers + ["r.score"]
        else:
            head, self.texts = f"x in {self.list()}", self.texts + ["x"]
        if self.chance(0.2):
            # The loop's own variables are not there yet for its condition.
            loops, self.loops = self.loops, 0
            head += f" if {self.truth(1)}"
            self.loops = loops
        self.loops += 1
        result = self.tag(f"for {head}") + self.body()
        if self.chance(0.3):
            result += "{% if not loop.last %}, {% endif %}" + self.tag("if loop.first") + "F" + self.tag("endif")
        self.loops -= 1
        self.texts, self.numbers = saved
        if self.chance(0.3):
            loops, self.loops = self.loops, 0
            result += self.tag("else") + self.body()
            self.loops = loops
        return result + self.tag("endfor")

    def apart(self, make):
        """A block or a file sees no names of the loops around it, as far as is certain."""
        saved = self.texts, self.numbers, self.loops
        self.texts, self.numbers, self.loops = [], [], 0
        result = make()
        self.texts, self.numbers, self.loops = saved
        return result

    def block(self):
        if self.files.get("parent") is not None:
            return self.output()
        self.blocks += 1
        name = f"b{self.blocks}"
        return self.tag(f"block {name}") + self.apart(self.body) + self.tag(self.one("endblock", f"endblock {name}"))

    def include(self):
        name = f"part{len(self.files)}.html"
        if len(self.files) > 2:
            return self.piece()
        self.files[name] = ""
        blocks, self.files["parent"] = self.files.get("parent"), ""
        text = self.apart(self.body)
        if blocks is None:
            del self.files["parent"]
        self.files[name] = text
        return self.tag(f'include "{name}"')

    def template(self):
        """(template, files)"""
        text = self.body()
        if self.chance(0.3) and self.blocks:
            self.files["base.html"] = text
            names = [f"b{number}" for number in range(1, self.blocks + 1)]
            self.files["parent"] = ""
            text = '{% extends "base.html" %}'
            for name in self.random.sample(names, self.random.randint(1, len(names))):
                inner = self.apart(self.body)
                if self.chance(0.5):
                    inner += self.one("{{ super() }}", "[{{- super() -}}]", "{{ super() }}{{ super() }}")
                text += f"{{% block {name} %}}{inner}{{% endblock %}}" + self.one("", " ", "\n")
        files = {name: body for name, body in self.files.items() if name != "parent"}
        return text, files


def random_cases(seed, count, data):
    for number in range(count):
        text, files = Grammar(f"{seed}/{number}").template()
        yield Case("random", "", text, files, data, f"random template {number} of seed {seed}")


def judge_all(cases, engine, workers):
    problems = []
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        for problem in pool.map(lambda case: case.judge(engine), cases):
            if problem:
                problems.append(problem)
    return problems


def templates_in(root):
    """The text of every template below a folder, by its name."""
    templates = {}
    for folder, _, names in os.walk(root):
        for name in names:
            if name.endswith(".html"):
                path = os.path.join(folder, name)
                with open(path, encoding="utf-8", newline="") as file:
                    templates[os.path.relpath(path, root).replace(os.sep, "/")] = file.read()
    return templates


def judge_site(binary, project):
    """Every page of the site by Jinja2, from the context that the site's own renderer gets."""
    binary, problems = os.path.abspath(binary), []
    templates = templates_in(os.path.join(project, "Templates"))
    count = 0
    with tempfile.TemporaryDirectory() as output:
        public = output + "/Public"
        arguments = ["--content", "Content", "--templates", "Templates", "--output", public]
        subprocess.run([binary, "build", "--quiet", *arguments], cwd=project, check=True)
        for folder, _, names in sorted(os.walk(public)):
            for name in sorted(names):
                page = os.path.relpath(os.path.join(folder, name), public)
                if not page.endswith(".html"):
                    continue
                done = subprocess.run(
                    [binary, "inspect", "--page", page, *arguments], cwd=project, capture_output=True, text=True)
                if done.returncode == 2:
                    continue  # A page that sends its reader on is made without a template.
                count += 1
                inspected = data_of(done.stdout)
                with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
                    ours = file.read()
                try:
                    theirs = environment(templates).get_template(inspected["template"]).render(inspected["context"])
                except Exception as error:
                    problems.append(f"{page}: Jinja2 refuses {inspected['template']}: {type(error).__name__}: {error}")
                    continue
                if ours != theirs:
                    at = next((i for i, (a, b) in enumerate(zip(ours, theirs)) if a != b), min(len(ours), len(theirs)))
                    problems.append(
                        f"{page}: differs at character {at}\n    Jinja2: {theirs[max(0, at - 60):at + 60]!r}\n"
                        f"    site:   {ours[max(0, at - 60):at + 60]!r}")
    return count, problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--only", default="", help="cases whose section or template holds this text")
    parser.add_argument("--project", default=os.path.join(HERE, "..", ".."))
    parser.add_argument("--skip", action="append", default=[], choices=["cases", "random", "site"])
    options = parser.parse_args()
    cases = read_cases(os.path.join(HERE, "jinja-cases.md"))
    data = cases[0].data
    failed = 0
    workers = os.cpu_count() or 2
    with tempfile.TemporaryDirectory() as folder:
        engine = Engine(options.binary, folder)
        for name, chosen in [
            ("cases", [case for case in cases if options.only in case.where or options.only in case.template]),
            ("random", list(random_cases(options.seed, options.count, data))),
        ]:
            if name in options.skip:
                continue
            problems = judge_all(chosen, engine, workers)
            print("\n".join(problems) + "\n" if problems else "", end="")
            seed = f", seed {options.seed}" if name == "random" else ""
            print(f"{name}: {len(chosen)} compared with Jinja2 {jinja2.__version__}{seed}, {len(problems)} disagree")
            failed += len(problems)
    if "site" not in options.skip:
        count, problems = judge_site(options.binary, options.project)
        print("\n".join(problems) + "\n" if problems else "", end="")
        print(f"site: {count} pages compared, {len(problems)} disagree")
        failed += len(problems)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
