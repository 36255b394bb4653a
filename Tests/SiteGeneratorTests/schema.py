"""Compares the schemas of `site schema` with what the program itself takes, by a real JSON Schema validator.

    schema.py SITE

Needs jsonschema and PyYAML. Four parts:
- the schemas are valid schemas of draft 7;
- the sample's index.yml and every front matter, and those of the sixty editions, are valid;
- in tables of cases, each value is taken or refused alike by the schema and by `site check`;
- so are random scores, changes, dates and editions, from a seed that is printed where they differ;
- of the broken projects, those whose mistake stands in a single value are refused.
"""

import json, os, random, re, subprocess, sys, tempfile
import yaml
from jsonschema import Draft7Validator

SITE = os.path.abspath(sys.argv[1])
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
KINDS = ["index", "article", "profile", "note", "page", "correction"]
failures = []


class Core(yaml.SafeLoader):
    """The core schema of YAML 1.2, which editors go by: `yes` and days are texts, `+2` is a number."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
]:
    Core.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), list(first))
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))


def plain(value):
    """As JSON has it: the keys of objects are texts."""
    if isinstance(value, dict): return {str(key): plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def read(text): return plain(yaml.load(text, Core))


def schema(kind, content=None):
    command = [SITE, "schema", kind] + (["--content", content] if content else [])
    with tempfile.TemporaryDirectory() as empty:
        run = subprocess.run(command, cwd=empty, capture_output=True, text=True)
    assert run.returncode == 0, (command, run.stderr)
    found = json.loads(run.stdout)
    Draft7Validator.check_schema(found)
    return Draft7Validator(found)


def front_matter(path):
    text = open(path, encoding="utf-8").read()
    return text.split("\n---", 1)[0].removeprefix("---\n")


def kind_of(path, nouns):
    folder = path.split("/")[0] if "/" in path else ""
    if path == "index.yml": return "index"
    if folder == "corrections": return "correction"
    return {"editions": "note", "pages": "page", nouns: "profile"}.get(folder, "article")


def documents(content):
    nouns = read(open(content + "/index.yml", encoding="utf-8").read()).get("noun", {}).get("many", "constituents")
    for folder, _, names in sorted(os.walk(content)):
        for name in sorted(names):
            path = os.path.relpath(os.path.join(folder, name), content)
            if path.split("/")[0] in ("media", "locks") or not name.endswith((".md", ".yml")): continue
            text = front_matter(content + "/" + path) if name.endswith(".md") else open(content + "/" + path).read()
            yield path, kind_of(path, nouns), text


def check_project(content):
    validators = {(kind, own): schema(kind, content if own else None) for kind in KINDS for own in (False, True)}
    count = 0
    for path, kind, text in documents(content):
        for own in (False, True):
            for error in validators[kind, own].iter_errors(read(text)):
                failures.append(f"{content}/{path}: {error.json_path}: {error.message}")
        count += 1
    return count


# What the ledger says of values that are well formed.
LEDGER = {
    "change-across-methodologies", "change-conflict", "change-mismatch", "change-without-edition", "change-without-score",
    "corrected-score", "correction-mismatch", "correction-of-nothing", "dimension-conflict", "dimension-missing",
    "dimensions-do-not-add-up", "dimensions-without-score", "implied-out-of-scale", "never-published", "not-in-index",
    "note-without-edition", "rank-conflict", "rank-mismatch", "rank-without-score", "same-address", "score-conflict",
    "unknown-dimension",
}


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    open(path, "w", encoding="utf-8").write(text)


def errors(root):
    run = subprocess.run([SITE, "check", "--format", "json", "--templates", ROOT + "/Templates"], cwd=root,
                         capture_output=True, text=True)
    assert run.returncode in (0, 1), run.stderr
    found = json.loads(run.stdout)
    return [one for one in found if one["severity"] == "error" and one["id"] not in LEDGER]


def compare(name, taken, validator, value):
    """Whether the parser and the schema say the same of one value."""
    allowed = validator.is_valid(value)
    if allowed != taken:
        failures.append(f"{name}: the program {'takes' if taken else 'refuses'} it, the schema {'takes' if allowed else 'refuses'} it: {value!r}")


INDEX = """title: Test
scale: {decimals: DECIMALS}
cadence: CADENCE
noun: {one: company, many: companies}
methodology: {version: "1", dimensions: [{id: size, name: Size, weight: 100}]}
constituents:
  - {id: ACME, name: Acme, aliases: [ACM+]}
  - {id: "600519", name: Moutai}
