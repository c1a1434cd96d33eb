// Keeps the overview up to date, so that nobody has to load it again; without it, the page works the same.
"use strict";
(() => {
  const EVERY = 2000;
  const toggle = document.getElementById("live-toggle");
  const status = document.getElementById("live-status");
  let live = true;

  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    live = !live;
    toggle.setAttribute("aria-pressed", String(live));
    toggle.textContent = live ? "Live" : "Paused";
    if (live) look();
  });

  const busy = (part) => part.contains(document.activeElement) || part.contains(getSelection().anchorNode);

  const look = async () => {
    try {
      const answer = await fetch("/", { cache: "no-store" });
      if (!answer.ok) throw new Error(answer.status);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of document.querySelectorAll("[data-live]")) {
        const made = fresh.getElementById(part.id);
        // What somebody is using stays as it is until they are done.
        if (live && made && !busy(part) && part.innerHTML !== made.innerHTML) part.innerHTML = made.innerHTML;
      }
      if (status.textContent) status.textContent = "";
    } catch {
      status.textContent = "The page of the queue is not responding";
    }
  };

  const turn = async () => {
    if (live && !document.hidden) await look();
    setTimeout(turn, EVERY);
  };
  setTimeout(turn, EVERY);
})();
