// Shows the page anew once the site was built again. The page says which build it comes from; a small file on
// the server says which is the last. Nothing is kept but where the reader is, in the history of this tab.
"use strict";
(() => {
  const shown = document.querySelector("[data-preview-build]").dataset.previewBuild;
  const SOON = 60, LATER = 2000, PATIENCE = 10000; // milliseconds
  let timer = 0, busy = false, tried = "";

  const words = (node) => node.textContent.trim().slice(0, 80);
  // A name by which the same element is found in the next build; those alike are counted.
  const names = (nodes) => {
    const seen = new Map();
    return [...nodes].map((node) => {
      const name = node.id ? `#${node.id}` : `${node.tagName} ${words(node.querySelector("summary") || node)}`;
      seen.set(name, (seen.get(name) || 0) + 1);
      return [`${name} ${seen.get(name)}`, node];
    });
  };
  const folded = () => names(document.querySelectorAll("details"));
  const focusable = () => names(document.querySelectorAll("a[href], summary, [tabindex]"));
  const landmarks = () => [...document.querySelectorAll("main [id]")].filter((node) => !node.id.startsWith("preview:"));

  function keep() {
    const above = landmarks().filter((node) => node.getBoundingClientRect().top < innerHeight / 2).pop();
    const place = {
      y: scrollY,
      id: scrollY && above ? above.id : "",
      top: above ? above.getBoundingClientRect().top : 0,
      focus: (focusable().find(([, node]) => node === document.activeElement) || [""])[0],
      open: folded().map(([name, node]) => [name, node.open]),
      tried,
    };
    history.scrollRestoration = "manual"; // ours is by content: a list may have come on top
    history.replaceState({ preview: place }, "");
  }

  function restore(place) {
    const open = new Map(place.open);
    for (const [name, node] of folded()) {
      // What a finding is pinned in stays open.
      if (open.has(name) && !node.querySelector(".preview-pin")) node.open = open.get(name);
    }
    const focus = focusable().find(([name]) => name === place.focus);
    if (focus) focus[1].focus({ preventScroll: true });
    const mark = place.id && document.getElementById(place.id);
    scrollTo(0, mark ? scrollY + mark.getBoundingClientRect().top - place.top : place.y);
    history.replaceState(0, ""); // as "Leave this site" has it
    // Before the page is loaded the browser would still put its own place in the place of ours.
    addEventListener("load", () => setTimeout(() => { history.scrollRestoration = "auto"; }, SOON));
    tried = place.tried;
  }

  async function look() {
    if (busy) return;
    busy = true;
    clearTimeout(timer);
    let wait = document.hidden ? LATER : SOON;
    try {
      const options = { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) };
      const answer = await fetch("/preview/build.txt", options);
      const last = answer.ok ? (await answer.text()).trim() : shown;
      if (last !== shown) {
        // The server tells times by the second, so a browser would take the old page for the new one.
        const page = await fetch(location.href, { ...options, cache: "reload" });
        await page.text();
        if (page.ok && tried !== last) {
          tried = last;
          keep();
          location.reload();
          return;
        }
        tried = "";
        wait = LATER;
      }
    } catch {
      // The server is busy or away: ask again.
    }
    busy = false;
    timer = setTimeout(look, wait);
  }

  if (history.state && history.state.preview) restore(history.state.preview);
  document.addEventListener("visibilitychange", () => document.hidden || look());
  timer = setTimeout(look, SOON);
})();
