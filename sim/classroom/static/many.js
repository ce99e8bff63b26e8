// Many runs of one world or two: how many stand, phases, and bands of what moves them.

import {named, only, PARTS, put, SHARES, span, TRUST, worldsOf} from "./figures.js";

export function drawMany(box, found) {
  const worlds = worldsOf(found);
  const axis = {first: 1, last: Math.max(...worlds.map((world) => found[world].horizon)), start: found.a.start};
  const keys = found.a.truce ? [standing(box, found, axis)] : [];
  const shared = {
    margins: span(worlds.flatMap((world) => found[world].margin.flatMap((one) => [one.low, one.high])), [0]),
  };
  for (const [kind, chart] of Object.entries(CHARTS)) {
    if (!found.a.truce && OF_TRUCE.includes(kind)) continue;
    for (const world of worlds) {
      const {title, legend, ...own} = chart(found[world], shared, world);
      keys.push(put(box, `${kind}-${world}`, {...axis, title: named(found, world) + title, ...own}, legend));
    }
  }
  only(box, keys);
}

const OF_TRUCE = ["belief", "tension"]; // of no use where nothing is carried out
const CHARTS = {states, belief, margin, tension};

// Both worlds in one chart, whose values begin with day 0: all runs, before any day is played.
function standing(box, found, axis) {
  const worlds = worldsOf(found), first = found.a;
  const name = (world) => found.b ? `world ${world.toUpperCase()}` : "runs standing";
  const key = (world) => found.b ? `${name(world)}, ${found[world].runs} runs` : `${found[world].runs} runs`;
  const recorded = first.record.length ? [{name: "dotted: what happened in fact", look: "quiet", shape: "upright"}] : [];
  return put(box, "standing", {
    ...axis, title: "Runs in which the truce stands", caption: "Runs in which the truce stands, by day", unit: "share of runs", height: 190,
    low: 0, high: 1, ticks: SHARES,
    bands: worlds.map((world) => ({name: name(world), look: world, first: 0, low: found[world].low, high: found[world].high, step: true})),
    lines: worlds.map((world) => ({name: name(world), look: world, first: 0, values: found[world].share, step: true, dashed: world === "b"})),
    flags: first.record.map(([day, text]) => ({day, text})),
  }, [...worlds.map((world) => ({name: key(world), look: world, dashed: world === "b"})), ...recorded], true);
}

function tension(one, shared, world) {
  return {title: "Tension", unit: "0: calm; 1: highest", low: 0, high: 1, ticks: PARTS,
    bands: [{name: "tension", look: world, ...one.tension, first: 1}],
    lines: [{name: "tension", look: world, values: one.tension.middle, first: 1}],
    legend: []};
}

function belief(one) {
  return {title: TRUST, unit: "0: none; 1: full", low: 0, high: 1, ticks: PARTS, ...ofSides(one, "belief")};
}

function margin(one, shared) {
  return {title: "Worth of staying less worth of leaving", unit: "points; under 0 leaving is worth more", ...shared.margins, zero: true, ...ofSides(one, "margin")};
}

// A line and a band for each side.
function ofSides(one, column) {
  const sides = one.parties.map((name, slot) => ({name, look: `side-${slot}`, dashed: slot === 1}));
  return {
    bands: sides.map(({name, look}, slot) => ({name, look, ...one[column][slot], first: 1})),
    lines: sides.map((side, slot) => ({...side, values: one[column][slot].middle, first: 1})),
    legend: sides,
  };
}

function states(one) {
  let below = one.states[0][2].map(() => 0);
  const bands = one.states.map(([text, look, shares]) => {
    const high = below.map((value, day) => Math.min(1, value + shares[day]));
    const made = {name: text, look, low: below, high, step: true, full: true, first: 1};
    below = high;
    return made;
  });
  return {title: "Share of runs in each phase", low: 0, high: 1, ticks: SHARES, bands,
    legend: one.states.map(([text, look]) => ({name: text, look, full: true}))};
}
