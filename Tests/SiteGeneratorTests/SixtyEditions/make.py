#!/usr/bin/env python3
"""Writes Content/ beside this file: sixty weekly editions of an index of twelve harbours that do not exist.

    make.py OUT        write the content folder OUT
    make.py --check    compare what would be written with Content/ beside this file

The output depends on nothing but this file: the generator of random numbers is its own, and its seed is fixed. Before
anything is written, all files are read back and every number in them is computed again from the scores alone.
"""

import datetime
import json
import os
import re
import sys

SEED = 20_250_331
EDITIONS = 60
JOIN, LEAVE = 20, 45  # the first edition with the one that joins, and the first without the one that leaves
BREAK, REBASE = 31, 50  # the first editions of methodology 2 and of methodology 3, which is rebased
LOWEST, HIGHEST = 0, 1000  # scores are counted in tenths of a point

HARBOURS = [
    # id, name, category, first score
    ("ORVA", "Orvasund", "Container port", 905),
    ("KEL,N", "Kelstrand North", "Ferry port", 702),
    ("TAV", "Tavelmouth", "Container port", 688),
    ("MIRR", "Mirrowick", "Fishing harbour", 741),
    ("DUNN", "Dunnarvik", "Ferry port", 590),
    ("SELP", "Selpoort", "Container port", 634),
    ("QUIL", "Quillenhaven", "Marina", 521),
    ("OSK", "Øskervåg", "Fishing harbour", 476),
    ("FYR", "Fyrreholm", "Fishing harbour", 413),
    ("LODE", "Lodemarsh", "Marina", 385),
    ("JUNA", "Junaport", "Ferry port", 31),
    ("PELL", "Pell & Narrow", "Marina", 298),
]
ALIASES = {"SELP": ["Selpoort Roads"]}
JOINS, LEAVES = "LODE", "FYR"

# Editions that do not rate a harbour. JUNA's gap lies across the break, SELP's at the rebased version.
GAPS = {
    "TAV": [8, 22], "DUNN": [14, 15], "QUIL": [26, 27, 28], "OSK": [36, 37, 38, 39], "JUNA": [30, 31],
    "SELP": [50], "KEL,N": [42], "PELL": [57, 58],
}

# Places in the table, from 0, whose harbours are given one score.
TIES = {3: [4, 5], 9: [5, 6, 7], 12: [1, 2], 19: [8, 9], 27: [2, 3], 34: [0, 1], 41: [3, 4, 5], 46: [8, 9], 54: [0, 1]}

# Scores that are not left to chance: a leader near the top of the scale, and a harbour at the bottom of it.
PINS = {(31, "TAV"): 985, (31, "QUIL"): 962, (32, "JUNA"): 8, (31, "DUNN"): 602, (38, "DUNN"): 615}

# Edition, harbour, what was published first less what is right, or the exact chain, days from the Monday, words.
CORRECTIONS = [
    (6, "TAV", [90, 0], [4], ["The line below was copied from the tide tables"], ["A reader"]),
    (24, "KEL,N", [-6, 0], [9], ["One ferry line, closed for repairs, was counted as open"], ["Kelstrand North"]),
    (38, "DUNN", [-5, 5, 0], [3, 17],
     ["Arrivals of the last night were missing", "The first correction counted one arrival twice: it is one"],
     ["Harbour Desk", "A reader"]),
    (55, "QUIL", [4, 0], [2], ["Berths under repair were counted as free"], ["Harbour Desk"]),
]

NOTE_EVERY, TABLE_EVERY = 4, 10
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
            "eleventh", "twelfth"]
IDS = [harbour[0] for harbour in HARBOURS]
NAMES = {harbour[0]: harbour[1] for harbour in HARBOURS}


