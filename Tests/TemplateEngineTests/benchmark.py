#!/usr/bin/env python3
"""How much faster a page is rendered here than with Jinja2, from memory, in one run.

    python3 benchmark.py BINARY [--repeat N] [--least RATIO]

Both engines get the same templates (the site's own) and the same data: the front page with a league table of 50 rows, and
an article, of an index that is made for the occasion. Both are warm, both templates are compiled once. They take turns in
nine rounds, and the ratio is the median of the rounds' own, since a shared machine changes its pace from one to the next.
BINARY is a release build. Ends with 1 when a ratio is under --least.
"""
import argparse
import decimal
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import time

import jinja2

HERE = os.path.dirname(os.path.abspath(__file__))
TEMPLATES = os.path.join(HERE, "..", "..", "Templates")
ROWS = 50
ROUNDS = 9

spec = importlib.util.spec_from_file_location("comparison", os.path.join(HERE, "compare-with-jinja.py"))
comparison = importlib.util.module_from_spec(spec)
spec.loader.exec_module(comparison)


def write_index(root):
    os.makedirs(root + "/Content/articles")
    ids = [f"C{number:02}" for number in range(ROWS)]
    with open(root + "/Content/index.yml", "w", encoding="utf-8") as file:
        file.write(
            "title: Fifty\nurl: https://example.org/\nlanguage: en\ncadence: weekly\n"
            "scale: {min: 0, max: 1000, decimals: 1, unit: points}\nnoun: {one: company, many: companies}\n"
            "constituents:\n" + "".join(
                f"  - {{id: {id}, name: \"Company & Sons {id}\", category: \"Category {number % 7}\", "
                f"strategy: \"What {id} does; and how\"}}\n" for number, id in enumerate(ids)))
    for week, (name, day) in enumerate([("first", "2026-05-04"), ("second", "2026-05-11")]):
        scores = "".join(f"  {id}: {(number * 37 + week * (number % 5) * 11) % 900 + 50}.5\n" for number, id in enumerate(ids))
        paragraphs = "\n\n".join(
            f"## Part {part} & more\n\n" + f"Some words of the article, *stressed* and [linked](index:{ids[part]}). " * 12
            for part in range(8))
        with open(f"{root}/Content/articles/{name}.md", "w", encoding="utf-8") as file:
            file.write(
                f"---\ntitle: The {name} article\nsummary: A summary.\ndate: {day}\nconstituent: C07\nscores:\n{scores}"
                f"stats: [{{value: \"6.9B\", label: miles}}]\ntags: [a, b]\nauthors: [An Author]\n---\n\n{paragraphs}\n")


def jinja_template(templates, name):
    """Of Jinja2's own environment, without the mapping of booleans that would slow it down."""
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, loader=jinja2.DictLoader(templates))
    environment.filters.update(comparison.SITE_FILTERS)
    return environment.get_template(name)


def by_jinja(template, context, count):
    """Nanoseconds a render."""
    start = time.perf_counter_ns()
    for _ in range(count):
        template.render(context)
    return (time.perf_counter_ns() - start) / count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--repeat", type=int, default=1000)
    parser.add_argument("--least", type=float, default=0)
    options = parser.parse_args()
    binary = os.path.abspath(options.binary)
    templates = comparison.templates_in(TEMPLATES)
    slowest = None
    with tempfile.TemporaryDirectory() as root:
        write_index(root)
        project = ["--content", root + "/Content", "--templates", TEMPLATES, "--output", root + "/Public"]
        for title, page in [(f"league table, {ROWS} rows", "index.html"), ("article", "articles/second/")]:
            inspected = subprocess.run(
                [binary, "inspect", "--page", page, *project], check=True, capture_output=True, text=True).stdout
            whole = json.loads(inspected, parse_float=decimal.Decimal)
            with open(root + "/context.json", "w", encoding="utf-8") as file:
                # Decimals as they were written: JSON of Python's own would print floats.
                file.write(re.search(r'"context": (\{.*\})\s*\}\s*$', inspected, re.S).group(1))
            context = comparison.trusting(whole["context"])
            command = [
                binary, "render", whole["template"], "--templates", TEMPLATES, "--data", root + "/context.json",
                "--trust-markup", "--repeat", str(options.repeat)]
            expected = comparison.environment(templates).get_template(whole["template"]).render(context)
            template = jinja_template(templates, whole["template"])
            by_jinja(template, context, 10)
            rounds = []
            for _ in range(ROUNDS):
                theirs = by_jinja(template, context, max(20, options.repeat // 25))
                done = subprocess.run(command, check=True, capture_output=True, text=True)
                if done.stdout != expected:
                    print(f"{title}: the two engines print different pages; times are not comparable")
                    return 1
                ours = float(re.search(r"(\d+) ns a render", done.stderr).group(1))
                rounds.append((theirs / ours, ours, theirs))
            ratio, ours, theirs = sorted(rounds)[ROUNDS // 2]
            slowest = ratio if slowest is None else min(slowest, ratio)
            print(f"{title}: {len(expected)} characters, {ours / 1000:.1f} µs here, {theirs / 1000:.1f} µs with Jinja2 "
                  f"{jinja2.__version__}: {ratio:.1f} times as fast")
    return 1 if slowest < options.least else 0


if __name__ == "__main__":
    sys.exit(main())
