/* Inside the frame: say how high the content is, whenever that changes. Height only, so anybody may hear it. */
if (window.parent !== window) {
  const say = () => {
    const { height } = document.body.getBoundingClientRect();
    window.parent.postMessage({ hospes: "height", height }, "*");
  };
  new ResizeObserver(say).observe(document.body);
  say();
}
