/* Draws the picture's charts from the tables beside them: the table is the source, the chart only shows it. */
(function () {
  "use strict";
  const FIRST = "#1f6fb2";
  const SECOND = "#d9822b";

  function numbers(table, column) {
    return Array.from(table.querySelectorAll("tbody tr[data-member]")).map(function (row) {
      return { value: Number(row.dataset[column] || 0), href: row.dataset.href || "", name: row.dataset.label };
    });
  }

  function ink() {
    return getComputedStyle(document.body).getPropertyValue("--tblr-body-color").trim() || "#333";
  }

  function bars(box, table) {
    const rows = numbers(table, "share");
    const compared = table.dataset.compare === "1";
    const long = rows.some(function (row) { return row.name.length > 5; }) || rows.length > 6;
    const names = rows.map(function (row) { return row.name; });
    const category = {
      type: "category", data: names, inverse: long, axisTick: { show: false },
      axisLabel: { color: ink(), fontSize: 12, interval: 0 },
    };
    const value = {
      type: "value", axisLabel: { color: ink(), formatter: "{value}%" }, splitLine: { lineStyle: { opacity: 0.3 } },
    };
    function series(title, column, color) {
      return {
        name: title, type: "bar", data: numbers(table, column), itemStyle: { color: color, borderRadius: 2 },
        barMaxWidth: 34, cursor: "pointer",
        label: {
          show: !compared || rows.length <= 6, position: long ? "right" : "top", color: ink(),
          formatter: function (point) { return point.value.toFixed(1) + "%"; },
        },
      };
    }
    const all = [series(table.dataset.first, "share", FIRST)];
    if (compared) { all.push(series(table.dataset.second, "compareShare", SECOND)); }
    return {
      animationDuration: 250,
      aria: { enabled: true, description: box.getAttribute("aria-label") },
      tooltip: { trigger: "axis", valueFormatter: function (v) { return Number(v).toFixed(2) + "%"; } },
      legend: compared ? { top: 0, textStyle: { color: ink() } } : undefined,
      grid: { left: 8, right: long ? 56 : 12, top: compared ? 32 : 24, bottom: 4, containLabel: true },
      xAxis: long ? value : category,
      yAxis: long ? category : value,
      series: all,
    };
  }

  function lines(box, table) {
    const rows = Array.from(table.querySelectorAll("tbody tr[data-period]"));
    return {
      animationDuration: 250,
      aria: { enabled: true, description: box.getAttribute("aria-label") },
      tooltip: { trigger: "axis" },
      grid: { left: 8, right: 16, top: 20, bottom: 4, containLabel: true },
      xAxis: {
        type: "category", axisLabel: { color: ink() },
        data: rows.map(function (row) { return row.dataset.period; }),
      },
      yAxis: {
        type: "value", scale: true, axisLabel: { color: ink(), formatter: "{value}" + (table.dataset.suffix || "") },
        splitLine: { lineStyle: { opacity: 0.3 } },
      },
      series: [{
        name: table.dataset.first, type: "line", smooth: false, symbolSize: 6, itemStyle: { color: FIRST },
        data: rows.map(function (row) { return Number(row.dataset.value); }),
      }],
    };
  }

  function draw(box) {
    const table = document.getElementById(box.dataset.table);
    if (!table || !window.echarts) { return; }
    const chart = window.echarts.init(box, null, { renderer: "canvas" });
    chart.setOption(box.dataset.kind === "line" ? lines(box, table) : bars(box, table));
    chart.on("click", function (point) {
      if (point.data && point.data.href) { window.location.href = point.data.href; }
    });
    window.addEventListener("resize", function () { chart.resize(); });
    window.addEventListener("beforeprint", function () { chart.resize(); });
    const save = document.querySelector('[data-save="' + box.id + '"]');
    if (save) {
      save.addEventListener("click", function () {
        const link = document.createElement("a");
        link.href = chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: "#ffffff" });
        link.download = save.dataset.name + ".png";
        link.click();
      });
    }
  }

  document.querySelectorAll("[data-picture-chart]").forEach(draw);
})();
