import { html, useEffect } from "../lib/preact.js";
import { useLoad } from "../core/use.js";
import { Badge, Card, Loading, Notice, Table } from "../ui/parts.js";

export const LOOK_MILLIS = 5_000;

/** Looks again and again, while somebody can see it. */
export function useWatch(reload) {
  useEffect(() => {
    const timer = setInterval(() => document.hidden || reload(), LOOK_MILLIS);
    return () => clearInterval(timer);
  }, [reload]);
}

/** Health says 503 when a part is down, and which: that is an answer as well. */
async function read(signal) {
  const response = await fetch("/actuator/health", { signal, cache: "no-store" });
  return response.json();
}

export function Health() {
  const { data, problem, reload } = useLoad(read, []);
  useWatch(reload);
  const parts = Object.entries(data?.components ?? {}).filter(([name]) => !name.endsWith("State"));
  return html`<${Card} title="Parts" actions=${data && html`<span role="status"><${Standing} status=${data.status} /></span>`}>
    ${problem && html`<${Notice} kind="danger">The gateway does not answer. See ./pms status on its machine.</${Notice}>`}
    ${data === null ? !problem && html`<${Loading} />` : html`<${Table} label="Parts" compact head=${["Part", "State", "Why"]}>
      ${parts.map(([name, part]) => html`<tr key=${name}><td>${name}</td><td><${Standing} status=${part.status} /></td>
        <td>${part.details?.reason ?? ""}</td></tr>`)}
    </${Table}>`}
  </${Card}>`;
}

function Standing({ status }) {
  return html`<${Badge} kind=${status === "UP" ? "ok" : "danger"}>${status === "UP" ? "Up" : "Down"}</${Badge}>`;
}
