// The explorer: what is moved goes into the address, the address is asked for, the answer is drawn.

import {date, draw, forget, legend, shown, summary, svgText, table} from "./chart.js";

const at = (id) => document.getElementById(id);
const READER = crypto.getRandomValues(new Uint32Array(2)).join("-");
const QUIET = 150; // milliseconds without a move before anything is asked for
const SAYING = 500; // before anything is said aloud
const UNMOVED = "In none of these runs has that changed anything.";
const SLOW = 2500; // before we say that it takes a while
const state = {moved: {a: {}, b: {}}, compare: false, which: "b", day: 0, single: {}};
const held = {many: null, one: null, timer: null, playing: null};

// -- the state, and the address ------------------------------------------------------------------

function read() {
  for (const [key, value] of new URLSearchParams(location.search)) {
    if (key.startsWith("a.") || key.startsWith("b.")) state.moved[key[0]][key.slice(2)] = value;
    else if (key === "compare") state.compare = value === "true";
    else if (key === "day") state.day = +value;
    else state.single[key] = value;
  }
  const form = at("choose");
  for (const name of ["scenario", "seed", "run", "runs"]) state.single[name] = form.elements[name].value;
}

function address(more = {}) {
  const found = new URLSearchParams();
  const usual = {seed: "1", run: "1", runs: "300"};
  found.set("scenario", state.single.scenario);
  for (const key in usual) if (state.single[key] !== usual[key]) found.set(key, state.single[key]);
  if (state.day && state.day !== lastDay()) found.set("day", state.day);
  if (state.compare) found.set("compare", "true");
  for (const world of state.compare ? ["a", "b"] : ["a"]) {
    for (const key of Object.keys(state.moved[world]).sort()) found.set(`${world}.${key}`, state.moved[world][key]);
  }
  for (const key in more) found.set(key, more[key]);
  return `?${found}`;
}

function share() {
  const query = address();
  history.replaceState(null, "", query);
  at("link").value = location.href;
  for (const link of document.querySelectorAll("a[data-export]")) {
    const more = link.dataset.world ? {world: link.dataset.world} : {};
    link.href = `/export/${link.dataset.export}${address(more)}`;
  }
  at("yaml-b").hidden = !state.compare;
}

// -- asking ---------------------------------------------------------------------------------------

const under = {};

async function ask(what) {
  under[what]?.abort();
  const mine = under[what] = new AbortController();
  const slow = setTimeout(() => tell("Still playing. The compiled engine may have to be built first, once, in a minute or two."), SLOW);
  try {
    const answer = await fetch(`/${what}.json${address()}`, {signal: mine.signal, headers: {"X-Reader": READER}});
    const found = await answer.json();
    if (under[what] !== mine || answer.status === 409) return null;
    if (!answer.ok) throw new Error(found.error || "The page could not be answered.");
    complain("");
    return found;
  } catch (problem) {
    if (problem.name === "AbortError" || under[what] !== mine) return null;
    complain(problem instanceof TypeError ? "The program that serves this page does not answer; is it still running?" : problem.message);
    return null;
  } finally {
    clearTimeout(slow);
  }
}

function complain(text) {
  at("alert").hidden = !text;
  if (at("alert").textContent !== text) at("alert").textContent = text;
}

// What is said is seen at once, and read aloud when nothing has moved for a while.
function tell(text, where = "said", aloud = true) {
  at(where).textContent = text;
  if (!aloud) return;
  clearTimeout(held.saying);
  held.saying = setTimeout(() => { at("aloud").textContent = text; }, SAYING);
}

function moved() {
  share();
  at("many").classList.add("waits");
  clearTimeout(held.timer);
  held.timer = setTimeout(() => { askMany(); askOne(); }, QUIET);
}

async function askMany() {
  const found = await ask("runs");
  if (!found) return;
  at("many").classList.remove("waits");
  const said = found.b ? `World A: ${found.a.said} World B: ${found.b.said}` : found.a.said;
  tell(isSame(found, held.many) ? `${said} ${UNMOVED}` : said);
  held.many = found;
  at("brief").textContent = worldsOf(found).map((world) => `${found.b ? `World ${world.toUpperCase()}: ` : ""}${found[world].standing.at(-1)} of ${found[world].runs} runs stand`).join("; ");
  drawMany(found);
  showDifferences(found);
  showCommands(found.commands);
}

