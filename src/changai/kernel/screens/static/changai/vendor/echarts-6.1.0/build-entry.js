// The parts of ECharts in echarts.min.js; bundled with esbuild (--bundle --minify --format=iife --target=es2020, NODE_ENV production).
import * as core from 'echarts/core';
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent, LegendComponent, MarkLineComponent, AriaComponent } from 'echarts/components';
import { CanvasRenderer } from 'echarts/renderers';
core.use([BarChart, LineChart, GridComponent, TooltipComponent, LegendComponent, MarkLineComponent, AriaComponent, CanvasRenderer]);
window.echarts = { init: core.init, dispose: core.dispose, getInstanceByDom: core.getInstanceByDom, version: core.version, color: core.color };
