// The teacher's page: who is there, the tables, the clock, and what else the teacher may do.
import {act, agreed, attempt, byId, el, fill, follow, keyInAddress, lost, news, post, promises, qr, speak, standing, upper} from "./room.js";
import {debrief} from "./debrief.js";

const by = keyInAddress();
let view = null;

follow({by}, (now) => {
  if (now === null || now.me) {
    lost("This page takes the teacher's address, with the key that the terminal shows.");
    return;
  }
  view = now;
  forgetChosen();
  show();
});

function show() {
  byId("code").textContent = view.code;
  byId("wall").href = `/wall#${view.screen}`;
  qr(view.code);
  byId("state").textContent = state();
  byId("trouble").hidden = !view.trouble;
  byId("trouble").textContent = view.trouble || "";
  speak(state());
  enable();
  set(byId("pace"), view.setting);
  set(byId("arrange"), view.setting);
  fill(byId("tables"), [view.tables, view.stage], () => view.tables.map(table));
  fill(byId("people"), [view.people, view.seats, view.tables.length], people);
  fill(byId("on-screens"), view.messages, (all) => all.map((one) => el("p", {class: "quiet"}, `On all screens now: ${one.text}`)));
  byId("hush").disabled = !view.messages.length;
  tablesIn(byId("inject").elements.table);
  byId("lot").disabled = !view.waiting;
  byId("waiting").textContent = view.waiting === 1 ? "One waits for a seat." : view.waiting ? `${view.waiting} wait for a seat.` : "";
  byId("rounds").hidden = !view.rounds.length;
  fill(byId("back-on"), [view.rounds, backOn()], rounds);
  byId("debrief").hidden = backOn() === null;
  if (backOn() !== null) {
    byId("debrief-head").textContent = `Looking back on round ${backOn()}`;
    debrief(byId("looked-back"), {by, round: backOn()}, backOn());
  }
}

// The round that the page looks back on: the one chosen, or one that has just come to its end.
let chosen = null;
const backOn = () => chosen ?? (view.stage === "debrief" ? view.round : null);

const FILES = [["handout.html", "handout (HTML)"], ["handout.pdf", "handout (PDF)"], ["tables.csv", "tables (CSV)"], ["decisions.csv", "decisions (CSV)"]];
function rounds([all, now]) {
  return el("ul", {}, ...all.map((one) => el("li", {}, `Round ${one.round}, ${one.scenario.replaceAll("_", " ")}, ${one.days === 1 ? "1 day" : `${one.days} days`}: `,
    el("button", {type: "button", "aria-pressed": String(one.round === now), onclick: () => {
      chosen = one.round;
      show();
      byId("debrief").scrollIntoView();
    }}, "look back"),
    ...FILES.flatMap(([name, text]) => [" · ", el("a", {href: `/debrief/${one.round}/${one.key}/${name}`}, text)]))));
}

let roundSeen = null;
function forgetChosen() {
  const now = `${view.round} ${view.stage}`;
  if (roundSeen !== null && roundSeen !== now) chosen = null;
  roundSeen = now;
}

const set = (form, values) => {
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements[name];
    if (!field || field === document.activeElement || field.dataset.touched) continue;
    if (field.type === "checkbox") field.checked = value;
    else field.value = value;
  }
};

function state() {
  const parts = [`Round ${view.round}`, {lobby: "not begun", playing: `day ${view.day}`, debrief: "looking back"}[view.stage]];
  if (view.stage === "playing" && view.paused) parts.push("paused");
  if (view.over) parts.push("all tables have come to their end");
  parts.push(`${view.people.length} in the room`);
  return parts.join(" · ");
}

const SURE = {
  finish: "End the game at every table, and look back?",
  new_round: "Leave this game as it is, and begin another round? It can still be looked back on, up to the day it has come to.",
};

function enable() {
  const can = {start: view.stage === "lobby", pause: view.stage === "playing" && !view.paused,
    resume: view.stage === "playing" && view.paused, time_up: view.stage === "playing" && !view.over, next_day: view.stage === "playing" && !view.over,
    finish: view.stage === "playing", new_round: view.stage !== "lobby"};
  for (const button of byId("controls").children) button.disabled = !can[button.dataset.do];
  const taken = {pace: view.stage !== "debrief", arrange: view.stage === "lobby", inject: view.stage === "playing" && !view.over};
  for (const [id, is] of Object.entries(taken)) byId(id).querySelector("[type=submit]").disabled = !is;
}

for (const button of byId("controls").children) {
  button.addEventListener("click", () => {
    const sure = SURE[button.dataset.do];
    if (sure && view.stage === "playing" && !confirm(sure)) return;
    attempt(() => act(button.dataset.do, button.dataset.swap ? {swap: true} : {}));
  });
}

