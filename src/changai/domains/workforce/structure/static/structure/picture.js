/* Draws the picture's charts from the tables beside them: the table is the source, the chart only shows it. */
(function () {
  "use strict";
  // Told apart by colour-blind eyes and in grey, on light and on dark ground.
  const COLORS = { light: ["#1f6fb2", "#d9822b"], dark: ["#5aa2e0", "#f0a95a"] };
  const PRINT = { ink: "#222", faint: "#ddd", ground: "#fff", colors: COLORS.light };

  function theme() {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue(name).trim();
    const dark = document.documentElement.dataset.bsTheme === "dark";
    return {
      ink: read("--ink") || "#222", faint: read("--line") || "#ddd", ground: read("--paper") || "#fff",
      colors: dark ? COLORS.dark : COLORS.light,
    };
  }

  const rowsOf = (table, which) => Array.from(table.querySelectorAll("tbody tr[" + which + "]"));
  const percent = (value) => Number(value).toFixed(Number(value) >= 9.95 || !Number(value) ? 0 : 1) + "%";
  const fine = (value) => Number(value).toFixed(2) + "%";

  /* A long name over two lines; names are never cut. */
  function broken(name, width) {
    if (name.length <= width) { return name; }
    const lines = [];
    const step = Math.ceil(name.length / Math.ceil(name.length / width));
    for (let at = 0; at < name.length; at += step) { lines.push(name.slice(at, at + step)); }
    return lines.join("\n");
  }

  function lying(rows, width, compared) {
    if (compared && rows.length * 76 > width) { return true; }
    const room = Math.max(2, Math.floor(width / Math.max(rows.length, 1) / 13));
    return rows.length > 6 || rows.some((row) => row.dataset.label.length > 2 * room);
  }

  function bars(box, table, look) {
    const rows = rowsOf(table, "data-member");
    const compared = table.dataset.compare === "1";
    const flat = lying(rows, box.clientWidth - 60, compared);
    const room = flat ? 9 : Math.max(2, Math.floor((box.clientWidth - 60) / Math.max(rows.length, 1) / 13));
    const category = {
      type: "category", data: rows.map((row) => row.dataset.label), inverse: flat,
      axisTick: { show: false }, axisLine: { lineStyle: { color: look.faint } },
      axisLabel: {
        color: look.ink, fontSize: 12, interval: 0, lineHeight: 15, formatter: (name) => broken(name, room),
      },
    };
    const value = {
      type: "value", splitNumber: 3, axisLabel: { show: !flat, color: look.ink, formatter: "{value}%" },
      splitLine: { show: !flat, lineStyle: { color: look.faint } },
    };
    const series = (title, column, color) => ({
      name: title, type: "bar", data: rows.map((row) => Number(row.dataset[column] || 0)),
      itemStyle: { color: color, borderRadius: 2 }, barMaxWidth: 34, barMinHeight: 1,
      label: {
        show: true, position: flat ? "right" : "top", color: look.ink, fontSize: 11,
        formatter: (point) => percent(point.value),
      },
    });
    const all = [series(table.dataset.first, "share", look.colors[0])];
    if (compared) { all.push(series(table.dataset.second, "compareShare", look.colors[1])); }
    return {
      tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, valueFormatter: fine, confine: true },
      legend: compared ? { top: 0, itemWidth: 14, textStyle: { color: look.ink } } : undefined,
      grid: { left: 4, right: flat ? 44 : 8, top: compared ? (box.clientWidth < 380 ? 60 : 38) : 22, bottom: 4, containLabel: true },
      xAxis: flat ? value : category, yAxis: flat ? category : value, series: all,
    };
  }

  function lines(box, table, look) {
    const rows = rowsOf(table, "data-period");
    const suffix = table.dataset.suffix || "";
    return {
      tooltip: {
        trigger: "axis", confine: true,
        valueFormatter: (value) => suffix ? fine(value) : Number(value).toLocaleString("zh-CN"),
      },
      grid: { left: 4, right: 20, top: 16, bottom: 4, containLabel: true },
      xAxis: {
        type: "category", data: rows.map((row) => row.dataset.period), boundaryGap: false,
        axisLabel: { color: look.ink }, axisLine: { lineStyle: { color: look.faint } },
      },
      yAxis: {
        type: "value", scale: true, splitNumber: 4, splitLine: { lineStyle: { color: look.faint } },
        axisLabel: { color: look.ink, formatter: (value) => value.toLocaleString("zh-CN") + suffix },
      },
      series: [{
        name: table.dataset.first, type: "line", smooth: false, symbolSize: 7,
        itemStyle: { color: look.colors[0] }, lineStyle: { width: 2 },
        data: rows.map((row) => Number(row.dataset.value)),
      }],
    };
  }

  const charts = [];

  function draw(box) {
    const table = document.getElementById(box.dataset.table);
    if (!table || !window.echarts) { return; }
    const line = box.dataset.kind === "line";
    const chart = window.echarts.init(box, null, { renderer: "canvas" });
    const paint = (look) => chart.setOption(Object.assign(
      { animation: false, backgroundColor: "transparent" }, (line ? lines : bars)(box, table, look),
    ), true);
    paint(theme());
    charts.push({ chart: chart, paint: paint });
    if (!line) { open(chart, box, table); }
    const save = document.querySelector('[data-save="' + box.id + '"]');
    if (save) {
      save.hidden = false;
      save.addEventListener("click", () => download(chart, paint, table, save.dataset.name));
    }
  }

  /* A small share is a thin bar: its whole stripe opens the list. */
  function open(chart, box, table) {
    const rows = rowsOf(table, "data-member");
    const row = (event) => {
      const at = [event.offsetX, event.offsetY];
      const flat = chart.getOption().yAxis[0].type === "category";
      const place = chart.convertFromPixel({ seriesIndex: 0 }, at);
      return place && (flat ? at[1] > 0 : at[0] > 0) ? rows[Math.round(place[flat ? 1 : 0])] : undefined;
    };
    chart.getZr().on("click", (event) => {
      const found = row(event);
      if (found && found.dataset.to) { window.location.assign(found.dataset.to); }
    });
    chart.getZr().on("mousemove", (event) => {
      const found = row(event);
      chart.getZr().setCursorStyle(found && found.dataset.to ? "pointer" : "default");
    });
  }

  /* The saved image stands alone: on white, with what it shows and of when. */
  function download(chart, paint, table, name) {
    paint(PRINT);
    const image = new Image();
    image.onload = () => {
      const head = 64;
      const canvas = document.createElement("canvas");
      canvas.width = image.width;
      canvas.height = image.height + head;
      const pen = canvas.getContext("2d");
      pen.fillStyle = PRINT.ground;
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.fillStyle = PRINT.ink;
      pen.font = "600 28px " + getComputedStyle(document.body).fontFamily;
      pen.fillText(document.querySelector("h1 small").textContent + " " + table.dataset.title, 16, 42, canvas.width - 32);
      pen.drawImage(image, 0, head);
      const link = document.createElement("a");
      link.href = canvas.toDataURL("image/png");
      link.download = name + ".png";
      link.click();
    };
    image.src = chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: PRINT.ground });
    paint(theme());
  }

  function all(look) {
    charts.forEach((one) => { one.chart.resize(); one.paint(look); });
  }

  document.querySelectorAll("[data-picture-chart]").forEach(draw);
  document.querySelectorAll("[data-submits]").forEach((select) => {
    select.addEventListener("change", () => select.form.submit());
  });
  document.addEventListener("changai:theme", () => all(theme()));
  window.addEventListener("beforeprint", () => all(PRINT));
  window.addEventListener("afterprint", () => all(theme()));
  let waiting = 0;
  window.addEventListener("resize", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => all(theme()), 120);
  });
})();
