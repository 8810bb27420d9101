// Keys for a list of cards: J and K move, the letters in data-key press the card's own buttons.
// A button that sends something is shown first and pressed by the second press: a slip of the finger sends no mail.
// Nothing happens while somebody types, or with Ctrl, Alt or Cmd held.
const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]");

for (const list of document.querySelectorAll("[data-keys]")) {
  const cards = () => [...list.querySelectorAll("[data-keys-card]")];
  const move = (step) => {
    const all = cards();
    const now = all.indexOf(document.activeElement?.closest("[data-keys-card]"));
    const next = all[now === -1 ? (step > 0 ? 0 : all.length - 1) : now + step];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") {
      event.preventDefault();
      move(key === "j" ? 1 : -1);
      return;
    }
    const card = document.activeElement?.closest("[data-keys-card]");
    const button = card?.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (button) {
      event.preventDefault();
      if (button.form && document.activeElement !== button) button.focus();
      else button.click();
    }
  });
}
