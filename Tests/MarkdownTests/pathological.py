"""Bodies that were made to take long: doubling each at most doubles the work, or it is an error with its line.

    pathological.py PATH-OF-SITE [NAME-PART]

Work is what valgrind counts in instructions, less those of an empty run; no clock is read. Each family runs at two
sizes through `site markdown`. Needs valgrind; ends with 1 where a family breaks the law, with 2 where it cannot count.
"""

import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile

# At most so much more work for twice the input.
FACTOR = 2.6
# The bytes of the smaller body.
SIZE = 6_000

# Linear: each a function from a number of repetitions to a body.
LINEAR = {
    "plain text": lambda n: "word " * n,
    "blank lines": lambda n: "\n" * n,
    "nested strong emphasis": lambda n: "*a **a " * n + "b" + " a** a*" * n,
    "emphasis closers": lambda n: "a_ " * n,
    "emphasis openers": lambda n: "_a " * n,
    "underscore runs closed": lambda n: "_" * n + "a" + "_" * n,
    "star runs of falling length": lambda n: "".join("a" + "*" * (i % 90 + 1) for i in range(n)),
    "mixed strikethrough": lambda n: "~a ~~b " * n,
    "nested strikethrough": lambda n: "~~a ~b " * n + " b~ a~~" * n,
    "link closers": lambda n: "a]" * n,
    "link openers": lambda n: "[a" * n,
    "mismatched openers and closers": lambda n: "*a_ " * n,
    "openers and closers multiple of 3": lambda n: "a**b" + "c* " * n,
    "link openers and emphasis closers": lambda n: "[ a_" * n,
    "[ (](": lambda n: "[ (](" * n,
    "hard emphasis": lambda n: "**x [a*b**c*](d)" * n,
    "nested brackets": lambda n: "[" * n + "a" + "]" * n,
    "nested images": lambda n: "![" * n + "a" + "](b)" * n,
    "rising backticks then many": lambda n: "".join("`" * (i % 79 + 1) + "a" for i in range(n)),
    "backticks of two lengths": lambda n: "`a ``b " * n,
    "unclosed link destinations <": lambda n: "[a](<b" * n,
    "unclosed link titles": lambda n: "[a](b \"c" * n,
    "parentheses in destinations": lambda n: "[a](" + "(b)" * n + ")",
    "unclosed comments": lambda n: "x <!--" * n,
    "unclosed attributes alternating": lambda n: "x <a b='c <a b=\"" * n,
    "tags": lambda n: "x <a>" * n,
    "html blocks": lambda n: "<div>\n\n" * n,
    "entities": lambda n: "&amp;" * n,
    "numeric entities": lambda n: "&#" * n,
    "colons": lambda n: ":" * n,
    "www.": lambda n: "www." * n,
    "www. then entities": lambda n: "www.a.b/" + "&amp;" * n,
    "dots before @": lambda n: "a." * n + "@b.c",
    "colon and at in turns": lambda n: ":a@" * n,
    "table rows": lambda n: "|a|b|\n|-|-|\n" + "|a|b|\n" * n,
    "escaped pipes": lambda n: "|a|\n|-|\n" + "|" + "\\|" * n + "|\n",
    "tables": lambda n: "|a|\n|-|\n|b|\n\n" * n,
    "footnotes": (
        lambda n: "".join(f"[^{i}] " for i in range(n)) + "\n\n" + "".join(f"[^{i}]: a\n\n" for i in range(n))
    ),
    "nested footnotes": lambda n: "".join(f"[^{i}]: [^{i+1}]\n\n" for i in range(n)) + "[^0]",
    "uses of one footnote": lambda n: "[^1]: a\n\n" + "[^1] " * n,
    "reference definitions": (
        lambda n: "".join(f"[{i}]: /u\n" for i in range(n)) + "".join(f"[{i}] " for i in range(n))
    ),
    "unclosed definition titles": lambda n: "[a]: b \"c\n" * n,
    "long labels": lambda n: ("[" + "a" * 900 + "] ") * (n // 100),
    "definition openers": lambda n: "[a\n" * n,
    "setext lookalikes": lambda n: "a\n" + "= =\n" * n,
    "definitions then setext": lambda n: "[a]: /b\n=\n" * n,
    "headings": lambda n: "# a\n" * n,
    "headings, numbered as copies": lambda n: "".join(f"# a\n# a {i}\n" for i in range(n)),
    "hashes": lambda n: "#" * n,
    "fences": lambda n: "```\n" * n,
    "list items": lambda n: "- a\n" * n,
    "list and blank lines": lambda n: "- a\n" + "\n" * n + "b\n",
    "quotes in words": lambda n: "\"a 'b " * n,
    "links": lambda n: "[a](b) " * n,
    "links unlike the text": lambda n: "[a](b&amp;c) " * n,
    "links in one image": lambda n: "![" + "[a](b) " * n + "](c)",
    "deep emphasis with links": lambda n: "*a _b " * n + "[c](d)" * n + "_ *" * n,
    "quotation captions": lambda n: "> a\n>\n> — b\n\n" * n,
    "code spans with links": lambda n: "`](a)` [b](c) " * n,
    "table cells with links": lambda n: "|a|b|\n|-|-|\n" + "|[a](b)|[c](d)|\n" * n,
}

# Quadratic in the library, or printed many times their size: refused from a size on.
REFUSED = {
    "tabs in lists": lambda n: "-\t" * n + "a",
    "delimiter rows": lambda n: "|-|-|\n" * n,
    "![[]()": lambda n: "![[]()" * n,
    "nested quotations": lambda n: "> " * n + "a",
    "nested lists in a line": lambda n: "- " * n + "a",
    "nested quotations, lazy lines": lambda n: ">" * n + "a\n" + "b\n" * n,
    "blank lines in nested lists": lambda n: "- " * (n) + "x" + "\n" * n,
    "nested lists by indentation": lambda n: "".join("  " * i + "* a\n" for i in range(int(n ** .5 * 2))),
    "unclosed processing": lambda n: "x <?" * n,
    "unclosed declarations": lambda n: "x <!A " * n,
    "unclosed CDATA": lambda n: "x <![CDATA[" * n,
    "www. then parentheses": lambda n: "www.a.b" + ")" * n,
    "a@b.": lambda n: "a@b." * n,
    "table of one row of many columns": lambda n: "|a" * n + "|\n" + "|-" * n + "|\n" + "|a" * n + "|\n",
    "short rows under many columns": lambda n: "|a" * n + "|\n" + "|-" * n + "|\n" + "|\n" * n,
    "long rows under few columns": lambda n: "|a|\n|-|\n" + "|a" * n,
    "mismatched delimiter rows": lambda n: "a\n|-|-|\n" * n,
    "table header long paragraph": lambda n: "a\n" * n + "|b|\n|-|\n",
    "footnote and emphasis": lambda n: "[^1]: a\n\n" + "*[^1] _" * n,
    "one long definition used": lambda n: "[a]: /" + "u" * n + "\n\n" + "[a]\n\n" * n,
    "one long title used": lambda n: "[a]: /u '" + "u" * n + "'\n\n" + "[a]\n\n" * n,
}
# The bytes of the smaller of their bodies.
REFUSED_SIZE = 100_000


def sized(family, size):
    """The number of repetitions that makes a body of about so many bytes."""
    count = 8
    while len(family(count)) < size:
        count *= 2
    return max(1, count * size // len(family(count)))


class Counter:
    """Runs a copy of the program without debugging information, which valgrind reads slowly or not at all."""

    def __init__(self, program, folder):
        self.program = os.path.join(folder, "site")
        self.folder = folder
        subprocess.run(["strip", "-o", self.program, program], check=True)
        self.start = self.instructions(b"")[0]

    def instructions(self, body):
        with tempfile.NamedTemporaryFile(dir=self.folder) as file:
            file.write(body)
            file.flush()
            file.seek(0)
            run = subprocess.run(
                ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", self.program,
                 "markdown"],
                stdin=file, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        counted = re.search(rb"I +refs: +([\d,]+)", run.stderr)
        if counted is None:
            sys.exit("valgrind counted nothing:\n" + run.stderr.decode(errors="replace")[-2000:])
        error = re.search(rb"<standard input>:\d+:\d+: error: .*", run.stderr)
        return int(counted.group(1).replace(b",", b"")), run.returncode, error and error.group(0).decode()


def judge_linear(counter, family):
    count = sized(family, SIZE)
    work = []
    for size in (count, 2 * count):
        total, code, error = counter.instructions(family(size).encode())
        if code != 0:
            return False, f"refused: {error}"
        work.append(max(total - counter.start, 1))
    factor = work[1] / work[0]
    return factor < FACTOR, f"{work[0] / 1e6:8.1f} M {work[1] / 1e6:8.1f} M   x {factor:.2f}"


def judge_refused(program, family):
    count = sized(family, REFUSED_SIZE)
    errors = []
    for size in (count, 2 * count):
        run = subprocess.run([program, "markdown"], input=family(size).encode(), capture_output=True, check=False)
        error = re.search(rb"<standard input>:\d+:\d+: error: .*", run.stderr)
        if run.returncode != 1 or run.stdout or error is None:
            return False, f"ended with {run.returncode} and printed {len(run.stdout)} bytes"
        errors.append(error.group(0).decode().split("error: ")[1])
    return True, errors[0]


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    if shutil.which("valgrind") is None or shutil.which("strip") is None:
        print("pathological.py needs valgrind and strip", file=sys.stderr)
        sys.exit(2)
    program = os.path.abspath(sys.argv[1])
    part = sys.argv[2] if len(sys.argv) > 2 else ""
    is_lawful = True
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        counter = Counter(program, folder)
        runs = [(n, pool.submit(judge_linear, counter, f)) for n, f in LINEAR.items() if part in n]
        runs += [(n, pool.submit(judge_refused, counter.program, f)) for n, f in REFUSED.items() if part in n]
        for name, run in runs:
            holds, result = run.result()
            is_lawful = is_lawful and holds
            print(f"{'  ' if holds else '!!'} {name:45} {result}", flush=True)
    sys.exit(0 if is_lawful else 1)


main()
