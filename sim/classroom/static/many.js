// Many runs of one world or two: how many stand, phases, and bands of what moves them.

import {named, only, PARTS, put, SHARES, span, worldsOf} from "./figures.js";

export function drawMany(box, found) {
  const keys = [], worlds = worldsOf(found), first = found.a;
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
