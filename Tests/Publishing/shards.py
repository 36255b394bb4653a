"""A site in several parts: the README's recipes as they are, each with the site of one build."""
import os
import re
import shutil
import subprocess
from pathlib import Path

import yaml

README = Path(__file__).with_name("README.md").read_text()


def block(start, kind=""):
    """The first block of code after some words."""
    return re.search(rf"{re.escape(start)}.*?^```{kind}\n(.*?)^```$", README, re.S | re.M)[1]


def tree(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def shards(checks, folder, project, site):
    bin = folder / "bin"
    bin.mkdir()
    (bin / "site").symlink_to(site)
    environment = {**os.environ, "PATH": f"{bin}:{os.environ['PATH']}"}

    def copy(name):
        work = folder / name
        for part in ("Content", "Templates"):
            shutil.copytree(project / part, work / part)
        return work

    def run(command, work, **more):
        done = subprocess.run(
            ["bash", "-ec", command], cwd=work, env={**environment, **more}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True)
        checks.equal((done.returncode, done.stdout if done.returncode else ""), (0, ""), command)

    whole = copy("whole")
    run("site build --quiet", whole)
    expected = tree(whole / "Public")

    def compare(work, name):
        checks.holds(tree(work / "Public") == expected, f"{name}: the site is that of one build")

    work = copy("make")
    (work / "Makefile").write_text(block("**make**", "make"))
    run("make -j4 Public", work)
    compare(work, "make")

    if shutil.which("parallel"):
        work = copy("parallel")
        run(block("**GNU parallel**"), work)
        compare(work, "GNU parallel")

    work = copy("matrix")
    jobs = yaml.safe_load(block("**A CI matrix**", "yaml"))["jobs"]
    builds = [step["run"] for step in jobs["shard"]["steps"] if "run" in step]
    for number in jobs["shard"]["strategy"]["matrix"]["number"]:
        for build in builds:
            run(build.replace("${{ matrix.number }}", str(number)), work)
    for step in jobs["site"]["steps"]:
        if "run" in step:
            run(step["run"], work)
    compare(work, "CI matrix")

    work = copy("job")
    job = yaml.safe_load(block("**Kubernetes**", "yaml"))["spec"]
    container = job["template"]["spec"]["containers"][0]
    for index in range(job["completions"]):
        command = " ".join([*container["command"], "'" + container["args"][0] + "'"])
        run(command, work, JOB_COMPLETION_INDEX=str(index))
    run(re.search(r"^Then `(site merge .*?)`", README, re.M)[1], work)
    compare(work, "Kubernetes")
