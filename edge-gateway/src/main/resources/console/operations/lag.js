import { html } from "../lib/preact.js";
import { get } from "../core/api.js";
import { number } from "../core/format.js";
import { useLoad } from "../core/use.js";
import { Badge, Card, Loading, ProblemNote, Table } from "../ui/parts.js";
import { useWatch } from "./health.js";

export const PROJECTING = ["query-side", "analytics-projector"];

async function read(signal) {
  const answers = await Promise.all(PROJECTING.map(service => get(`/api/operations/${service}/projections`, { signal })));
  return answers.flatMap(({ data }, i) => data.map(each => ({ ...each, service: PROJECTING[i] })));
}

/** How far the views are behind the events. */
export function Lag() {
  const { data, problem, reload } = useLoad(read, []);
  useWatch(reload);
  return html`<${Card} title="Projections">
    <${ProblemNote} problem=${problem} />
    ${data === null ? !problem && html`<${Loading} />` : html`<${Table} label="Projections" compact
      head=${["Projection", { text: "Service", roomy: true }, { text: "Waiting", right: true }, "State"]}>
      ${data.map(each => html`<tr key=${each.projection}><td>${each.projection}</td><td class="roomy">${each.service}</td>
        <td class="right">${number(each.waiting)}</td>
        <td>${each.complaint ? html`<${Badge} kind="danger">Behind</${Badge}> ${each.complaint}` : html`<${Badge} kind="ok">Keeps up</${Badge}>`}</td></tr>`)}
    </${Table}>`}
    <p class="soft small">Records of the topic that a projection has not applied yet. Looked at each five seconds.</p>
  </${Card}>`;
}