class SplitMix64:
    """Steele, Lea and Flood's generator: the same numbers wherever it runs."""

    MASK = (1 << 64) - 1

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & self.MASK
        mixed = self.state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & self.MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & self.MASK
        return mixed ^ (mixed >> 31)

    def below(self, bound):
        return self.next() % bound

    def within(self, low, high):
        return low + self.below(high - low + 1)

    def pick(self, items):
        return items[self.below(len(items))]

    def shuffled(self, items):
        rest, result = list(items), []
        while rest:
            result.append(rest.pop(self.below(len(rest))))
        return result


# Editions -----------------------------------------------------------------------------------------------------------

FIRST_MONDAY = datetime.date.fromisocalendar(2025, 14, 1)


def monday(number):
    return FIRST_MONDAY + datetime.timedelta(weeks=number - 1)


def edition_id(number):
    year, week, _ = monday(number).isocalendar()
    return f"{year}-W{week:02d}"


def is_comparable(number):
    """Whether the scores of an edition can be compared with those of the one before."""
    return 1 < number != BREAK


def is_rated(harbour, number):
    if harbour == JOINS and number < JOIN or harbour == LEAVES and number >= LEAVE:
        return False
    return number not in GAPS.get(harbour, [])


# The ledger ---------------------------------------------------------------------------------------------------------


class Ledger:
    """What all scores together say. Scores: a number of tenths by edition and harbour."""

    def __init__(self, scores):
        self.scores = scores

    def score(self, number, harbour):
        return self.scores[number].get(harbour)

    def table(self, number):
        """The rated harbours by score, of one score in the order of the index."""
        return sorted(self.scores[number], key=lambda harbour: (-self.scores[number][harbour], IDS.index(harbour)))

    def rank(self, number, harbour):
        mine = self.scores[number][harbour]
        return 1 + sum(1 for score in self.scores[number].values() if score > mine)

    def previous(self, number, harbour):
        return self.score(number - 1, harbour) if is_comparable(number) else None

    def change(self, number, harbour):
        previous = self.previous(number, harbour)
        return None if previous is None else self.scores[number][harbour] - previous

    def comparable_scores(self, number, harbour):
        first = BREAK if number >= BREAK else 1
        return [self.scores[n][harbour] for n in range(first, number + 1) if harbour in self.scores[n]]

    def times_rated(self, number, harbour):
        return sum(1 for n in range(1, number + 1) if harbour in self.scores[n])

    def times_first(self, number, harbour):
        return sum(1 for n in range(1, number + 1) if harbour in self.scores[n] and self.rank(n, harbour) == 1)

    def fact(self, number, name):
        """The text of a fact as of an edition, or None where there is none."""
        if name == "rated":
            return str(len(self.scores[number]))
        if name == "spread":
            return points(max(self.scores[number].values()) - min(self.scores[number].values()))
        harbour, _, fact = name.rpartition("/")
        if harbour not in self.scores[number]:
            return None
        if fact in ("change", "previous") and self.change(number, harbour) is None:
            return None
        return {
            "score": lambda: points(self.scores[number][harbour]),
            "rank": lambda: ORDINALS[self.rank(number, harbour) - 1],
            "change": lambda: change_words(self.change(number, harbour)),
            "previous": lambda: points(self.previous(number, harbour)),
            "peak": lambda: points(max(self.comparable_scores(number, harbour))),
            "low": lambda: points(min(self.comparable_scores(number, harbour))),
            "times-first": lambda: str(self.times_first(number, harbour)),
            "times-rated": lambda: str(self.times_rated(number, harbour)),
        }[fact]()


def points(tenths):
    return f"{tenths // 10}.{tenths % 10}"


def change_words(tenths):
    if tenths == 0:
        return "unchanged"
    return f"{'up' if tenths > 0 else 'down'} {points(abs(tenths))} {'point' if abs(tenths) == 10 else 'points'}"


def row_text(score, change):
    if change is None:
        return points(score)
    sign = "+" if change > 0 else "-" if change < 0 else ""
    return f"{points(score)} {sign}{points(abs(change))}"


