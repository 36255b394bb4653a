"""The library's memory is given back: no block is lost, and ten thousand bodies leave what they print, not their trees.

    leaks.py PATH-OF-SITE

First valgrind looks for lost blocks in a run over a few documents that hold every kind of node, and some that end early.
Then two runs, over 2,000 and 10,000 documents, are compared: each document more may take a few times its bytes, where a
tree takes ten times as many. Ends with 1 where memory is lost, with 2 where it cannot tell.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

# What each document more may take, in its own bytes: its HTML, its front matter's values and the memory's own waste.
MOST = 5.0

INDEX = """title: Leaks
language: en
timeZone: UTC
scale: {min: 0, max: 100, decimals: 0, unit: points}
cadence: weekly
noun: {one: company, many: companies}
rawHTML: %s
constituents:
  - {id: A, name: Alpha}
  - {id: B, name: Beta}
"""

BODY = """## A title of its own {#own-%(n)d}

## What to watch

3. [Alpha](index:A) holds [first](index:A/rank) at [70](index:A/score), *up* **well** ~~down~~ `code ](x)`.
4. [ ] a task, <b>raw</b> https://example.org and [a link](https://example.org/ "title")

## Key risks

### One

![](index:table)

![A picture](../media/a.png "caption")

> [!NOTE]
> Something[^1] to know[^long]; Alpha rose to 70.

> Words of another.
>
> — somebody, 2025

| Company | Score | Note |
|:--|--:|:-:|
| [Alpha](index:A) | 70 | – |
| Beta | 60 | [x][ref] |

### Two

[^1]: A note that refers[^long] on.
[^long]: Another.

    - with code

[ref]: https://example.org/reference 'a title'

<div id="raw">a block</div>

```swift
let code = "block"
```

%(text)s

***
"""

BROKEN = [
    "a" * (1 << 20) + "a", "> " * 300 + "a", "[x](nowhere.md) [y](javascript:z) ![](https://example.org/a.png)",
    "## A {#a}\n\n## A {#a}\n\n[^1] ![[^1]](x.png)\n\n[^1]: a\n[^2]: b\n", "|a|\n|-|\n" * 9000, "\\" * 1000 + "![[]()" * 9000,
]


def project(folder, count, size, broken=(), raw="false"):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder + "/Content/articles")
    os.makedirs(folder + "/Content/media")
    os.makedirs(folder + "/Templates")
    with open(folder + "/Content/index.yml", "w", encoding="utf-8") as file:
        file.write(INDEX.replace("rawHTML: %s\n", "rawHTML: true\n" if raw == "true" else ""))
    with open(folder + "/Content/media/a.png", "wb") as file:
        file.write(bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"))
    text = "\n\n".join("Plain words of a *long* text, and more of `them` to fill it up." * 4 for _ in range(size))
    total = 0
    for number in range(count):
        body = BODY % {"n": number, "text": text}
        front = "---\ntitle: Article %d\ndate: 2026-05-11\nscores: {A: 70, B: 60}\n---\n" % number
        total += len(front) + len(body)
        with open(f"{folder}/Content/articles/a{number}.md", "w", encoding="utf-8") as file:
            file.write(front + body)
    for number, body in enumerate(broken):
        with open(f"{folder}/Content/articles/broken{number}.md", "w", encoding="utf-8") as file:
            file.write("---\ntitle: Broken\ndate: 2026-05-11\n---\n" + body)
    return total


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    program = os.path.abspath(sys.argv[1])
    if not shutil.which("valgrind") or not shutil.which("strip"):
        print("leaks.py needs valgrind and strip", file=sys.stderr)
        return 2
    status = 0
    with tempfile.TemporaryDirectory() as folder:
        stripped = folder + "/site"
        subprocess.run(["strip", "-o", stripped, program], check=True)
        for raw in ["false", "true"]:
            project(folder + "/few", 12, 1, BROKEN, raw)
            run = subprocess.run(
                ["valgrind", "--leak-check=full", "--show-leak-kinds=definite", stripped, "scores"],
                cwd=folder + "/few", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
            report = run.stderr.decode(errors="replace")
            if "HEAP SUMMARY" not in report:
                sys.exit("valgrind looked at nothing:\n" + report[-2000:])
            lost = [
                block for block in re.split(r"\n==\d+== \n", report)
                if "definitely lost in loss record" in block and "cmark" in block
            ]
            print(f"raw HTML {raw}: {len(lost)} places lose blocks of the library")
            for block in lost:
                print(block)
            status = status or int(bool(lost))
        peaks, sizes = [], []
        for count in [2_000, 10_000]:
            # What somebody has to be told of keeps its source.
            sizes.append(project(folder + "/many", count, 20, raw="true"))
            run = subprocess.Popen([program, "scores"], cwd=folder + "/many", stdout=subprocess.DEVNULL)
            peaks.append(os.wait4(run.pid, 0)[2].ru_maxrss * 1024)
        grown = (peaks[1] - peaks[0]) / (sizes[1] - sizes[0])
        print(f"each document more takes {grown:.2f} times its bytes, of at most {MOST}")
        status = status or int(grown > MOST)
    return status


if __name__ == "__main__":
    sys.exit(main())
