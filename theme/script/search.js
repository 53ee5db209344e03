// Search on the page "Find a page". It looks in a file that was made with the site, and asks for it when the box is
// first used. What is typed is sent nowhere, kept nowhere, and never part of an address.
(() => {
  const MOST = 10, CALM = 400; // results; milliseconds before a screen reader is told how many there are
  const make = (tag, given, ...inside) => {
    const element = Object.assign(document.createElement(tag), given);
    element.append(...inside);
    return element;
  };
  const quiet = { autocomplete: "off", autocapitalize: "off", spellcheck: false };
  const box = make("input", { id: "find", type: "search", ...quiet });
  const said = make("output"), list = make("ul", { className: "cards" });
  const label = make("label", { htmlFor: "find" }, make("strong", {}, "Search the pages"));
  const place = make("div", { className: "find" }, label, make("p", {}, box),
    make("p", {}, "What you type stays on this device."), make("p", {}, said), list);
  place.setAttribute("role", "search");
  document.querySelector("h1").after(place);

  // Words as publish/search.py takes them from a text.
  const words = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[a-z0-9]{2,}/g) || [];

  // How much a word says about a page: in its file's name, in its title, in a heading, in its summary, in its text.
  const NAME = 16, TITLE = 8, HEADING = 2, SUMMARY = 3, TEXT = 1;
  let ready, timer;
  const load = () => ready = ready || fetch("search.json").then((answer) => answer.json()).then((file) => {
    const { pages, words: texts, skip, same } = file;
    const index = new Map();
    const note = (word, page, weight) => {
      const known = index.get(word) || index.set(word, new Map()).get(word);
      known.set(page, weight + (known.get(page) || 0));
    };
    pages.forEach(([address, title, summary, headings], page) => {
      const all = (text, weight) => new Set(words(text)).forEach((word) => note(word, page, weight));
      // A file's name says in few words what the page is about; the fewer, the more each says.
      const name = address.replace(".html", "");
      all(name, NAME / words(name).length);
      all(title, TITLE);
      all(summary, SUMMARY);
      all(headings.map(([, heading]) => heading).join(" "), HEADING);
    });
    for (const [on, text] of Object.entries(texts))
      for (const word of text.split(" ")) for (const page of on.split(" ")) note(word, +page, TEXT);
    return { pages, index, skip: new Set(skip.split(" ")), same };
  });

  // Whether a few slips of the finger make one word of the other: a letter too many, too few, wrong, or two swapped.
  const near = (one, other) => {
    const most = one.length < 4 ? 0 : one.length < 8 ? 1 : 2;
    if (Math.abs(one.length - other.length) > most) return false;
    let before = [], last = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] != other[j - 1]));
        const swapped = i > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
        if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      [before, last] = [last, row];
    }
    return last[other.length] <= most;
  };

  // The words of the pages that a typed word may mean, each with how surely.
  const meant = (typed, known) => {
    const found = new Map();
    for (const word of known)
      if (word == typed) found.set(word, 1);
      else if (word.startsWith(typed)) found.set(word, .6);
      else if (typed.length > 3 && word.includes(typed)) found.set(word, .3);
    if (!found.size) for (const word of known) if (near(typed, word)) found.set(word, .3);
    return found;
  };

  // What is searched for: each part with all ways to say it, a way being one word or several.
  const asked = (text, { skip, same }) => {
    let rest = ` ${words(text).join(" ")} `;
    const parts = [];
    for (const ways of same) {
      const said = ways.filter((way) => rest.includes(` ${way} `)).sort((a, b) => b.length - a.length)[0];
      if (said) {
        parts.push(ways);
        rest = rest.replace(` ${said} `, " ");
      }
    }
    const names = same.flat().filter((way) => !way.includes(" "));
    for (const word of rest.split(" ")) {
      if (!word || skip.has(word)) continue;
      const alike = word.length > 3 ? [...meant(word, names).keys()] : [];
      parts.push([word, ...same.filter((ways) => ways.some((way) => alike.includes(way))).flat()]);
    }
    return parts;
  };

  const search = (text, data) => {
    const parts = asked(text, data), scores = [], spaced = (text) => ` ${words(text).join(" ")} `;
    for (const ways of parts) {
      const score = new Map();
      for (const way of new Set(ways)) {
        // What was typed says more than another word for it. A way of several words fits a page that has all of them.
        const typed = spaced(text).includes(` ${way} `) ? 1 : .7;
        const each = way.split(" ").map((word) => {
          const here = new Map();
          for (const [known, sure] of meant(word, data.index.keys()))
            for (const [page, weight] of data.index.get(known))
              here.set(page, Math.max(sure * weight, here.get(page) || 0));
          return here;
        });
        for (const [page, points] of each[0])
          if (each.every((here) => here.has(page))) score.set(page, Math.max(typed * points, score.get(page) || 0));
      }
      scores.push(score);
    }
    const total = new Map();
    for (const score of scores) for (const [page, points] of score) total.set(page, points + (total.get(page) || 0));
    // Who types a title, or a part of one, means that page.
    for (const page of total.keys())
      if (spaced(data.pages[page][1]).includes(spaced(text))) total.set(page, total.get(page) + TITLE);
    const all = [...total.keys()].filter((page) => scores.every((score) => score.has(page)));
    const found = (all.length ? all : [...total.keys()]).sort((a, b) => total.get(b) - total.get(a) || a - b);
    return found.map((page) => [data.pages[page], parts]);
  };

  // A page, or the part of it whose heading has more of the words than the title has.
  const result = ([[address, title, summary, headings], parts]) => {
    const has = (text) => {
      const there = words(text);
      return parts.filter((ways) => ways.some((way) => way.split(" ").every((word) => meant(word, there).size))).length;
    };
    let best = has(title), part;
    for (const heading of headings) {
      const count = has(heading[1]);
      if (count > best) [best, part] = [count, heading];
    }
    const link = make("a", { href: part ? `${address}#${part[0]}` : address }, part ? `${title}: ${part[1]}` : title);
    return make("li", {}, link, ...(summary ? [make("p", {}, summary)] : []));
  };

  const show = async () => {
    let told = "", found = [];
    try {
      const data = await load();
      if (words(box.value).length) {
        found = search(box.value, data);
        told = found.length
          ? `${found.length} page${found.length > 1 ? "s" : ""} found.`
          : "Nothing found. Try another word, or look at the lists below.";
        if (found.length > MOST) told += ` Here are the first ${MOST}.`;
      }
    } catch {
      ready = null;
      told = "Search does not work here. The lists below have every page.";
    }
    list.replaceChildren(...found.slice(0, MOST).map(result));
    clearTimeout(timer);
    timer = setTimeout(() => { said.textContent = told; }, CALM);
  };
  box.onfocus = () => load().catch(() => { ready = null; });
  box.oninput = show;
  box.onkeydown = ({ key }) => {
    if (key == "Enter") list.querySelector("a")?.focus();
  };
})();
