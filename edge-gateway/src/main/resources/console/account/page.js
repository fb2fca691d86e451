import { html, useState } from "../lib/preact.js";
import { call } from "../core/api.js";
import { end, session } from "../core/session.js";
import { Field } from "../ui/field.js";
import { Card, Facts, PageHead, ProblemNote } from "../ui/parts.js";

/** One's own account. */
export function Page() {
  const { email, role } = session();
  return html`<${PageHead} title="Your account" />
    <div class="grid">
      <${Card} title="You"><${Facts} rows=${[["E-mail", email], ["Role", role]]} /></${Card}>
      <${Password} />
    </div>`;
}

function Password() {
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState(null);
  const submit = async event => {
    event.preventDefault();
    setProblem(null);
    try {
      await call("PUT", "/auth/password", { body: { current, password } });
      end("Your password is changed. Log in with the new one.");
    } catch (failure) {
      setProblem(failure);
    }
  };
  const errors = problem?.errors ?? {};
  return html`<${Card} title="Change the password">
    <form class="stack" onSubmit=${submit} novalidate>
      ${problem && Object.keys(errors).length === 0 && html`<${ProblemNote} problem=${problem} />`}
      <${Field} id="current" label="Current password" type="password" autocomplete="current-password" required
        value=${current} onInput=${setCurrent} error=${errors.current} />
      <${Field} id="new-password" label="New password" type="password" autocomplete="new-password" required
        value=${password} onInput=${setPassword} error=${errors.password}
        hint="At least 12 characters; no common password, and not your name. It ends all your sessions." />
      <div class="form-actions"><button class="primary">Change</button></div>
    </form>
  </${Card}>`;
}
