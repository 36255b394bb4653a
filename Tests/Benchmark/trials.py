"""What is tried: full builds in turn, builds after an edit, sites of other sizes, and the wait of who edits."""
import hashlib
import os
import re
import shutil
import statistics
import subprocess
import sys

import corpus
from tools import ROOT, say


class Cost:
    """What a run took: seconds, bytes, and what it wrote."""

    def __init__(self, wall, processor, peak, files=0, written=0):
        self.wall, self.processor, self.peak, self.files, self.written = wall, processor, peak, files, written

    @staticmethod
    def median(costs):
        return Cost(*(statistics.median(values) for values in zip(*(
            (cost.wall, cost.processor, cost.peak, cost.files, cost.written) for cost in costs))))


class Trials:
    """Projects and their outputs in a folder on a memory file system, so that no disk is measured."""

    def __init__(self, folder, measure):
        self.folder, self.measure = folder, measure

    def project(self, companies, weeks, with_hugo=False):
        """The corpus of a shape, and the templates of this checkout."""
        project = self.folder / f"{companies}x{weeks}"
        say(f"the corpus of {companies} x {weeks} articles is made")
        corpus.make(project, companies, weeks, with_hugo=with_hugo)
        shutil.copytree(ROOT / "Templates", project / "site" / "Templates")
        return project

    def run(self, program, project, output):
        """One run in a process of its own."""
        result = self.folder / "result"
        command = [self.measure, result, *program.command(project, output)]
        done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            sys.exit(f"{done.stdout}\n{program.name} ended with {done.returncode}")
        wall, user, system, peak = (float(number) for number in result.read_text().split())
        return Cost(wall, user + system, peak)

    def full(self, program, project, output):
        """One run that finds nothing of an earlier one; the output stays."""
        for folder in (output, project / "site" / ".site-cache", project / "hugo-cache"):
            shutil.rmtree(folder, ignore_errors=True)
        cost = self.run(program, project, output)
        sizes = [os.path.getsize(path) for path in paths(output)]
        cost.files, cost.written = len(sizes), sum(sizes)
        say(f"{program.name}: {cost.wall:.2f} s, {cost.processor:.2f} s of processor time, {cost.peak / 1e6:.0f} MB at most, "
            f"{cost.files:,} files, {cost.written / 1e6:.0f} MB")
        return cost

    def in_turn(self, programs, project, rounds):
        """The median of full builds of each program."""
        costs = {program.name: [] for program in programs}
        for _ in range(rounds):
            for program in programs:
                output = self.folder / "output"
                costs[program.name].append(self.full(program, project, output))
                shutil.rmtree(output)
        return {name: Cost.median(own) for name, own in costs.items()}

    def after_edits(self, program, project, rounds, each=3):
        """Builds after edits of prose and after changes of a score, and whether the last left what a clean one makes.

        Each round begins with a full build, of which its edits are shares: minutes later the machine is another one.
        Returns: for each kind a cost, whose files and bytes are those that changed, and the share.
        """
        output = self.folder / "output"
        articles = sorted((project / "site" / "Content" / "articles").iterdir())
        kinds = {"an edit of one article's prose": edit_prose, "a change of one score": change_score}
        costs, shares, number = {name: [] for name in kinds}, {name: [] for name in kinds}, 0
        for _ in range(rounds):
            whole = self.full(program, project, output)
            before = snapshot(output)
            for name, edit in kinds.items():
                own = []
                for _ in range(each):
                    edit(articles, number)
                    number += 1
                    cost = self.run(program, project, output)
                    after = snapshot(output)
                    changed = [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)]
                    cost.files = len(changed)
                    cost.written = sum(os.path.getsize(path) for path in changed if path in after)
                    before = after
                    own.append(cost)
                costs[name] += own
                shares[name].append(Cost.median(own).wall / whole.wall)
                say(f"after {name}: {Cost.median(own).wall:.3f} s, {shares[name][-1]:.1%} of the full build, "
                    f"{Cost.median(own).files:,.0f} files changed")
        self.full(program, project, output)
        is_same = snapshot(output) == before
        shutil.rmtree(output)
        return {name: (Cost.median(costs[name]), statistics.median(shares[name])) for name in kinds}, is_same

    def growth(self, program, shapes, rounds):
        """The median of full builds of each shape, in turn: machines are not as fast in one minute as in the next."""
        projects = {shape: self.project(*shape) for shape in shapes}
        costs = {shape: [] for shape in shapes}
        for _ in range(rounds):
            for shape, project in projects.items():
                costs[shape].append(self.full(program, project, self.folder / "output"))
                shutil.rmtree(self.folder / "output")
        return {shape: Cost.median(own) for shape, own in costs.items()}

    def save_to_reload(self, program, project, python):
        """What PreviewServerTests says of the wait from a saved edit to the page that shows it."""
        done = subprocess.run(
            [python, ROOT / "Tests" / "PreviewServerTests" / "serve.py", program.program, "--measure", project / "site"],
            stdout=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(self.folder)})
        if done.returncode != 0:
            sys.exit(f"{done.stdout}\nserve.py ended with {done.returncode}")
        return done.stdout.strip().splitlines()[-1]


def paths(folder):
    return [os.path.join(parent, name) for parent, _, names in os.walk(folder) for name in names]


def snapshot(folder):
    """A digest of each file by its path."""
    digests = {}
    for path in paths(folder):
        with open(path, "rb") as file:
            digests[path] = hashlib.blake2b(file.read(), digest_size=16).digest()
    return digests


def edit_prose(articles, number):
    """A sentence more in the middle of an article in the middle."""
    article = articles[len(articles) // 2]
    parts = article.read_text(encoding="utf-8").split("\n\n")
    middle = next(index for index in range(len(parts) // 2, len(parts)) if parts[index][0].isalpha())
    parts[middle] += f" This is edit {number + 1}."
    article.write_text("\n\n".join(parts), encoding="utf-8")


def change_score(articles, number):
    """Another score in the newest edition, with the change from the one before that follows from it."""
    newest = max(re.search(r"\d{4}-w\d\d", article.name)[0] for article in articles)
    article = next(article for article in articles if newest in article.name)
    text = article.read_text(encoding="utf-8")
    step = 1 if number % 2 == 0 else -1
    if int(re.search(r"^score: (\d+)$", text, re.M)[1]) == 100:
        step = -1
    text = re.sub(r"^score: (\d+)$", lambda match: f"score: {int(match[1]) + step}", text, count=1, flags=re.M)
    text = re.sub(r"^change: ([+-]\d+)$", lambda match: f"change: {int(match[1]) + step:+d}", text, count=1, flags=re.M)
    article.write_text(text, encoding="utf-8")
