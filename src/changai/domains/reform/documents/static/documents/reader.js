// A piece in the list lights its place in the text, and a place its piece. Also: dropping a file on the upload page.
(() => {
  const all = (query) => [...document.querySelectorAll(query)];
  const inText = (key) => all(`.doc-text [data-piece~="${CSS.escape(key)}"]`);
  const inList = (key) => document.querySelector(`[data-light="${CSS.escape(key)}"]`);
  const light = (key, { scrollText = true, scrollList = false } = {}) => {
    for (const one of all(".is-lit")) one.classList.remove("is-lit");
    const places = inText(key);
    document.querySelector(".reader")?.classList.toggle("has-lit", places.length > 0);
    for (const one of places) one.classList.add("is-lit");
    const item = inList(key);
    item?.classList.add("is-lit");
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    if (scrollText && places.length) places[0].scrollIntoView({ block: "center", behavior: calm });
    if (scrollList && item) {
      for (let fold = item.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
      item.scrollIntoView({ block: "nearest", behavior: calm });
    }
    return places.length > 0;
  };
  document.addEventListener("click", (event) => {
    const item = event.target.closest("[data-light]");
    if (item && !event.target.closest("a, input, select, textarea, label, summary, button:not([data-light])")) {
      light(item.dataset.light);
      return;
    }
    if (event.target.closest("[data-close-text]")) document.querySelector(".reader").classList.remove("has-lit");
    const place = event.target.closest(".doc-text [data-piece]");
    if (!place || String(getSelection())) return;
    // The innermost piece comes last; the list may not show every kind.
    const key = place.dataset.piece.split(" ").reverse().find((one) => one && inList(one));
    if (key) light(key, { scrollText: false, scrollList: true });
  });
  document.addEventListener("click", (event) => {
    const cancel = event.target.closest("[data-close-form]");
    if (!cancel) return;
    event.preventDefault();
    cancel.closest("form").remove();
  });
  for (const name of ["htmx:responseError", "htmx:sendError"]) document.addEventListener(name, (event) => {
    for (const one of all(".failed-step")) one.remove();
    const place = event.target.closest("article, .card, .doubt") ?? document.querySelector("#breakdown");
    const gone = event.detail.xhr?.status === 404;
    const told = Object.assign(document.createElement("p"), { className: "error failed-step", role: "alert" });
    told.textContent = gone
      ? "没有办成：这一处刚被别人改过或删去，或者方案已经确认。请刷新页面，核对后再办。"
      : "没有办成：网络或系统出了问题，刚才的内容没有保存。请稍后再点一次。";
    place?.append(told);
  });
  document.addEventListener("htmx:afterSwap", (event) => event.target.querySelector?.("form.inline-form input:not([type=hidden]), form.inline-form textarea")?.focus());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches?.("[data-light]:not(button)")) light(event.target.dataset.light);
  });
  const named = decodeURIComponent(location.hash.slice(1));
  if (named) light(named, { scrollList: true });

  const zone = document.querySelector("[data-drop-zone]");
  if (!zone) return;
  const input = zone.querySelector("input[type=file]");
  const text = zone.querySelector("[data-drop-text]");
  const tell = () => { if (input.files.length) text.textContent = `已选择“${input.files[0].name}”`; };
  input.addEventListener("change", tell);
  for (const name of ["dragenter", "dragover"]) zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("is-over"); });
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("is-over"));
  zone.addEventListener("drop", (event) => { event.preventDefault(); if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; tell(); } });
})();
