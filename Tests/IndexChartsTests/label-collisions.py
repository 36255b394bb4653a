"""Compares the boxes of all texts of every chart, at many widths: none may meet another, and none may leave the page.

    CHART_GALLERY=DIR swift test --filter ChartGallery && label-collisions.py DIR

Needs playwright and Chromium. DIR holds HTML pages, in folders too: a built site does as well.
"""

import pathlib
import shutil
import sys

from playwright.sync_api import sync_playwright

WIDTHS = [320, 360, 412, 540, 600, 768, 900, 1024, 1280, 1440, 1920]

FIND = """() => {
  const problems = [];
  const right = document.documentElement.clientWidth;
  for (const svg of document.querySelectorAll('svg.plot, svg.field-line, svg.open-scale')) {
    const owner = svg.closest('[id]')?.id || svg.getAttribute('class');
    const texts = [...svg.querySelectorAll('text')].map(text => ({text: text.textContent, box: text.getBoundingClientRect()}))
      .filter(one => one.box.width > 0);
    for (const one of texts) {
      if (one.box.left < -0.5 || one.box.right > right + 0.5)
        problems.push(`${owner}: \\u201c${one.text}\\u201d leaves the page`);
    }
    texts.sort((one, other) => one.box.top - other.box.top);
    texts.forEach((one, index) => {
      for (const other of texts.slice(index + 1)) {
        if (other.box.top >= one.box.bottom) break;
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
        // The boxes hold room above and below the letters.
        if (across > 0.5 && down > 0.2 * Math.min(one.box.height, other.box.height))
          problems.push(`${owner}: \\u201c${one.text}\\u201d meets \\u201c${other.text}\\u201d`);
      }
    });
  }
  return [document.querySelectorAll('svg.plot').length, problems];
}"""


def main(folder):
    pages = sorted(pathlib.Path(folder).rglob("*.html"))
    charts = found = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"), args=["--no-sandbox"])
        page = browser.new_page()
        for path in pages:
            page.goto(path.resolve().as_uri())
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                count, problems = page.evaluate(FIND)
                charts += count
                found += len(problems)
                for problem in problems:
                    print(f"{path.relative_to(folder)} at {width} px: {problem}")
        browser.close()
    print(f"{charts} charts at {len(WIDTHS)} widths on {len(pages)} pages, {found} collisions")
    return 1 if found or not charts else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
