import { html, useState } from "../lib/preact.js";
import { call, get } from "../core/api.js";
import { moment, number } from "../core/format.js";
import { useLoad } from "../core/use.js";
import { Dialog } from "../ui/dialog.js";
import { Card, Empty, Loading, Notice, ProblemNote, Table } from "../ui/parts.js";
import { PROJECTING } from "./lag.js";

/** An entry of the audit log waits until it can be applied. */
const NEVER_GIVEN_UP = "audit";

const recordOf = letter => `${letter.topic}/${letter.partition}/${letter.offset}`;
const pathOf = letter => `/api/operations/${letter.service}/dead-letters/`
  + [letter.projection, letter.topic, letter.partition, letter.offset].map(encodeURIComponent).join("/");

async function read(signal) {
  const answers = await Promise.all(PROJECTING.map(service => get(`/api/operations/${service}/dead-letters`, { signal })));
  return answers.flatMap(({ data }, i) => data.map(each => ({ ...each, service: PROJECTING[i] })));
}

/** What the projections could not apply; later records of the same patient wait behind it. */
export function DeadLetters() {
  const found = useLoad(read, []);
  const [told, setTold] = useState(null);
  const [problem, setProblem] = useState(null);
  const [dropping, setDropping] = useState(null);
  const act = async work => {
    setProblem(null);
    setTold(null);
    try {
      const answers = await work();
      setTold({
        isGivenUp: dropping !== null,
        applied: answers.reduce((sum, { data }) => sum + data.applied, 0),
        stuck: answers.reduce((sum, { data }) => sum + data.stuck.length, 0),
      });
    } catch (failure) {
      setProblem(failure);
    }
    setDropping(null);
    found.reload();
  };
  const replay = () => act(() => Promise.all(PROJECTING.map(service => call("POST", `/api/operations/${service}/dead-letters/replays`))));
  const letters = found.data ?? [];
  return html`<${Card} title="Dead letters" actions=${html`<button type="button" onClick=${found.reload}>Look again</button>
      <button type="button" onClick=${replay} disabled=${letters.length === 0}>Replay all</button>`}>
    <${ProblemNote} problem=${problem ?? found.problem} />
    ${told && html`<${Notice} kind=${told.stuck === 0 ? "ok" : "warn"}>${told.isGivenUp && "Given up. "}${number(told.applied)} applied${told.stuck > 0
      ? `, ${number(told.stuck)} still can't be. Find out why before you try again.` : "."}</${Notice}>`}
    ${found.data === null && found.isLoading && html`<${Loading} />`}
    ${found.data && (letters.length === 0
      ? html`<${Empty} title="There are none">Each event was applied in each view.</${Empty}>`
      : html`<${Table} label="Dead letters" compact stacks head=${["Projection", "Record", "Position", "Of", "Why", "Since", ""]}>
        ${letters.map(each => html`<tr key=${pathOf(each)}>
          <td data-label="Projection">${each.projection}</td>
          <td data-label="Record" class="mono">${recordOf(each)}</td>
          <td data-label="Position">${each.position ?? "–"}</td>
          <td data-label="Of" class="mono">${each.subject ?? "–"}</td>
          <td data-label="Why">${each.reason}</td>
          <td data-label="Since">${moment(each.heldAt)}</td>
          <td>${each.projection !== NEVER_GIVEN_UP && html`<button type="button" class="link"
            aria-label=${`Give up ${recordOf(each)} of ${each.projection}`} onClick=${() => setDropping(each)}>Give up</button>`}</td></tr>`)}
      </${Table}>`)}
    ${dropping && html`<${Dialog} title="Give this record up?" onClose=${() => setDropping(null)}>
      <div class="stack"><p>The view will be without this event until it is rebuilt; what waited behind it is applied. The event itself
        stays in the store and in the topic.</p>
      <div class="form-actions"><button type="button" class="danger solid" onClick=${() => act(async () => [await call("DELETE", pathOf(dropping))])}>Give up</button>
        <button type="button" onClick=${() => setDropping(null)}>Cancel</button></div></div>
    </${Dialog}>`}
  </${Card}>`;
}
