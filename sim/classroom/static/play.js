// The page of somebody in the room: seats to choose from, questions to answer, the table.
import {act, agreed, attempt, byId, countdown, drawCourse, drop, el, fill, follow, forget, messages, news, post, promises,
  speak, standing, token, upper} from "./room.js";
import {debrief} from "./debrief.js";

if (!token()) location.href = "/";
let view = null;
const FIGHTING = 5; // the last rung
const NO_WAY_BACK = "Your side resumes fighting: the truce is over, and there is no way back. Are you sure?";
let sheetOf = null;
let stageSeen = null;
let newsOf = null; // the table, and the first day of the news that is shown without asking

follow({by: token()}, (now) => {
  if (now === null) { drop(); return; }
  view = now;
  show();
});

function show() {
  const {me, table, stage} = view;
  byId("title").textContent = me.label ? upper(me.label) : me.table === null ? `Welcome, ${me.name}` : "Watching";
  countdown(byId("state"), view.left, state);
  messages(view);
  byId("seats").hidden = me.table !== null;
  byId("playing").hidden = me.table === null || stage === "debrief";
  byId("mine").hidden = !me.seat;
  byId("rise").textContent = me.seat ? "Leave this seat" : "Stop watching";
  byId("unasked").hidden = stage !== "playing";
  byId("debrief").hidden = stage !== "debrief";
  if (me.table === null) fill(byId("choose-seat"), [view.seats, view.duties], chooser);
  else watchTable(table);
  if (stage !== stageSeen) byId("sheet-box").open = stage === "lobby";
  stageSeen = stage;
  if (me.seat) decide();
  if (stage === "debrief") debrief(byId("looked-back"), {by: token()}, view.round);
  speak(spoken());
}

function state(left) {
  const parts = [`Round ${view.round}`, ...(view.me.table === null ? [] : [`table ${view.me.table + 1}`])];
  if (view.stage === "lobby") parts.push("waiting for the teacher to start");
  if (view.stage === "playing") parts.push(`day ${view.table ? view.table.today : view.day}`);
  if (view.stage === "playing" && view.paused) parts.push("paused: time to talk");
  else if (left !== null && view.stage === "playing") parts.push(`${left} s left`);
  return upper(parts.join(" · "));
}

function spoken() {
  if (!view.table || view.stage !== "playing") return "";
  const count = (view.forms || []).length;
  const asked = count ? ` ${count === 1 ? "One question" : `${count} questions`} for you.` : "";
  return `Day ${view.table.today}.${asked}`;
}

// The seats of each table. What a seat does is said beside it at one table, and of more once below.
const WATCHING = "Sees what everybody hears, and decides nothing.";
function chooser([tables, duties]) {
  const does = [...tables[0].map((one) => duties[one.seat]), WATCHING]; // by the place of a seat
  if (tables.length === 1) {
    return tableOf(tables[0], 0, 1, (place) => `duty-${place}`, (place) => el("p", {class: "small quiet", id: `duty-${place}`}, does[place]));
  }
  const told = [...new Set(does)];
  const names = [...tables[0].map((one) => upper(one.label)), "Watching"];
  const who = (text) => names.filter((_, place) => does[place] === text).join(", ");
  return [el("p", {}, el("a", {href: "#duties"}, "What each seat does")),
    el("div", {class: "tables"}, ...tables.map((seats, number) => tableOf(seats, number, tables.length, (place) => `duty-${told.indexOf(does[place])}`))),
    el("h3", {class: "own-line", id: "duties", tabindex: "-1"}, "What each seat does"),
    el("dl", {class: "duties"}, ...told.map((text, at) => el("div", {}, el("dt", {}, who(text)), el("dd", {class: "quiet", id: `duty-${at}`}, text))))];
}