// Whether no run of any world has come out otherwise than before a move.
function isSame(found, before) {
  const plain = (one) => JSON.stringify([one.a, one.b]);
  return before !== null && plain(found) === plain(before);
}

async function askOne() {
  const found = await ask("run");
  if (!found) return;
  held.one = found;
  const last = lastDay();
  at("day").max = last;
  at("day").min = found.a.first_day;
  show(state.day && state.day <= last ? state.day : last, false);
}

const lastDay = () => held.one ? Math.max(...Object.values(held.one).map((one) => one.last_day)) : 0;

// -- charts ---------------------------------------------------------------------------------------

const figures = new Map();

function figure(box, key, title, whole) {
  if (!figures.has(key)) {
    const made = document.createElement("figure");
    made.className = `chart${whole ? " whole" : ""}`;
    made.innerHTML = '<figcaption><span class="name"></span><span class="legend"></span></figcaption><div class="drawing"></div>' +
      '<div class="under"><details><summary>Table</summary><div class="scroll" tabindex="0" role="region"></div></details><button type="button">Save as SVG</button></div>';
    const [details, button] = made.querySelector(".under").children;
    details.addEventListener("toggle", () => fill(made));
    button.addEventListener("click", () => save(svgText(made.querySelector(".drawing")), `${key}.svg`, "image/svg+xml"));
    figures.set(key, made);
  }
  const made = figures.get(key);
  made.querySelector(".name").textContent = title;
  made.querySelector("summary").setAttribute("aria-label", `Table: ${title}`);
  made.querySelector(".scroll").setAttribute("aria-label", `Table: ${title}`);
  made.querySelector("button").setAttribute("aria-label", `Save as SVG: ${title}`);
  if (made.parentNode !== box) box.append(made);
  return made;
}

function put(box, key, spec, entries, whole, elsewhere) {
  const made = figure(elsewhere || box, key, spec.caption || spec.title, whole);
  draw(made.querySelector(".drawing"), spec);
  legend(made.querySelector(".legend"), entries || []);
  made.spec = spec;
  fill(made);
  return key;
}

function fill(made) {
  if (made.querySelector("details").open) made.querySelector(".scroll").replaceChildren(table(made.spec));
}

function only(box, keys) {
  for (const [key, made] of figures) {
    if (made.parentNode === box && !keys.includes(key)) {
      forget(made.querySelector(".drawing"));
      made.remove();
      figures.delete(key);
    }
  }
  keys.forEach((key, place) => {
    if (box.children[place] !== figures.get(key)) box.insertBefore(figures.get(key), box.children[place] || null);
  });
}

function save(text, name, kind) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], {type: kind}));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const SHARES = [[0, "0 %"], [0.25, "25 %"], [0.5, "50 %"], [0.75, "75 %"], [1, "100 %"]];
const PARTS = [[0, "0"], [0.25, "0.25"], [0.5, "0.5"], [0.75, "0.75"], [1, "1"]];

function ticks(low, high) {
  const step = [0.05, 0.1, 0.2, 0.25, 0.5, 1, 2].find((one) => (high - low) / one <= 5) || 5;
  const found = [];
  for (let value = Math.ceil(low / step - 1e-9) * step; value <= high + 1e-9; value += step) {
    found.push([+value.toFixed(6), String(+value.toFixed(2))]);
  }
  return found;
}

function span(lists, more = []) {
  const known = [...lists.flat(Infinity), ...more].filter((value) => value !== null && value !== undefined);
  const low = Math.min(...known), high = Math.max(...known), pad = 0.05 * (high - low) || 0.1;
  return {low: low - pad, high: high + pad, ticks: ticks(low - pad, high + pad)};
}

const worldsOf = (found) => ["a", "b"].filter((world) => found[world]);
const named = (found, world) => found.b ? `World ${world.toUpperCase()}: ` : "";