def make_ledger(random):
    walking = {harbour: first for harbour, _, _, first in HARBOURS}
    drift = {harbour: random.within(-5, 5) for harbour in IDS}
    scores = {}
    for number in range(1, EDITIONS + 1):
        for harbour in IDS:
            if number % 7 == 0:
                drift[harbour] = random.within(-5, 5)
            if number == BREAK:
                walking[harbour] = random.within(150, 900)
            elif number > 1:
                walking[harbour] += drift[harbour] + random.within(-6, 6)
            walking[harbour] = PINS.get((number, harbour), walking[harbour])
            walking[harbour] = min(max(walking[harbour], LOWEST), HIGHEST)
        scores[number] = {harbour: walking[harbour] for harbour in IDS if is_rated(harbour, number)}
        places = Ledger(scores).table(number)
        for place in TIES.get(number, [])[1:]:
            first = places[TIES[number][0]]
            walking[places[place]] = scores[number][places[place]] = scores[number][first]
    return Ledger(scores)


# Prose --------------------------------------------------------------------------------------------------------------


class Prose:
    """Sentences about one edition, whose numbers are claims."""

    def __init__(self, ledger, number, random):
        self.ledger, self.number, self.random = ledger, number, random

    def claim(self, name):
        text = self.ledger.fact(self.number, name)
        assert text is not None, f"{edition_id(self.number)} has no {name}"
        return f"[{text}](index:{name})"

    def name(self, harbour):
        return f"[{NAMES[harbour]}](index:{harbour})"

    def has_change(self, harbour):
        return self.ledger.change(self.number, harbour) is not None

    def is_back(self, harbour):
        return self.number > 1 and self.ledger.score(self.number - 1, harbour) is None \
            and self.ledger.times_rated(self.number, harbour) > 1

    def standing(self, harbour):
        text = f"{self.name(harbour)} is {self.claim(harbour + '/rank')} at {self.claim(harbour + '/score')}"
        return f"{text}, {self.claim(harbour + '/change')}." if self.has_change(harbour) else f"{text}."

    def before(self, harbour):
        if self.has_change(harbour):
            return self.random.pick([
                f"The edition before gave it {self.claim(harbour + '/previous')}.",
                f"It came from {self.claim(harbour + '/previous')}.",
            ])
        if self.is_back(harbour):
            return "It was missing from the edition before, so that no change can be computed."
        return "There is nothing to compare it with."

    def record(self, harbour):
        return self.random.pick([
            f"The best score of {self.name(harbour)} under comparable rules is {self.claim(harbour + '/peak')}, its "
            f"worst {self.claim(harbour + '/low')}.",
            f"{self.name(harbour)} has moved between {self.claim(harbour + '/low')} and "
            f"{self.claim(harbour + '/peak')} since scores have been comparable.",
        ])

    def count(self, harbour):
        return self.random.pick([
            f"The editions that rate {self.name(harbour)} number {self.claim(harbour + '/times-rated')}; those that "
            f"put it first number {self.claim(harbour + '/times-first')}.",
            f"Editions so far with {self.name(harbour)} in the lead: {self.claim(harbour + '/times-first')}, of "
            f"{self.claim(harbour + '/times-rated')} that rate it.",
        ])

    def top(self):
        places = self.ledger.table(self.number)
        leaders = [harbour for harbour in places if self.ledger.rank(self.number, harbour) == 1]
        if len(leaders) > 1:
            names = " and ".join(self.name(harbour) for harbour in leaders)
            return f"{names} share the lead. " + " ".join(self.standing(harbour) for harbour in leaders)
        follower = places[1]
        return f"{self.standing(leaders[0])} {self.standing(follower)}"

    def field(self):
        return self.random.pick([
            f"The edition rates {self.claim('rated')} harbours, and {self.claim('spread')} points lie between the best "
            "and the last of them.",
            f"From the first to the last it is {self.claim('spread')} points. "
            f"The table has {self.claim('rated')} rows.",
        ])

    def missing(self):
        names = [self.name(harbour) for harbour in IDS if harbour not in self.ledger.scores[self.number]
                 and self.number in GAPS.get(harbour, [])]
        return f"Not rated this week: {', '.join(names)}." if names else None

    def event(self):
        if self.number == BREAK:
            return "The second version of the methodology starts here, and what came before cannot be compared."
        if self.number == REBASE:
            return "The third version of the methodology starts here. Older scores have been rebased to it."
        if self.number == JOIN:
            return f"{self.name(JOINS)} joins the index."
        if self.number == LEAVE:
            return f"{self.name(LEAVES)} has left the index."
        return None

    def paragraphs(self):
        places = self.ledger.table(self.number)
        back = [harbour for harbour in places if self.is_back(harbour)]
        one = back[0] if back else self.random.pick(places[2:])
        other = self.random.pick([harbour for harbour in places[2:] if harbour != one])
        third = self.random.pick(places)
        result = [
            " ".join(part for part in [self.event(), self.top()] if part),
            f"{self.standing(one)} {self.before(one)} {self.record(other)}",
            f"{self.standing(other)} {self.count(third)}",
            " ".join(part for part in [self.field(), self.missing()] if part),
        ]
        return result if self.number % 3 or self.missing() else result[:2] + result[3:]


