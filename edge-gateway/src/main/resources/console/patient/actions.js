import { html, useState } from "../lib/preact.js";
import { call, newKey } from "../core/api.js";
import { may } from "../core/session.js";
import { Dialog } from "../ui/dialog.js";
import { Field } from "../ui/field.js";
import { ProblemNote } from "../ui/parts.js";

/** What can be done to a patient, by those who may. */
export function Actions({ patient, tag, onDone }) {
  const [asked, setAsked] = useState("");
  const close = () => setAsked("");
  const done = () => {
    close();
    onDone();
  };
  const isActive = patient.status === "ACTIVE";
  return html`
    ${may("ADMIN", "CLINICIAN") && isActive && html`<a class="button" href=${`#/patients/${patient.id}/amend`}>Amend</a>
      <button type="button" onClick=${() => setAsked("deactivate")}>Deactivate</button>`}
    ${may("ADMIN") && html`<button type="button" class="danger" onClick=${() => setAsked("erase")}>Erase…</button>`}
    ${asked === "deactivate" && html`<${Deactivate} patient=${patient} tag=${tag} onDone=${done} onClose=${close} />`}
    ${asked === "erase" && html`<${Erase} patient=${patient} onDone=${done} onClose=${close} />`}`;
}

function useCommand(onDone) {
  const [problem, setProblem] = useState(null);
  const [isBusy, setBusy] = useState(false);
  const [key] = useState(newKey());
  const send = async (method, path, headers = {}) => {
    setBusy(true);
    setProblem(null);
    try {
      await call(method, path, { headers: { "Idempotency-Key": key, ...headers } });
      onDone();
    } catch (failure) {
      setProblem(failure);
      setBusy(false);
    }
  };
  return { problem, isBusy, send };
}

function Deactivate({ patient, tag, onDone, onClose }) {
  const { problem, isBusy, send } = useCommand(onDone);
  const submit = event => {
    event.preventDefault();
    send("DELETE", `/api/patients/${patient.id}`, { "If-Match": tag });
  };
  const changed = problem?.status === 412;
  return html`<${Dialog} title=${`Deactivate ${patient.name}?`} onClose=${onClose}>
    <form class="stack" onSubmit=${submit}>
      ${changed ? html`<p role="alert" class="notice danger">Somebody changed this patient meanwhile. Close this, look at the change, then try again.</p>`
        : html`<${ProblemNote} problem=${problem} />`}
      <p>The patient leaves the list and can't be changed any more. The history is kept; e-mail and numbers stay taken.</p>
      <div class="form-actions"><button class="danger solid" disabled=${isBusy || changed}>Deactivate</button>
        <button type="button" onClick=${onClose}>Cancel</button></div>
    </form>
  </${Dialog}>`;
}

function Erase({ patient, onDone, onClose }) {
  const [typed, setTyped] = useState("");
  const { problem, isBusy, send } = useCommand(onDone);
  const isMeant = typed.trim() === patient.name.trim();
  const submit = event => {
    event.preventDefault();
    if (isMeant) {
      send("POST", `/api/patients/${patient.id}/erasure`);
    }
  };
  return html`<${Dialog} title="Erase this patient for ever?" onClose=${onClose}>
    <form class="stack" onSubmit=${submit}>
      <${ProblemNote} problem=${problem} />
      <p>All personal data becomes unreadable, for everybody, in every place and backup. The billing account is closed.
        <strong> There is no way back.</strong></p>
      <${Field} id="typed" label=${`Type “${patient.name}” to confirm`} value=${typed} onInput=${setTyped} autocomplete="off" />
      <div class="form-actions"><button class="danger solid" disabled=${isBusy || !isMeant}>Erase for ever</button>
        <button type="button" onClick=${onClose}>Cancel</button></div>
    </form>
  </${Dialog}>`;
}
