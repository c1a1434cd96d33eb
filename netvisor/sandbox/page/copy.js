// Puts a button beside each text that is there to be copied; without it, the text can be selected.
"use strict";
(() => {
  if (!navigator.clipboard) return; // only pages of this machine and of https have one
  for (const text of document.querySelectorAll("pre.copy")) {
    const button = document.createElement("button");
    const status = document.createElement("span");
    button.type = "button";
    button.className = "plain";
    button.textContent = "Copy";
    button.setAttribute("aria-describedby", text.id);
    status.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.textContent);
        status.textContent = " Copied";
      } catch {
        getSelection().selectAllChildren(text);
        status.textContent = " Selected: copy it with the keyboard";
      }
    });
    text.before(button, status);
  }
})();
