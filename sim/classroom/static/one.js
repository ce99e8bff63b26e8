// One run of one world or two up to a day: charts, where both sides stand, and why in plain words.

import {date, shown} from "./chart.js";
import {named, only, PARTS, put, span, worldsOf} from "./figures.js";

export const lastDay = (found) => found ? Math.max(...worldsOf(found).map((world) => found[world].last_day)) : 0;

const MANNERS = {
  on_time: {name: "on time", shape: "circle"},
  late: {name: "late", shape: "diamond"},
  put_off: {name: "put off", shape: "circle", open: true},
  withheld: {name: "withheld", shape: "cross"},
};

export function drawOne(box, course, found, day) {
  const keys = [], worlds = worldsOf(found), last = lastDay(found);
  const all = worlds.map((world) => found[world]);
  const worth = span(all.flatMap((one) => [one.lines.staying, one.lines.outside]));
  const most = Math.max(2, ...all.flatMap((one) => one.deliveries.map(([, place]) => place + 1)));
  for (const kind of ["course", "belief", "tension", "side-0", "side-1", "offers", "deliveries", "rungs"]) {
    for (const world of worlds) {
      const one = found[world], key = `${kind}-one-${world}`, first = one.lines.day[0] || 1;
      const spec = {first: one.first_day, last, start: one.start, day, until: day,
        shades: one.crises.map(([begins, ends]) => ({first: begins, last: ends}))};
      const entries = one.parties.map((name, slot) => ({name, look: `side-${slot}`, dashed: slot === 1}));
      const pair = (name, rest = {}) => one.parties.map((party, slot) => ({name: party, look: `side-${slot}`, first, values: one.lines[name][slot], dashed: slot === 1, ...rest}));
      const lead = named(found, world);
      if (kind === "course") {
        keys.push(put(box, key, {...spec, title: `${lead}Phases, and what happened`, height: 16, ticks: [],
          strips: one.states.map(([text, look, begins, ends]) => ({text, look, first: begins, last: ends})),
          flags: one.turns.map(([on, text]) => ({day: on, text}))}, [{name: "days of a crisis", look: "shade", full: true}], !found.b, course));
      } else if (kind === "belief") {
        keys.push(put(box, key, {...spec, title: `${lead}Trust in the other side's word`, unit: "share", low: 0, high: 1, ticks: PARTS, lines: pair("belief")}, entries));
      } else if (kind === "tension") {
        keys.push(put(box, key, {...spec, title: `${lead}Tension`, unit: "share", low: 0, high: 1, ticks: PARTS,
          lines: [{name: "tension", look: "ink", first, values: one.lines.tension}],
          marks: one.lines.deaths.map((dead, place) => ({day: first + place, y: one.lines.tension[place], look: "fighting", shape: "triangle", kind: "day with deaths", text: `${dead} ${dead === 1 ? "death" : "deaths"}`, size: Math.min(7, 3 + dead / 3), dead})).filter((each) => each.dead)},
        [{name: "tension", look: "ink"}, {name: "day with deaths", look: "fighting", shape: "triangle"}]));
      } else if (kind.startsWith("side-")) {
        const slot = +kind[5], party = one.parties[slot];
        keys.push(put(box, key, {...spec, title: `${lead}Worth of staying and of leaving to ${party}`, unit: "points", ...worth,
          lines: [{name: "staying", look: kind, first, values: one.lines.staying[slot]}, {name: "leaving", look: "quiet", first, values: one.lines.outside[slot], dashed: true}]},
        [{name: "staying", look: kind}, {name: "leaving", look: "quiet", dashed: true}]));
      } else if (kind === "offers") {
        if (!all.some((each) => each.offers.length)) continue;
        const marks = one.offers.flatMap(([on, slot, by, ours, theirs, taken]) => [ours, theirs].map((y, side) => ({
          day: on, y, look: `side-${side}`, shape: taken ? "diamond" : side ? "square" : "circle", open: !taken && slot !== side, size: 3.5,
          kind: `${taken ? "agreement" : "offer"} by ${by}`, text: `${taken ? "agreement" : "offer"} by ${by}, worth ${shown(y)} to ${one.parties[side]}`})));
        keys.push(put(box, key, {...spec, title: `${lead}What offers are worth to each side`, unit: "0 to 1", low: 0, high: Math.max(1, ...marks.map((each) => each.y)), ticks: PARTS, marks},
          [{name: `to ${one.parties[0]}`, look: "side-0", shape: "circle"}, {name: `to ${one.parties[1]}`, look: "side-1", shape: "square"}, {name: "agreement", look: "quiet", shape: "diamond"}, {name: "hollow: another's offer", look: "quiet", shape: "circle", open: true}]));
      } else if (kind === "deliveries") {
        if (!all.some((each) => each.deliveries.length)) continue;
        const marks = one.deliveries.map(([on, place, slot, manner]) => ({day: on, y: slot ? 0.9 - 0.8 * place / most : 1.9 - 0.8 * place / most,
          look: `side-${slot}`, ...MANNERS[manner], kind: `${one.parties[slot]}: ${MANNERS[manner].name}`, text: `${one.parties[slot]}: ${MANNERS[manner].name}`, size: 3.5}));
        keys.push(put(box, key, {...spec, title: `${lead}What was due, and what became of it`, low: 0, high: 2, ticks: [[1.9, short(one.parties[0])], [0.9, short(one.parties[1])]], marks},
          Object.values(MANNERS).map((manner) => ({...manner, look: "quiet"}))));
      } else {
        keys.push(put(box, key, {...spec, title: `${lead}Answers to what is held against the other`, low: -0.3, high: 5.3, height: 130,
          ticks: one.rungs.map((text, rung) => [rung, text]), lines: pair("rung", {step: true})}, entries));
      }
    }
  }
  only(course, keys.filter((key) => key.startsWith("course")));
  only(box, keys.filter((key) => !key.startsWith("course")));
}

