// Change light and dark at once, without loading the page again. The cookie is what the server reads.
const YEAR = 365 * 24 * 60 * 60;

for (const form of document.querySelectorAll("[data-look-form]")) {
  form.addEventListener("submit", (event) => {
    const look = event.submitter?.value;
    if (!look) return;
    event.preventDefault();
    const isDevice = look === "device";
    if (isDevice) delete document.documentElement.dataset.look;
    else document.documentElement.dataset.look = look;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `hospes_look=${isDevice ? "" : look}; Path=/; SameSite=Lax; Max-Age=${isDevice ? 0 : YEAR}${secure}`;
    for (const button of form.querySelectorAll("button[name=look]")) {
      button.setAttribute("aria-pressed", String(button === event.submitter));
    }
  });
}
