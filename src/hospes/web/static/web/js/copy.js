// Copy an address or a text. Without the script the text beside the button can be marked by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  const said = button.parentElement.querySelector("[data-copy-said]");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    if (said) said.hidden = false;
  });
}
