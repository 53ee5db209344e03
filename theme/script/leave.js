// "Leave this site", with a script: the other site takes the place of this page in the history, so that Back does
// not lead here. Shift pressed three times does the same. Nothing is sent, and nothing is kept but this: a link inside
// the page makes an entry of its own in the history, so these have a number: 1 or more, or -1 once they were left.
(() => {
  const link = document.querySelector(".masthead-leave"), page = document.documentElement;
  // A screen reader reads out what changes in it (role "status"); it has to be there before.
  const said = document.createElement("output");
  const first = history.state | 0;
  let pressed = 0, alone, timer;

  // From entry to entry back to the first that this page has made; the other site takes the place of that one.
  const away = () => {
    const before = history.state > first;
    history.replaceState(-1, "");
    before ? history.back() : location.replace(link.href);
  };
  const leave = () => {
    page.hidden = true; // at once: the other site may take long to come
    document.title = link.host;
    onpopstate = away;
    away();
    return false;
  };
  const forget = () => {
    clearTimeout(timer);
    if (pressed) said.textContent = "You stay on this site.";
    pressed = alone = 0;
  };

  // Below 0, Forward has led to an entry that was left.
  first < 0 ? leave() : history.replaceState(first, "");
  onhashchange = () => history.state ?? history.replaceState(first + 1, "");

  link.onclick = leave;
  // Shift counts when nothing else is pressed while it is down: nobody leaves by writing capitals.
  onkeydown = (event) => {
    event.key == "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey ? alone = 1 : forget();
  };
  onpointerdown = forget;
  onkeyup = () => {
    if (!alone) return;
    alone = 0;
    clearTimeout(timer);
    if (++pressed > 2) return leave();
    said.textContent = "To leave this site, press Shift " + (pressed > 1 ? "once more." : "2 more times.");
    timer = setTimeout(forget, 5000);
  };
  // Who comes back all the same is not to find an empty page.
  onpageshow = (event) => {
    if (event.persisted && page.hidden) location.reload();
  };
  said.className = "vh";
  link.after(said);
})();