const short = (name) => name.length > 14 ? `${name.slice(0, 13)}…` : name;

export function standing(found, world, day) {
  const one = found[world], row = day - (one.lines.day[0] || 1), when = date(one.start, day);
  const lead = named(found, world);
  if (day > one.last_day || row >= one.lines.day.length) return `${lead}The run ended on day ${one.last_day}: ${one.ended}.`;
  if (row < 0) return `${lead}Day ${day} lies before the run.`;
  const state_ = one.states.find(([, , begins, ends]) => begins <= day && day <= ends);
  const trust = one.parties.map((party, slot) => `${party}'s trust ${shown(one.lines.belief[slot][row])}`).join(", ");
  const margin = one.parties.map((party, slot) => {
    const gap = one.lines.staying[slot][row] - one.lines.outside[slot][row];
    return `to ${party} staying is worth ${shown(Math.abs(gap))} points ${gap < 0 ? "less" : "more"} than leaving`;
  }).join(", ");
  const happened = one.turns.filter(([on, text]) => on === day && text !== state_?.[0]).map(([, text]) => text);
  const ends = day === one.last_day ? ` It ends: ${one.ended}.` : "";
  return `${lead}Day ${day}${when ? ` (${when})` : ""}, ${state_ ? state_[0] : ""}${happened.length ? `: ${happened.join(", ")}` : ""}. ${trust}; ${margin}; tension ${shown(one.lines.tension[row])}.${ends}`;
}

export function showLogs(place, found, day) {
  const boxes = worldsOf(found).map((world) => {
    const one = found[world], box = document.createElement("div");
    const head = document.createElement("h3");
    head.textContent = `${named(found, world)}What happened, and why`;
    const log = document.createElement("div");
    log.className = "log";
    log.tabIndex = 0;
    log.setAttribute("role", "region");
    log.setAttribute("aria-label", `${head.textContent}, the newest day first`);
    if (day >= one.last_day) log.append(paragraphs("How it ended", one.how, "turn"));
    for (const entry of [...one.log].reverse()) {
      if (entry.day > day) continue;
      const part = document.createElement("div");
      if (entry.day === day) part.className = "today";
      for (const [title, text] of entry.turns) part.append(paragraphs(title, [text], "turn"));
      if (entry.week) part.append(paragraphs("", [entry.week]));
      const when = date(one.start, entry.day);
      if (entry.texts.length) part.append(paragraphs(`Day ${entry.day}${when ? `, ${when}` : ""}`, entry.texts));
      log.append(part);
    }
    const due = document.createElement("details");
    due.append(Object.assign(document.createElement("summary"), {textContent: `${named(found, world)}What was due by day ${day}, and what came`}));
    const scroll = document.createElement("div");
    scroll.className = "scroll";
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", due.textContent);
    scroll.append(dues(one, day));
    due.append(scroll);
    due.open = opened.has(world);
    due.addEventListener("toggle", () => opened[due.open ? "add" : "delete"](world));
    box.append(head, log, due);
    return box;
  });
  place.classList.toggle("two", boxes.length > 1);
  place.replaceChildren(...boxes);
}

const opened = new Set();

function paragraphs(title, texts, kind) {
  const part = document.createDocumentFragment();
  if (title) part.append(Object.assign(document.createElement("h4"), {textContent: title, className: kind || ""}));
  for (const text of texts) part.append(Object.assign(document.createElement("p"), {textContent: text}));
  return part;
}

function dues(one, day) {
  const made = document.createElement("table"), head = made.createTHead().insertRow(), body = made.createTBody();
  for (const text of ["what", "whose", "due", "what came of it"]) head.append(Object.assign(document.createElement("th"), {textContent: text, scope: "col"}));
  for (const [what, by, due, done] of one.items) {
    if (!due || due > day) continue;
    const late = done - due;
    const came = done && done <= day ? (late > 0 ? `came on day ${done}, ${late} ${late === 1 ? "day" : "days"} late` : `came on day ${done}`) : "has not come";
    const row = body.insertRow();
    for (const text of [what, one.parties[by], `day ${due}`, came]) row.insertCell().textContent = text;
  }
  return made;
}
