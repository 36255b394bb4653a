#!/usr/bin/env python3
"""Writes one corpus twice: as this project's Content/ and as a Hugo site that renders the same pages.

    corpus.py OUT COMPANIES WEEKS [--words N] [--no-hugo]

OUT/site/Content   index.yml and articles/*.md: COMPANIES x WEEKS long articles, each of which states one score
OUT/hugo           the same articles with layouts, each page with its edition's whole league table

50 x 200 with 900 words is the standard corpus: 10,000 articles, 97 MB. The same arguments give the same bytes everywhere.
"""
import argparse
import datetime
import json
import os
import random

import hugo_layouts

SYLLABLES = "ka lo mi ter ra ve non sta du fi gra pel or an tis qui mo sal den bri cor".split()
FIRST_DAY = datetime.date(2006, 1, 2)

# A string of JSON is one of YAML.
quoted = json.dumps


class Prose:
    """Texts by a generator of its own: each call draws from it, so that the order of calls is a part of the corpus."""

    def __init__(self, seed=7):
        self.random = random.Random(seed)
        self.vocabulary = ["".join(self.random.choice(SYLLABLES) for _ in range(self.random.randint(1, 4)))
                           for _ in range(3000)]

    def word(self):
        return self.random.choice(self.vocabulary)

    def number(self, most=999):
        return self.random.randint(1, most)

    def plain(self, count):
        return " ".join(self.word() for _ in range(count)).capitalize()

    def sentence(self):
        words = [self.word() for _ in range(self.random.randint(8, 22))]
        spot = self.random.randrange(len(words))
        kind = self.random.random()
        if kind < .25:
            words[spot] = f"**{words[spot]}**"
        elif kind < .40:
            words[spot] = f"[{words[spot]}](https://example.com/{words[spot]})"
        elif kind < .50:
            words[spot] = f"`{words[spot]}`"
        text = " ".join(words)
        ends = [".", ".", ".", f" — {self.number()}%.", f" (${self.number(99)}B)."]
        return text[0].upper() + text[1:] + self.random.choice(ends)

    def paragraph(self, count):
        return " ".join(self.sentence() for _ in range(count))

    def body(self, words):
        """Sections of three paragraphs until there are enough words; three in four have a list, a quotation or a table."""
        parts, count = [self.paragraph(3)], 0
        while count < words:
            parts.append("## " + self.plain(self.random.randint(3, 7)))
            text = [self.paragraph(self.random.randint(3, 5)) for _ in range(3)]
            parts += text
            count += sum(len(paragraph.split()) for paragraph in text)
            kind = self.random.random()
            if kind < .25:
                parts.append("\n".join("- " + self.sentence() for _ in range(4)))
            elif kind < .45:
                parts.append("\n".join(f"{item}. **{self.word()}** {self.sentence()}" for item in range(1, 6)))
            elif kind < .60:
                parts.append(f"> {self.sentence()}\n>\n> — {self.word()}, 2025")
            elif kind < .75:
                rows = "\n".join(f"| {self.word()} | {self.number()} | {self.word()} |" for _ in range(6))
                parts.append("| Metric | Reading | Note |\n|---|---:|---|\n" + rows)
        return "\n\n".join(parts) + "\n"


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def make(out, companies, weeks, words=900, with_hugo=True):
    """Writes the corpus; without Hugo's half the other is the same."""
    prose = Prose()
    ids = [f"C{number:03d}" for number in range(companies)]
    names = {id: f"Company {id[1:]}" for id in ids}
    strategies = {id: prose.plain(9) for id in ids}
    write(
        f"{out}/site/Content/index.yml",
        "title: Corpus index\nurl: https://example.org/\nlanguage: en\ntimeZone: UTC\n"
        "scale: {min: 0, max: 100, decimals: 0}\ncadence: weekly\nnoun: {one: company, many: companies}\nconstituents:\n"
        + "".join(f"  - {{id: {id}, name: {names[id]}, category: {prose.vocabulary[number]}, "
                  f"strategy: {quoted(strategies[id])}}}\n" for number, id in enumerate(ids)))
    scores = {id: prose.random.randint(40, 95) for id in ids}
    for week in range(weeks):
        date = FIRST_DAY + datetime.timedelta(days=7 * week)
        year, week_of_year, _ = date.isocalendar()
        edition = f"{year}-W{week_of_year:02d}"
        for id in ids:
            score = max(1, min(100, scores[id] + prose.random.randint(-3, 3)))
            change, scores[id] = score - scores[id], score
            title, summary = f"{names[id]}: {prose.plain(4)}", prose.plain(30) + "."
            text = prose.body(words)
            slug = f"{id.lower()}-{edition.lower()}"
            head = f"title: {quoted(title)}\nsummary: {quoted(summary)}\ndate: {date}\n"
            stated = f"change: {change:+d}\n" if week else ""
            write(
                f"{out}/site/Content/articles/{slug}.md",
                f"---\n{head}edition: {edition}\nconstituent: {id}\nscore: {score}\n{stated}---\n\n{text}")
            if with_hugo:
                write(
                    f"{out}/hugo/content/articles/{slug}.md",
                    f"---\n{head}slug: {slug}\ncompany: {id}\nname: {names[id]}\nweeks: [{quoted(edition)}]\nweek: {edition}\n"
                    f"score: {score}\nchange: {change}\nstrategy: {quoted(strategies[id])}\n---\n\n{text}")
    if with_hugo:
        for path, text in hugo_layouts.FILES.items():
            write(f"{out}/hugo/{path}", text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("companies", type=int)
    parser.add_argument("weeks", type=int)
    parser.add_argument("--words", type=int, default=900)
    parser.add_argument("--no-hugo", dest="with_hugo", action="store_false")
    make(**vars(parser.parse_args()))


if __name__ == "__main__":
    main()
