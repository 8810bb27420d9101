/* Shows a part of Hospes on your site.

   <div data-hospes="entries" data-query="kind=offer&amp;lang=fr"></div>
   <script async src="https://…/embed/hospes.js"></script>

   The script fills each such place with a frame and keeps the frame as high as its content. It reads nothing
   of your page, sets no cookie and sends nothing anywhere. */
(() => {
  const home = new URL(document.currentScript.src).origin;
  const frames = new Set();

  const fill = (place) => {
    if (place.querySelector("iframe")) return;
    const shown = place.dataset.hospes === "map" ? "map" : "entries";
    const frame = document.createElement("iframe");
    frame.src = `${home}/embed/${shown}/?${place.dataset.query || ""}`;
    frame.title = place.dataset.title || "Hospes";
    frame.loading = "lazy";
    frame.referrerPolicy = "no-referrer";
    frame.style.width = "100%";
    frame.style.height = "600px";
    frame.style.border = "0";
    frames.add(frame);
    place.append(frame);
  };

  addEventListener("message", (event) => {
    if (event.origin !== home || event.data?.hospes !== "height") return;
    const height = Number(event.data.height);
    if (!(height > 0 && height < 20000)) return;
    for (const frame of frames) {
      if (frame.contentWindow === event.source) frame.style.height = `${Math.ceil(height)}px`;
    }
  });

  const fillAll = () => document.querySelectorAll("[data-hospes]").forEach(fill);
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", fillAll);
  else fillAll();
})();
