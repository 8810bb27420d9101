// Say how many letters are left, once the end comes near.
const NEAR = 0.8;

for (const line of document.querySelectorAll("[data-count-for]")) {
  const field = document.getElementById(line.dataset.countFor);
  const most = Number(line.dataset.countMost);
  if (!field || !most) continue;
  const show = () => {
    const used = [...field.value].length;
    line.hidden = used < most * NEAR;
    line.querySelector("span").textContent = most - used;
  };
  field.addEventListener("input", show);
  show();
}
