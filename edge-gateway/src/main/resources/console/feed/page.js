import { html, useEffect, useRef, useState } from "../lib/preact.js";
import { clock, eventName, fieldName, number } from "../core/format.js";
import { Badge, Card, Empty, PageHead, ProblemNote } from "../ui/parts.js";
import { Plot } from "../ui/plot.js";
import { LiveFeed } from "./live.js";
import { useRate } from "./rate.js";

const STATES = {
  open: ["ok", "Connected"],
  waiting: ["warn", "Connecting"],
  paused: ["accent", "Paused"],
  ended: ["danger", "Ended"],
};

/** What happens, as it happens. */
export function Page() {
  const feed = useRef(null);
  feed.current ??= new LiveFeed();
  const [shown, setShown] = useState(feed.current.snapshot());
  useEffect(() => {
    feed.current.begin(setShown);
    return () => feed.current.end();
  }, []);
  const rate = useRate(feed.current);
  const isPaused = shown.state === "paused";
  const [kind, told] = STATES[shown.state];

  return html`<${PageHead} title="Live feed">
      <button type="button" aria-pressed=${String(isPaused)} onClick=${() => (isPaused ? feed.current.resume() : feed.current.pause())}>
        ${isPaused ? "Resume" : "Pause"}</button>
      <button type="button" onClick=${() => feed.current.clear()} disabled=${shown.events.length === 0}>Clear</button>
    </${PageHead}>
    <${ProblemNote} problem=${shown.problem} />
    <div class="feed-columns">
      <${Card} title="Events" actions=${html`<span role="status"><${Badge} kind=${kind}>${told}</${Badge}></span>`}>
        <p class="soft small" data-seen=${shown.seen} data-last=${shown.last}>${number(shown.seen)} since this page was opened;
          the latest ${number(shown.events.length)} are here${shown.last && `, up to #${shown.last}`}.</p>
        ${shown.events.length === 0
          ? html`<${Empty} title="Nothing has happened yet">What anybody does to a patient appears here at once.</${Empty}>`
          : html`<${Events} events=${shown.events} />`}
      </${Card}>
      <${Card} title="Events a second">
        <${Plot} label=${`Events a second over the last two minutes; now ${rate.now}`} names=${["Events a second"]} times=${rate.times}
          values=${rate.values} kind="steps" zone=${null} />
        <p class="soft small">Over the last two minutes. Now: <strong>${number(rate.now)}</strong></p>
      </${Card}>
    </div>`;
}

function Events({ events }) {
  return html`<div class="table-frame feed-table" role="region" aria-label="Table: Events" tabindex="0"><table class="compact">
    <thead><tr>${["#", "Time", "Event", "Patient", "Who"].map(name => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${events.map(event => html`<tr key=${event.position}>
      <td>${event.position}</td>
      <td class="nowrap">${clock(event.time)}</td>
      <td>${eventName(event.type)}${event.changed?.length ? html` <span class="soft">${event.changed.map(fieldName).join(", ")}</span>` : ""}</td>
      <td><a href=${`#/patients/${event.patientId}`}>${event.name ?? event.patientId.slice(0, 8)}</a></td>
      <td>${event.who ?? "the system"}</td>
    </tr>`)}</tbody>
  </table></div>`;
}
