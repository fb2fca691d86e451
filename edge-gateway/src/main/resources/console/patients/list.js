import { html, useEffect, useState } from "../lib/preact.js";
import { get, query } from "../core/api.js";
import { day, number } from "../core/format.js";
import { go } from "../core/router.js";
import { may } from "../core/session.js";
import { useLoad, useSettled } from "../core/use.js";
import { Field } from "../ui/field.js";
import { Empty, Loading, PageHead, ProblemNote, Table } from "../ui/parts.js";
import { useChanges } from "./changes.js";

const TYPING_MILLIS = 200;
const SIZE = 20;
const SORTS = [
  ["name", "Name"], ["-name", "Name, from Z"], ["-registeredDate", "Latest registered"],
  ["registeredDate", "First registered"], ["dateOfBirth", "Oldest"], ["-dateOfBirth", "Youngest"],
];

const HEAD = ["Name", "Born", ...["E-mail", "Address", "Registered"].map(text => ({ text, roomy: true }))];

/** What one comes back to from a patient; in memory alone, for a search is a name. */
let kept = { q: "", sort: "name", page: 0 };

export function Page() {
  const [wish, setWish] = useState(kept);
  const q = useSettled(wish.q.trim(), TYPING_MILLIS);
  const ask = changes => {
    kept = { ...wish, page: 0, ...changes };
    setWish(kept);
  };
  const found = useLoad(async signal => {
    const answer = await get("/api/patients" + query({ q, page: wish.page, size: SIZE, sort: wish.sort }), { signal });
    return { patients: answer.data, total: Number(answer.headers.get("X-Total-Count") ?? 0) };
  }, [q, wish.page, wish.sort]);
  useChanges(found.reload);
  const pages = Math.max(1, Math.ceil((found.data?.total ?? 0) / SIZE));
  useEffect(() => {
    if (found.data && wish.page >= pages) {
      ask({ page: pages - 1 });
    }
  }, [found.data]);

  return html`<${PageHead} title="Patients">
      ${may("ADMIN", "CLINICIAN") && html`<a class="button primary" href="#/patients/new">Register a patient</a>`}
    </${PageHead}>
    <div class="card">
      <form class="filters" role="search" onSubmit=${event => event.preventDefault()}>
        <div class="field grow"><label for="q">Search</label>
          <input id="q" type="search" value=${wish.q} maxlength="300" autocomplete="off" aria-describedby="q-hint"
            onInput=${event => ask({ q: event.target.value })} />
        </div>
        <${Field} id="sort" label="Order" options=${SORTS} value=${wish.sort} onInput=${sort => ask({ sort })} />
        <p class="hint whole-line" id="q-hint">Beginnings of names in any order, or a whole e-mail or number.</p>
      </form>
      <${ProblemNote} problem=${found.problem} retry=${found.reload} />
      ${found.data === null
        ? found.isLoading && html`<${Loading} />`
        : html`<${Found} data=${found.data} q=${q} page=${wish.page} pages=${pages} onPage=${page => ask({ page })} />`}
    </div>`;
}

function Found({ data, q, page, pages, onPage }) {
  const { patients, total } = data;
  return html`
    <p class="soft small" role="status" data-total=${total}>${number(total)} ${total === 1 ? "patient" : "patients"}${q && " found"}</p>
    ${patients.length === 0
      ? html`<${Empty} title=${q ? "Nobody found" : "There are no patients yet"}>${q
          ? "Try fewer letters, another spelling, or the whole e-mail. Deactivated and erased patients are not in the list."
          : "Register the first one, or load some with ./pms load."}</${Empty}>`
      : html`<${Table} label="Patients" head=${HEAD}>
          ${patients.map(patient => html`<tr key=${patient.id} class="clickable" onClick=${event => open(event, patient)}>
            <td><a href=${`#/patients/${patient.id}`}>${patient.name}</a>
              <span class="narrow small soft">${patient.address}</span></td>
            <td class="nowrap">${day(patient.dateOfBirth)}</td>
            <td class="roomy wrap">${patient.email ?? "–"}</td>
            <td class="roomy">${patient.address}</td>
            <td class="nowrap roomy">${day(patient.registeredDate)}</td>
          </tr>`)}
        </${Table}>`}
    ${pages > 1 && html`<nav class="row" aria-label="Pages">
      <button type="button" disabled=${page === 0} onClick=${() => onPage(page - 1)}>Previous</button>
      <span>Page ${page + 1} of ${pages}</span>
      <button type="button" disabled=${page + 1 >= pages} onClick=${() => onPage(page + 1)}>Next</button>
    </nav>`}`;
}

function open(event, patient) {
  if (event.target.closest("a") === null && getSelection().isCollapsed) {
    go(`/patients/${patient.id}`);
  }
}
