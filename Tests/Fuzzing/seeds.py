"""Collects the seeds of a fuzzing target from the fixtures of the repository: seeds.py TARGET FOLDER"""

import hashlib
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def documents():
    """Every Markdown file and every file of the broken projects, which hold several parted by lines like `== path`."""
    for pattern in ("Content/**/*.md", "Tests/SiteGeneratorTests/**/*.md", "Tests/SiteGeneratorTests/Broken/*.txt"):
        for path in sorted(ROOT.glob(pattern)):
            yield path.read_bytes()


def front_matter():
    for text in documents():
        start = text.find(b"---\n")
        if start >= 0:
            yield text[start : start + 8000]


def markdown():
    examples = ROOT / "Tests/MarkdownTests/Specification/examples.json"
    for number, example in enumerate(json.loads(examples.read_text())):
        yield bytes([number % 4]) + example["markdown"].encode()
    for text in documents():
        yield b"\0" + text[-4000:]


def index():
    for pattern in ("Content/index.yml", "Tests/**/index.yml"):
        for path in sorted(ROOT.glob(pattern)):
            yield path.read_bytes()


def templates():
    for path in sorted(ROOT.glob("Templates/**/*.html")):
        yield path.read_bytes()
    for path in sorted(ROOT.glob("Tests/TemplateEngineTests/*.md")):
        for part in path.read_bytes().split(b"```"):
            if b"{" in part:
                yield part.split(b"\n", 1)[-1]


def main():
    target, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    seeds = {"markdown": markdown, "front-matter": front_matter, "index": index, "templates": templates}[target]()
    for seed in seeds:
        (folder / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)


main()
