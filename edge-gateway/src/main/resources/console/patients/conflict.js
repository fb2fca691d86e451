import { html, useState } from "../lib/preact.js";
import { fieldName, shown } from "../core/format.js";
import { Notice, Table } from "../ui/parts.js";
import { TEXTS } from "./form.js";

const FIELDS = [...TEXTS, "identifiers"];
const same = (one, other) => JSON.stringify(one ?? "") === JSON.stringify(other ?? "") || (empty(one) && empty(other));
const empty = value => value === undefined || value === null || value.length === 0;

/** Somebody else changed the patient meanwhile: both versions beside each other, to choose from field by field. */
export function Conflict({ base, theirs, mine, onChoose, back }) {
  const differing = FIELDS.filter(field => !same(theirs[field], mine[field]));
  const [takesMine, setTakesMine] = useState(Object.fromEntries(
    differing.map(field => [field, !same(base[field], mine[field])])));
  const save = event => {
    event.preventDefault();
    const chosen = { ...theirs };
    differing.filter(field => takesMine[field]).forEach(field => {
      chosen[field] = mine[field];
    });
    onChoose(chosen);
  };
  const choice = (field, isMine, value) => html`<label class="row choice">
    <input type="radio" name=${`choice-${field}`} checked=${takesMine[field] === isMine}
      onChange=${() => setTakesMine({ ...takesMine, [field]: isMine })} />
    <span>${shown(field, value)}</span></label>`;

  return html`<form class="card" onSubmit=${save}>
    <${Notice} kind="warn"><p><strong>Somebody else changed this patient while you were writing.</strong></p>
      <p>${differing.length === 0
        ? "Both of you wrote the same: there is nothing to choose."
        : "Nothing is saved yet. Choose for each field what shall stand, then save."}</p></${Notice}>
    ${differing.length > 0 && html`<${Table} label="Both versions" head=${["Field", "When you began", "Theirs", "Mine"]}>
      ${differing.map(field => html`<tr key=${field}>
        <th scope="row">${fieldName(field)}</th>
        <td>${shown(field, base[field])}</td>
        <td>${choice(field, false, theirs[field])}</td>
        <td>${choice(field, true, mine[field])}</td>
      </tr>`)}
    </${Table}>`}
    <div class="form-actions">
      <button class="primary">Save what is chosen</button>
      <a class="button" href=${back}>Drop my changes</a>
    </div>
  </form>`;
}
