import { html, useState } from "../lib/preact.js";
import { get } from "../core/api.js";
import { may } from "../core/session.js";
import { useLoad } from "../core/use.js";
import { useChanges } from "../patients/changes.js";
import { Badge, Loading, PageHead, ProblemNote } from "../ui/parts.js";
import { Account } from "./account.js";
import { Actions } from "./actions.js";
import { Details } from "./details.js";
import { Encounters } from "./encounters.js";
import { Timeline } from "./timeline.js";
import { Travel } from "./travel.js";

const READERS = ["ADMIN", "CLINICIAN", "BILLING"];
const HISTORIANS = ["ADMIN", "CLINICIAN", "AUDITOR"];

async function read(id, signal) {
  const [patient, history] = await Promise.all([
    may(...READERS) ? get(`/api/patients/${id}`, { signal }).then(
      answer => ({ data: answer.data, tag: answer.headers.get("ETag") }),
      problem => (problem.code === "patient-not-found" ? null : Promise.reject(problem))) : null,
    may(...HISTORIANS) ? get(`/api/patients/${id}/history`, { signal }).then(answer => answer.data) : [],
  ]);
  return { patient: patient?.data ?? null, tag: patient?.tag, history };
}

/** One patient: what is, what was, and what happened. */
export function Page({ id }) {
  const loaded = useLoad(signal => read(id, signal), [id]);
  const [then, setThen] = useState(null);
  const [changes, setChanges] = useState(0);
  const reload = () => {
    setChanges(before => before + 1);
    loaded.reload();
  };
  useChanges(reload, id);
  if (loaded.data === null) {
    return html`<${PageHead} title="Patient" />
      ${loaded.problem ? html`<${ProblemNote} problem=${loaded.problem} retry=${loaded.reload} />` : html`<${Loading} />`}`;
  }
  const { patient, history, tag } = loaded.data;
  const isErased = history.some(event => event.type === "PatientErased");
  const title = patient?.name ?? (isErased ? "Erased patient" : may(...READERS) ? "Unknown patient" : "History of a patient");
  return html`<${PageHead} title=${title} key=${title}>
      ${patient && html`<${Actions} patient=${patient} tag=${tag} onDone=${reload} />`}
    </${PageHead}>
    <p class="row"><${Standing} patient=${patient} isErased=${isErased} /> <span class="mono soft">${id}</span></p>
    <${ProblemNote} problem=${loaded.problem} retry=${reload} />
    <div class=${patient && may(...HISTORIANS) ? "patient-columns" : "stack"}>
      ${patient && html`<div class="stack">
        <${Details} patient=${then?.patient ?? patient} then=${then} />
        ${may("ADMIN", "CLINICIAN") && html`<${Encounters} id=${id} isActive=${patient.status === "ACTIVE"} changes=${changes} onDone=${reload} />`}
        ${may("ADMIN", "BILLING") && html`<${Account} id=${id} changes=${changes} />`}
      </div>`}
      ${may(...HISTORIANS) && html`<div class="stack">
        ${patient && may("ADMIN", "CLINICIAN") && html`<${Travel} id=${id} history=${history} onTravel=${setThen} />`}
        <${Timeline} history=${history} at=${then?.position} isErased=${isErased} />
      </div>`}
    </div>`;
}

function Standing({ patient, isErased }) {
  if (isErased) {
    return html`<${Badge} kind="danger">Erased</${Badge}>`;
  }
  if (patient === null) {
    return null;
  }
  return patient.status === "ACTIVE"
    ? html`<${Badge} kind="ok">Active</${Badge}>`
    : html`<${Badge} kind="warn">Deactivated</${Badge}>`;
}
