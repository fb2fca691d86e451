import { html, useState } from "../lib/preact.js";
import { call } from "../core/api.js";
import { moment } from "../core/format.js";
import { useLoad } from "../core/use.js";
import { Dialog } from "../ui/dialog.js";
import { Card, Notice, ProblemNote, Table } from "../ui/parts.js";

async function read(signal) {
  const response = await fetch("/auth/jwks", { signal, cache: "no-store" });
  return (await response.json()).keys;
}

/** The keys that sign tokens. */
export function Keys() {
  const found = useLoad(read, []);
  const [isAsking, setAsking] = useState(false);
  const [made, setMade] = useState(null);
  const [problem, setProblem] = useState(null);
  const rotate = async () => {
    setAsking(false);
    setProblem(null);
    try {
      setMade((await call("POST", "/api/operations/signing-keys/rotations")).data);
    } catch (failure) {
      setProblem(failure);
    }
    found.reload();
  };
  return html`<${Card} title="Signing keys" actions=${html`<button type="button" onClick=${() => setAsking(true)}>Rotate</button>`}>
    <${ProblemNote} problem=${problem} />
    ${made && html`<${Notice} kind="ok">A new key signs in about a minute. The former one counts until ${moment(made.retires)}; nobody has to log in again.</${Notice}>`}
    <${Table} label="Signing keys" compact head=${["Key", "Algorithm"]}>
      ${(found.data ?? []).map(key => html`<tr key=${key.kid}><td class="mono">${key.kid}</td><td>${key.alg}</td></tr>`)}
    </${Table}>
    ${isAsking && html`<${Dialog} title="Make a new signing key?" onClose=${() => setAsking(false)}>
      <div class="stack"><p>New tokens are signed by it after a minute. Tokens that are out stay good until they expire.</p>
        <div class="form-actions"><button type="button" class="primary" onClick=${rotate}>Make it</button>
          <button type="button" onClick=${() => setAsking(false)}>Cancel</button></div></div>
    </${Dialog}>`}
  </${Card}>`;
}
