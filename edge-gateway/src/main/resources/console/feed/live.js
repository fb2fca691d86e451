import { get } from "../core/api.js";
import { follow } from "../core/stream.js";
import { whileVisible } from "../core/use.js";

const KEPT_EVENTS = 100;
const KEPT_NAMES = 1_000;
const MAX_WAITING_EVENTS = 1_000;
/** Nobody is found, so nobody is shown: what counts is the position that comes with the answer. */
const WHERE_THE_VIEW_IS = "/api/patients?size=1&q=nobody%40example.invalid";

/**
 * The feed as a page can take it: however many events come, the page is told once a frame, and of the latest events
 * alone. A pause closes the connection; what is missed meanwhile comes when it goes on.
 */
export class LiveFeed {
  #events = [];
  #waiting = [];
  #last = "";
  #seen = 0;
  #state = "waiting";
  #problem = null;
  #frame = 0;
  #stop = null;
  #tell = () => {};
  #counts = new Map();
  #names = new Map();

  begin(tell) {
    this.#tell = tell;
    this.#open();
  }

  end() {
    this.#close();
    cancelAnimationFrame(this.#frame);
  }

  pause() {
    this.#close();
    this.#set("paused");
  }

  resume() {
    this.#set("waiting");
    this.#open();
  }

  clear() {
    this.#events = [];
    this.#waiting = [];
    this.#draw();
  }

  /** How many events came in this second (since 1970). */
  countAt(second) {
    return this.#counts.get(second) ?? 0;
  }

  snapshot() {
    return { events: this.#events, seen: this.#seen, last: this.#last, state: this.#state, problem: this.#problem };
  }

  #open() {
    this.#stop = whileVisible(signal => {
      this.#find(signal).then(() => follow("/api/patients/feed", {
        lastId: this.#last,
        signal,
        onEvent: event => this.#take(event),
        onState: state => this.#set(state),
      })).catch(problem => {
        this.#problem = problem;
        this.#set("ended");
        this.#close();
      });
    });
  }

  /** Where to begin, so that a pause before the first event misses nothing. Not known: from now on. */
  async #find(signal) {
    if (this.#last === "") {
      const found = await get(WHERE_THE_VIEW_IS, { signal }).catch(() => null);
      this.#last ||= found?.headers.get("PMS-Position") ?? "";
    }
  }

  #close() {
    this.#stop?.();
    this.#stop = null;
  }

  #take({ id, data }) {
    this.#last = id || this.#last;
    this.#seen += 1;
    this.#waiting.push(data);
    if (this.#waiting.length > MAX_WAITING_EVENTS) {
      this.#waiting.splice(0, this.#waiting.length - KEPT_EVENTS);
    }
    const second = Math.floor(Date.now() / 1000);
    this.#counts.set(second, this.countAt(second) + 1);
    if (this.#counts.size > 150) {
      this.#counts.delete(this.#counts.keys().next().value);
    }
    this.#soon();
  }

  /** Not each event has the name of its patient: then it is the one that was told last. Who is erased has none. */
  #named(event) {
    const { patientId } = event;
    const name = event.type === "PatientErased" ? undefined : event.patient?.name ?? this.#names.get(patientId);
    this.#names.delete(patientId);
    if (name !== undefined) {
      this.#names.set(patientId, name);
    }
    if (this.#names.size > KEPT_NAMES) {
      this.#names.delete(this.#names.keys().next().value);
    }
    return { ...event, name };
  }

  #set(state) {
    this.#state = state;
    this.#soon();
  }

  #soon() {
    if (this.#frame === 0) {
      this.#frame = requestAnimationFrame(() => this.#draw());
    }
  }

  /** What will not be seen is not even parsed. */
  #draw() {
    this.#frame = 0;
    const fresh = this.#waiting.splice(0).slice(-KEPT_EVENTS).map(text => this.#named(JSON.parse(text))).reverse();
    const erased = new Set(fresh.filter(event => event.type === "PatientErased").map(event => event.patientId));
    this.#events = [...fresh, ...this.#events].slice(0, KEPT_EVENTS)
      .map(event => (erased.has(event.patientId) ? { ...event, name: undefined, patient: undefined } : event));
    this.#tell(this.snapshot());
  }
}
