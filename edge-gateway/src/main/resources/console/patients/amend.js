import { html, useState } from "../lib/preact.js";
import { call, get } from "../core/api.js";
import { go } from "../core/router.js";
import { useLoad } from "../core/use.js";
import { Loading, PageHead, ProblemNote } from "../ui/parts.js";
import { Conflict } from "./conflict.js";
import { PatientForm, toSend } from "./form.js";

const read = async (id, signal) => {
  const { data, headers } = await get(`/api/patients/${id}`, { signal });
  return { patient: data, tag: headers.get("ETag") };
};

export function Page({ id }) {
  const began = useLoad(signal => read(id, signal), [id]);
  if (began.data === null) {
    return html`<${PageHead} title="Amend a patient" />
      ${began.problem ? html`<${ProblemNote} problem=${began.problem} retry=${began.reload} />` : html`<${Loading} />`}`;
  }
  return html`<${Amending} id=${id} began=${began.data} />`;
}

function Amending({ id, began }) {
  const [base, setBase] = useState(began);
  const [mine, setMine] = useState(began.patient);
  const [theirs, setTheirs] = useState(null);
  const [problem, setProblem] = useState(null);
  const [isBusy, setBusy] = useState(false);

  const send = async (patient, tag) => {
    setMine(patient);
    setBusy(true);
    setProblem(null);
    try {
      await call("PUT", `/api/patients/${id}`, { body: toSend(patient, false), headers: { "If-Match": tag } });
      go(`/patients/${id}`);
    } catch (failure) {
      await refused(failure);
    }
  };

  const refused = async failure => {
    try {
      if (failure.status === 412) {
        setTheirs(await read(id));
      } else {
        setProblem(failure);
      }
    } catch (away) {
      setProblem(away);
    }
    setBusy(false);
  };

  if (theirs !== null) {
    const again = chosen => {
      setBase(theirs);
      setTheirs(null);
      send(chosen, theirs.tag);
    };
    return html`<${PageHead} title=${`Amend ${began.patient.name}`} />
      <${Conflict} base=${base.patient} theirs=${theirs.patient} mine=${mine} onChoose=${again} back=${`#/patients/${id}`} />`;
  }
  return html`<${PageHead} title=${`Amend ${began.patient.name}`} />
    <${PatientForm} patient=${mine} problem=${problem} isBusy=${isBusy} onSend=${patient => send(patient, base.tag)}
      send="Save" back=${`#/patients/${id}`} />`;
}
