// Puts new calls on top of the list, so that nobody has to load the page again; without it, the page works the same.
"use strict";
(() => {
  const list = document.getElementById("calls");
  const toggle = document.getElementById("live-toggle");
  const status = document.getElementById("live-status");
  const EVERY = 1000;
  const MOST = 500;
  let last = Number(list.dataset.last);
  let live = true;

  const show = (text) => {
    if (status.textContent !== text) status.textContent = text;
  };

  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    live = !live;
    toggle.setAttribute("aria-pressed", String(live));
    toggle.textContent = live ? "Live" : "Paused";
    show("");
    if (live) look();
  });

  const insert = (html) => {
    if (list.localName !== "tbody") {
      location.reload();
      return;
    }
    const rows = document.createElement("template");
    rows.innerHTML = html; // made and escaped by the same template as the list itself
    const added = rows.content.querySelectorAll("tr");
    added.forEach((row) => row.classList.add("new"));
    last = Math.max(last, Number(added[0].dataset.number));
    list.prepend(rows.content);
    while (list.rows.length > MOST) list.rows[list.rows.length - 1].remove();
    show(added.length === 1 ? "1 new call" : `${added.length} new calls`);
  };

  const look = async () => {
    const query = new URLSearchParams(list.dataset.query);
    query.set("after", String(last));
    query.set("run", list.dataset.run);
    try {
      const answer = await fetch(`/calls/rows?${query}`, { cache: "no-store" });
      if (answer.status === 410) location.reload();
      else if (answer.status === 200 && live) insert(await answer.text());
      else if (status.dataset.lost) show("");
      delete status.dataset.lost;
    } catch {
      status.dataset.lost = "yes";
      show("The sandbox is not responding");
    }
  };

  const turn = async () => {
    if (live && !document.hidden) await look();
    setTimeout(turn, EVERY);
  };
  setTimeout(turn, EVERY);
})();