function table(one) {
  const left = view.left[one.number];
  const waits = view.stage === "debrief" && !one.over ? "Ended before its end." : one.waits_for.length ? `Waits for ${one.waits_for.join(", ")}${left === null ? "" : ` (${Math.round(left)} s at most)`}.` : one.over ? "At its end." : "";
  return el("details", {class: "group", open: view.tables.length < 4}, el("summary", {}, el("h3", {}, `Table ${one.number + 1}: day ${one.today}, ${one.phase}`)),
    el("p", {}, standing(one)), el("p", {class: "quiet"}, waits), agreed(one), promises(one), ...news({...one, news: one.news.slice(0, 3)}).filter(Boolean));
}

function people() {
  if (!view.people.length) return el("p", {class: "quiet"}, "Nobody has joined yet.");
  const rows = view.people.map((one) => {
    const where = el("select", {"aria-label": `Seat of ${one.name}`}, el("option", {value: ""}, "no table"),
      ...view.seats.flatMap((seats, number) => [
        el("option", {value: JSON.stringify([number, null])}, `Table ${number + 1}: watching`),
        ...seats.filter((seat) => !seat.by || (one.table === number && one.seat === seat.seat)).map((seat) =>
          el("option", {value: JSON.stringify([number, seat.seat])}, `Table ${number + 1}: ${upper(seat.label)}`))]));
    where.value = one.table === null ? "" : JSON.stringify([one.table, one.seat]);
    where.addEventListener("change", () => {
      const [number, seat] = where.value ? JSON.parse(where.value) : [null, null];
      attempt(() => act("move", {person: one.token, table: number, seat}));
    });
    return el("tr", {}, el("th", {scope: "row"}, one.name), el("td", {}, where),
      el("td", {}, el("button", {type: "button", onclick: () => confirm(`Show ${one.name} out?`) && attempt(() => act("remove", {person: one.token}))}, "Show out")));
  });
  return el("div", {class: "scroll", tabindex: "0", role: "region", "aria-label": "People"}, el("table", {},
    el("thead", {}, el("tr", {}, ...["Name", "Seat", ""].map((text) => el("th", {scope: "col"}, text)))), el("tbody", {}, ...rows)));
}

function tablesIn(select) {
  const now = select.value;
  fill(select, view.tables.length, (count) => [el("option", {value: ""}, "all tables"),
    ...Array.from({length: count}, (_, number) => el("option", {value: number}, `table ${number + 1}`))]);
  select.value = now;
}

for (const id of ["pace", "arrange"]) {
  for (const field of byId(id).elements) field.addEventListener("input", () => { field.dataset.touched = "1"; });
}
const untouched = (form) => { for (const field of form.elements) delete field.dataset.touched; };
byId("pace").addEventListener("submit", async (event) => {
  event.preventDefault();
  const {seconds, day_seconds} = event.target.elements;
  if (await attempt(() => act("pace", {seconds: Number(seconds.value), day_seconds: Number(day_seconds.value)}))) untouched(event.target);
});
byId("arrange").addEventListener("submit", async (event) => {
  event.preventDefault();
  const {scenario, names, tables, seed, same_luck} = event.target.elements;
  if (await attempt(() => act("arrange", {scenario: scenario.value, names: names.value, tables: Number(tables.value),
    seed: Number(seed.value), same_luck: same_luck.checked}))) untouched(event.target);
});
byId("broadcast").addEventListener("submit", async (event) => {
  event.preventDefault();
  const {text} = event.target.elements;
  if (await attempt(() => act("broadcast", {text: text.value}))) text.value = "";
});
byId("lot").addEventListener("click", () => attempt(() => act("seat_by_lot")));
byId("hush").addEventListener("click", () => attempt(() => act("hush")));
const inject = byId("inject");
inject.elements.what.addEventListener("change", async () => {
  byId("own-parameter").hidden = inject.elements.what.value !== "own";
  if (inject.elements.what.value !== "own") return;
  await attempt(async () => {
    const found = await (await post("/parameters", {by})).json();
    byId("parameters").replaceChildren(...found.map((one) => el("option", {value: one.key}, one.title)));
  });
});
// A value as the scenario has it: a truth, a number, or else a name.
function valueOf(text) {
  const word = text.trim().toLowerCase();
  if (word === "true" || word === "false") return word === "true";
  return word !== "" && Number.isFinite(Number(word)) ? Number(word) : text.trim();
}
inject.addEventListener("submit", async (event) => {
  event.preventDefault();
  byId("happens").textContent = "";
  const {table: at, what, key: name, value} = inject.elements;
  const where = at.value === "" ? {} : {table: Number(at.value)};
  const [parameter, to] = what.value === "own" ? [name.value, value.value] : what.value.split("=");
  const done = await attempt(() => (what.value === "shock" ? act("shock", where)
    : act("inject", {...where, key: parameter, value: valueOf(to)})));
  if (!done) return;
  byId("happens").textContent = "It happens when the next day begins.";
  name.value = value.value = "";
});
