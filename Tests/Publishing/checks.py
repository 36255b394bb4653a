"""What the parts of the test share: what must hold, free ports, and programs that run beside it."""
import contextlib
import socket
import subprocess
import tempfile
import time


class Missing(Exception):
    """A program or a module that is not installed."""


class Checks:
    def __init__(self, part):
        self.part, self.count, self.problems = part, 0, []

    def holds(self, condition, what):
        self.count += 1
        if not condition:
            self.problems.append(str(what))

    def equal(self, found, expected, what):
        self.holds(found == expected, f"{what}: {found!r:.200} where {expected!r:.200} was expected")

    def report(self):
        """Prints what came of it; returns how much is wrong."""
        if not self.count:
            self.problems.append("nothing was checked")
        for problem in self.problems:
            print(f"{self.part}: {problem}")
        print(f"{self.part}: {self.count} checked, {len(self.problems)} wrong", flush=True)
        return len(self.problems)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextlib.contextmanager
def running(command, port, output=None, **options):
    """A program from its first answer on the port to the end of the block; its output goes into a file."""
    output = output or tempfile.TemporaryFile("w+")
    process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, **options)
    try:
        for _ in range(200):
            if process.poll() is not None:
                output.seek(0)
                raise RuntimeError(f"{command[0]} ended: {output.read()[-2000:] if output.readable() else ''}")
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        else:
            raise RuntimeError(f"{command[0]} does not answer on port {port}")
        yield
    finally:
        process.terminate()
        process.wait(10)


def substituted(text, replacements):
    """The text with each of these put in, which stands in it once."""
    for old, new in replacements.items():
        if text.count(old) != 1:
            raise RuntimeError(f"{old!r} stands {text.count(old)} times in the recipe, and not once")
        text = text.replace(old, new)
    return text