# Files --------------------------------------------------------------------------------------------------------------


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def key(harbour):
    return harbour if harbour.isalnum() else quoted(harbour)


def index_file():
    lines = [
        "title: Harbour Momentum Index",
        "url: https://example.org/harbours/",
        "language: en",
        "scale: {min: 0, max: 100, decimals: 1, unit: points, better: higher}",
        "cadence: weekly",
        "noun: {one: harbour, many: harbours}",
        "constituents:",
    ]
    for harbour, name, category, _ in HARBOURS:
        lines += [f"  - id: {key(harbour)}", f"    name: {quoted(name)}", f"    category: {category}"]
        if harbour in ALIASES:
            lines.append(f"    aliases: [{', '.join(ALIASES[harbour])}]")
        if harbour == JOINS:
            lines.append(f"    joined: {edition_id(JOIN)}")
        if harbour == LEAVES:
            lines.append(f"    left: {edition_id(LEAVE)}")
    lines += [
        "methodology:",
        f'  - {{version: "1", since: {edition_id(1)}}}',
        f'  - {{version: "2", since: {edition_id(BREAK)}}}',
        f'  - {{version: "3", since: {edition_id(REBASE)}, rebased: true}}',
        "licence: CC-BY-4.0",
    ]
    return "\n".join(lines) + "\n"


def article(title, date, number, rows, author, blocks):
    lines = ["---", f"title: {quoted(title)}", f"date: {date.isoformat()}", f"edition: {edition_id(number)}", "scores:"]
    lines += [f"  {key(harbour)}: {text}" for harbour, text in rows]
    lines += [f"authors: [{author}]", "---", "", "\n\n".join(blocks)]
    return "\n".join(lines) + "\n"


def report(ledger, number, random):
    prose = Prose(ledger, number, random)
    places = ledger.table(number)
    blocks = prose.paragraphs()
    if number % TABLE_EVERY == 0:
        rows = [f"| {NAMES[harbour]} | {points(ledger.score(number, harbour))} |" for harbour in places]
        blocks.append("\n".join(["| Harbour | Score |", "|:---|---:|"] + rows))
    blocks.append("![](index:table)")
    rows = [(harbour, row_text(ledger.score(number, harbour), ledger.change(number, harbour)))
            for harbour in IDS if harbour in ledger.scores[number]]
    leader = NAMES[places[0]]
    title = random.pick([f"{leader} in front", f"A week of {leader}", f"The tide stands with {leader}"])
    if number > 1 and places[0] in ledger.scores[number - 1] and ledger.rank(number - 1, places[0]) > 1:
        title = f"{leader} takes the lead"
    return article(title, monday(number), number, rows, "Harbour Desk", blocks)


