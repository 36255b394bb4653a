"""The results as tables of Markdown."""
import datetime
import os


def table(head, rows):
    """The first column to the left, all others to the right."""
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] + ["---:"] * (len(head) - 1), *rows])


def size(count):
    return f"{count / 1e9:.2f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB" if count >= 1e7 else f"{count / 1e6:.1f} MB"


def seconds(time):
    return f"{time:.2f} s" if time >= 1 else f"{time * 1000:.0f} ms"


def ratio(value, base):
    quotient = value / base
    return f"{quotient:.0f}" if quotient >= 100 else f"{quotient:.1f}" if quotient >= 10 else f"{quotient:.2f}"


def where():
    """The day and the machine, as far as they bear on the figures."""
    return f"{datetime.date.today()}, {os.cpu_count()} cores"


def full_builds(costs, edits, articles):
    """A row for each program, with wall time and memory as ratios to the floor's and to Hugo's, and one for each edit."""
    bases = [name for name in costs if name != "site"]
    head = [f"{articles:,} articles ({where()})", "Wall time", "Processor", "Peak memory"]
    head += [f"{what} / {base.split()[0]}" for base in bases for what in ("Time", "Memory")] + ["Files", "Written"]
    rows = []
    for name, cost in costs.items():
        row = [f"{name}, full build" if name == "site" else name, seconds(cost.wall), seconds(cost.processor), size(cost.peak)]
        for base in bases:
            row += [ratio(cost.wall, costs[base].wall), ratio(cost.peak, costs[base].peak)]
        rows.append(row + [f"{cost.files:,.0f}", size(cost.written)])
    for name, (cost, share) in edits.items():
        row = [f"site, after {name}: {share:.1%} of a full build just before", seconds(cost.wall), seconds(cost.processor), size(cost.peak)]
        for base in bases:
            row += [ratio(cost.wall, costs[base].wall), ratio(cost.peak, costs[base].peak)]
        rows.append(row + [f"{cost.files:,.0f}", size(cost.written)])
    return table(head, rows)


def growth(costs, standard):
    """A row for each shape: what an article takes, as ratios to the standard corpus."""
    head = [f"companies × editions ({where()})", "Articles", "Wall time", "Peak memory", "Time an article", "Memory an article",
            "Written an article"]
    base, per = costs[standard], standard[0] * standard[1]
    rows = []
    for (companies, weeks), cost in sorted(costs.items(), key=lambda item: (item[0][0] * item[0][1], item[0])):
        count = companies * weeks
        rows.append([f"{companies} × {weeks}", f"{count:,}", seconds(cost.wall), size(cost.peak)] + [
            ratio(own / count, whole / per)
            for own, whole in [(cost.wall, base.wall), (cost.peak, base.peak), (cost.written, base.written)]])
    return table(head, rows)
