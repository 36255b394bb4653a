"""rsync over a real ssh on loopback: what a second run sends."""
import getpass
import os
import subprocess
from pathlib import Path

from checks import free_port, running

HERE = Path(__file__).parent


def rsync(checks, folder, project, site):
    port, keys, target = free_port(), folder / "ssh", folder / "rsync/site"
    keys.mkdir(mode=0o700)
    target.mkdir(parents=True)
    for name in ("host", "editor"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", keys / name], check=True)
    (keys / "editor.pub").rename(keys / "authorized")
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    server = ["/usr/sbin/sshd", "-D", "-e", "-f", "/dev/null", "-h", keys / "host", "-p", port]
    options = {"ListenAddress": "127.0.0.1", "AuthorizedKeysFile": keys / "authorized", "StrictModes": "no"}
    options["PidFile"] = "none"
    server += [part for name, value in options.items() for part in ("-o", f"{name}={value}")]
    unknown = "-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
    shell = f"ssh -p {port} -i {keys}/editor {unknown}"

    def send():
        """What rsync says it did, a line for each file that it sent or deleted."""
        result = subprocess.run(
            [HERE / "rsync.sh", f"{getpass.getuser()}@127.0.0.1:{target}/", "--itemize-changes"],
            cwd=project, env=os.environ | {"RSYNC_RSH": shell}, capture_output=True, text=True)
        checks.equal((result.returncode, result.stderr), (0, ""), "rsync")
        lines = [line.split(maxsplit=1) for line in result.stdout.splitlines()]
        return sorted(name for code, name in lines if code.startswith(("<f", "*deleting")))

    def times():
        return {path: path.stat().st_mtime_ns for path in target.rglob("*") if path.is_file()}

    public = project / "Public"
    with running([str(part) for part in server], port):
        files = sorted(path.relative_to(public).as_posix() for path in public.rglob("*") if path.is_file())
        checks.equal(send(), files, "the first run sends everything")
        checks.equal(send(), [], "a second run")
        before = times()
        # A build on another machine has other times, and a changed article.
        for path in public.rglob("*"):
            os.utime(path, (1, 1))
        checks.equal(send(), [], "a run after a clean build of the same")
        checks.equal(times(), before, "the times of what was not sent")
        article = next(path for path in (project / "Content/articles").glob("*.md") if "aliases" not in path.read_text())
        old = article.read_text()
        article.write_text(old + "\nOne more sentence.\n")
        subprocess.run([site, "build", "--quiet", "--compress", "--url", "https://example.org/"], cwd=project, check=True)
        sent = send()
        checks.holds(0 < len(sent) < len(files) / 3, f"of {len(files)} files {len(sent)} are sent for one article")
        checks.holds(f"articles/{article.stem}/index.html.gz" in sent, "the variant of the changed page is sent")
        checks.holds(any(name.startswith("search/words-") for name in sent), "what is gone is deleted, what is new is sent")
        stored = {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()}
        built = {path.relative_to(public).as_posix(): path.read_bytes() for path in public.rglob("*") if path.is_file()}
        checks.equal(stored == built, True, "both folders are the same")
        article.write_text(old)
    empty = folder / "empty"
    (empty / "Public").mkdir(parents=True)
    refused = subprocess.run([HERE / "rsync.sh", f"{target}/"], cwd=empty, capture_output=True, text=True)
    checks.equal((refused.returncode, refused.stderr), (1, "Public/ holds no site: build it first\n"), "an empty folder")
