// A box that narrows a long list of choices while one types. Folds open where something is found.
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

for (const box of document.querySelectorAll("[data-filter]")) {
  const list = document.getElementById(box.dataset.filter);
  if (!list) continue;
  const field = box.closest("[data-filter-field]");
  const nothing = field?.querySelector("[data-filter-nothing]");
  const options = [...list.querySelectorAll("li")].map((item) => ({
    item,
    text: plain(`${item.textContent} ${item.dataset.words ?? ""}`),
  }));
  const groups = [...list.querySelectorAll("details")];
  const openAtStart = new Map(groups.map((group) => [group, group.open]));
  if (field) field.hidden = false;

  box.addEventListener("input", () => {
    const words = plain(box.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { item, text } of options) {
      item.hidden = !words.every((word) => text.includes(word));
      found += item.hidden ? 0 : 1;
    }
    for (const group of groups) {
      const isEmpty = group.querySelector("li:not([hidden])") === null;
      group.hidden = isEmpty;
      group.open = words.length ? !isEmpty : openAtStart.get(group);
    }
    if (nothing) nothing.hidden = found > 0;
  });
  // Enter in the box would send the whole form.
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}

// How many are ticked in each fold, kept true while one ticks.
for (const group of document.querySelectorAll("[data-chosen]")) {
  const place = group.querySelector("[data-chosen-count]");
  group.addEventListener("change", () => {
    const ticked = group.querySelectorAll("input:checked").length;
    place.hidden = ticked === 0;
    place.querySelector("[data-number]").textContent = ticked;
  });
}
