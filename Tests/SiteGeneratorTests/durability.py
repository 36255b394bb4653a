#!/usr/bin/env python3
"""Nothing is lost: kills builds, fills disks, takes permissions away, and builds twice at once.

    python3 durability.py SITE [--seed N] [--kills N]

After a build that was killed at any moment every file under its final name is one of the old site or of the new one, whole;
and the next build's output is a clean build's. Where the disk or the system refuses, the error names the file and the
cause, the exit code is 2, and Public/ is as it was. What needs rights that this user has not is skipped and said; under CI
that is an error. Ends with 1 when anything is found.
"""
import argparse
import concurrent.futures
import fcntl
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
found = []
skipped = []


def holds(truth, what):
    if not truth:
        found.append(what)
        print("FOUND", what[:600], flush=True)


def skip(what):
    skipped.append(what)
    print("skipped:", what, flush=True)


def files(folder):
    """Every file beneath a folder with its bytes; the stage of a build that was cut short is none of the site."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in Path(folder).rglob("*")
        if path.is_file() and ".site-stage" not in path.parts
    }


class Project:
    """A copy of the sample with media, a draft and an old address."""

    def __init__(self, site, folder):
        self.site, self.folder = site, Path(folder)
        for name in ("Content", "Templates"):
            shutil.copytree(ROOT / name, self.folder / name)
        self.media = self.folder / "Content/media"
        self.media.mkdir(exist_ok=True)
        (self.media / "large.bin").write_bytes(random.Random(1).randbytes(3_000_000))
        self.article = sorted((self.folder / "Content/articles").glob("*.md"))[0]
        self.public = self.folder / "Public"

    def command(self, *options):
        return [self.site, "build", *(["--no-cards"] if "--cards" not in options else []), *options]

    def run(self, *options, **keys):
        return subprocess.run(
            self.command(*options), cwd=self.folder, capture_output=True, text=True, timeout=120, **keys)

    def build(self, *options):
        result = self.run("--quiet", *options)
        holds(result.returncode == 0, f"a build that should go well: {result.stderr}")

    def clean(self, *options):
        """What a build from nothing gives."""
        with tempfile.TemporaryDirectory() as folder:
            for name in ("Content", "Templates"):
                os.symlink(self.folder / name, Path(folder) / name)
            result = subprocess.run(self.command("--quiet", *options), cwd=folder, capture_output=True, text=True)
            holds(result.returncode == 0, f"a clean build: {result.stderr}")
            return files(Path(folder) / "Public")

    def refused(self, what, words, name, before, **keys):
        """A build that ends with 2, names a file and a cause, and leaves the site as it was."""
        result = self.run(**keys)
        self.judge(what, words, name, before, result)

    def judge(self, what, words, name, before, result):
        holds(result.returncode == 2, f"{what}: ends with {result.returncode}: {result.stderr}")
        holds(name in result.stderr and words in result.stderr, f"{what}: says {result.stderr!r}")
        holds(files(self.public) == before, f"{what}: Public/ changed")
        holds(not (self.public / ".site-stage").exists(), f"{what}: leaves its stage")


# Edits, each of which another one takes back.


def edit(project, chance):
    text = project.article.read_text().rstrip("\n")
    lines = text.split("\n")
    if lines[-1].startswith("Edited "):
        lines.pop()
    project.article.write_text("\n".join(lines) + f"\n\nEdited {chance.random()}\n")


def media(project, chance):
    (project.media / "large.bin").write_bytes(chance.randbytes(3_000_000 + chance.randrange(99)))


def add_or_remove(project, chance):
    article = project.folder / "Content/articles/added.md"
    if article.exists():
        article.unlink()
    else:
        article.write_text("---\ntitle: Added\ndate: 2026-05-11\naliases: [/old/added/]\n---\n\nText.\n")


def score(project, chance):
    article = project.folder / "Content/articles/scored.md"
    value = chance.randrange(40, 90)
    article.write_text(f"---\ntitle: Scored\ndate: 2026-05-18\nscores: {{TSLA: {value}}}\n---\n\nText.\n")


def folder_or_file(project, chance):
    path = project.media / "either"
    if path.is_dir():
        shutil.rmtree(path)
        path.write_text("a file")
    elif path.exists():
        path.unlink()
    else:
        path.mkdir()
        (path / "inner.txt").write_text("in a folder")


def template(project, chance):
    path = project.folder / "Templates/assets/site.css"
    path.write_text(path.read_text().split("/* edited")[0] + f"/* edited {chance.random()} */\n")


def nothing(project, chance):
    pass


def kills(site, folder, seed, count):
    """Builds that are killed at random moments, with edits in between."""
    chance = random.Random(seed)
    project = Project(site, folder)
    project.build()
    shutil.rmtree(project.public)
    start = time.monotonic()
    project.build()
    whole = time.monotonic() - start
    past = files(project.public)
    landed = 0
    for number in range(count):
        change = chance.choice([edit, media, add_or_remove, score, folder_or_file, template, nothing])
        change(project, chance)
        # To compress all takes long.
        options = ["--compress"] if 40 <= number < 50 else []
        if not options:
            lost = chance.random()
            if lost < 0.2:
                shutil.rmtree(project.public, ignore_errors=True)
            # Without the record alone, what is no longer made would stay, and be named.
            if lost < 0.1:
                shutil.rmtree(project.folder / ".site-cache", ignore_errors=True)
        process = subprocess.Popen(
            project.command("--quiet", *options), cwd=project.folder, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + whole * chance.uniform(0, 1)
        if number % 2:
            # From the first staged file on, which is where the site changes at last.
            while process.poll() is None and not (project.public / ".site-stage").exists():
                time.sleep(0.0002)
            deadline = time.monotonic() + whole * chance.uniform(0, 0.5)
        while process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.0002)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            landed += 1
        process.wait()
        left = files(project.public) if project.public.exists() else {}
        check = number % 4 == 3 or change is folder_or_file
        start = time.monotonic()
        project.build(*options)
        whole = min(whole * 1.3, time.monotonic() - start)
        new = files(project.public)
        for path, data in left.items():
            is_whole = data in (past.get(path), new.get(path))
            holds(is_whole, f"kill {number}: {path} is neither old nor new ({change.__name__})")
        if check:
            clean = project.clean(*options)
            wrong = sorted(path for path in set(clean) | set(new) if clean.get(path) != new.get(path))
            holds(not wrong, f"kill {number} after {change.__name__}: not as a clean build: {wrong[:5]}")
        holds(not (project.public / ".site-stage").exists(), f"kill {number}: a stage is left")
        past = new
    print(f"killed {landed} of {count} builds, seed {seed}", flush=True)
    holds(landed >= count * 0.4, f"only {landed} kills hit a running build")


def all_kills(site, folder, seed, count):
    """In two projects at once: most of the time a build is not yet where it is killed."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        running = []
        for number, share in enumerate([count // 2, count - count // 2]):
            place = folder / str(number)
            place.mkdir()
            running.append(pool.submit(kills, site, place, seed + number, share))
        for one in running:
            one.result()


def limits(site, folder):
    """What the system refuses."""
    project = Project(site, folder)
    project.build()
    before = files(project.public)
    (project.media / "more.bin").write_bytes(b"x" * 2_000_000)

    def at_most(which, most):
        return lambda: resource.setrlimit(which, (most, most))

    project.refused(
        "a file that may not grow", "File too large", "Public/media/more.bin", before,
        preexec_fn=at_most(resource.RLIMIT_FSIZE, 1_500_000))
    # Few are too few for the program's threads, which it says before it reads a file; with more it names the file.
    def at_most_files(*options):
        early, late, before = 0, 0, files(project.public)
        for most in range(3, 200):
            result = project.run(*options, preexec_fn=at_most(resource.RLIMIT_NOFILE, most))
            if result.returncode == 0:
                break
            if "error while loading shared libraries" in result.stderr:
                continue
            project.judge(f"{most} files", "Too many open files", "", before, result)
            if "are needed" in result.stderr:
                early += 1
            else:
                late += 1
                names = ("Public", "Content", "Templates", ".site-cache")
                holds(result.stderr.startswith(names), f"{most} files: names none: {result.stderr}")
        return early, late

    early, late = at_most_files()
    holds(early and late, f"limits of open files: {early} met before any was read, {late} later")
    # Other programs draw the cards.
    early, late = at_most_files("--cards")
    holds(early, f"limits of open files with cards: {early} met before any was read, {late} later")
    project.build()
    before = files(project.public)

    # A file that grows while it is read, and one that is replaced by a link.
    large = project.media / "large.bin"
    stop = threading.Event()

    def grow():
        with open(large, "ab", buffering=0) as file:
            while not stop.is_set():
                file.write(b"y" * 64)

    writer = threading.Thread(target=grow)
    writer.start()
    time.sleep(0.05)
    project.refused("a file that grows", "it changed while it was read", "Content/media/large.bin", before)
    stop.set()
    writer.join()
    project.build()
    large.unlink()
    large.symlink_to("/etc/hostname")
    result = project.run()
    holds(result.returncode == 1 and "[symbolic-link]" in result.stderr, f"a link: {result.stderr}")
    large.unlink()

    # A link inside Public/ leads nowhere.
    outside = Path(folder) / "outside"
    outside.mkdir()
    (outside / "precious.txt").write_text("mine")
    (project.media / "sub").mkdir()
    (project.media / "sub/precious.txt").write_text("first")
    project.build()
    shutil.rmtree(project.public / "media/sub")
    (project.public / "media/sub").symlink_to(outside)
    before = files(project.public)
    project.refused("a link for a folder", "a symbolic link stands where a folder belongs", "Public/media/sub", before)
    shutil.rmtree(project.media / "sub")
    project.build()
    holds((outside / "precious.txt").read_text() == "mine", "a file outside was removed through a link")
    (project.public / "media/sub").unlink()
    target = project.public / "robots.txt"
    robots = target.read_bytes()
    target.unlink()
    target.symlink_to(outside / "precious.txt")
    project.build()
    holds(not target.is_symlink() and target.read_bytes() == robots, "a link for a file is replaced")
    holds((outside / "precious.txt").read_text() == "mine", "a file outside was written through a link")


def users(site, folder):
    """An unprivileged user, and what it may not."""
    if os.geteuid() != 0:
        keys = {}
    else:
        keys = {"user": 65534, "group": 65534, "extra_groups": []}
    os.chmod(folder, 0o755)
    # The program may lie where that user cannot go.
    own = Path(folder) / "site"
    shutil.copy2(site, own)
    own.chmod(0o755)
    for bundle in Path(site).parent.glob("*.resources"):
        shutil.copytree(bundle, Path(folder) / bundle.name)
    place = Path(folder) / "project"
    project = Project(own, place)
    if keys:
        subprocess.run(["chown", "-R", "65534:65534", place], check=True)
    result = project.run(**keys)
    holds(result.returncode == 0, f"an unprivileged build: {result.stderr}")
    before = files(project.public)

    def judged(what, path, mode, name, words="Permission denied"):
        old = path.stat().st_mode
        path.chmod(mode)
        result = project.run(**keys)
        path.chmod(old)
        project.judge(what, words, name, before, result)
        # What only follows from it is not told.
        holds(result.stderr.count("error:") == 1, f"{what}: says more: {result.stderr}")

    judged("an unreadable article", project.article, 0, f"Content/articles/{project.article.name}")
    companies = sorted((project.folder / "Content/companies").glob("*.md"))
    judged("an unreadable company", companies[0], 0, f"Content/companies/{companies[0].name}")
    judged("an unreadable template", project.folder / "Templates/base.html", 0, "Templates/base.html")
    judged("an unreadable folder", project.media, 0, "Content/media")
    edit(project, random.Random(2))
    judged("Public/ that may not be written", project.public, 0o555, "Public")
    judged("a folder of it", project.public / "search", 0o555, "Public/search")
    judged("a cache that may not be written", project.folder / ".site-cache", 0o555, ".site-cache")
    result = project.run(**keys)
    holds(result.returncode == 0, f"once it may: {result.stderr}")
    holds(files(project.public) == project.clean(), "and as a clean build")


def full_disk(site, folder):
    """A disk of a few megabytes, with what is left of it taken away step by step."""
    disk = Path(folder) / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=14m", "tmpfs", disk], capture_output=True, text=True)
    if mounted.returncode != 0:
        return skip(f"a full disk, since none can be mounted: {mounted.stderr.strip()}")
    try:
        project = Project(site, disk)
        project.build()
        new = random.Random(3).randbytes(3_000_000)
        for free in (0, 4096, 100_000, 1_000_000, 2_900_000, 3_400_000):
            before = files(project.public)
            (project.media / "large.bin").write_bytes(new[:-1] if files(project.public)["media/large.bin"] == new else new)
            edit(project, random.Random(free))
            left = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
            filler = disk / "filler"
            filler.write_bytes(b"\0" * max(0, left - free))
            result = project.run()
            if result.returncode == 0:
                holds(free > 3_000_000, f"{free} bytes were enough?")
            else:
                project.judge(f"a disk with {free} bytes", "No space left on device", "", before, result)
            filler.unlink()
            project.build()
            # The clean build lies elsewhere.
            holds(files(project.public) == project.clean(), f"after a disk with {free} bytes")
    finally:
        subprocess.run(["umount", "-l", disk], check=False)


def together(site, folder):
    """Builds at once never interleave, the second says that it waits, and serve does not mind."""
    project = Project(site, folder)
    project.build()
    chance = random.Random(4)
    port = chance.randrange(20000, 30000)
    serve = subprocess.Popen(
        [site, "serve", "--port", str(port)], cwd=project.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for number in range(8):
            [edit, media, add_or_remove, template][number % 4](project, chance)
            if number % 3 == 2:
                shutil.rmtree(project.public)
            running = [
                subprocess.Popen(project.command("--quiet"), cwd=project.folder, stderr=subprocess.PIPE, text=True)
                for _ in range(4)
            ]
            for process in running:
                _, problems = process.communicate(timeout=120)
                holds(process.returncode == 0 and problems == "", f"one of four at once: {problems}")
            holds(files(project.public) == project.clean(), f"four builds at once, round {number}")
        deadline = time.monotonic() + 20
        page = b""
        while time.monotonic() < deadline and b"<html" not in page:
            try:
                page = urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).read()
            except OSError:
                time.sleep(0.1)
        holds(b"<html" in page, "serve answers beside builds")
    finally:
        serve.kill()
        serve.wait()
    # Who waits says so, once, and goes on when the other is gone.
    lock = next((project.folder / ".site-cache").glob("output-*.lock"))
    with open(lock) as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        waiting = subprocess.Popen(
            project.command(), cwd=project.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        time.sleep(1.5)
        holds(waiting.poll() is None, "a build waits for the lock")
    _, said = waiting.communicate(timeout=60)
    holds(said.count("waiting for another build of Public/") == 1, f"it says so once: {said!r}")
    holds(waiting.returncode == 0, f"and goes on: {said!r}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("site")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--part", choices=["kills", "limits", "users", "full", "together"])
    options = parser.parse_args()
    site = Path(options.site).resolve()
    shared = Path("/dev/shm")
    base = shared if shared.is_dir() and os.access(shared, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="durability-", dir=base) as folder:
        os.chmod(folder, 0o755)
        for name, part in [
            ("kills", lambda place: all_kills(site, place, options.seed, options.kills)),
            ("limits", lambda place: limits(site, place)),
            ("users", lambda place: users(site, place)),
            ("full", lambda place: full_disk(site, place)),
            ("together", lambda place: together(site, place)),
        ]:
            if options.part not in (None, name):
                continue
            place = Path(folder) / name
            place.mkdir()
            start = time.monotonic()
            part(place)
            print(f"{name}: {time.monotonic() - start:.0f} s", flush=True)
    if skipped and os.environ.get("CI"):
        found.append("something was skipped")
    print(f"{len(found)} found" if found else "nothing is lost")
    sys.exit(1 if found else 0)


main()
