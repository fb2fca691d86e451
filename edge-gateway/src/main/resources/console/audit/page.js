import { html, useState } from "../lib/preact.js";
import { get, query } from "../core/api.js";
import { moment } from "../core/format.js";
import { useLoad } from "../core/use.js";
import { Field } from "../ui/field.js";
import { Badge, Empty, Loading, PageHead, ProblemNote, Table } from "../ui/parts.js";
import { ChainCheck } from "./chain.js";

const LIMIT = 50;
const KINDS = { DONE: "ok", NOTHING: "plain", REFUSED: "danger", FAILED: "warn" };
const OUTCOMES = [["", "Any"], ["DONE", "Done"], ["NOTHING", "Nothing"], ["REFUSED", "Refused"], ["FAILED", "Failed"]];
const roomy = text => ({ text, roomy: true });
const HEAD = [roomy("#"), "Time", "Who", "What", "Outcome", "Patients", roomy("From where"), roomy("Service")];
const NOTHING_ASKED = { patient: "", actor: "", action: "", outcome: "", from: "", to: "" };

const instant = local => (local === "" ? "" : new Date(local).toISOString());

/** Who read or changed what. */
export function Page() {
  const [asked, setAsked] = useState(NOTHING_ASKED);
  const [before, setBefore] = useState([]);
  const [written, setWritten] = useState(asked);
  const found = useLoad(async signal => {
    const { from, to, ...rest } = asked;
    const { data, headers } = await get("/api/audit" + query({
      ...rest, from: instant(from), to: instant(to), order: "desc", limit: LIMIT, before: before.at(-1) ?? "",
    }), { signal });
    return { entries: data, hasMore: headers.get("Link") !== null };
  }, [asked, before]);
  const search = event => {
    event.preventDefault();
    setBefore([]);
    setAsked({ ...written });
  };
  const field = (name, label, more = {}) => html`<${Field} id=${name} label=${label} value=${written[name]} error=${found.problem?.errors[name]}
    onInput=${value => setWritten(was => ({ ...was, [name]: value.trim() }))} ...${more} />`;
  const entries = found.data?.entries ?? [];

  return html`<${PageHead} title="Audit" />
    <${ChainCheck} />
    <div class="card">
      <form class="filters" onSubmit=${search} role="search" novalidate>
        ${field("patient", "Patient (id)")}
        ${field("actor", "Who (e-mail)")}
        ${field("action", "What", { placeholder: "patient.read" })}
        ${field("outcome", "Outcome", { options: OUTCOMES })}
        ${field("from", "From", { type: "datetime-local" })}
        ${field("to", "Before", { type: "datetime-local" })}
        <button class="primary">Search</button>
      </form>
      <${ProblemNote} problem=${found.problem} retry=${found.reload} />
      ${found.data === null && found.isLoading && html`<${Loading} />`}
      ${found.data && (entries.length === 0
        ? html`<${Empty} title="No entries">Ask for less, or for another time. This search is on record now, as any reading of the log.</${Empty}>`
        : html`<${Entries} entries=${entries} />`)}
      <nav class="row" aria-label="Pages">
        <button type="button" disabled=${before.length === 0} onClick=${() => setBefore(before.slice(0, -1))}>Newer</button>
        <button type="button" disabled=${!found.data?.hasMore} onClick=${() => setBefore([...before, entries.at(-1).position])}>Older</button>
      </nav>
    </div>`;
}

function Entries({ entries }) {
  return html`<${Table} label="Entries of the log" compact stacks head=${HEAD}>
    ${entries.map(entry => html`<tr key=${entry.position}>
      <td class="roomy">${entry.position}</td>
      <td data-label="Time">${moment(entry.time)}</td>
      <td data-label="Who">${entry.actor || "–"} <span class="soft small">${entry.role}</span></td>
      <td data-label="What">${entry.action}${entry.detail && html` <span class="soft small">${entry.detail}</span>`}</td>
      <td data-label="Outcome"><${Badge} kind=${KINDS[entry.outcome]}>${entry.outcome.toLowerCase()}</${Badge}></td>
      <td data-label="Patients" class="nowrap"><${PatientLinks} ids=${entry.patients} /></td>
      <td class="roomy">${entry.address}</td>
      <td class="nowrap roomy">${entry.service}</td>
    </tr>`)}
  </${Table}>`;
}

function PatientLinks({ ids }) {
  return html`${ids.slice(0, 3).map(id => html`<a class="mono" href=${`#/patients/${id}`} title=${id}>${id.slice(0, 8)}</a> `)}
    ${ids.length > 3 && html`<span class="soft small">and ${ids.length - 3} more</span>`}`;
}
