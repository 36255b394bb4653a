// The page is a list of everything. This finds in it as its reader types: titles and words come from files that are
// asked for with the first letter, and where none can be read, as in a folder without a server, from the page itself.
"use strict";
{
  const form = document.querySelector(".search-form");
  const field = form.elements.q;
  const status = form.querySelector("[role=status]");
  const results = document.querySelector(".search-results");
  const index = document.querySelector(".search-index");
  const shown = 50;

  // As the site's own index folds: lower case, no diacritics.
  const letters = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
  const fold = (text) =>
    text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[ßæœøłđðþı]/g, (letter) => letters[letter]);
  const words = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

  // MARK: What can be found

  const entry = (kind, title, path, detail, names) => {
    const folded = words(title);
    return { kind, title, path, detail, titleWords: folded, phrase: folded.join(" "), nameWords: words(names) };
  };

  const fetched = new Map();
  const load = (path, options) => {
    if (!fetched.has(path)) {
      const answer = fetch(form.dataset.root + path, options).then((response) => {
        if (!response.ok) throw new Error(`${path}: ${response.status}`);
        return response.json();
      });
      answer.catch(() => fetched.delete(path));
      fetched.set(path, answer);
    }
    return fetched.get(path);
  };

  const ofPage = () => {
    const documents = [];
    for (const link of index.querySelectorAll("[data-kind] li a")) {
      const { kind } = link.closest("[data-kind]").dataset;
      const detail = link.parentElement.querySelector(".meta")?.textContent ?? "";
      const path = link.getAttribute("href").slice(form.dataset.root.length);
      documents.push(entry(kind, link.textContent, path, detail, detail));
    }
    return { documents, parts: [] };
  };

  const read = async () => {
    // A file: address has no fetch, and trying would leave an error behind.
    if (location.protocol === "file:") return ofPage();
    try {
      const { kinds, documents, parts } = await load(form.dataset.documents, { cache: "no-cache" });
      return { documents: documents.map(([kind, ...rest]) => entry(kinds[kind], ...rest)), parts };
    } catch {
      return ofPage();
    }
  };
  let source;

  // MARK: Finding

  // How well a title answers a word; 0 for not at all.
  const rating = ({ titleWords, nameWords, phrase }, word) => {
    if (titleWords.includes(word)) return 16;
    if (titleWords.some((own) => own.startsWith(word))) return 12;
    if (nameWords.some((own) => own.startsWith(word))) return 8;
    return phrase.includes(word) ? 4 : 0;
  };

  // The numbers of the documents whose text has a word that starts so; they count from the last.
  const inTexts = async (word, parts) => {
    const found = new Set();
    if (word.length < 2) return found;
    const end = `${word}\uffff`;
    const asked = parts.filter(([first], i) => first <= end && (i + 1 === parts.length || parts[i + 1][0] > word));
    for (const part of await Promise.allSettled(asked.map(([, path]) => load(path)))) {
      for (const [own, steps] of Object.entries(part.value ?? {})) {
        if (!own.startsWith(word)) continue;
        let number = 0;
        for (const step of steps) found.add((number += step));
      }
    }
    return found;
  };

  // The documents that answer every word, the best first.
  const find = async (query) => {
    source ??= read();
    const { documents, parts } = await source;
    const asked = [...new Set(words(query))];
    const texts = await Promise.all(asked.map((word) => inTexts(word, parts)));
    const phrase = asked.join(" ");
    const hits = [];
    documents.forEach((document, number) => {
      let total = asked.length > 1 && document.phrase.includes(phrase) ? 16 : 0;
      for (const [i, word] of asked.entries()) {
        const points = rating(document, word) || (texts[i].has(documents.length - 1 - number) ? 1 : 0);
        if (points === 0) return;
        total += points;
      }
      hits.push({ document, total });
    });
    return hits.sort((left, right) => right.total - left.total).map((hit) => hit.document);
  };

  // MARK: Showing

  const item = ({ kind, title, path, detail }) => {
    const link = document.createElement("a");
    link.href = form.dataset.root + path;
    link.textContent = title;
    const heading = document.createElement("p");
    heading.className = "item-title";
    heading.append(link);
    const meta = document.createElement("p");
    meta.className = "item-meta cap";
    meta.textContent = detail ? `${kind} · ${detail}` : kind;
    const result = document.createElement("li");
    result.append(heading, meta);
    return result;
  };

  const summary = (count, query) => {
    if (count === 0) return `Nothing found for “${query}”`;
    const results = count === 1 ? "1 result" : `${count} results`;
    return count > shown ? `${results}, the best ${shown} shown` : results;
  };

  // The query in the address, so that it can be shared and come back to.
  let remembering;
  const remember = (query) => {
    const address = new URL(location.href);
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    try {
      history.replaceState(null, "", address);
    } catch {
      // Some browsers let no file change its address.
    }
  };

  let turn = 0;
  const search = async () => {
    const query = field.value.trim();
    const own = (turn += 1);
    const isAsked = words(query).length > 0;
    const hits = isAsked ? await find(query) : [];
    // The reader has typed on.
    if (own !== turn) return;
    results.replaceChildren(...hits.slice(0, shown).map(item));
    results.hidden = hits.length === 0;
    index.hidden = isAsked;
    status.textContent = isAsked ? summary(hits.length, query) : "";
    clearTimeout(remembering);
    remembering = setTimeout(remember, 300, query);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  field.addEventListener("input", search);
  form.hidden = false;
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) search();
}
