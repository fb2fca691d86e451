import { html, useState } from "../lib/preact.js";
import { CLASSES, minutes, number } from "../core/format.js";
import { Field } from "../ui/field.js";
import { Table } from "../ui/parts.js";
import { Plot } from "../ui/plot.js";
import { seconds, View } from "./view.js";

const MAX_CENSUS_HOURS_DAYS = 40;
const WITHIN = [["7", "7 days"], ["30", "30 days"], ["90", "90 days"]];
const isEmptyList = data => data.length === 0;

/** A view whose answer is a list of buckets: one line for each of its numbers. */
function Buckets({ title, path, columns, kind, note, unit, control, list = data => data, ...range }) {
  const names = columns.map(([, name]) => name);
  const numbersOf = data => ({
    head: ["From", ...names],
    rows: list(data).map(row => [row.bucket ?? row.at, ...columns.map(([field]) => number(row[field]))]),
  });
  return html`<${View} title=${title} path=${path} generation=${range.generation} control=${control} isEmpty=${data => list(data).length === 0}
    parameters=${range.parameters ?? { from: range.from, to: range.to, bucket: range.bucket }} table=${numbersOf}>
    ${data => html`<${Drawn} title=${title} data=${list(data)} columns=${columns} names=${names} kind=${kind} unit=${unit}
        within=${rangeOf(range.parameters ?? range)} />
      ${note && html`<p class="soft small">${note(data)}</p>`}`}
  </${View}>`;
}

const rangeOf = ({ from, to }) => [seconds(from), seconds(to)];

function Drawn({ title, data, columns, names, kind, unit, within }) {
  return html`<${Plot} label=${`${title} over time; the numbers are in the table below`} names=${names} kind=${kind} unit=${unit} within=${within}
    times=${data.map(row => seconds(row.bucket ?? row.at))} values=${columns.map(([field]) => data.map(row => row[field]))} />`;
}

export const Registrations = range => html`<${Buckets} title="Registrations" path="/api/analytics/registrations"
  columns=${[["count", "Registered"]]} kind="bars" ...${range} />`;

export const PatientCounts = range => html`<${Buckets} title="Patients over time" path="/api/analytics/patients" kind="steps"
  columns=${[["active", "Active"], ["deactivated", "Deactivated"], ["erased", "Erased"]]} ...${range} />`;

export function Encounters(range) {
  const perBucket = data => {
    const buckets = new Map();
    data.buckets.forEach(row => {
      const bucket = buckets.get(row.bucket) ?? { bucket: row.bucket, AMB: 0, EMER: 0, IMP: 0 };
      bucket[row.class] += row.started;
      buckets.set(row.bucket, bucket);
    });
    return [...buckets.values()];
  };
  return html`<${Buckets} title="Encounters" path="/api/analytics/encounters" columns=${Object.entries(CLASSES)} list=${perBucket}
    kind="lines" note=${data => `Started in the range: ${number(data.classes.reduce((sum, each) => sum + each.started, 0))}`} ...${range} />`;
}

export function LengthOfStay({ from, to, bucket, generation }) {
  const rows = data => data.classes.map(({ class: kind, lengthOfStay: stay }) => [CLASSES[kind] ?? kind, number(stay.count),
    ...[stay.meanMinutes, stay.medianMinutes, stay.p90Minutes].map(length => lengthOf(stay, length))]);
  const head = ["Class", "Finished", "Mean", "Median", "90 of 100 within"];
  return html`<${View} title="Length of stay" path="/api/analytics/encounters" parameters=${{ from, to, bucket }} generation=${generation}
    isEmpty=${data => data.classes.every(each => each.lengthOfStay.count === 0)} table=${data => ({ head, rows: rows(data) })}>
    ${data => html`<${Stays} classes=${data.classes} />`}
  </${View}>`;
}

const lengthOf = (stay, length) => (stay.count === 0 ? "–" : minutes(length));

function Stays({ classes }) {
  const longest = Math.max(1, ...classes.map(each => each.lengthOfStay.p90Minutes));
  return html`<${Table} label="Length of stay" compact head=${["Class", "Median", "90 of 100 within", "Compared"]}>
    ${classes.map(({ class: kind, lengthOfStay: stay }) => html`<tr>
      <td>${CLASSES[kind] ?? kind}</td><td>${lengthOf(stay, stay.medianMinutes)}</td><td>${lengthOf(stay, stay.p90Minutes)}</td>
      <td><progress max=${longest} value=${stay.p90Minutes} aria-label=${`${CLASSES[kind]}: 90 of 100 within ${lengthOf(stay, stay.p90Minutes)}`}></progress></td>
    </tr>`)}
  </${Table}>`;
}

export function Census({ from, to, generation }) {
  const isShort = seconds(to) - seconds(from) < MAX_CENSUS_HOURS_DAYS * 86_400;
  const parameters = { from, to, bucket: isShort ? "hour" : "day" };
  return html`<${Buckets} title="Census" path="/api/analytics/census" parameters=${parameters} generation=${generation} kind="steps"
    columns=${[["inHouse", "In the house"], ["imp", "Inpatients"], ["emer", "Emergencies"]]}
    note=${() => `At the beginning of each ${parameters.bucket}.`} />`;
}

export function Readmissions(range) {
  const [days, setDays] = useState("30");
  const parameters = { from: range.from, to: range.to, bucket: range.bucket, days };
  return html`<${Buckets} title="Readmissions" path="/api/analytics/readmissions" kind="lines"
      columns=${[["ended", "Stays that ended"], ["readmitted", "Followed by another"]]} generation=${range.generation} parameters=${parameters}
      note=${data => rateOf(data, days)}
      control=${html`<div class="filters"><${Field} id="days" label="Readmitted within" options=${WITHIN} value=${days} onInput=${setDays} /></div>`} />`;
}

function rateOf(data, days) {
  const sum = field => data.reduce((total, row) => total + row[field], 0);
  const percent = (100 * sum("readmitted") / Math.max(1, sum("ended"))).toFixed(1);
  return isEmptyList(data) ? "" : `${percent}% of the inpatient stays were followed by another within ${days} days.`;
}

export const AccountOpenings = range => html`<${Buckets} title="Waiting for the billing account" path="/api/analytics/account-openings"
  columns=${[["medianMillis", "Median"], ["p95Millis", "95 of 100 within"]]} list=${data => data.buckets} kind="lines" unit=" ms"
  note=${data => `Waiting now: ${number(data.waiting)}. Longest in the range: ${number(data.total.maxMillis)} ms.`} ...${range} />`;
