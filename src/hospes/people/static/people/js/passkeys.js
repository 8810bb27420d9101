// Ask the device for a passkey, or let it make one, and send its answer with the form. Without the script, and where
// the address is not safe enough, the form stays hidden and the other ways in go on working.
const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const letters = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const known = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

function question({ publicKey }) {
  const asked = { ...publicKey, challenge: bytes(publicKey.challenge) };
  if (publicKey.user) asked.user = { ...publicKey.user, id: bytes(publicKey.user.id) };
  if (publicKey.allowCredentials) asked.allowCredentials = known(publicKey.allowCredentials);
  if (publicKey.excludeCredentials) asked.excludeCredentials = known(publicKey.excludeCredentials);
  return { publicKey: asked };
}

function answer(credential) {
  const said = credential.response;
  const response = { clientDataJSON: letters(said.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (said[part]) response[part] = letters(said[part]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: letters(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
}

async function options(form) {
  if (form.dataset.passkeyOptions) return JSON.parse(form.dataset.passkeyOptions);
  return (await fetch(form.dataset.passkeyAsk, { headers: { Accept: "application/json" } })).json();
}

for (const form of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.querySelector("[data-passkey-missing]")?.remove();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const failed = form.querySelector("[data-passkey-failed]");
    failed.hidden = true;
    try {
      const asked = question(await options(form));
      const given = await navigator.credentials[form.dataset.passkey](asked);
      form.elements.credential.value = answer(given);
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}