// One of so many tables; of more than three only those are open that somebody opens.
const opened = new Set();
function tableOf(seats, number, count, idOf, beside = () => null) {
  const name = `Table ${number + 1}`;
  const watch = el("button", {type: "button", "aria-describedby": idOf(seats.length), onclick: () => attempt(() => act("watch", {table: number}))}, "Watch this table");
  const isCompact = count > 1;
  const places = [...seats.map((one, place) => seatOf(one, number, idOf(place), isCompact)), watch];
  const sides = seats.map((one, place) => isCompact && one.side && one.side !== seats[place - 1].side ? el("li", {class: "quiet of"}, one.side) : null);
  const list = el("ul", {class: "seats"}, ...places.flatMap((one, place) => [sides[place], el("li", {}, one, beside(place))]));
  if (count <= 3) return el("fieldset", {class: "table"}, el("legend", {}, name), list);
  const taken = seats.filter((one) => one.by).length;
  const box = el("details", {class: "table", open: opened.has(number)},
    el("summary", {}, `${name}: ${taken} of ${seats.length} seats taken`), list);
  box.addEventListener("toggle", () => { if (box.open) opened.add(number); else opened.delete(number); });
  return box;
}

// A seat; where a line above says on whose side it is, its name alone is seen, and all of it heard.
function seatOf(one, number, id, isCompact) {
  const name = upper(one.label), seen = isCompact && one.short ? upper(one.short) : name;
  if (one.by) return el("span", {class: "taken"}, `${seen}: `, el("b", {}, one.by));
  return el("button", {type: "button", "aria-label": seen === name ? null : name, "aria-describedby": id, onclick: () => attempt(() => act("take", {table: number, seat: one.seat}))}, seen);
}

function watchTable(table) {
  byId("standing").textContent = standing(table);
  if (table.course.days.length) drawCourse(byId("course"), table);
  else byId("course").replaceChildren();
  fill(byId("promises"), [table.promises, table.day, table.terms], () => [agreed(table), promises(table)]);
  fill(byId("news"), [table.news, table.said], () => (table.news.length || table.said.length ? news(table) : el("p", {class: "quiet"}, "Nothing yet.")));
  const first = table.news.length ? table.news.at(-1).day : 0;
  const of = `${view.laid} ${table.number} ${first}`;
  if (of !== newsOf) byId("all-news").replaceChildren();
  if (of !== newsOf) byId("earlier").hidden = first <= table.first;
  newsOf = of;
}

function decide() {
  fill(byId("accounts"), view.accounts, (text) => (text ? el("p", {}, text) : null));
  ask(byId("questions"));
  fill(byId("own"), view.own, (rows) => el("table", {}, el("tbody", {}, ...rows.map((one) =>
    el("tr", {}, el("th", {scope: "row"}, one.what, one.unit ? el("span", {class: "unit"}, ` (${one.unit})`) : null),
      el("td", {class: "number"}, one.value))))));
  byId("own-head").parentElement.hidden = !view.me.knows;
  byId("unit").textContent = view.unit;
  fill(byId("changes"), view.changes, (all) => (all.length ? el("ul", {class: "small"}, ...all.map((one) => el("li", {}, one))) : null));
  fill(byId("orders"), [view.orders, view.me.seat, view.table.over], orders);
  fill(byId("ordered"), [view.ordered, view.undone, view.table.over], ordered);
  for (const one of byId("orders").querySelectorAll("button, select")) one.disabled = view.paused;
  for (const one of byId("ordered").querySelectorAll("button")) one.disabled = view.paused;
  const of = `${view.laid} ${view.me.table} ${view.me.seat}`;
  if (!view.me.knows) {
    sheetOf = null;
    fill(byId("sheet"), of, unread);
  } else if (sheetOf !== of) {
    sheetOf = of;
    forget(byId("sheet"));
    post("/sheet", {by: token()}).then((answer) => answer.text()).then((html) => { byId("sheet").innerHTML = html; })
      .catch((error) => { sheetOf = null; byId("sheet").replaceChildren(el("p", {class: "alert"}, error.message)); });
  }
}

// What stands in the place of a sheet until somebody has chosen to keep the seat.
function unread() {
  return [el("p", {}, "It holds what only this seat may know. Once you have read it, only the teacher moves you to another seat."),
    el("button", {type: "button", class: "main", onclick: () => attempt(() => act("read"))}, "Keep this seat and read its sheet")];
}

