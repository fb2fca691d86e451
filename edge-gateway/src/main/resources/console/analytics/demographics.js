import { html } from "../lib/preact.js";
import { number, word } from "../core/format.js";
import { View } from "./view.js";

const GENDERS = [["female", ""], ["male", "s2"], ["other", "s3"], ["unknown", "s4"]];
const SHOWN_REGIONS = 8;

/** Who the active patients are. */
export function Demographics({ generation }) {
  const table = data => ({
    head: ["Age", "Female", "Male", "Other", "Unknown", "Total"],
    rows: data.ageBands.map(band => [band.band, ...GENDERS.map(([name]) => number(band[name])), number(band.total)]),
  });
  return html`<${View} title="Demographics" isWide path="/api/analytics/demographics" parameters=${{}} generation=${generation}
    isEmpty=${data => data.ageBands.every(band => band.total === 0)} table=${table}>
    ${data => html`<div class="stack">
      <p class="row small">${GENDERS.map(([name, key]) => html`<span><span class="key ${key}"></span> ${word(name)}</span>`)}</p>
      <div class="halves">
        <section class="stack"><h3>Ages</h3><${Ages} bands=${data.ageBands.filter(band => band.total > 0)} /></section>
        <section class="stack"><h3>Regions</h3><${Regions} regions=${data.regions} /></section>
      </div>
    </div>`}
  </${View}>`;
}

function Ages({ bands }) {
  const most = Math.max(1, ...bands.map(band => band.total));
  return html`<div class="bars" role="img" aria-label="Patients by age and gender; the numbers are in the table below">${bands.map(band => html`<div>
    <span>${band.band}</span>
    <span class="bar-line">${GENDERS.map(([name, key]) => html`<i class=${key} style=${{ width: `${100 * band[name] / most}%` }}></i>`)}</span>
    <span class="right">${number(band.total)}</span>
  </div>`)}</div>`;
}

function Regions({ regions }) {
  const most = Math.max(1, ...regions.map(region => region.count));
  const rest = regions.slice(SHOWN_REGIONS).reduce((sum, region) => sum + region.count, 0);
  const rows = [...regions.slice(0, SHOWN_REGIONS), ...(rest > 0 ? [{ region: "all others", count: rest }] : [])];
  return html`<div class="bars">${rows.map(row => html`<div>
    <span>${row.region}</span>
    <span class="bar-line"><i style=${{ width: `${100 * Math.min(1, row.count / most)}%` }}></i></span>
    <span class="right">${number(row.count)}</span>
  </div>`)}</div>`;
}