function drawMany(found) {
  const box = at("many"), keys = [], worlds = worldsOf(found), first = found.a;
  const horizon = Math.max(...worlds.map((world) => found[world].horizon));
  const axis = {first: 1, last: horizon, start: first.start};
  const name = (world) => found.b ? `world ${world.toUpperCase()}` : "runs standing";
  keys.push(put(box, "standing", {
    ...axis, first: 0, title: "Runs in which the truce stands", caption: "Runs in which the truce stands, by day", unit: "share of runs", height: 190,
    low: 0, high: 1, ticks: SHARES,
    bands: worlds.map((world) => ({name: name(world), look: world, low: found[world].low, high: found[world].high, step: true})),
    lines: worlds.map((world) => ({name: name(world), look: world, values: found[world].share, step: true, dashed: world === "b"})),
    flags: first.record.map(([day, text]) => ({day, text})),
  }, worlds.map((world) => ({name: found.b ? `${name(world)}, ${found[world].runs} runs` : `${found[world].runs} runs, with 95 % interval`, look: world, dashed: world === "b"})), true));
  const margins = span(worlds.flatMap((world) => found[world].margin.flatMap((one) => [one.low, one.high])), [0]);
  for (const kind of ["states", "belief", "margin", "tension"]) {
    for (const world of worlds) {
      const one = found[world], key = `${kind}-${world}`;
      const lead = named(found, world);
      if (kind === "states") keys.push(put(box, key, stacked(one, axis, lead), one.states.map(([text, look]) => ({name: text, look, full: true}))));
      else if (kind === "tension") {
        keys.push(put(box, key, {...axis, title: `${lead}Tension`, unit: "share", low: 0, high: 1, ticks: PARTS,
          bands: [{name: "tension", look: world, ...one.tension, first: 1}],
          lines: [{name: "tension", look: world, values: one.tension.middle, first: 1}]},
        [{name: "median; band: central 80 % of runs", look: world}]));
      } else {
        const title = kind === "belief" ? "Trust in the other side's word" : "Staying less leaving";
        const bounds = kind === "belief" ? {low: 0, high: 1, ticks: PARTS} : {...margins, zero: true};
        keys.push(put(box, key, {...axis, title: `${lead}${title}`, unit: kind === "belief" ? "share" : "points; under 0 leaving is worth more", ...bounds,
          bands: one.parties.map((party, slot) => ({name: party, look: `side-${slot}`, ...one[kind][slot], first: 1})),
          lines: one.parties.map((party, slot) => ({name: party, look: `side-${slot}`, values: one[kind][slot].middle, first: 1, dashed: slot === 1}))},
        one.parties.map((party, slot) => ({name: party, look: `side-${slot}`, dashed: slot === 1}))));
      }
    }
  }
  only(box, keys);
}

function stacked(one, axis, lead) {
  let below = one.states[0][2].map(() => 0);
  const bands = one.states.map(([text, look, shares]) => {
    const high = below.map((value, day) => Math.min(1, value + shares[day]));
    const made = {name: text, look, low: below, high, step: true, full: true, first: 1};
    below = high;
    return made;
  });
  return {...axis, title: `${lead}Share of runs in each phase`, low: 0, high: 1, ticks: SHARES, bands};
}

const MANNERS = {
  on_time: {name: "on time", shape: "circle"},
  late: {name: "late", shape: "diamond"},
  put_off: {name: "put off", shape: "circle", open: true},
  withheld: {name: "withheld", shape: "cross"},
};

function drawOne(found, day) {
  const box = at("one"), keys = [], worlds = worldsOf(found), last = lastDay();
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
          flags: one.turns.map(([on, text]) => ({day: on, text}))}, [{name: "days of a crisis", look: "shade", full: true}], !found.b, at("course")));
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
  only(at("course"), keys.filter((key) => key.startsWith("course")));
  only(box, keys.filter((key) => !key.startsWith("course")));
}

const short = (name) => name.length > 14 ? `${name.slice(0, 13)}…` : name;

// -- one day ----------------------------------------------------------------------------------------

function show(day, aloud = !held.playing) {
  if (!held.one) return;
  const first = held.one.a.first_day, last = lastDay();
  state.day = Math.min(last, Math.max(first, day));
  at("day").value = state.day;
  const when = date(held.one.a.start, state.day);
  at("dayis").textContent = `${state.day} of ${last}${when ? `, ${when}` : ""}`;
  at("day").setAttribute("aria-valuetext", `day ${state.day} of ${last}${when ? `, ${when}` : ""}`);
  at("back").disabled = state.day <= first;
  at("step").disabled = state.day >= last;
  drawOne(held.one, state.day);
  showLogs(held.one, state.day);
  const now = worldsOf(held.one).map((world) => standing(held.one, world, state.day)).join(" ");
  tell(now, "now", aloud);
  if (!held.playing) share();
}