def note(ledger, number, random):
    prose = Prose(ledger, number, random)
    chosen = random.shuffled(ledger.table(number))[:random.within(3, 6)]
    # Some rows are stated without their change, which is then nobody's to contradict.
    rows = [(harbour, row_text(ledger.score(number, harbour), ledger.change(number, harbour) if place % 3 else None))
            for place, harbour in enumerate(chosen)]
    blocks = [f"A second look at the week. In this edition {NAMES[chosen[0]]} has a score of "
              f"{prose.claim(chosen[0] + '/score')}."]
    if random.below(2):
        blocks.append(f"{NAMES[chosen[1]]} is {prose.claim(chosen[1] + '/rank')}.")
    date = monday(number) + datetime.timedelta(days=2)
    return article(f"Between the tides with {NAMES[chosen[0]]}", date, number, rows, "Night Watch", blocks)


def correction_files(ledger):
    files = {}
    for number, harbour, offsets, days, reasons, finders in CORRECTIONS:
        right = ledger.score(number, harbour)
        for step, (reason, finder) in enumerate(zip(reasons, finders)):
            slug = re.sub("[^a-z]+", "-", harbour.lower())
            date = monday(number) + datetime.timedelta(days=days[step])
            lines = [
                f"edition: {edition_id(number)}", f"constituent: {key(harbour)}",
                f"was: {points(right + offsets[step])}", f"now: {points(right + offsets[step + 1])}",
                f"reason: {quoted(reason)}", f"date: {date.isoformat()}", f"found-by: {finder}",
            ]
            suffix = f"-{step + 1}" if len(reasons) > 1 else ""
            files[f"corrections/{edition_id(number).lower()}-{slug}{suffix}.yml"] = "\n".join(lines) + "\n"
    return files


METHODOLOGY = """---
title: Methodology
---

The Harbour Momentum Index measures how busy twelve harbours are that do not exist. It is published on Mondays.

The second version of the methodology counts ships at anchor, too, so that older scores cannot be compared with its own.
The third version is rebased: it changes how ships are counted, but not what a score means.

Harbours with equal scores share a rank. A harbour that was not rated in the edition before has no change.
"""


def make_files():
    random = SplitMix64(SEED)
    ledger = make_ledger(random)
    files = {"index.yml": index_file(), "pages/methodology.md": METHODOLOGY}
    for number in range(1, EDITIONS + 1):
        files[f"articles/{edition_id(number).lower()}-report.md"] = report(ledger, number, random)
        if number % NOTE_EVERY == 0:
            files[f"articles/{edition_id(number).lower()}-note.md"] = note(ledger, number, random)
    files.update(correction_files(ledger))
    return files


# Reading it back ----------------------------------------------------------------------------------------------------


def tenths(text):
    assert re.fullmatch(r"(0|[1-9][0-9]*)\.[0-9]", text), text
    return int(text.replace(".", ""))


def read_article(text):
    """The edition's id, the date, the rows as (harbour, score, change or None), and the body."""
    match = re.fullmatch(
        r'---\ntitle: "[^\n]+"\ndate: (\S+)\nedition: (\S+)\nscores:\n((?:  [^\n]+\n)+)'
        r'authors: [^\n]+\n---\n\n(.+)', text, re.DOTALL)
    date, edition, block, body = match.groups()
    rows = []
    for line in block.splitlines():
        harbour, score, change = re.fullmatch(r'  "?([A-Z,]+)"?: (\S+)(?: (\S+))?', line).groups()
        assert ('"' in line) == ("," in harbour)
        assert harbour in IDS and harbour not in [row[0] for row in rows]
        units = None
        if change is not None:
            units = tenths(change.lstrip("+-")) * (-1 if change[0] == "-" else 1)
            assert (units != 0) == (change[0] in "+-")
        rows.append((harbour, tenths(score), units))
    return edition, datetime.date.fromisoformat(date), rows, body


