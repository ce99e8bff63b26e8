// One run of one world or two up to a day: charts, where both sides stand, and why in plain words.

import {date} from "./chart.js";
import {named, only, PARTS, put, span, TRUST, worldsOf} from "./figures.js";
import {shown} from "./words.js";

export const lastDay = (found) => found ? Math.max(...worldsOf(found).map((world) => found[world].last_day)) : 0;

const MANNERS = {
  on_time: {name: "on time", shape: "circle"},
  late: {name: "late", shape: "diamond"},
  put_off: {name: "put off", shape: "circle", open: true},
  withheld: {name: "withheld", shape: "cross"},
};

export function drawOne(box, course, found, day) {
  const worlds = worldsOf(found), all = worlds.map((world) => found[world]);
  const shared = { // by all worlds: axes, and whether there is anything to draw
    worth: span(all.flatMap((one) => [one.lines.staying, one.lines.outside])),
    most: Math.max(2, ...all.flatMap((one) => one.deliveries.map(([, place]) => place + 1))),
    has: (what) => all.some((one) => one[what].length),
  };
  const last = lastDay(found), drawn = {course: [], one: []};
  for (const [kind, chart] of Object.entries(CHARTS)) {
    if (!found.a.truce && OF_TRUCE.includes(kind)) continue;
    for (const world of worlds) {
      const one = found[world], made = chart(one, shared);
      if (!made) continue;
      const {title, legend, ...own} = made, key = `${kind}-one-${world}`;
      const spec = {first: one.first_day, last, start: one.start, day, until: day, title: named(found, world) + title,
        shades: one.crises.map(([begins, ends]) => ({first: begins, last: ends})), ...own};
      const place = kind === "course" ? "course" : "one";
      drawn[place].push(put(place === "course" ? course : box, key, spec, legend, place === "course" && !found.b));
    }
  }
  only(course, drawn.course);
  only(box, drawn.one);
}

const OF_TRUCE = ["belief", "tension", "rungs"]; // of no use where nothing is carried out
const CHARTS = {
  course, belief, tension, "side-0": (one, shared) => worth(one, shared, 0), "side-1": (one, shared) => worth(one, shared, 1),
  offers, deliveries, rungs,
};

const firstOf = (one) => one.lines.day[0] || 1;
const sides = (one) => one.parties.map((name, slot) => ({name, look: `side-${slot}`, dashed: slot === 1}));
const pair = (one, name, rest = {}) => sides(one).map((side, slot) => ({...side, first: firstOf(one), values: one.lines[name][slot], ...rest}));

function course(one) {
  return {title: "Phases, and what happened", height: 16, ticks: [],
    strips: one.states.map(([text, look, first, last]) => ({text, look, first, last})),
    flags: one.turns.map(([day, text]) => ({day, text})),
    legend: [{name: "days of a crisis", look: "shade", full: true}]};
}

function belief(one) {
  return {title: TRUST, unit: "0: none; 1: full", low: 0, high: 1, ticks: PARTS, lines: pair(one, "belief"), legend: sides(one)};
}

function tension(one) {
  const first = firstOf(one);
  const marks = one.lines.deaths.map((dead, place) => ({day: first + place, y: one.lines.tension[place], look: "fighting", shape: "triangle",
    kind: "day with deaths", text: `${dead} ${dead === 1 ? "death" : "deaths"}`, size: Math.min(7, 3 + dead / 3), dead})).filter((each) => each.dead);
  return {title: "Tension", unit: "0: calm; 1: highest", low: 0, high: 1, ticks: PARTS, marks,
    lines: [{name: "tension", look: "ink", first, values: one.lines.tension}],
    legend: [{name: "tension", look: "ink"}, {name: "day with deaths", look: "fighting", shape: "triangle"}]};
}

function worth(one, shared, slot) {
  const lines = [{name: "staying in the truce", look: `side-${slot}`, values: one.lines.staying[slot]},
    {name: "leaving it", look: "quiet", dashed: true, values: one.lines.outside[slot]}];
  return {title: `Worth of staying and of leaving to ${one.parties[slot]}`, unit: "points", ...shared.worth,
    lines: lines.map((line) => ({...line, first: firstOf(one)})), legend: lines};
}

function offers(one, shared) {
  if (!shared.has("offers")) return null;
  const marks = one.offers.flatMap(([day, slot, by, ours, theirs, taken]) => [ours, theirs].map((y, side) => {
    const kind = `${taken ? "agreement" : "offer"} by ${by}`;
    return {day, y, kind, text: `${kind}, worth ${shown(y)} to ${one.parties[side]}`, size: 3.5, look: `side-${side}`,
      shape: taken ? "diamond" : side ? "square" : "circle", open: !taken && slot !== side};
  }));
  return {title: "What offers are worth to each side", unit: "1: its best deal", low: 0, high: Math.max(1, ...marks.map((each) => each.y)), ticks: PARTS, marks,
    legend: [{name: `to ${one.parties[0]}`, look: "side-0", shape: "circle"}, {name: `to ${one.parties[1]}`, look: "side-1", shape: "square"},
      {name: "agreement", look: "quiet", shape: "diamond"}, {name: "hollow: another's offer", look: "quiet", shape: "circle", open: true}]};
}

function deliveries(one, shared) {
  if (!shared.has("deliveries")) return null;
  const down = (place) => 0.8 * place / shared.most;
  const marks = one.deliveries.map(([day, place, slot, manner]) => {
    const text = `${one.parties[slot]}: ${MANNERS[manner].name}`;
    return {...MANNERS[manner], day, y: (slot ? 0.9 : 1.9) - down(place), look: `side-${slot}`, kind: text, text, size: 3.5};
  });
  return {title: "What was due, and what became of it", low: 0, high: 2, ticks: [[1.9, short(one.parties[0])], [0.9, short(one.parties[1])]], marks,
    legend: Object.values(MANNERS).map((manner) => ({...manner, look: "quiet"}))};
}

function rungs(one) {
  return {title: "Answers to what is held against the other", low: -0.3, high: 5.3, height: 130,
    ticks: one.rungs.map((text, rung) => [rung, text]), lines: pair(one, "rung", {step: true}), legend: sides(one)};
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
