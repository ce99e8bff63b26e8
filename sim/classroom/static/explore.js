// The explorer: what is moved goes into the address, the address is asked for, the answer is drawn.

import {at, held, read, share, state} from "./address.js";
import {ask, isSaidSlow, tell} from "./asking.js";
import {drawCounts} from "./counts.js";
import {worldsOf} from "./figures.js";
import {addKnob, dressAll, listParameters, onMove, putBack} from "./knobs.js";
import {drawMany} from "./many.js";
import {lastDay} from "./one.js";
import {keys, play, show} from "./player.js";

const QUIET = 150; // milliseconds without a move before anything is asked for
const STILL = 600; // after a few runs are shown, before all of them are asked for
const LATE = 400; // that all runs may take before a few of them are shown first
const FEW = +at("many").dataset.few;
const UNMOVED = "In none of these runs has that changed anything.";

function moved() {
  share();
  at("many").classList.add("waits");
  clearTimeout(held.timer);
  held.timer = setTimeout(() => { askMany(); askOne(); }, QUIET);
}

// All runs; where they took a while last time a few come first, and all once nothing has moved.
async function askMany() {
  const turn = held.turn = Symbol("turn"), some = FEW < +state.single.runs;
  const wish = {choice: JSON.stringify(state.single), sliders: JSON.stringify(state.moved)};
  if (some && held.late) {
    await askFew(turn, "runs");
    await new Promise((done) => setTimeout(done, STILL));
    if (held.turn !== turn) return;
  }
  const begun = performance.now();
  const late = some && !held.late ? setTimeout(() => askFew(turn, "few"), LATE) : 0;
  const found = await ask("runs");
  clearTimeout(late);
  if (held.turn !== turn) return;
  held.turn = null;
  held.late = performance.now() - begun > LATE;
  if (!found) { sayAgain(); return; }
  at("many").classList.remove("waits");
  const said = found.b ? `World A: ${found.a.said} World B: ${found.b.said}` : found.a.said;
  held.said = isSlid(wish) && isSame(found, held.many) ? `${said} ${UNMOVED}` : said;
  tell(held.said);
  held.wish = wish;
  held.many = found;
  showMany(found);
  showCommands(found.commands);
}

// The first few runs, for whoever goes on moving; they are not said aloud.
async function askFew(turn, place) {
  held.late = true;
  const found = await ask("runs", {runs: FEW}, place);
  if (!found || held.turn !== turn) return;
  tell(`The first ${FEW} of ${state.single.runs} runs; all of them follow once nothing moves.`, "said", false);
  showMany(found);
}

function showMany(found) {
  at("brief").textContent = worldsOf(found).map((world) => `${found.b ? `World ${world.toUpperCase()}: ` : ""}${found[world].brief}`).join(". ");
  drawCounts(at("counts"), found);
  drawMany(at("many"), found);
  showDifferences(found);
}

// Whether a slider alone has been moved since the runs that are shown.
const isSlid = (wish) => held.wish && held.wish.choice === wish.choice && held.wish.sliders !== wish.sliders;

// That something takes a while is said no longer than it does.
function sayAgain() {
  if (isSaidSlow() && held.said && !held.turn) tell(held.said);
}

// Whether no run of any world has come out otherwise than before a move.
function isSame(found, before) {
  const plain = (one) => JSON.stringify([one.a, one.b]);
  return before !== null && plain(found) === plain(before);
}

async function askOne() {
  const found = await ask("run");
  sayAgain();
  if (!found) return;
  held.one = found;
  const last = lastDay(held.one);
  at("day").max = last;
  at("day").min = found.a.first_day;
  show(state.day && state.day <= last ? state.day : last, false);
}

function showDifferences(found) {
  const box = at("differs");
  box.hidden = at("paired").hidden = !found.b;
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
  side.addEventListener("moved", moved);
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
