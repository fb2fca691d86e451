import { html, useEffect, useRef, useState } from "../lib/preact.js";
import { number } from "../core/format.js";

const HEIGHT = 200;
const DAY_SECONDS = 86_400;
/** What is plotted is counted, so there is no mark between two whole numbers. */
const WHOLE_STEPS = Array.from({ length: 10 }, (_, power) => [1, 2, 5].map(step => step * 10 ** power)).flat();
let library = null;

const at = path => new URL(path, import.meta.url).href;

/** uPlot is no module: it comes as a script, once, when the first plot is shown. */
function plotLibrary() {
  library ??= new Promise((resolve, reject) => {
    const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: at("../lib/uplot.css") });
    const script = Object.assign(document.createElement("script"), { src: at("../lib/uplot.js") });
    script.onload = () => resolve(window.uPlot);
    script.onerror = () => {
      library = null;
      reject(new Error("no plots"));
    };
    document.head.append(style, script);
  });
  return library;
}

/** The colours of now: a canvas knows nothing of style sheets. */
function colours() {
  const probe = document.createElement("span");
  document.body.append(probe);
  const read = name => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const all = { text: read("--soft"), line: read("--line"), series: [1, 2, 3, 4].map(i => read(`--series-${i}`)) };
  probe.remove();
  return all;
}

const written = options => new Intl.DateTimeFormat(undefined, options);
const moments = zone => written({ dateStyle: "medium", timeStyle: "short", timeZone: zone ?? undefined });
const MONTHS = zone => written({ month: "short", year: "numeric", timeZone: zone ?? undefined });
const DAYS = zone => written({ day: "numeric", month: "short", timeZone: zone ?? undefined });
const SECONDS = zone => written({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZone: zone ?? undefined });
const CLOCKS = zone => written({ hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone ?? undefined });

/** Pixels beside a plot for what stands there. */
const roomFor = (_, texts) => Math.max(48, ...(texts ?? []).map(text => 20 + 7 * text.length));

/** What stands at the axis of time, as fine as its steps are; a midnight has its day. */
const marks = zone => (_, splits, axis, space, step) => splits.map(seconds => {
  const isMidnight = zone === "UTC" && seconds % DAY_SECONDS === 0;
  const format = [[27 * DAY_SECONDS, MONTHS], [isMidnight ? 0 : DAY_SECONDS, DAYS], [60, CLOCKS], [0, SECONDS]]
    .find(([least]) => step >= least)[1];
  return format(zone).format(new Date(seconds * 1000));
});

/**
 * The stretch of time that is drawn: what was asked for and what came. Around one single moment there is a day (uPlot by
 * itself takes years).
 */
function stretch(times, isBars, [from, to] = []) {
  const ends = [from, times[0], times.at(-1), to].filter(Number.isFinite);
  const [min, max] = ends.length === 0 ? [0, 0] : [Math.min(...ends), Math.max(...ends)];
  if (min === max) {
    return [min - DAY_SECONDS, max + DAY_SECONDS];
  }
  const margin = isBars ? (max - min) / 30 : 0;
  return [min - margin, max + margin];
}

function options(uPlot, shape, width, palette) {
  const { names, kind, unit, zone, times } = shape.current;
  const axis = { stroke: palette.text, grid: { stroke: palette.line, width: 1 }, ticks: { stroke: palette.line, width: 1 } };
  const line = (name, i) => ({
    label: name,
    stroke: palette.series[i],
    width: 2,
    fill: kind === "bars" ? palette.series[i] : undefined,
    paths: kind === "bars" ? uPlot.paths.bars({ size: [0.7, 40] }) : uPlot.paths[kind === "steps" ? "stepped" : "linear"]?.({ align: 1 }),
    points: { show: kind !== "bars" && times.length < 40, size: 5 },
    value: (_, value) => (value === null || value === undefined ? "–" : `${value}${unit}`),
  });
  return {
    width,
    height: HEIGHT,
    tzDate: seconds => (zone ? uPlot.tzDate(new Date(seconds * 1000), zone) : new Date(seconds * 1000)),
    cursor: { y: false },
    legend: { live: names.length < 5 },
    scales: { x: { range: ({ data: [all] }) => stretch(all, kind === "bars", shape.current.within) }, y: { range: (_, min, max) => [Math.min(0, min ?? 0), Math.max(1, (max ?? 1) * 1.08)] } },
    axes: [{ ...axis, space: 75, values: marks(zone) }, { ...axis, size: roomFor, incrs: WHOLE_STEPS,
      values: (_, splits) => splits.map(value => `${number(value)}${unit}`) }],
    series: [{ value: (_, seconds) => (seconds ? moments(zone).format(new Date(seconds * 1000)) : "–") },
      ...names.map(line)],
  };
}

/**
 * Lines over time, drawn; what they say stands in a table beside it for those who can't see them.
 *
 * @param times seconds since 1970
 * @param values one list a name
 * @param kind `lines`, `steps` or `bars`
 * @param within seconds since 1970 of both ends of what was asked for; without it the plot ends where the values do
 * @param zone of the times that are written; null for that of the place
 */
export function Plot({ label, names, times, values, within, kind = "lines", unit = "", zone = "UTC" }) {
  const place = useRef(null);
  const shape = useRef(null);
  const [failed, setFailed] = useState(false);
  shape.current = { names, kind, unit, zone, times, within };
  const live = useRef(null);

  useEffect(() => {
    let isGone = false;
    const draw = uPlot => {
      if (isGone) {
        return;
      }
      live.current?.destroy();
      live.current = new uPlot(options(uPlot, shape, place.current.clientWidth, colours()), place.current.data, place.current);
    };
    const again = () => plotLibrary().then(draw, () => setFailed(true));
    const sizes = new ResizeObserver(() => live.current?.setSize({ width: place.current.clientWidth, height: HEIGHT }));
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    sizes.observe(place.current);
    scheme.addEventListener("change", again);
    addEventListener("pms:theme", again);
    again();
    return () => {
      isGone = true;
      sizes.disconnect();
      scheme.removeEventListener("change", again);
      removeEventListener("pms:theme", again);
      live.current?.destroy();
      live.current = null;
    };
  }, [names.join()]);
  useEffect(() => {
    place.current.data = [times, ...values];
    live.current?.setData(place.current.data);
  }, [times, values]);
  return failed
    ? html`<p class="soft">The plot can't be drawn. The numbers are in the table.</p>`
    : html`<div class="plot" ref=${place} role="img" aria-label=${label}></div>`;
}