def check(files):
    numbers = {edition_id(number): number for number in range(1, EDITIONS + 1)}
    assert len(numbers) == EDITIONS and "2025-W52" in numbers and "2026-W01" in numbers
    articles = {path: read_article(text) for path, text in files.items() if path.startswith("articles/")}
    scores = {numbers[edition]: {harbour: score for harbour, score, _ in rows}
              for path, (edition, _, rows, _) in articles.items() if path.endswith("-report.md")}
    assert sorted(scores) == list(range(1, EDITIONS + 1))
    ledger = Ledger(scores)
    claims = {}
    for path, (edition, date, rows, body) in articles.items():
        number = numbers[edition]
        assert path.startswith(f"articles/{edition.lower()}-")
        assert date == monday(number) or path.endswith("-note.md") and 0 < (date - monday(number)).days < 7
        check_rows(ledger, path, number, rows)
        check_body(ledger, path, number, body, claims)
    assert sum(path.endswith("-note.md") for path in articles) == EDITIONS // NOTE_EVERY
    facts = {"score", "rank", "change", "previous", "peak", "low", "times-first", "times-rated", "rated", "spread"}
    assert set(claims) == facts and all(count >= 10 for count in claims.values()), claims
    check_corrections(ledger, files, numbers)
    check_variety(ledger)
    for text in files.values():
        assert text.endswith("\n") and not text.endswith("\n\n") and "\r" not in text and "\t" not in text
    return claims


def check_rows(ledger, path, number, rows):
    for harbour, score, change in rows:
        assert LOWEST <= score <= HIGHEST
        assert ledger.score(number, harbour) == score, f"{path}: {harbour}"
        if path.endswith("-report.md"):
            assert change == ledger.change(number, harbour), f"{path}: {harbour}"
            assert is_rated(harbour, number)
        else:
            assert change is None or change == ledger.change(number, harbour), f"{path}: {harbour}"
    stated = [row[0] for row in rows]
    if path.endswith("-report.md"):
        assert stated == [harbour for harbour in IDS if is_rated(harbour, number)]
    else:
        assert 3 <= len(stated) < len(ledger.scores[number])


def check_body(ledger, path, number, body, claims):
    links = re.findall(r"\[([^\]]*)\]\(index:([^)]*)\)", body)
    for text, name in links:
        if name in IDS:
            assert text == NAMES[name]
        elif name == "table":
            assert text == ""
        else:
            assert ledger.fact(number, name) == text, f"{path}: {name} is {ledger.fact(number, name)}, not {text}"
            fact = name.rpartition("/")[2]
            claims[fact] = claims.get(fact, 0) + 1
    rows = [line for line in body.splitlines() if line.startswith("| ")]
    table = [re.fullmatch(r"\| (.+) \| (\S+) \|", row).groups() for row in rows]
    if path.endswith("-report.md"):
        assert body.endswith("\n\n![](index:table)\n") and 3 <= body.count("\n\n") <= 5
        assert bool(table) == (number % TABLE_EVERY == 0)
    if table:
        expected = [(NAMES[harbour], points(ledger.score(number, harbour))) for harbour in ledger.table(number)]
        assert table == [("Harbour", "Score")] + expected
    prose = "\n".join(line for line in body.splitlines() if not line.startswith("|"))
    assert not re.search("[0-9]", re.sub(r"\[[^\]]*\]\([^)]*\)", "", prose)), f"{path}: a number is no claim"


def check_corrections(ledger, files, numbers):
    chains = {}
    for path in sorted(path for path in files if path.startswith("corrections/")):
        pairs = dict(line.split(": ", 1) for line in files[path].splitlines())
        assert list(pairs) == ["edition", "constituent", "was", "now", "reason", "date", "found-by"]
        cell = (numbers[pairs["edition"]], pairs["constituent"].strip('"'))
        date = datetime.date.fromisoformat(pairs["date"])
        chains.setdefault(cell, []).append((date, tenths(pairs["was"]), tenths(pairs["now"])))
    assert sum(len(chain) for chain in chains.values()) == 5 and len(chains) == 4
    for (number, harbour), chain in chains.items():
        assert chain == sorted(chain) and chain[0][0] > monday(number)
        assert all(was != now and max(was, now) <= HIGHEST and min(was, now) >= LOWEST for _, was, now in chain)
        assert all(older[2] == newer[1] and older[0] < newer[0] for older, newer in zip(chain, chain[1:]))
        assert chain[-1][2] == ledger.score(number, harbour)
    assert [(was, now) for _, was, now in chains[(38, "DUNN")]] == [(610, 620), (620, 615)]


