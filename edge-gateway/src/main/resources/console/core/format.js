/** How things are written for people, in the language of their browser. */

const moments = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const days = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" });
const clocks = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const numbers = new Intl.NumberFormat();

const written = (format, text) => {
  const date = new Date(text);
  return text === undefined || text === null || Number.isNaN(date.getTime()) ? "–" : format.format(date);
};

export const moment = text => written(moments, text);
export const clock = text => written(clocks, text);
/** Of a calendar date, which is the same in each time zone. */
export const day = text => written(days, text);
export const number = value => (value === undefined || value === null ? "–" : numbers.format(value));

export function minutes(count) {
  if (count < 60) {
    return `${number(Math.round(count))} min`;
  }
  return count < 2880 ? `${number(Math.round(count / 6) / 10)} h` : `${number(Math.round(count / 144) / 10)} d`;
}

/** `2026-05-01T14:30` for a field of a form, in the time of the place. */
export function localMoment(date) {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export const today = () => localMoment(new Date()).slice(0, 10);

const EVENTS = {
  PatientRegistered: "Registered",
  PatientAmended: "Amended",
  PatientDeactivated: "Deactivated",
  PatientErased: "Erased",
  BillingAccountOpened: "Billing account opened",
  BillingAccountClosed: "Billing account closed",
  EncounterStarted: "Encounter started",
  EncounterFinished: "Encounter finished",
};

/** The event in words; one that is new here by its own name. */
export const eventName = type => EVENTS[type] ?? type;

const FIELDS = {
  name: "Name",
  givenName: "Given name",
  familyName: "Family name",
  email: "E-mail",
  phone: "Phone",
  address: "Address",
  dateOfBirth: "Date of birth",
  gender: "Gender",
  region: "Region",
  identifiers: "Identifiers",
  registeredDate: "Registered on",
  status: "Status",
  accountId: "Account",
  encounterId: "Encounter",
  class: "Class",
  start: "Start",
  end: "End",
  type: "Reason",
};

export const fieldName = field => FIELDS[field] ?? field;

export const CLASSES = { AMB: "Ambulatory", EMER: "Emergency", IMP: "Inpatient" };

/** A word of a code as people write it: `OPEN` is Open. */
export const word = code => (code ? code[0].toUpperCase() + code.slice(1).toLowerCase() : "–");

/** Any value of a patient or an event, for people. */
export function shown(field, value) {
  if (value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)) {
    return "–";
  }
  if (Array.isArray(value)) {
    return value.map(each => (each.system ? `${each.value} (${each.system})` : String(each))).join(", ");
  }
  if (field === "dateOfBirth" || field === "registeredDate") {
    return day(value);
  }
  if (field === "start" || field === "end") {
    return moment(value);
  }
  if (field === "gender" || field === "status") {
    return word(value);
  }
  return field === "class" ? CLASSES[value] ?? value : typeof value === "object" ? JSON.stringify(value) : String(value);
}
