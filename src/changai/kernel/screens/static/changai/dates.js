// Date boxes: written as 2026-11-20 whatever the browser's language, with a month to pick from. Without it one types.
(() => {
  const BOX = "input[data-date]";
  const pad = (number, digits = 2) => String(number).padStart(digits, "0");
  const text = (day) => `${pad(day.getFullYear(), 4)}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}`;
  const read = (typed) => {
    const found = /^\s*(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*[-/.月]?\s*(\d{1,2})\s*日?\s*$/.exec(typed);
    if (!found) return null;
    const [year, month, date] = found.slice(1).map(Number);
    const day = new Date(year, month - 1, date);
    day.setFullYear(year);
    return day.getMonth() === month - 1 && day.getDate() === date ? day : null;
  };
  const make = (tag, kind, words, attributes = {}) => {
    const made = document.createElement(tag);
    if (kind) made.className = kind;
    if (words) made.textContent = words;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };
  let box = null;
  let panel = null;
  let shown = null; // the day that has the focus in the panel

  const close = () => {
    panel?.remove();
    box?.setAttribute("aria-expanded", "false");
    box = panel = null;
  };
  const put = (value) => {
    const target = box;
    close();
    target.value = value;
    target.dispatchEvent(new Event("input", { bubbles: true }));
    target.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const move = (days, months = 0) => {
    const next = new Date(shown);
    if (months) {
      next.setDate(1);
      next.setMonth(next.getMonth() + months);
      const last = new Date(next.getFullYear(), next.getMonth() + 1, 0).getDate();
      next.setDate(Math.min(shown.getDate(), last));
    } else next.setDate(next.getDate() + days);
    shown = next;
    draw(true);
  };
  const place = () => {
    const at = box.getBoundingClientRect();
    const room = innerHeight - at.bottom > panel.offsetHeight + 8 || at.top < panel.offsetHeight + 8;
    panel.style.top = `${Math.max(4, room ? at.bottom + 4 : at.top - panel.offsetHeight - 4)}px`;
    panel.style.left = `${Math.max(4, Math.min(at.left, innerWidth - panel.offsetWidth - 4))}px`;
  };
  const draw = (focus) => {
    const head = make("div", "date-head");
    const year = make("input", "form-control form-control-sm", "", { type: "number", "aria-label": "年", value: shown.getFullYear(), min: 1900, max: 2199 });
    year.addEventListener("change", () => move(0, (Number(year.value) - shown.getFullYear()) * 12));
    const month = make("select", "form-select form-select-sm", "", { "aria-label": "月" });
    for (let at = 0; at < 12; at += 1) month.append(new Option(`${at + 1} 月`, at, false, at === shown.getMonth()));
    month.addEventListener("change", () => move(0, Number(month.value) - shown.getMonth()));
    const turn = (words, label, step) => {
      const button = make("button", "btn btn-sm", words, { type: "button", "aria-label": label });
      button.addEventListener("click", () => move(0, step));
      return button;
    };
    head.append(turn("‹", "上个月", -1), year, make("span", "", "年"), month, turn("›", "下个月", 1));
    const grid = make("div", "date-grid");
    for (const name of "一二三四五六日") grid.append(make("span", "date-name", name));
    const first = new Date(shown.getFullYear(), shown.getMonth(), 1);
    const day = new Date(first);
    day.setDate(1 - ((first.getDay() + 6) % 7));
    const chosen = read(box.value);
    for (let at = 0; at < 42; at += 1, day.setDate(day.getDate() + 1)) {
      const value = text(day);
      const button = make("button", day.getMonth() === shown.getMonth() ? "" : "date-other", String(day.getDate()), { type: "button", "data-day": value, "aria-label": value, tabindex: value === text(shown) ? 0 : -1 });
      if (chosen && value === text(chosen)) button.setAttribute("aria-current", "date");
      if (value === text(new Date())) button.classList.add("date-today");
      grid.append(button);
    }
    const foot = make("div", "date-foot");
    for (const [words, value] of [["清除", ""], ["今天", text(new Date())]]) {
      if (!value && box.required) continue;
      const button = make("button", "btn btn-sm", words, { type: "button" });
      button.addEventListener("click", () => put(value));
      foot.append(button);
    }
    panel.replaceChildren(head, grid, foot);
    place();
    if (focus) panel.querySelector("[tabindex='0'][data-day]").focus();
  };
  const open = (target) => {
    if (box === target) return;
    close();
    box = target;
    shown = read(box.value) || new Date();
    panel = make("div", "date-panel", "", { role: "dialog", "aria-label": "选择日期" });
    panel.addEventListener("click", (event) => {
      event.preventDefault(); // a label around the box must not take the focus back
      const value = event.target.closest("[data-day]")?.dataset.day;
      if (value) put(value);
    });
    box.after(panel);
    box.setAttribute("aria-expanded", "true");
    draw(false);
  };

  document.addEventListener("click", (event) => {
    const target = event.target.closest?.(BOX);
    if (target) open(target);
    else if (panel && !event.composedPath().includes(panel)) close();
  });
  document.addEventListener("keydown", (event) => {
    const target = event.target.closest?.(BOX);
    if (target && event.key === "ArrowDown") {
      event.preventDefault();
      open(target);
      draw(true);
    } else if (panel && event.key === "Escape") {
      event.stopPropagation();
      const back = box;
      close();
      back.focus();
    } else if (panel && event.target.dataset?.day) {
      const steps = { ArrowLeft: [-1], ArrowRight: [1], ArrowUp: [-7], ArrowDown: [7], PageUp: [0, -1], PageDown: [0, 1] }[event.key];
      if (steps) {
        event.preventDefault();
        move(...steps);
      }
    } else if (target && event.key === "Enter") {
      const day = read(target.value);
      if (day) target.value = text(day);
      close();
    } else if (panel && event.key === "Tab" && event.target === box) close();
  }, true);
  document.addEventListener("change", (event) => {
    const target = event.target.closest?.(BOX);
    const day = target && read(target.value);
    if (day && target.value !== text(day)) target.value = text(day);
  }, true);
  addEventListener("scroll", (event) => panel && !panel.contains(event.target) && place(), true);
})();