def check_variety(ledger):
    """That the editions hold what they are made for."""
    assert [len(ledger.scores[number]) for number in (1, 19, 20, 44, 45, 60)] == [11, 11, 12, 12, 11, 11]
    for number in TIES:
        ranks = [ledger.rank(number, harbour) for harbour in ledger.table(number)]
        assert len(set(ranks)) < len(ranks)
    assert len([1 for number in (34, 54) if ledger.rank(number, ledger.table(number)[1]) == 1]) == 2
    assert any(ledger.rank(9, harbour) == ledger.rank(9, ledger.table(9)[5]) for harbour in ledger.table(9)[7:])
    lengths = set()
    for harbour, gap in GAPS.items():
        for number in gap:
            assert ledger.score(number, harbour) is None
            if number + 1 not in gap:
                assert ledger.score(number + 1, harbour) is not None and ledger.change(number + 1, harbour) is None
        runs = "".join("x" if number in gap else " " for number in range(1, EDITIONS + 1)).split()
        lengths.update(len(run) for run in runs)
    assert lengths == {1, 2, 3, 4}
    lead = longest(lambda number, harbour: ledger.rank(number, harbour) == 1, ledger)
    rise = longest(lambda number, harbour: (ledger.change(number, harbour) or 0) > 0, ledger)
    fall = longest(lambda number, harbour: (ledger.change(number, harbour) or 0) < 0, ledger)
    assert lead >= 20 and rise >= 6 and fall >= 6, (lead, rise, fall)
    every = [score for table in ledger.scores.values() for score in table.values()]
    assert min(every) == LOWEST and max(every) == HIGHEST, (min(every), max(every))
    leaders = {ledger.table(number)[0] for number in range(1, EDITIONS + 1)}
    assert len(leaders) >= 3, leaders
    assert all(ledger.change(BREAK, harbour) is None for harbour in ledger.scores[BREAK])
    assert all(ledger.change(REBASE, harbour) is not None for harbour in ledger.scores[REBASE])
    changes = {ledger.change(number, harbour) for number in ledger.scores for harbour in ledger.scores[number]}
    assert {0, 10, -10, None} <= changes


def longest(holds, ledger):
    best = 0
    for harbour in IDS:
        run = 0
        for number in range(1, EDITIONS + 1):
            run = run + 1 if harbour in ledger.scores[number] and holds(number, harbour) else 0
            best = max(best, run)
    return best


# The command --------------------------------------------------------------------------------------------------------


def files_beneath(folder):
    found = {}
    for directory, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(directory, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder).replace(os.sep, "/")] = file.read()
    return found


def write(files, folder):
    foreign = sorted(set(files_beneath(folder)) - set(files))
    if foreign:
        sys.exit(f"{folder} holds files that are not made here: {', '.join(foreign[:5])}")
    for path, content in files.items():
        target = os.path.join(folder, *path.split("/"))
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as file:
            file.write(content)


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__)
    texts = make_files()
    claims = check(texts)
    files = {path: text.encode("utf-8") for path, text in texts.items()}
    committed = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Content")
    if arguments == ["--check"]:
        if files_beneath(committed) != files:
            sys.exit(f"{committed} is not what this file makes")
    else:
        write(files, arguments[0])
    print(f"{len(files)} files, {sum(claims.values())} claims: {claims}")


if __name__ == "__main__":
    main(sys.argv[1:])