"""

ARTICLE = "title: A\ndate: 2026-05-11\n"
# Each is a whole front matter; `site check` decides what is right.
CASES = {
    "article": [ARTICLE + more + "\n" for more in [
        "", "title2: B", "summary: 2026", "summary: true", "summary:", "summary: ''", "summary: [a]", "summary: {a: b}",
        "constituent: ACME", "constituent: ACM+", "constituent: 600519", "constituent: ACMES", "constituent: Acme",
        "constituent: [ACME]", "edition: 2026-W20", "edition: 2026-W00", "edition: 2026-w20", "edition: 2026-05-11",
        "edition: 2026", "score: 97\nconstituent: ACME", "score: 97", "change: +1\nconstituent: ACME", "rank: 1",
        "change: '1'\nconstituent: ACME", "rank: 0\nconstituent: ACME", "rank: 1.5\nconstituent: ACME",
        "rank: -1\nconstituent: ACME", "rank: '1'\nconstituent: ACME", "rank: 1234567890\nconstituent: ACME",
        "rank: first\nconstituent: ACME", "scores:", "scores: {}", "scores: []", "scores: 5", "scores: {ACME: 97 ▲+2}",
        "scores: {ACM+: 97}", "scores: {600519: 97}", "scores: {ACM: 97}", "scores: {ACME: }", "scores: {ACME: {}}",
        "scores: {ACME: [1]}", "scores: {ACME: {score: 97 ▲+2, rank: 1}}", "scores: {ACME: {score: 97, chang: +1}}",
        "scores: {ACME: {change: ▲2}}", "scores: {ACME: {change: ▲-2}}", "scores: {ACME: {dimensions: {size: 4}}}",
        "scores: {ACME: {score: 4, dimensions: {size: four}}}", "scores: {ACME: {score: 4, dimensions: }}",
        "scores: {ACME: {score: 4, dimensions: [4]}}", "scores: {ACME: true}", "scores: {ACME: 97 points}",
        "scores: {ACME: NaN}", "scores: {ACME: 9:7}", "scores: {ACME: '097'}", "scores: {ACME: '9,7'}",
        "scores: {ACME: −97}", "scores: {ACME: -97}", "scores: {ACME: '+97'}", "scores: {ACME: 97▲2}",
        "scores: {ACME: 97 —0}", "scores: {ACME: 97 —1}", "scores: {ACME: 97 ▲0}", "scores: {ACME: 97 2}",
        "stats:", "stats: []", "stats: [{value: 1, label: L}]", "stats: [{value: 1}]", "stats: {value: 1, label: L}",
        "stats: [{value: 1, label: L, unit: m}]", "stats: five", "tags: a", "tags: [a, 5, true]", "tags:", "tags: []",
        "tags: [[a]]", "tags: {a: b}", "authors: [A, B]", "authors: [A, ]", "draft: true", "draft: false", "draft: 'true'",
        "draft: yes", "draft: no", "draft: 1", "draft: on", "draft:", "expires: 2026-06-01", "expires: 2026-02-30",
        "expires: soon", "expires: 2026-6-1", "expires: '2028-02-29'", "expires: 2027-02-29", "aliases: /old/",
        "aliases: [/old.html, /a/b/]", "aliases: [old]", "aliases: [/a//b]", "aliases: [/../a]", "aliases: [/]",
        "aliases: ['/a?b']", "aliases: ['/a b/']", "aliases: [/ä/]", "aliases:", "params: {a: [b, {c: d}]}", "params:",
        "params: 5", "params: [a]", "Tags: [a]",
    ]] + [
        "title: A\n", "date: 2026-05-11\n", "title: A\nedition: 2026-W20\n", "title: A\ndraft: true\n",
        "title: A\ndraft: false\n", "title: A\ndate: 11 May\n", "title: A\ndate: 2026-13-01\n", "title: A\ndate: 0000-01-01\n",
        "title: A\ndate: '2026-05-11'\n", "title: A\ndate: 2026-05-11T00:00:00Z\n", "title: 2026\ndate: 2026-05-11\n",
        "title: yes\ndate: 2026-05-11\n", "title:\ndate: 2026-05-11\n", "title: [A]\ndate: 2026-05-11\n",
    ],
    "profile": ["constituent: ACME\n", "constituent: ACME\nsummary: S\n", "summary: S\n", "constituent: X\n",
                "constituent: ACME\ntitle: A\n", "constituent:\n"],
    "note": ["edition: 2026-W20\n", "edition: 2026-W20\ntitle: T\nsummary: S\n", "title: T\n", "edition: 2026-W54\n",
             "edition: 2026-W20\ndate: 2026-05-11\n", "edition: [2026-W20]\n", "edition: 20\n"],
    "page": ["title: A\n", "summary: S\n", "title: A\ndraft: true\nparams: {a: b}\naliases: [/x/]\n", "title: A\ntags: [a]\n",
             "title: A\ndate: 2026-05-11\n", "title: A\ndraft: off\n"],
    "correction": [base + more + "\n" for base in ["edition: 2026-W20\nconstituent: ACME\nreason: R\ndate: 2026-05-20\n"]
                   for more in ["was: 1\nnow: 2", "was: not rated\nnow: 2", "was: 1\nnow: not rated", "was: 1", "was: 1\nnow: two",
                                "was: 1\nnow: 2\nfound-by: A", "was: 1\nnow: 2\nfound_by: A", "was: 1 ▲+1\nnow: 2",
                                "was: '097'\nnow: 2", "was: −1\nnow: 2", "was: none\nnow: 2"]]
                  + ["- {edition: 2026-W20, constituent: ACME, reason: R, date: 2026-05-20, was: 1, now: 2}\n",
                     "- {edition: 2026-W20, constituent: ACME, reason: R, was: 1, now: 2}\n",
                     "edition: 2026-W20\nconstituent: ACME\nwas: 1\nnow: 2\ndate: 2026-05-20\nreason:\n"],
}
BASE = "title: T\nconstituents: [{id: A, name: A}]\n"
INDEXES = [BASE + more + "\n" for more in [
    "", "tagline: T\ndescription: D\npublisher: P", "titel: T", "url: https://example.org/", "url: http://e.org/a/b", "url: e.org",
    "url: 'https://'", "url: https://e.org/?a", "url: 'https://e.org/a b'", "language: en", "language: pt-BR", "language: english",
    "language: en_GB", "timeZone: Europe/Berlin", "scale:", "scale: {}", "scale: {min: 0, max: 100, decimals: 2, unit: '%', better: lower}",
    "scale: {better: best}", "scale: {decimals: 7}", "scale: {decimals: '2'}", "scale: {decimals: -1}", "scale: {decimals: 1.5}",
    "scale: {min: low}", "scale: {min: −5}", "scale: {min: '−5.5', decimals: 1}", "scale: 5", "scale: {steps: 5}",
    *("cadence: " + name for name in ["daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly", "Weekly", "fortnightly", ""]),
    "cadence: irregular", "cadence: irregular\neditions: [one, 2, 2026-05-11]", "cadence: irregular\neditions: one",
    "cadence: weekly\neditions: [one]", "cadence: irregular\neditions: [a b]", "cadence: irregular\neditions: ['']",
    "noun: {one: company, many: companies}", "noun: {one: company}", "noun:", "noun: {one: a, many: articles}", "noun: {one: a, many: A}",
    "noun: {one: a, many: länder}", "noun: {one: a, many: -a}", "noun: {one: a, many: a-b_c}", "noun: {one: a, many: a b}",
    "methodology: {version: 1}", "methodology: [{version: 1}, {version: 2, since: 2026-W20}]", "methodology:", "methodology: {}",
    "methodology: {version: 1, since: [W20]}", "methodology: {version: 1, rebased: yes}", "methodology: 1",
    "methodology: {version: 1, dimensions: [{id: a, name: A, weight: 100}]}",
    "methodology: {version: 1, dimensions: [{id: a, name: A, weight: 37.5%}, {id: b, name: B, weight: 62.5}]}",
    "methodology: {version: 1, dimensions: [{id: A, name: A, weight: 100}]}", "methodology: {version: 1, dimensions: [{id: a, weight: 100}]}",
    "methodology: {version: 1, dimensions: [{id: a, name: A, weight: heavy}]}", "methodology: {version: 1, dimensions: []}",
    "licence: CC-BY-4.0", "license: CC-BY-4.0", "smartPunctuation: true", "smartPunctuation: yes", "rawHTML: false", "rawHTML: 0",
]] + ["constituents: [{id: A, name: A}]\n", "title: T\n", "title: T\nconstituents:\n", "title: T\nconstituents: []\n",
      "title: T\nconstituents: [A]\n", "title: T\nconstituents: {id: A, name: A}\n"] + [
    "title: T\nconstituents: [{" + one + "}]\n" for one in [
        "id: 600519, name: M", "id: A", "name: A", "id: a b, name: A", "id: .a, name: A", "id: table, name: A", "id: rated, name: A",
        "id: TABLE, name: A", "id: 'A&B', name: A", "id: A, name: A, category: C, strategy: S, aliases: [B, C]",
        "id: A, name: A, aliases: B", "id: A, name: A, joined: 2026-W20, left: 2026-W30", "id: A, name: A, joined: 5 May",
        "id: A, name: A, sector: S", "id: " + "A" * 65 + ", name: A", "id: " + "A" * 64 + ", name: A"]]


def project(root, cadence="weekly", decimals="0"):
    write(root + "/Content/index.yml", INDEX.replace("CADENCE", cadence).replace("DECIMALS", decimals))
    return root + "/Content"


def compare_cases():
    count = 0
    folders = {"article": "articles", "profile": "companies", "note": "editions", "page": "pages", "correction": "corrections"}
    for kind, cases in CASES.items():
        with tempfile.TemporaryDirectory() as root:
            content = project(root)
            for number, text in enumerate(cases):
                path = f"{content}/{folders[kind]}/{number:03}" + (".yml" if kind == "correction" else ".md")
                write(path, text if kind == "correction" else f"---\n{text}---\n")
            refused = {int(os.path.basename(one["path"]).split(".")[0]) for one in errors(root) if folders[kind] + "/" in one.get("path", "")}
            validator = schema(kind, content)
            for number, text in enumerate(cases): compare(f"{kind}: {text!r}", number not in refused, validator, read(text))
            count += len(cases)
    validator = schema("index")
    for text in INDEXES:
        with tempfile.TemporaryDirectory() as root:
            write(root + "/Content/index.yml", text)
            compare(f"index: {text!r}", not errors(root), validator, read(text))
    return count + len(INDEXES)


def compare_random(seed):
    chance = random.Random(seed)
    count = 0
    for decimals in ["0", "2", "6"]:
        for key in ["score", "change"]:
            texts = []
            while len(texts) < 600:
                noise = ["0", "1", "9", "12", ".", ".", "00", "-", "−", "+", "▲", "▼", "—", "±", " ", "\t", "x"]
                text = "".join(chance.choice(noise) for _ in range(chance.randint(1, 6)))
                # Half of them are near to what is meant.
                if len(texts) % 2:
                    number = lambda: chance.choice(["0", "1", "70", "070", "0.0", "0.00", "1.25", "1.2", "123456789", "12345678901234567"])
                    change = chance.choice(["+", "-", "−", "▲", "▲+", "▼", "▼−", "—", "±", ""]) + number()
                    text = change if key == "change" else chance.choice(["", "", "-", "−", "+"]) + number() + chance.choice(["", " ", "  "]) + chance.choice(["", change])
                if text.strip("\t") == text: texts.append(text)
            with tempfile.TemporaryDirectory() as root:
                content = project(root, decimals=decimals)
                for number, text in enumerate(texts):
                    lines = f"title: A\ndate: 2026-05-11\nconstituent: ACME\n{key}: {json.dumps(text, ensure_ascii=False)}\n"
                    write(f"{content}/articles/{number}.md", f"---\n{lines}---\n")
                refused = {int(os.path.basename(one["path"])[:-3]) for one in errors(root) if "articles/" in one.get("path", "")}
                validator = schema("article", content)
                for number, text in enumerate(texts):
                    value = {"title": "A", "date": "2026-05-11", "constituent": "ACME", key: text}
                    compare(f"seed {seed}, {key} with {decimals} decimals", number not in refused, validator, value)
                taken = len(texts) - len(refused)
                assert 60 < taken < 540, f"{key}: {taken} of {len(texts)} taken prove little"
            count += len(texts)
    forms = {"daily": "", "weekly": "W", "monthly": "", "quarterly": "Q", "half-yearly": "H", "yearly": ""}
    for cadence, letter in forms.items():
        texts = []
        for _ in range(400):
            year = chance.choice(["2026", "2024", "1900", "2000", "0000", "0001", "9999", "999", "20266"])
            number = {"W": f"{chance.randint(0, 60):02}", "Q": str(chance.randint(0, 6)), "H": str(chance.randint(0, 4)),
                      "": f"{chance.randint(0, 14):02}"}[letter]
            text = year + chance.choice(["", f"-{letter}{number}", f"-{letter}{number}", f"-{number}", f"-{letter.lower()}{number}"])
            if cadence == "daily": text += f"-{chance.randint(0, 33):02}"
            # Only the calendar knows which years have a week 53.
            if cadence == "weekly" and text.endswith("-W53"): continue
            texts.append(text)
        with tempfile.TemporaryDirectory() as root:
            content = project(root, cadence=cadence)
            for number, text in enumerate(texts): write(f"{content}/editions/{number}.md", f"---\nedition: \"{text}\"\n---\n")
            refused = {int(os.path.basename(one["path"])[:-3]) for one in errors(root) if "editions/" in one.get("path", "")}
            validator = schema("note", content)
            for number, text in enumerate(texts):
                compare(f"seed {seed}, {cadence}", number not in refused, validator, {"edition": text})
            assert 20 < len(texts) - len(refused) < len(texts) - 20, f"{cadence}: too few of either"
        count += len(texts)
    return count


# The broken projects whose mistake no schema can see, since it lies between two values or in a body, are the others.
VISIBLE = {
    "correction-keys.txt", "correction-values.txt", "dimensions-malformed.txt", "markdown-raw-html-key.txt",
    "paths-that-lead-out.txt", "scores-that-are-none.txt", "aliases.txt",
}


def check_broken():
    seen = set()
    for name in sorted(os.listdir(HERE + "/Broken")):
        text = open(f"{HERE}/Broken/{name}", encoding="utf-8").read().split("=== problems\n")[0]
        files = {part.split("\n", 1)[0]: part.split("\n", 1)[1] if "\n" in part else "" for part in ("\n" + text).split("\n=== ")[1:]}
        with tempfile.TemporaryDirectory() as root:
            index = re.search(r'static let index = """\n(.*?)"""', open(HERE + "/Project.swift", encoding="utf-8").read(), re.S)[1]
            write(root + "/Content/index.yml", re.sub(r"^    ", "", index, flags=re.M))
            for path, body in files.items():
                if path.startswith("Content/"): write(root + "/" + path, body)
            for path, kind, text in documents(root + "/Content"):
                try: value = read(text)
                except yaml.YAMLError: continue
                if not schema(kind, root + "/Content" if kind != "index" else None).is_valid(value): seen.add(name)
    for name in sorted(seen ^ VISIBLE): failures.append(f"Broken/{name}: the schema {'refuses' if name in seen else 'takes'} it")
    return len(seen)


def check_new():
    """What `site new index` writes is valid by the schema that lies beside it."""
    count = 0
    for cadence in ["daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly", "irregular"]:
        with tempfile.TemporaryDirectory() as root:
            subprocess.run([SITE, "new", "index", "started", "--cadence", cadence], cwd=root, check=True, capture_output=True)
            written = open(root + "/started/index.schema.json", encoding="utf-8").read()
            if json.loads(written) != schema("index").schema: failures.append(f"{cadence}: index.schema.json is another schema")
            count += check_project(root + "/started/Content")
    return count


files = check_project(ROOT + "/Content") + check_project(HERE + "/SixtyEditions/Content") + check_new()
cases = compare_cases()
values = compare_random(20260511)
broken = check_broken()
for failure in failures: print(failure)
print(f"{files} files are valid; {cases} cases and {values} random values agree; {broken} broken projects are refused"
      if not failures else f"{len(failures)} disagreements")
sys.exit(bool(failures))
