// Keep what was typed when a page is left by accident: a closed lid, a lost line, the back button.
// It stays in this tab only, and goes when the form is sent or the tab is closed.
// The version that somebody wrote on goes along: brought back later, the typing is compared with what is saved by then.
const SKIPPED = new Set(["password", "hidden", "file", "submit", "button"]);

const keyOf = (form) => `typed:${location.pathname}:${form.dataset.keep}`;
const isKept = (field) => !SKIPPED.has(field.type) || field.dataset.keepVersion !== undefined;
const fieldsOf = (form) => [...form.elements].filter((field) => field.name && isKept(field));
const isTick = (field) => field.type === "checkbox" || field.type === "radio";

const read = (form) =>
  fieldsOf(form).map((field) => [field.name, field.value, isTick(field) ? field.checked : null]);

const write = (form, typed) => {
  const fields = fieldsOf(form);
  for (const [name, value, checked] of typed) {
    if (checked === null) {
      const field = fields.find((one) => one.name === name && !isTick(one));
      if (field) field.value = value;
    } else {
      const field = fields.find((one) => one.name === name && one.value === value);
      if (field) field.checked = checked;
    }
  }
};

for (const form of document.querySelectorAll("form[data-keep]")) {
  const key = keyOf(form);
  const atStart = JSON.stringify(read(form));
  let isSent = false;
  let isSaved = true;

  const kept = sessionStorage.getItem(key);
  const offer = form.querySelector("[data-keep-offer]");
  if (kept && kept !== atStart && offer) {
    offer.hidden = false;
    offer.querySelector("[data-keep-take]").addEventListener("click", () => {
      write(form, JSON.parse(kept));
      offer.hidden = true;
      form.dispatchEvent(new Event("input", { bubbles: true }));
    });
    offer.querySelector("[data-keep-drop]").addEventListener("click", () => {
      sessionStorage.removeItem(key);
      offer.hidden = true;
    });
  }

  // A form that came back with errors holds typing that is saved nowhere else.
  if (form.querySelector("[aria-invalid=true]")) sessionStorage.setItem(key, atStart);

  form.addEventListener("input", () => {
    const now = JSON.stringify(read(form));
    isSaved = now === atStart;
    if (isSaved) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, now);
  });
  form.addEventListener("submit", () => {
    isSent = true;
    sessionStorage.removeItem(key);
  });
  // The browser asks in its own words whether to leave.
  window.addEventListener("beforeunload", (event) => {
    if (!isSaved && !isSent && form.dataset.keepAsk !== undefined) event.preventDefault();
  });
}
