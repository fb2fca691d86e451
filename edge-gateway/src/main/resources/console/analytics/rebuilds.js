import { html, useEffect, useState } from "../lib/preact.js";
import { call, get } from "../core/api.js";
import { moment, number, word } from "../core/format.js";
import { may } from "../core/session.js";
import { follow } from "../core/stream.js";
import { useLoad } from "../core/use.js";
import { Badge, Card, Empty, Notice, ProblemNote, Table } from "../ui/parts.js";

const SERVICES = [["analytics", "Analytics"], ["directory", "Directory"]];
const KINDS = { RUNNING: "accent", SWITCHED: "ok", BUILT: "warn", DIFFERENT: "danger", CANCELLED: "plain", FAILED: "danger" };
const PHASES = {
  WAITING: "Waiting for its turn",
  BUILDING: "Building the new generation from the events",
  COMPARING: "Comparing it with the one that is read",
  SWITCHING: "Switching the readers over",
  ENDED: "Ended",
};

/** Views built anew from their events, beside those that are read, until they take over at once. */
export function Rebuilds({ onSwitched }) {
  return html`<div class="grid">${SERVICES.map(([service, title]) => html`<${OfService}
    key=${service} service=${service} title=${title} onSwitched=${onSwitched} />`)}</div>`;
}

function OfService({ service, title, onSwitched }) {
  const path = `/api/${service}/rebuilds`;
  const known = useLoad(async signal => (await get(path, { signal })).data, [path]);
  const [live, setLive] = useState(null);
  const [problem, setProblem] = useState(null);
  const running = live?.state === "RUNNING" ? live : known.data?.find(each => each.state === "RUNNING");

  useEffect(() => {
    if (!running) {
      return undefined;
    }
    const watching = new AbortController();
    follow(`${path}/${running.id}/progress`, {
      signal: watching.signal,
      onEvent: ({ event, data }) => {
        const now = JSON.parse(data);
        setLive(now);
        if (event === "ended") {
          known.reload();
          if (now.state === "SWITCHED") {
            onSwitched();
          }
          return false;
        }
        return true;
      },
    }).catch(setProblem);
    return () => watching.abort();
  }, [running?.id]);

  const act = async (method, address) => {
    setProblem(null);
    try {
      const { data } = await call(method, address);
      setLive(data);
      known.reload();
    } catch (failure) {
      setProblem(failure);
    }
  };
  return html`<${Card} title=${`Rebuild: ${title}`} actions=${may("ADMIN") && html`<button type="button" disabled=${running !== undefined}
      onClick=${() => act("POST", path)}>Rebuild ${title.toLowerCase()}</button>`}>
    <${ProblemNote} problem=${problem ?? known.problem} retry=${known.reload} />
    ${live && html`<${Progress} rebuild=${live} />`}
    ${running && may("ADMIN") && html`<div><button type="button" class="danger" onClick=${() => act("DELETE", `${path}/${running.id}`)}>End this rebuild</button></div>`}
    <${Known} all=${known.data ?? []} isBusy=${running !== undefined} path=${path} act=${act} />
  </${Card}>`;
}

function Progress({ rebuild }) {
  const { done, total } = rebuild.events;
  if (rebuild.state === "SWITCHED") {
    return html`<${Notice} kind="ok"><strong>Generation ${rebuild.generation} took over</strong> at ${moment(rebuild.endedAt)}, from one
      moment to the next: ${rebuild.views.length} views, ${number(done)} events.</${Notice}>`;
  }
  if (rebuild.state !== "RUNNING") {
    return html`<${Notice} kind="warn"><strong>${word(rebuild.state)}.</strong> ${rebuild.state === "DIFFERENT"
      ? "The new generation is not equal to the one that is read, which goes on. Look at the comparison before you let it take over."
      : ""}</${Notice}>`;
  }
  return html`<div class="stack" data-phase=${rebuild.phase}>
    <p role="status"><strong>${PHASES[rebuild.phase] ?? rebuild.phase}</strong></p>
    <progress max=${Math.max(1, total)} value=${done} aria-label="Events that are built in"></progress>
    <p class="soft small">${number(done)} of ${number(total)} events${rebuild.rate ? `, ${number(rebuild.rate)} a second` : ""}${
      rebuild.secondsLeft ? `, ${number(rebuild.secondsLeft)} s left` : ""}</p>
  </div>`;
}

function Known({ all, isBusy, path, act }) {
  if (all.length === 0) {
    return html`<${Empty} title="Not rebuilt yet">Readers go on while a rebuild runs, and get it only when it is equal.</${Empty}>`;
  }
  const canSwitch = each => may("ADMIN") && !isBusy && ["BUILT", "DIFFERENT"].includes(each.state);
  return html`<${Table} label="Rebuilds" compact stacks head=${["Generation", "Outcome", "Began", "Ended", ""]}>
    ${all.slice(0, 5).map(each => html`<tr key=${each.id}>
      <td data-label="Generation">${each.generation}</td>
      <td data-label="Outcome"><${Badge} kind=${KINDS[each.state]}>${each.state.toLowerCase()}</${Badge}></td>
      <td data-label="Began">${moment(each.startedAt)}</td>
      <td data-label="Ended">${moment(each.endedAt)}</td>
      <td>${canSwitch(each) && html`<button type="button" class="link" onClick=${() => act("POST", `${path}/${each.id}/switch`)}>Let it take over</button>`}</td>
    </tr>`)}
  </${Table}>`;
}
