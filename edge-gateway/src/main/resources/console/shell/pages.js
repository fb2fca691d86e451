/** Which pages there are, for whom, and where they are. Each is fetched when it is first gone to. */

const CARE = ["ADMIN", "CLINICIAN"];
const READERS = ["ADMIN", "CLINICIAN", "BILLING"];
const AUDITORS = ["ADMIN", "AUDITOR"];

export const PAGES = [
  { path: "patients", title: "Patients", roles: READERS, load: () => import("../patients/list.js") },
  { path: "feed", title: "Live feed", roles: CARE, load: () => import("../feed/page.js") },
  { path: "analytics", title: "Analytics", roles: AUDITORS, load: () => import("../analytics/page.js") },
  { path: "audit", title: "Audit", roles: AUDITORS, load: () => import("../audit/page.js") },
  { path: "operations", title: "Operations", roles: ["ADMIN"], load: () => import("../operations/page.js") },
];

const REGISTER = { path: "patients/new", menu: "patients", roles: CARE, load: () => import("../patients/register.js") };
const PATIENT = {
  path: "patients/one", menu: "patients", roles: [...READERS, "AUDITOR"], load: () => import("../patient/page.js"),
};
const AMEND = { path: "patients/amend", menu: "patients", roles: CARE, load: () => import("../patients/amend.js") };
const ACCOUNT = { path: "account", menu: "", roles: [...READERS, "AUDITOR"], load: () => import("../account/page.js") };

export const pagesOf = role => PAGES.filter(page => page.roles.includes(role));

/** The page of an address, with the ids in it; null when there is none. */
export function pageAt(parts, role) {
  const [first, second, third] = parts;
  if (first === undefined) {
    return pageAt([pagesOf(role)[0].path], role);
  }
  if (first === "patients" && second === "new") {
    return { page: REGISTER, key: "new" };
  }
  if (first === "patients" && second !== undefined) {
    return { page: third === "amend" ? AMEND : PATIENT, id: second, key: second + (third ?? "") };
  }
  if (first === "account") {
    return { page: ACCOUNT, key: "account" };
  }
  const page = PAGES.find(each => each.path === first);
  return page && second === undefined ? { page, key: first } : null;
}
