import { html, useState } from "../lib/preact.js";
import { get } from "../core/api.js";
import { moment, number, today } from "../core/format.js";
import { useLoad } from "../core/use.js";
import { Field } from "../ui/field.js";
import { PageHead, ProblemNote } from "../ui/parts.js";
import { Demographics } from "./demographics.js";
import { Rebuilds } from "./rebuilds.js";
import { AccountOpenings, Census, Encounters, LengthOfStay, PatientCounts, Readmissions, Registrations } from "./views.js";

const BUCKETS = [["day", "Day"], ["week", "Week"], ["month", "Month"]];

function yearsBefore(date, years) {
  return `${Number(date.slice(0, 4)) - years}${date.slice(4)}`.replace("-02-29", "-02-28");
}

/** How many, when, and for how long. */
export function Page() {
  const [from, setFrom] = useState(yearsBefore(today(), 4));
  const [to, setTo] = useState(today());
  const [bucket, setBucket] = useState("month");
  const [generation, setGeneration] = useState(0);
  const range = { from, to, bucket, generation };
  return html`<${PageHead} title="Analytics" />
    <${Summary} generation=${generation} />
    <div class="card"><form class="filters" onSubmit=${event => event.preventDefault()} aria-label="Range">
      <${Field} id="from" label="From" type="date" value=${from} max=${to} onInput=${setFrom} />
      <${Field} id="to" label="To" type="date" value=${to} min=${from} onInput=${setTo} />
      <${Field} id="bucket" label="By" options=${BUCKETS} value=${bucket} onInput=${setBucket} />
      <p class="hint">Days are of UTC.</p>
    </form></div>
    <div class="grid">
      <${Registrations} ...${range} />
      <${PatientCounts} ...${range} />
      <${Encounters} ...${range} />
      <${LengthOfStay} ...${range} />
      <${Census} ...${range} />
      <${Readmissions} ...${range} />
      <${AccountOpenings} ...${range} />
      <${Demographics} generation=${generation} />
    </div>
    <${Rebuilds} onSwitched=${() => setGeneration(before => before + 1)} />`;
}

function Summary({ generation }) {
  const { data, problem, reload } = useLoad(async signal => (await get("/api/analytics/summary", { signal })).data, [generation]);
  if (data === null) {
    return html`<${ProblemNote} problem=${problem} retry=${reload} />`;
  }
  const tiles = [
    ["Active patients", data.patients.active],
    ["Registered ever", data.patients.total],
    ["In the house", data.encounters.inHouse],
    ["Encounters", data.encounters.started],
    ["Accounts opened", data.accounts.opened],
    ["Events", data.events],
  ];
  return html`<section aria-label="Summary" class="stack">
    <dl class="tiles">${tiles.map(([name, value]) => html`<div class="tile"><dt>${name}</dt><dd>${number(value)}</dd></div>`)}</dl>
    <p class="soft small">Up to event #${data.position}${data.updatedAt && `, of ${moment(data.updatedAt)}`}.</p>
  </section>`;
}
