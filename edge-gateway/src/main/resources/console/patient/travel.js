import { html, useEffect, useRef, useState } from "../lib/preact.js";
import { get } from "../core/api.js";
import { eventName, moment } from "../core/format.js";
import { Card, ProblemNote } from "../ui/parts.js";

/** A slider from the first event to now: each step asks for the patient as it was right after that event. */
export function Travel({ id, history, onTravel }) {
  const [position, setPosition] = useState(null);
  const [problem, setProblem] = useState(null);
  const running = useRef(null);
  const last = history.length - 1;
  const found = history.findIndex(event => event.position === position);
  const step = position === null || found < 0 ? last : found;
  const event = history[step];

  const travel = to => {
    running.current?.abort();
    setProblem(null);
    if (to >= last) {
      setPosition(null);
      onTravel(null);
      return;
    }
    const then = history[to];
    setPosition(then.position);
    const mine = new AbortController();
    running.current = mine;
    get(`/api/patients/${id}?asOf=${encodeURIComponent(then.time)}`, { signal: mine.signal }).then(
      answer => mine.signal.aborted || onTravel({
        patient: answer.data,
        time: then.time,
        position: then.position,
        changed: then.changes.map(change => change.field),
      }),
      failure => mine.signal.aborted || setProblem(failure));
  };
  useEffect(() => () => running.current?.abort(), []);
  if (last < 1) {
    return null;
  }
  const told = position === null ? "Now" : `${moment(event.time)}: ${eventName(event.type)}`;
  return html`<${Card} title="Through time" actions=${html`<button type="button" disabled=${position === null}
      onClick=${() => travel(last)}>Back to now</button>`}>
    <label for="travel" class="hidden-text">Moment to look at</label>
    <input id="travel" type="range" min="0" max=${last} step="1" value=${step} aria-valuetext=${told}
      onInput=${changed => travel(Number(changed.target.value))} />
    <p class="spread"><output for="travel" data-step=${step}>${told}</output>
      <span class="soft small">Event ${step + 1} of ${last + 1}</span></p>
    <${ProblemNote} problem=${problem} />
  </${Card}>`;
}
