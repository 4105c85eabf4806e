// Behaviour of the shell. Pages work without it, except searchable drop-downs.
(() => {
  const one = (query, from = document) => from.querySelector(query);
  const all = (query, from = document) => [...from.querySelectorAll(query)];
  const on = (type, query, act) =>
    document.addEventListener(type, (event) => {
      const hit = event.target.closest?.(query);
      if (hit) act(event, hit);
    });
  const token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
  const withFrame = (path) => {
    const kept = new URLSearchParams();
    const here = new URLSearchParams(location.search);
    for (const name of ["region", "as_of"]) if (here.get(name)) kept.set(name, here.get(name));
    return kept.size ? `${path}?${kept}` : path;
  };

  // drop-downs: one open at a time; Escape and a click elsewhere close
  on("click", "[data-drop] > summary", (_, summary) => {
    for (const other of all("[data-drop][open]")) if (!other.contains(summary)) other.open = false;
  });
  document.addEventListener("click", (event) => {
    for (const drop of all("[data-drop][open]")) if (!drop.contains(event.target)) drop.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      for (const drop of all("[data-drop][open]")) {
        drop.open = false;
        one("summary", drop).focus();
      }
      menu(false);
    }
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      const box = one("[data-hotkey='/']");
      if (box) {
        event.preventDefault();
        box.focus();
      }
    }
  });

  // menu on narrow screens
  const menu = (open) => {
    document.body.classList.toggle("menu-open", open);
    one("[data-toggle-menu]")?.setAttribute("aria-expanded", String(open));
  };
  on("click", "[data-toggle-menu]", () => menu(!document.body.classList.contains("menu-open")));
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#menu, [data-toggle-menu]")) menu(false);
  });

  on("click", "[data-theme-toggle]", () => {
    const next = document.documentElement.dataset.bsTheme === "dark" ? "light" : "dark";
    document.documentElement.dataset.bsTheme = next;
    localStorage.setItem("changai-theme", next);
    document.dispatchEvent(new CustomEvent("changai:theme", { detail: next }));
  });

  // as-of date: the same page for another day
  on("change", "[data-as-of] input", (_, input) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(input.value)) return;
    const address = new URL(location.href);
    for (const name of ["after", "before"]) address.searchParams.delete(name);
    if (input.value === input.form.dataset.today) address.searchParams.delete("as_of");
    else address.searchParams.set("as_of", input.value);
    location.assign(address);
  });

  // messages
  on("click", "[data-close]", (_, button) => button.parentElement.remove());
  for (const note of all("[data-fade]")) setTimeout(() => note.remove(), 8000);

  // lists: a row opens; ticks show the bulk bar; long option lists are narrowed by typing
  on("click", "tr[data-href]", (event, row) => {
    if (event.target.closest("a, button, input, label") || String(getSelection())) return;
    if (event.ctrlKey || event.metaKey) open(row.dataset.href, "_blank", "noopener");
    else location.assign(row.dataset.href);
  });
  const ticked = () => {
    const bar = one("[data-bulk-bar]");
    if (!bar) return;
    const count = all("input[name='rows']:checked").length;
    bar.hidden = count === 0;
    one("[data-bulk-count]", bar).textContent = count;
  };
  on("change", "[data-tick-all]", (_, box) => {
    for (const tick of all("input[name='rows']")) tick.checked = box.checked;
  });
  document.addEventListener("change", ticked);
  on("click", "[data-more-filters]", (_, button) => button.form.classList.add("show-all"));
  on("input", "[data-narrow]", (_, box) => {
    for (const row of all("label", box.parentElement)) row.hidden = !row.textContent.includes(box.value.trim());
  });

  // searchable drop-downs: what is typed goes by POST, never into an address
  const options = async (picker, text) => {
    const answer = await fetch(withFrame(`/pick/${picker}/`), {
      method: "POST",
      headers: { "X-CSRFToken": token() },
      body: new URLSearchParams({ text }),
    });
    return answer.ok ? (await answer.json()).options : [];
  };
  const later = (act, wait = 180) => {
    let timer;
    return (...args) => {
      clearTimeout(timer);
      timer = setTimeout(() => act(...args), wait);
    };
  };
  const closeList = (box) => {
    one(".pick-list", box)?.remove();
    one("[role='combobox']", box)?.setAttribute("aria-expanded", "false");
  };
  const choose = (box, item) => {
    one("input[type='hidden']", box).value = item.dataset.value;
    const shown = one("[role='combobox']", box);
    shown.value = item.textContent;
    shown.dataset.chosen = item.textContent;
    closeList(box);
    shown.dispatchEvent(new Event("picked", { bubbles: true }));
  };
  const show = later(async (box) => {
    const shown = one("[role='combobox']", box);
    // a chosen value is no search: all options are offered beside it
    const chosen = one("input[type='hidden']", box).value;
    const found = await options(box.dataset.pick, chosen ? "" : shown.value.trim());
    closeList(box);
    const list = document.createElement("ul");
    list.className = "pick-list";
    list.id = `${shown.id}-list`;
    list.setAttribute("role", "listbox");
    found.forEach((option, at) => {
      const item = document.createElement("li");
      item.setAttribute("role", "option");
      item.id = `${list.id}-${at}`;
      item.dataset.value = option.value;
      item.textContent = option.label;
      list.append(item);
    });
    if (!found.length) {
      const none = document.createElement("li");
      none.className = "none";
      none.textContent = "没有找到，请换个说法";
      list.append(none);
    }
    box.append(list);
    shown.setAttribute("aria-expanded", "true");
    shown.setAttribute("aria-controls", list.id);
  });
  on("input", "[role='combobox']", (_, shown) => {
    const box = shown.closest("[data-pick]");
    one("input[type='hidden']", box).value = "";
    show(box);
  });
  on("focusin", "[role='combobox']", (_, shown) => {
    shown.select();
    show(shown.closest("[data-pick]"));
  });
  on("keydown", "[role='combobox']", (event, shown) => {
    const box = shown.closest("[data-pick]");
    const items = all("[role='option']", box);
    const at = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = items[(at + (event.key === "ArrowDown" ? 1 : -1) + items.length) % items.length];
      for (const item of items) item.setAttribute("aria-selected", String(item === next));
      if (next) {
        shown.setAttribute("aria-activedescendant", next.id);
        next.scrollIntoView({ block: "nearest" });
      }
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      choose(box, items[at]);
    } else if (event.key === "Escape") closeList(box);
  });
  on("mousedown", ".pick-list [role='option']", (event, item) => {
    event.preventDefault();
    choose(item.closest("[data-pick]"), item);
  });
  on("focusout", "[role='combobox']", (_, shown) => setTimeout(() => closeList(shown.closest("[data-pick]")), 150));

  // filters over relations: options become boxes to tick
  const offer = later(async (box) => {
    const place = one("[data-pick-options]", box);
    const typed = one("[data-pick-input]", box).value.trim();
    const kept = new Set(all("input:checked", box).map((input) => input.value));
    const found = await options(box.dataset.pickMany, typed);
    for (const row of all("label", place)) if (!one("input", row).checked) row.remove();
    for (const option of found) {
      if (kept.has(option.value)) continue;
      const row = document.createElement("label");
      row.className = "form-check";
      const input = Object.assign(document.createElement("input"), {
        type: "checkbox", className: "form-check-input", name: box.dataset.name, value: option.value,
      });
      const label = document.createElement("span");
      label.textContent = option.label;
      row.append(input, label);
      place.append(row);
    }
    one(".drop-empty", place)?.remove();
    if (!found.length) place.insertAdjacentHTML("beforeend", "<p class='drop-empty'>没有找到。</p>");
  });
  on("input", "[data-pick-input]", (_, input) => offer(input.closest("[data-pick-many]")));
  on("focusin", "[data-pick-input]", (_, input) => offer(input.closest("[data-pick-many]")));

  // sealed values: asked for with a reason
  let asked = null;
  on("click", "[data-unmask]", (_, button) => {
    const dialog = one("#unmask");
    asked = button.closest(".sealed");
    one("[name='reference']", dialog).value = button.dataset.unmask;
    one("[data-what]", dialog).textContent = button.dataset.what;
    one("form", dialog).setAttribute("hx-target", `#${CSS.escape(asked.id)}`);
    window.htmx?.process(one("form", dialog));
    dialog.showModal();
    one("#unmask-reason", dialog).focus();
  });
  on("click", "[data-close-dialog]", (_, button) => button.closest("dialog").close());
  document.addEventListener("htmx:afterRequest", (event) => {
    const dialog = event.target.closest?.("#unmask");
    if (dialog && event.detail.successful) {
      one("#unmask-reason", dialog).value = "";
      dialog.close();
    }
  });

  // forms: checked while typing, kept as a draft in this browser until handed in
  const form = one("form[data-form]");
  if (form) {
    const key = `changai-draft:${form.dataset.form}`;
    const kept = (input) => input.name && !["hidden", "password", "file"].includes(input.type) &&
      !input.dataset.noDraft && input.getAttribute("role") !== "combobox";
    const fields = () => [...form.elements].filter(kept);
    const read = () => fields().map((input) => [input.name, input.type === "checkbox" || input.type === "radio" ? `${input.value}|${input.checked}` : input.value]);
    const first = JSON.stringify(read());
    const save = later(() => {
      const now = JSON.stringify(read());
      if (now === first) localStorage.removeItem(key);
      else localStorage.setItem(key, now);
    }, 400);
    let stored = null;
    try { stored = JSON.parse(localStorage.getItem(key)); } catch { stored = null; }
    if (stored && !one("#errors") && JSON.stringify(stored) !== first) {
      const left = [...stored];
      for (const input of fields()) {
        const at = left.findIndex(([name, value]) => name === input.name &&
          (!["checkbox", "radio"].includes(input.type) || value.startsWith(`${input.value}|`)));
        if (at < 0) continue;
        const [[, value]] = left.splice(at, 1);
        if (["checkbox", "radio"].includes(input.type)) input.checked = value.endsWith("|true");
        else input.value = value;
      }
      one("[data-draft-note]").hidden = false;
    }
    form.addEventListener("input", save);
    form.addEventListener("change", save);
    on("click", "[data-draft-drop]", () => {
      localStorage.removeItem(key);
      location.reload();
    });
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) return event.preventDefault();
      form.dataset.sent = "1";
      sessionStorage.setItem("changai-sent", key);
      localStorage.setItem(key, JSON.stringify(read()));
      return undefined;
    });
    addEventListener("pageshow", () => delete form.dataset.sent);
    const check = async (input) => {
      const place = one(`[data-errors-of='${CSS.escape(input.name)}']`);
      if (!place || !input.name || input.type === "file") return;
      const body = new FormData(form);
      for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
      body.set("check_field", input.name);
      const answer = await fetch(form.action, { method: "POST", body, headers: { "X-CSRFToken": token() } });
      if (answer.ok) place.innerHTML = await answer.text();
    };
    form.addEventListener("focusout", (event) => {
      const input = event.target;
      const box = input.closest("[data-pick]");
      if (box) setTimeout(() => check(one("input[type='hidden']", box)), 200);
      else if (input.matches("input, textarea, select") && input.value !== input.defaultValue) check(input);
    });
  }
  // the draft goes only when the next page says that the form got through
  const sent = sessionStorage.getItem("changai-sent");
  if (sent && one("#messages .alert-success, #messages .alert-info")) {
    localStorage.removeItem(sent);
    sessionStorage.removeItem("changai-sent");
  }
  one("[data-focus]")?.focus();
})();