// Keeps the form of each question as long as it is open: what somebody is choosing stays.
const asked = new Map();
function ask(place) {
  if (!view.forms.length || view.stage === "lobby") {
    asked.clear();
    fill(place, [view.stage, view.table.waits_for, view.table.over, view.me.waits], waiting);
    return;
  }
  const open = view.forms.map((form) => `${view.laid} ${view.table.day} ${JSON.stringify(form)}`);
  for (const key of asked.keys()) if (!open.includes(key)) asked.delete(key);
  open.forEach((key, at) => { if (!asked.has(key)) asked.set(key, question(view.forms[at], serial++)); });
  const boxes = open.map((key) => asked.get(key));
  if (boxes.length !== place.children.length || boxes.some((box, at) => box !== place.children[at])) place.replaceChildren(...boxes);
  for (const box of boxes) box.firstChild.disabled = view.paused;
  forget(place);
}
let serial = 0;

function waiting() {
  if (view.stage === "lobby") return el("p", {class: "quiet"}, "Read your role sheet below while you wait.");
  const others = view.table.waits_for;
  return el("p", {class: "quiet"}, view.table.over ? "This table has come to its end. You look back together once the teacher ends the round."
    : view.me.waits ? "The day has already begun. You decide from the next day on; until then the agent decides for your seat."
    : others.length ? `Waiting for ${others.join(", ")}.` : "Nothing to decide just now.");
}

function question(form, place) {
  const id = `q${place}-`;
  const box = el("form", {class: "question stack"});
  const group = el("fieldset", {}, el("legend", {}, form.title));
  if (form.note) group.append(el("p", {class: "small quiet"}, form.note));
  if (form.table) group.append(terms(form.table));
  let value;
  if (form.choices) {
    for (const one of form.choices) {
      const radio = el("input", {type: "radio", name: "choice", id: id + one.value, value: one.value, required: true});
      group.append(el("div", {class: "choice"}, radio, el("label", {for: id + one.value}, one.label,
        one.note ? el("span", {class: "quiet small"}, ` ${one.note}`) : null)));
    }
    value = () => Number(new FormData(box).get("choice"));
    if (form.issues) value = drawnUp(form, box, group, id, value);
  } else if (form.number) {
    const input = el("input", {type: "number", id, min: form.number.low, max: form.number.high, step: form.number.step, required: true});
    group.append(el("label", {for: id}, form.number.unit, " "), input);
    value = () => Number(input.value);
  } else {
    const {nodes, levels} = offer(form.issues, id);
    group.append(...nodes);
    value = levels;
  }
  group.append(el("button", {type: "submit", class: "main"}, "Decide"));
  box.append(group);
  let isSent = false; // a second click must not answer what has been answered
  box.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isSent) return;
    if (form.kind === "rung" && value() === FIGHTING && !confirm(NO_WAY_BACK)) return;
    const beyond = form.kind === "answer" && value() === 1 && form.table.some((one) => one.line);
    if (beyond && !confirm("This deal lies beyond a red line of yours. Accept it all the same?")) return;
    isSent = true;
    isSent = await attempt(() => act("answer", {key: form.key, value: value()}));
  });
  return box;
}

// What a yes asks for as well: a level for each issue, to be seen once yes is chosen.
function drawnUp(form, box, group, id, choice) {
  const {nodes, levels} = offer(form.issues, id);
  const part = el("fieldset", {class: "drawn", hidden: true}, el("legend", {}, "The deal that you propose"),
    el("p", {class: "small quiet"}, form.after), ...nodes);
  group.append(part);
  box.addEventListener("change", () => { part.hidden = choice() !== form.asks; });
  return () => (choice() === form.asks ? levels() : choice());
}

