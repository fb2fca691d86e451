import { html, useEffect, useRef, useState } from "../lib/preact.js";
import { today } from "../core/format.js";
import { Field, focusFirstWrong } from "../ui/field.js";
import { Notice, ProblemNote } from "../ui/parts.js";

const GENDERS = [["", "Not known"], ["female", "Female"], ["male", "Male"], ["other", "Other"], ["unknown", "Unknown"]];
export const TEXTS = ["name", "givenName", "familyName", "email", "phone", "address", "dateOfBirth", "gender", "region"];

export const emptyPatient = () => ({ registeredDate: today(), identifiers: [] });

/** What the server takes: nothing that is empty. */
export function toSend(patient, isNew) {
  const body = {};
  TEXTS.filter(field => (patient[field] ?? "").trim() !== "").forEach(field => {
    body[field] = patient[field].trim();
  });
  if (isNew && patient.registeredDate) {
    body.registeredDate = patient.registeredDate;
  }
  const identifiers = (patient.identifiers ?? []).filter(each => each.system.trim() || each.value.trim());
  if (identifiers.length > 0) {
    body.identifiers = identifiers;
  }
  return body;
}

/** The problem as errors by field: a taken e-mail or number stands at its field as well. */
export function errorsOf(problem) {
  if (!problem) {
    return {};
  }
  if (problem.code === "email-taken") {
    return { email: "Another patient has this e-mail" };
  }
  return problem.code === "identifier-taken" ? { identifiers: "Another patient has one of these numbers" } : problem.errors;
}

/** All that can be said of a patient. `onSend(patient)` is called with what stands in the fields. */
export function PatientForm({ patient: given, isNew, problem, isBusy, onSend, send, back }) {
  const [patient, setPatient] = useState(given);
  const form = useRef(null);
  const errors = errorsOf(problem);
  const set = field => value => setPatient(before => ({ ...before, [field]: value }));
  useEffect(() => {
    if (problem) {
      focusFirstWrong(form.current);
    }
  }, [problem]);
  const field = (name, label, more = {}) => html`<${Field} id=${name} label=${label} value=${patient[name] ?? ""}
    onInput=${set(name)} error=${errors[name]} autocomplete="off" ...${more} />`;
  const submit = event => {
    event.preventDefault();
    onSend(patient);
  };
  const elsewhere = Object.entries(errors).filter(([name]) => !isShown(name, isNew));

  return html`<form class="card" onSubmit=${submit} ref=${form} novalidate>
    ${problem && (Object.keys(errors).length > 0
      ? html`<${Notice} kind="danger"><strong>Not saved.</strong> Mend the marked fields, then save again.
          ${problem.body.patientId && html` <a href=${`#/patients/${problem.body.patientId}`}>Show the other patient</a>`}
          ${elsewhere.map(([name, text]) => html`<br />${name}: ${text}`)}</${Notice}>`
      : html`<${ProblemNote} problem=${problem} />`)}
    <div class="fields">
      ${field("name", "Name", { required: true, maxlength: 200, hint: "As it is written on papers" })}
      ${field("givenName", "Given name")}
      ${field("familyName", "Family name")}
      ${field("dateOfBirth", "Date of birth", { type: "date", required: true, max: today() })}
      ${field("gender", "Gender", { options: GENDERS })}
      ${field("email", "E-mail", { type: "email", hint: "Needed unless there is a number below" })}
      ${field("phone", "Phone", { type: "tel" })}
      ${field("address", "Address", { required: true })}
      ${field("region", "Region", { hint: "A state or a county, for analytics" })}
      ${isNew && field("registeredDate", "Registered on", { type: "date", required: true })}
    </div>
    <${Identifiers} all=${patient.identifiers ?? []} onChange=${set("identifiers")} error=${errors.identifiers ?? indexed(errors)} />
    <div class="form-actions">
      <button class="primary" disabled=${isBusy}>${isBusy ? "Saving…" : send}</button>
      <a class="button" href=${back}>Cancel</a>
    </div>
  </form>`;
}

const indexed = errors => Object.entries(errors).find(([name]) => name.startsWith("identifiers"))?.[1];

const isShown = (name, isNew) => TEXTS.includes(name) || name.startsWith("identifiers") || (isNew && name === "registeredDate");

function Identifiers({ all, onChange, error }) {
  const change = (at, name, value) => onChange(all.map((each, i) => (i === at ? { ...each, [name]: value } : each)));
  const invalid = error ? { "aria-invalid": "true", "aria-describedby": "identifiers-error" } : {};
  return html`<fieldset class=${error ? "field wrong" : "field"}>
    <legend class="legend">Numbers of this patient <span class="soft">(of a hospital or an authority)</span></legend>
    ${all.map((each, at) => html`<div class="identifier" key=${at}>
      <div class="field"><label for=${`system-${at}`}>Given by</label>
        <input id=${`system-${at}`} value=${each.system} placeholder="urn:example:mrn" ...${invalid}
          onInput=${event => change(at, "system", event.target.value)} /></div>
      <div class="field"><label for=${`value-${at}`}>Number</label>
        <input id=${`value-${at}`} value=${each.value} ...${invalid} onInput=${event => change(at, "value", event.target.value)} /></div>
      <button type="button" onClick=${() => onChange(all.filter((_, i) => i !== at))} aria-label=${`Remove number ${at + 1}`}>Remove</button>
    </div>`)}
    ${error && html`<p class="error" id="identifiers-error">${error}</p>`}
    <div><button type="button" onClick=${() => onChange([...all, { system: "", value: "" }])}>Add a number</button></div>
  </fieldset>`;
}
