import { html, useState } from "../lib/preact.js";
import { get } from "../core/api.js";
import { moment, number } from "../core/format.js";
import { Card, Notice, ProblemNote, Table } from "../ui/parts.js";

/** Each entry holds the hash of the one before: whether that is so for all of them. */
export function ChainCheck() {
  const [state, setState] = useState({ isBusy: false, result: null, problem: null });
  const check = async () => {
    setState({ isBusy: true, result: null, problem: null });
    try {
      const { data } = await get("/api/audit/verification");
      setState({ isBusy: false, result: { ...data, at: new Date() }, problem: null });
    } catch (problem) {
      setState({ isBusy: false, result: null, problem });
    }
  };
  return html`<${Card} title="Is the log whole?" actions=${html`<button type="button" onClick=${check} disabled=${state.isBusy}>
      ${state.isBusy ? "Checking…" : "Check the chain"}</button>`}>
    <${ProblemNote} problem=${state.problem} />
    ${state.result
      ? html`<${Result} result=${state.result} />`
      : html`<p class="soft">Each entry is bound to the one before it. The check reads all of them.</p>`}
  </${Card}>`;
}

function Result({ result }) {
  const told = html`${number(result.entries)} entries, checked at ${moment(result.at)}. Head: <span class="mono">${result.head || "–"}</span>`;
  if (result.faultCount === 0) {
    return html`<${Notice} kind="ok"><p><strong>The chain is whole.</strong> ${told}</p>
      <p class="small">Keep the head elsewhere: it proves later that the log still begins the same.</p></${Notice}>`;
  }
  return html`<${Notice} kind="danger"><p><strong>The chain is broken: the log was changed outside of PMS.</strong> ${told}</p></${Notice}>
    <${Table} label="Faults" compact head=${["Position", "Kind", "What"]}>
      ${result.faults.map(fault => html`<tr><td>${fault.position}</td><td>${fault.kind}</td><td>${fault.what}</td></tr>`)}
    </${Table}>`;
}