function terms(rows) {
  const own = rows.some((one) => one.points !== undefined);
  const total = rows.reduce((sum, one) => sum + (one.points || 0), 0);
  return el("div", {class: "across", tabindex: "0", role: "region", "aria-label": "The terms"}, el("table", {},
    el("thead", {}, el("tr", {}, el("th", {scope: "col"}, "Issue"), el("th", {scope: "col"}, "Level"), own ? el("th", {scope: "col"}, "Your points") : null)),
    el("tbody", {}, ...rows.map((one) => el("tr", {}, el("th", {scope: "row"}, one.name, el("span", {class: "unit"}, one.unit)),
      el("td", {}, one.level, one.line ? " (beyond your red line)" : ""), own ? el("td", {}, one.points.toFixed(1)) : null)),
    own ? el("tr", {}, el("th", {scope: "row"}, "Together"), el("td"), el("td", {class: "number"}, el("b", {}, total.toFixed(1)))) : null)));
}

function offer(issues, id) {
  const sliders = [];
  const total = el("output", {class: "total"});
  const tell = () => {
    if (!issues[0].points) return;
    const points = issues.reduce((sum, one, place) => sum + one.points[sliders[place].value], 0);
    total.textContent = `Worth ${points.toFixed(1)} of 100 points to you.`;
  };
  const nodes = issues.map((one, place) => {
    const said = el("output", {for: id + place});
    const input = el("input", {type: "range", id: id + place, min: 0, max: one.labels.length - 1, step: 1, value: one.at});
    input.value = one.at;
    sliders.push(input);
    const label = () => {
      const level = input.value;
      const points = one.points ? `, ${one.points[level].toFixed(1)} points` : "";
      said.textContent = `${one.labels[level]}${points}${one.line && one.line[level] ? " (beyond your red line)" : ""}`;
      input.setAttribute("aria-valuetext", said.textContent);
    };
    input.addEventListener("input", () => { label(); tell(); });
    label();
    return el("div", {class: "issue"}, el("label", {for: id + place}, one.name, el("span", {class: "unit"}, one.unit)), input, said,
      one.theirs ? el("span", {class: "small quiet"}, `They last offered ${one.theirs}.`) : null);
  });
  tell();
  return {nodes: [...nodes, total], levels: () => sliders.map((one) => Number(one.value))};
}

// What has been ordered stands apart from the form: a button that was pressed keeps the focus.
function ordered([now, undone, over]) {
  if (over) return null;
  const back = async () => {
    if (await attempt(() => act("withdraw"))) byId("orders").querySelector("button, select")?.focus();
  };
  return [undone ? el("p", {class: "small"}, undone) : null, now ? el("p", {class: "row"}, `${now} `,
    el("button", {type: "button", onclick: back}, "Take it back")) : null];
}

function orders([rungs, seat, over]) {
  if (over) return null;
  if (seat.startsWith("mediator:")) {
    return el("button", {type: "button", onclick: () => attempt(() => act("order", {kind: "again"}))}, "Choose my instruments anew when the next day begins");
  }
  if (!rungs || !rungs.length) return null;
  const select = el("select", {id: "rung"}, ...rungs.map((one) => el("option", {value: one.value}, upper(one.label))));
  return el("form", {class: "stack", onsubmit: async (event) => {
    event.preventDefault();
    if (Number(select.value) === FIGHTING && !confirm(NO_WAY_BACK)) return;
    await attempt(() => act("order", {kind: "rung", value: Number(select.value)}));
  }}, el("label", {for: "rung"}, "Answer the other side with"), el("div", {class: "row"}, select, el("button", {type: "submit"}, "Order it")));
}

byId("say").addEventListener("submit", async (event) => {
  event.preventDefault();
  const place = byId("say-text");
  if (await attempt(() => act("say", {text: place.value}))) place.value = "";
});
byId("earlier").addEventListener("click", () => attempt(async () => {
  const told = await (await post("/news", {by: token()})).json();
  byId("all-news").replaceChildren(...news({news: told.filter((one) => one.day < view.table.news.at(-1).day), said: []}).filter(Boolean));
  byId("earlier").hidden = true;
}));
byId("rise").addEventListener("click", () => attempt(() => act("rise")));
