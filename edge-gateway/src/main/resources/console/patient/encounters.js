import { html, useRef, useState } from "../lib/preact.js";
import { call, get, newKey } from "../core/api.js";
import { CLASSES, localMoment, moment } from "../core/format.js";
import { useLoad } from "../core/use.js";
import { Dialog } from "../ui/dialog.js";
import { Field } from "../ui/field.js";
import { Badge, Card, Empty, Loading, ProblemNote, Table } from "../ui/parts.js";

const SIZE = 20;

/** When the patient came and left. */
export function Encounters({ id, isActive, changes, onDone }) {
  const [asked, setAsked] = useState(null);
  const [page, setPage] = useState(0);
  const path = `/api/patients/${id}/encounters`;
  const found = useLoad(async signal => {
    const { data, headers } = await get(`${path}?page=${page}&size=${SIZE}`, { signal });
    return { encounters: data, total: Number(headers.get("X-Total-Count") ?? 0) };
  }, [id, page, changes]);
  const done = () => {
    setAsked(null);
    onDone();
  };
  const { encounters = [], total = 0 } = found.data ?? {};
  return html`<${Card} title="Encounters" actions=${isActive && html`<button type="button" onClick=${() => setAsked("start")}>Start an encounter</button>`}>
    <${ProblemNote} problem=${found.problem} retry=${found.reload} />
    ${found.data === null && found.isLoading && html`<${Loading} />`}
    ${found.data && (total === 0
      ? html`<${Empty} title="No encounters yet">${isActive ? "Start one when the patient comes." : "A deactivated patient can't begin one."}</${Empty}>`
      : html`<${Table} label="Encounters" compact head=${["Class", "Start", "End", "Reason"]}>
          ${encounters.map(each => html`<tr key=${each.id}>
            <td>${CLASSES[each.class] ?? each.class}</td>
            <td>${moment(each.start)}</td>
            <td>${each.end ? moment(each.end) : html`<span class="row"><${Badge} kind="accent">In progress</${Badge}>
              ${isActive && html`<button type="button" class="link" onClick=${() => setAsked(each)}>Finish</button>`}</span>`}</td>
            <td>${each.type ?? "–"}</td>
          </tr>`)}
        </${Table}>`)}
    ${total > SIZE && html`<nav class="row" aria-label="Pages of encounters">
      <button type="button" disabled=${page === 0} onClick=${() => setPage(page - 1)}>Newer</button>
      <button type="button" disabled=${(page + 1) * SIZE >= total} onClick=${() => setPage(page + 1)}>Older</button>
    </nav>`}
    ${asked === "start" && html`<${Start} path=${path} onDone=${done} onClose=${() => setAsked(null)} />`}
    ${asked !== null && asked !== "start" && html`<${Finish} path=${`${path}/${asked.id}/finish`} onDone=${done} onClose=${() => setAsked(null)} />`}
  </${Card}>`;
}

function useSending(path, onDone) {
  const [problem, setProblem] = useState(null);
  const [isBusy, setBusy] = useState(false);
  const key = useRef({ text: "", key: "" });
  const send = async body => {
    const text = JSON.stringify(body);
    key.current = key.current.text === text ? key.current : { text, key: newKey() };
    setBusy(true);
    try {
      await call("POST", path, { body, headers: { "Idempotency-Key": key.current.key } });
      onDone();
    } catch (failure) {
      setProblem(failure);
      setBusy(false);
    }
  };
  return { problem, isBusy, send, errors: problem?.errors ?? {} };
}

const general = problem => (problem && Object.keys(problem.errors).length === 0 ? problem : null);
const instant = text => (text === "" ? "" : new Date(text).toISOString());

function Start({ path, onDone, onClose }) {
  const [kind, setKind] = useState("AMB");
  const [start, setStart] = useState(localMoment(new Date()));
  const [type, setType] = useState("");
  const { problem, isBusy, send, errors } = useSending(path, onDone);
  const submit = event => {
    event.preventDefault();
    send({ class: kind, start: instant(start), ...(type.trim() && { type: type.trim() }) });
  };
  return html`<${Dialog} title="Start an encounter" onClose=${onClose}>
    <form class="stack" onSubmit=${submit} novalidate>
      <${ProblemNote} problem=${general(problem)} />
      <${Field} id="class" label="Class" options=${Object.entries(CLASSES)} value=${kind} onInput=${setKind} error=${errors.class} />
      <${Field} id="start" label="Start" type="datetime-local" required value=${start} onInput=${setStart} error=${errors.start} />
      <${Field} id="type" label="Reason" value=${type} onInput=${setType} error=${errors.type} maxlength="200" hint="What brought the patient, if anybody said" />
      <div class="form-actions"><button class="primary" disabled=${isBusy}>Start</button>
        <button type="button" onClick=${onClose}>Cancel</button></div>
    </form>
  </${Dialog}>`;
}

function Finish({ path, onDone, onClose }) {
  const [end, setEnd] = useState(localMoment(new Date()));
  const { problem, isBusy, send, errors } = useSending(path, onDone);
  const submit = event => {
    event.preventDefault();
    send({ end: instant(end) });
  };
  return html`<${Dialog} title="Finish the encounter" onClose=${onClose}>
    <form class="stack" onSubmit=${submit} novalidate>
      <${ProblemNote} problem=${general(problem)} />
      <${Field} id="end" label="End" type="datetime-local" required value=${end} onInput=${setEnd} error=${errors.end}
        hint="An encounter is finished once: this can't be changed afterwards" />
      <div class="form-actions"><button class="primary" disabled=${isBusy}>Finish</button>
        <button type="button" onClick=${onClose}>Cancel</button></div>
    </form>
  </${Dialog}>`;
}
