import { html, useRef, useState } from "../lib/preact.js";
import { call, newKey } from "../core/api.js";
import { go } from "../core/router.js";
import { PageHead } from "../ui/parts.js";
import { emptyPatient, PatientForm, toSend } from "./form.js";

export function Page() {
  const [problem, setProblem] = useState(null);
  const [isBusy, setBusy] = useState(false);
  const sent = useRef({ text: "", key: "" });

  /** The same body has the same key: sent again after a lost answer, it registers nobody twice. */
  const keyFor = body => {
    const text = JSON.stringify(body);
    if (sent.current.text !== text) {
      sent.current = { text, key: newKey() };
    }
    return sent.current.key;
  };

  const send = async patient => {
    const body = toSend(patient, true);
    setBusy(true);
    setProblem(null);
    try {
      const { data } = await call("POST", "/api/patients", { body, headers: { "Idempotency-Key": keyFor(body) } });
      go(`/patients/${data.id}`);
    } catch (failure) {
      setProblem(failure);
      setBusy(false);
    }
  };

  return html`<${PageHead} title="Register a patient" />
    <${PatientForm} patient=${emptyPatient()} isNew problem=${problem} isBusy=${isBusy} onSend=${send} send="Register" back="#/patients" />`;
}
