import { html, useState } from "../lib/preact.js";
import { call, get, query } from "../core/api.js";
import { moment, number } from "../core/format.js";
import { session } from "../core/session.js";
import { useLoad } from "../core/use.js";
import { Dialog } from "../ui/dialog.js";
import { Field } from "../ui/field.js";
import { Badge, Card, Loading, Notice, ProblemNote, Table } from "../ui/parts.js";

const ROLES = ["ADMIN", "CLINICIAN", "BILLING", "AUDITOR"];
const SIZE = 50;

/** Who may come in, as what. */
export function Users() {
  const [page, setPage] = useState(0);
  const [problem, setProblem] = useState(null);
  const [isAdding, setAdding] = useState(false);
  const [made, setMade] = useState(null);
  const found = useLoad(async signal => {
    const { data, headers } = await get("/auth/users" + query({ page, size: SIZE }), { signal });
    return { users: data, total: Number(headers.get("X-Total-Count") ?? 0) };
  }, [page]);
  const change = async (user, body) => {
    setProblem(null);
    try {
      await call("PATCH", `/auth/users/${user.id}`, { body });
    } catch (failure) {
      setProblem(failure);
    }
    found.reload();
  };
  const { users = [], total = 0 } = found.data ?? {};
  return html`<${Card} title="Users" actions=${html`<button type="button" onClick=${() => setAdding(true)}>Add a user</button>`}>
    <${ProblemNote} problem=${problem ?? found.problem} />
    ${made && html`<${Notice} kind="ok"><p><strong>${made.email}</strong> may log in now.
      ${made.password && html` The password is told only once: <span class="mono">${made.password}</span>`}</p></${Notice}>`}
    ${found.data === null && found.isLoading && html`<${Loading} />`}
    ${found.data && html`<p class="soft small">${number(total)} ${total === 1 ? "user" : "users"}. Any change ends the user's sessions.</p>
      <${Table} label="Users" compact stacks head=${["E-mail", "Role", "State", { text: "Changed", roomy: true }, ""]}>
        ${users.map(user => html`<${User} key=${user.id} user=${user} onChange=${body => change(user, body)} />`)}
      </${Table}>`}
    ${total > SIZE && html`<nav class="row" aria-label="Pages of users">
      <button type="button" disabled=${page === 0} onClick=${() => setPage(page - 1)}>Previous</button>
      <button type="button" disabled=${(page + 1) * SIZE >= total} onClick=${() => setPage(page + 1)}>Next</button></nav>`}
    ${isAdding && html`<${Add} onClose=${() => setAdding(false)} onMade=${user => {
      setMade(user);
      setAdding(false);
      found.reload();
    }} />`}
  </${Card}>`;
}

function User({ user, onChange }) {
  const isMe = user.email === session().email;
  return html`<tr>
    <td data-label="E-mail" class="wrap">${user.email}</td>
    <td data-label="Role"><select aria-label=${`Role of ${user.email}`} disabled=${isMe} onChange=${event => onChange({ role: event.target.value })}>
      ${ROLES.map(role => html`<option value=${role} selected=${role === user.role}>${role}</option>`)}</select></td>
    <td data-label="State">${user.disabled ? html`<${Badge} kind="danger">Disabled</${Badge}>` : html`<${Badge} kind="ok">Active</${Badge}>`}</td>
    <td class="nowrap roomy">${moment(user.changedAt)}</td>
    <td>${!isMe && html`<button type="button" class="link" aria-label=${`${user.disabled ? "Enable" : "Disable"} ${user.email}`}
      onClick=${() => onChange({ disabled: !user.disabled })}>${user.disabled ? "Enable" : "Disable"}</button>`}</td>
  </tr>`;
}

function Add({ onClose, onMade }) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState("CLINICIAN");
  const [problem, setProblem] = useState(null);
  const errors = problem?.code === "email-taken" ? { email: "Another user has this e-mail" } : problem?.errors ?? {};
  const submit = async event => {
    event.preventDefault();
    try {
      onMade((await call("POST", "/auth/users", { body: { email: email.trim(), role } })).data);
    } catch (failure) {
      setProblem(failure);
    }
  };
  return html`<${Dialog} title="Add a user" onClose=${onClose}>
    <form class="stack" onSubmit=${submit} novalidate>
      ${problem && Object.keys(errors).length === 0 && html`<${ProblemNote} problem=${problem} />`}
      <${Field} id="new-user" label="E-mail" type="email" required value=${email} onInput=${setEmail} error=${errors.email} autocomplete="off" />
      <${Field} id="new-role" label="Role" options=${ROLES.map(each => [each, each])} value=${role} onInput=${setRole} error=${errors.role} />
      <p class="hint">A random password is made and shown once.</p>
      <div class="form-actions"><button class="primary">Add</button><button type="button" onClick=${onClose}>Cancel</button></div>
    </form>
  </${Dialog}>`;
}
