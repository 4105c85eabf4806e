// Before first paint: the chosen or the system's light or dark look.
(() => {
  let theme = null;
  try { theme = localStorage.getItem("changai-theme"); } catch { theme = null; }
  theme ??= matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.bsTheme = theme;
})();