function standing(found, world, day) {
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

function showLogs(found, day) {
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
  at("logs").classList.toggle("two", boxes.length > 1);
  at("logs").replaceChildren(...boxes);
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
  for (const [what, by, due, done, tries] of one.items) {
    if (!due || due > day) continue;
    const late = done - due;
    const came = done && done <= day ? (late > 0 ? `came on day ${done}, ${late} ${late === 1 ? "day" : "days"} late` : `came on day ${done}`) : "has not come";
    const row = body.insertRow();
    for (const text of [what, one.parties[by], `day ${due}`, came]) row.insertCell().textContent = text;
  }
  return made;
}

function play(on) {
  clearInterval(held.playing);
  held.playing = null;
  at("play").textContent = on ? "Pause" : "Play";
  if (!on) {
    if (held.one) show(state.day);
    return;
  }
  if (state.day >= lastDay()) show(held.one.a.first_day);
  held.playing = setInterval(() => {
    if (state.day >= lastDay()) play(false);
    else show(state.day + 1);
  }, 1000 / +at("speed").value);
}

function keys(event) {
  const own = event.target.matches("select, button");
  const day = event.target === at("day");
  if (event.key === " " && !own) play(!held.playing);
  else if (event.key === "ArrowRight" && !event.target.matches("select")) { play(false); show(state.day + 1); }
  else if (event.key === "ArrowLeft" && !event.target.matches("select")) { play(false); show(state.day - 1); }
  else if (event.key === "Home" && !day && !event.target.matches("select")) show(0);
  else if (event.key === "End" && !day && !event.target.matches("select")) show(lastDay());
  else return;
  event.preventDefault();
}

// -- sliders ----------------------------------------------------------------------------------------

const sliders = () => [...document.querySelectorAll(".slider")];
const target = () => state.compare ? state.which : "a";

function stands(key) {
  if (target() === "b" && key in state.moved.b) return state.moved.b[key];
  return state.moved.a[key];
}

function dress(slider) {
  const key = slider.dataset.key, value = stands(key), usual = slider.dataset.usual;
  const main = slider.querySelector("[id^='s-']"), exact = slider.querySelector("input:not([type=range])");
  const own = key in state.moved[target()];
  slider.classList.toggle("moved", own);
  slider.querySelector(".reset").disabled = !own;
  main.value = value ?? usual;
  if (exact) {
    exact.value = value ?? (slider.dataset.drawn ? "" : usual);
    main.setAttribute("aria-valuetext", value === undefined && slider.dataset.drawn ? `drawn for each run, ${slider.dataset.drawn}` : String(value ?? usual));
  }
}

function dressAll() {
  sliders().forEach(dress);
  const some = Object.keys(state.moved.a).length + Object.keys(state.moved.b).length > 0;
  at("putback").disabled = !some;
  at("which").hidden = !state.compare;
  at("compare").setAttribute("aria-pressed", state.compare);
  at("compare").textContent = state.compare ? "Take the second world away" : "Set a second world beside it";
}

function set(slider, value) {
  const key = slider.dataset.key, world = target();
  const usual = !slider.dataset.drawn && value === slider.dataset.usual;
  if (world === "b") {
    const below = state.moved.a[key];
    if (value === (below ?? (slider.dataset.drawn ? null : slider.dataset.usual))) delete state.moved.b[key];
    else state.moved.b[key] = value;
  } else if (usual) delete state.moved.a[key];
  else state.moved.a[key] = value;
  if (world === "a" && state.moved.b[key] === state.moved.a[key]) delete state.moved.b[key];
  dressAll();
  moved();
}

function onMove(event) {
  const slider = event.target.closest(".slider");
  if (!slider) return;
  if (event.target.type === "range" && event.type === "input") set(slider, event.target.value);
  else if (event.target.type !== "range" && event.type === "change") {
    const text = event.target.value.trim();
    if (text) set(slider, text);
    else putBack(slider);
  }
}

function putBack(slider) {
  delete state.moved[target()][slider.dataset.key];
  dressAll();
  moved();
  slider.querySelector("[id^='s-']").focus();
}

async function listParameters() {
  if (held.listed) return;
  held.listed = true;
  const answer = await fetch(`/parameters.json?scenario=${encodeURIComponent(state.single.scenario)}`);
  if (!answer.ok) return;
  held.known = await answer.json();
  at("parameters").replaceChildren(...held.known.map(([key, name]) => Object.assign(document.createElement("option"), {value: key, label: name})));
}

async function addKnob() {
  const wanted = at("add").value.trim();
  if (!wanted) return;
  await listParameters();
  const near = (held.known || []).filter(([key, name]) => `${key} ${name}`.toLowerCase().includes(wanted.toLowerCase()));
  const key = near.length === 1 ? near[0][0] : wanted;
  const there = sliders().find((one) => one.dataset.key === key);
  if (!there) {
    const query = new URLSearchParams({scenario: state.single.scenario, key});
    const answer = await fetch(`/knob?${query}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const more = near.length > 1 ? ` Names that have it: ${near.slice(0, 6).map((one) => one[0]).join(", ")}${near.length > 6 ? ", …" : ""}.` : "";
    if (!answer.ok) {
      complain((page.querySelector(".strong")?.textContent || "There is no such parameter.") + more);
      return;
    }
    complain("");
    at("added").append(page.querySelector(".knob"));
  }
  at("add").value = "";
  dressAll();
  const slider = sliders().find((one) => one.dataset.key === key);
  slider.closest("details").open = true;
  slider.querySelector("[id^='s-']").focus();
}

// -- the rest ---------------------------------------------------------------------------------------

function showDifferences(found) {
  const box = at("differs");
  box.hidden = !found.b;
  if (!found.b) return;
  const lines = found.differences.map(([, name, here, there]) => Object.assign(document.createElement("li"), {textContent: `${name}: ${here} in A, ${there} in B`}));
  const head = lines.length ? "Only this differs between the worlds:" : "The two worlds are the same so far: move a slider, and world B differs in it.";
  const parts = [Object.assign(document.createElement("p"), {textContent: head})];
  if (lines.length) {
    const list = document.createElement("ul");
    list.append(...lines);
    parts.push(list, Object.assign(document.createElement("p"), {textContent: found.paired}));
  }
  box.replaceChildren(...parts);
}

function showCommands(commands) {
  at("commands").replaceChildren(...commands.flatMap(([what, command]) => [
    Object.assign(document.createElement("p"), {textContent: `${what}, from the command line:`, className: "small quiet"}),
    Object.assign(document.createElement("pre"), {textContent: command}),
  ]));
}

function listen() {
  const side = at("knobs");
  side.addEventListener("input", onMove);
  side.addEventListener("change", onMove);
  side.addEventListener("submit", (event) => event.preventDefault());
  side.addEventListener("click", (event) => {
    if (event.target.matches(".reset")) putBack(event.target.closest(".slider"));
  });
  at("which").addEventListener("change", (event) => { state.which = event.target.value; dressAll(); });
  at("putback").addEventListener("click", () => { state.moved = {a: {}, b: {}}; dressAll(); moved(); });
  at("compare").addEventListener("click", () => {
    state.compare = !state.compare;
    if (!state.compare) state.moved.b = {};
    dressAll();
    moved();
  });
  at("add").addEventListener("focus", listParameters);
  at("add").addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); addKnob(); } });
  at("adding").addEventListener("click", addKnob);
  at("day").addEventListener("input", (event) => { if (held.playing) play(false); show(+event.target.value); });
  at("play").addEventListener("click", () => play(!held.playing));
  at("back").addEventListener("click", () => { play(false); show(state.day - 1); });
  at("step").addEventListener("click", () => { play(false); show(state.day + 1); });
  at("speed").addEventListener("change", () => { if (held.playing) play(true); });
  at("player").addEventListener("keydown", keys);
  at("other").addEventListener("click", () => {
    play(false);
    state.single.run = String(+state.single.run + 1);
    state.day = 0;
    at("choose").elements.run.value = state.single.run;
    share();
    askOne();
    askMany();
  });
  at("choose").addEventListener("change", (event) => {
    if (event.target.name === "scenario") at("choose").requestSubmit();
  });
  at("choose").addEventListener("submit", (event) => {
    const form = at("choose").elements;
    if (form.scenario.value !== state.single.scenario) return; // another scenario has other sliders
    event.preventDefault();
    for (const name of ["seed", "run", "runs"]) state.single[name] = form[name].value.trim();
    state.day = 0;
    moved();
  });
  at("copy").addEventListener("click", async () => {
    at("link").select();
    try { await navigator.clipboard.writeText(at("link").value); } catch { document.execCommand("copy"); }
    at("copy").textContent = "Copied";
    setTimeout(() => { at("copy").textContent = "Copy"; }, 1500);
  });
}

if (matchMedia("(max-width: 61.99rem)").matches) {
  for (const group of document.querySelectorAll(".group")) group.open = group.querySelector(".moved") !== null;
}
read();
dressAll();
share();
listen();
askMany();
askOne();
