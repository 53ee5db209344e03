// "Leave this site", with a script: the other site takes the place of this page in the history, so that Back does
// not lead here. Shift pressed three times does the same. Nothing is sent, and nothing is kept but this: a link inside
// the page makes an entry of its own in the history, so these have a number: 1 or more, or -1 once they were left.
(() => {
  const link = document.querySelector(".masthead-leave"), page = document.documentElement;
  // A screen reader reads out what changes in it (role "status"); it has to be there before.
  const say = document.createElement("output");
  const at = history.state | 0; // the number of the first entry
  let n = 0, one, t; // presses of Shift; whether it is down alone; the clock that forgets them

  // From entry to entry back to the first that this page has made; the other site takes the place of that one.
  const go = () => {
    const before = history.state > at;
    history.replaceState(-1, "");
    before ? history.back() : location.replace(link.href);
  };
  const leave = () => {
    page.hidden = true; // at once: the other site may take long to come
    document.title = link.host;
    onpopstate = go;
    go();
    return false;
  };
  const stay = () => {
    clearTimeout(t);
    if (n) say.textContent = "You stay on this site.";
    n = one = 0;
  };

  // Below 0, Forward has led to an entry that was left.
  at < 0 ? leave() : history.state || history.replaceState(0, "");
  onhashchange = () => history.state === null && history.replaceState(at + 1, "");

  link.onclick = leave;
  // Shift counts when nothing else is pressed while it is down: nobody leaves by writing capitals.
  onkeydown = e => {
    e.key == "Shift" && !e.ctrlKey && !e.altKey && !e.metaKey ? one = 1 : stay();
  };
  onpointerdown = stay;
  onkeyup = () => {
    if (!one) return;
    one = 0;
    clearTimeout(t);
    if (++n > 2) return leave();
    say.textContent = "To leave this site, press Shift " + (n > 1 ? "once more." : "2 more times.");
    t = setTimeout(stay, 5000);
  };
  // Who comes back all the same is not to find an empty page.
  onpageshow = e => {
    if (e.persisted && page.hidden) location.reload();
  };
  say.className = "vh";
  link.after(say);
})();
