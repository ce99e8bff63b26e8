// Charts of days as SVG: lines, bands, stacked areas, marks and strips, from plain data.
//
//   import {draw, legend, svgText} from "./chart.js";
//   draw(element, spec);      // draws, or draws anew; keeps itself as wide as its element
//   svgText(element);         // the drawing as a file of its own
//
// spec: {title, unit, height, first, last, start, low, high, ticks: [[value, text]], zero, day, until,
//   lines:  [{name, look, first, values, step, dashed}],     values by day from `first` on; null: none
//   bands:  [{name, look, first, low, high, step}],
//   marks:  [{day, y, look, shape, open, text}],             shape: circle, square, diamond, cross, triangle
//   strips: [{first, last, look, text}],                     stretches of days along the top
//   shades: [{first, last}],                                 stretches of days behind all
//   flags:  [{day, text}]}                                   days that something happened on
// `day` draws a line at a day; nothing after `until` is shown. A look is a class of base.css: look-NAME.

import {isPast, summary} from "./words.js";

const NS = "http://www.w3.org/2000/svg";
const STRIP = 22, BOTTOM = 34, FLAG = 15, RIGHT = 16;
const NUMBER = 5; // characters that any number beside a chart has room for, so that days stand below each other
const drawn = new Map();
const STEPS = [1, 2, 5, 7, 10, 14, 20, 28, 56, 84, 168, 364, 728];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const watcher = new ResizeObserver((entries) => {
  for (const entry of entries) {
    const held = drawn.get(entry.target);
    if (held && Math.abs(held.width - entry.contentRect.width) > 1) paint(entry.target, held.spec);
  }
});

export function draw(element, spec) {
  if (!drawn.has(element)) watcher.observe(element);
  paint(element, spec);
}

export function forget(element) {
  watcher.unobserve(element);
  drawn.delete(element);
}

export function date(start, day) {
  if (!start) return "";
  const at = new Date(Date.parse(start) + (day - 1) * 864e5);
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}`;
}

function node(name, attributes, text) {
  const made = document.createElementNS(NS, name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  if (text !== undefined) made.textContent = text;
  return made;
}

function paint(element, spec) {
  const width = Math.max(160, Math.floor(element.clientWidth));
  const place = frame(spec, width);
  const svg = node("svg", {viewBox: `0 0 ${width} ${place.height}`, width, height: place.height,
    "aria-hidden": "true", focusable: "false"});
  backdrop(svg, spec, place);
  for (const one of spec.bands || []) svg.append(band(one, spec, place));
  for (const one of spec.lines || []) svg.append(line(one, spec, place));
  for (const one of spec.marks || []) if (isPast(one.day, spec)) svg.append(mark(one, place));
  flags(svg, spec, place);
  strips(svg, spec, place);
  if (spec.day) {
    const x = place.x(spec.day);
    svg.append(node("line", {x1: x, x2: x, y1: place.top, y2: place.bottom, class: "today"}));
  }
  element.replaceChildren(svg);
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", summary(spec));
  drawn.set(element, {spec, width});
}

function frame(spec, width) {
  const ticks = spec.ticks || [];
  const left = 14 + 6.4 * (ticks.length && Math.max(NUMBER, ...ticks.map(([, text]) => text.length)));
  const right = width - RIGHT, days = Math.max(1, spec.last - spec.first + 1);
  const x = (day) => round(left + (day - spec.first + 0.5) * (right - left) / days);
  const flags = placed(spec, x, right);
  const flagged = flags.length ? FLAG * Math.max(2, ...flags.map(({row}) => row + 1)) : 6;
  const top = flagged + ((spec.strips || []).length ? STRIP + 4 : 0);
  const height = (spec.height || 150) + top + BOTTOM - 6, bottom = height - BOTTOM;
  const low = spec.low ?? 0, high = spec.high ?? 1;
  const y = (value) => round(bottom - (value - low) / (high - low || 1) * (bottom - top));
  return {left, right, top, bottom, height, width, x, y, flags, flagged, half: (right - left) / days / 2};
}

const round = (value) => Math.round(value * 10) / 10;

function backdrop(svg, spec, place) {
  for (const one of spec.shades || []) {
    if (!isPast(one.first, spec)) continue;
    const last = Math.min(one.last, spec.until || one.last);
    const x = place.x(one.first) - place.half;
    svg.append(node("rect", {x, y: place.top, width: Math.max(1, place.x(last) + place.half - x),
      height: place.bottom - place.top, class: "shade"}));
  }
  for (const [value, text] of spec.ticks || []) {
    const y = place.y(value);
    svg.append(node("line", {x1: place.left, x2: place.right, y1: y, y2: y,
      class: spec.zero && value === 0 ? "zero" : "grid"}));
    svg.append(node("text", {x: place.left - 6, y: y + 4, class: "tick end"}, text));
  }
  const most = Math.max(2, Math.floor((place.right - place.left) / 64));
  const step = STEPS.find((one) => (spec.last - spec.first) / one <= most) || 364;
  const days = [spec.first];
  for (let day = step; day <= spec.last; day += step) if (day - spec.first > step / 2) days.push(day);
  for (const day of days) {
    const x = place.x(day);
    svg.append(node("line", {x1: x, x2: x, y1: place.bottom, y2: place.bottom + 4, class: "axis"}));
    svg.append(node("text", {x, y: place.bottom + 16, class: "tick mid"}, String(day)));
    const when = date(spec.start, day);
    if (when) svg.append(node("text", {x, y: place.bottom + 29, class: "tick mid"}, when));
  }
  svg.append(node("line", {x1: place.left, x2: place.right, y1: place.bottom, y2: place.bottom,
    class: "axis"}));
}

function points(values, first, spec, place, step) {
  const runs = [];
  let open = null;
  values.forEach((value, at) => {
    const day = first + at;
    if (value === null || value === undefined || !isPast(day, spec) || day < spec.first) {
      open = null;
      return;
    }
    if (!open) runs.push(open = []);
    const x = place.x(day), y = place.y(value);
    if (step) open.push([round(x - place.half), y], [round(x + place.half), y]);
    else open.push([x, y]);
  });
  return runs;
}

const path = (run) => `M${run.map((point) => point.join(",")).join("L")}`;

function line(one, spec, place) {
  const runs = points(one.values, one.first ?? spec.first, spec, place, one.step);
  const kind = `line look-${one.look}${one.dashed ? " dashed" : ""}`;
  const group = node("g", {class: kind});
  for (const run of runs) {
    if (run.length === 1) group.append(node("circle", {cx: run[0][0], cy: run[0][1], r: 2}));
    else group.append(node("path", {d: path(run)}));
  }
  return group;
}

function band(one, spec, place) {
  const first = one.first ?? spec.first;
  const below = points(one.low, first, spec, place, one.step);
  const above = points(one.high, first, spec, place, one.step);
  const group = node("g", {class: `${one.full ? "area" : "band"} look-${one.look}`});
  below.forEach((run, at) => {
    if (above[at]) group.append(node("path", {d: `${path([...run, ...above[at].reverse()])}Z`}));
  });
  return group;
}

function mark(one, place) {
  const x = place.x(one.day), y = place.y(one.y), r = one.size || 4;
  const kind = {class: `mark look-${one.look}${one.open ? " open" : ""}`};
  let made;
  if (one.shape === "square") made = node("rect", {x: x - r, y: y - r, width: 2 * r, height: 2 * r, ...kind});
  else if (one.shape === "diamond") made = node("path", {d: `M${x},${y - r * 1.5}l${r * 1.5},${r * 1.5}l${-r * 1.5},${r * 1.5}l${-r * 1.5},${-r * 1.5}Z`, ...kind});
  else if (one.shape === "triangle") made = node("path", {d: `M${x},${y - r}l${r},${2 * r}l${-2 * r},0Z`, ...kind});
  else if (one.shape === "cross") made = node("path", {d: `M${x - r},${y - r}l${2 * r},${2 * r}M${x - r},${y + r}l${2 * r},${-2 * r}`, class: `${kind.class} stroke`});
  else if (one.shape === "upright") made = node("line", {x1: x, x2: x, y1: y - 6, y2: y + 6, class: "flag"});
  else made = node("circle", {cx: x, cy: y, r, ...kind});
  if (one.text) made.append(node("title", {}, one.text));
  return made;
}

function strips(svg, spec, place) {
  for (const one of spec.strips || []) {
    if (!isPast(one.first, spec)) continue;
    const last = Math.min(one.last, spec.until || one.last);
    const x = place.x(one.first) - place.half, width = place.x(last) + place.half - x;
    svg.append(node("rect", {x, y: place.flagged, width: Math.max(1, width), height: STRIP,
      class: `strip look-${one.look}`}));
    const text = [one.text, one.text.replace(/^phase /, "")].find((each) => 6.6 * each.length + 6 < width);
    if (text) svg.append(node("text", {x: x + width / 2, y: place.flagged + 15,
      class: `mid on-${one.look}`}, text));
  }
}

// Where each flag stands: in the first row in which its text has room, or in another row below.
function placed(spec, x, right) {
  const ends = [], found = [];
  for (const {day, text} of spec.flags || []) {
    if (day > spec.last) continue;
    const at = x(day), wide = 6.2 * text.length + 8;
    const leans = at + wide > right;
    const from = leans ? at - wide : at, to = from + wide;
    const free = ends.findIndex((end) => end < from), row = free < 0 ? ends.length : free;
    ends[row] = to;
    found.push({day, text, x: at, leans, from, to, row});
  }
  return found;
}

function flags(svg, spec, place) {
  const all = place.flags.filter(({day}) => isPast(day, spec));
  for (const {x, text, leans, row} of all) {
    let y = row * FLAG + 2;
    const upright = (end) => { if (end > y) svg.append(node("line", {x1: x, x2: x, y1: y, y2: end, class: "flag"})); };
    const covered = all.filter((one) => one.row > row && one.from < x && x < one.to).map((one) => one.row);
    for (const other of covered.sort((one, two) => one - two)) { // the text of another stands there
      upright(other * FLAG);
      y = (other + 1) * FLAG;
    }
    upright(place.bottom);
    svg.append(node("text", {x: leans ? x - 3 : x + 3, y: row * FLAG + 11,
      class: leans ? "tick end" : "tick"}, text));
  }
}

// -- the key --

export function legend(element, entries) {
  element.replaceChildren(...entries.map(({name, look, dashed, shape, open, full}) => {
    const item = document.createElement("span");
    item.className = "entry";
    const svg = node("svg", {viewBox: "0 0 26 12", width: 26, height: 12, "aria-hidden": "true"});
    const place = {x: () => 13, y: () => 6};
    if (shape) svg.append(mark({look, shape, open}, place));
    else if (full) svg.append(node("rect", {x: 3, y: 0, width: 20, height: 12, class: `strip look-${look}`}));
    else {
      const group = node("g", {class: `line look-${look}${dashed ? " dashed" : ""}`});
      group.append(node("path", {d: "M0,6L26,6"}));
      svg.append(group);
    }
    item.append(svg, name);
    return item;
  }));
}

// -- a file of its own --------------------------------------------------------------------------

const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "opacity",
  "font-family", "font-size", "text-anchor"];

export function svgText(element) {
  const svg = element.querySelector("svg"), copy = svg.cloneNode(true);
  const here = [svg, ...svg.querySelectorAll("*")], there = [copy, ...copy.querySelectorAll("*")];
  here.forEach((one, at) => {
    const style = getComputedStyle(one);
    for (const name of KEPT) there[at].setAttribute(name, style.getPropertyValue(name));
    there[at].removeAttribute("class");
  });
  const page = getComputedStyle(document.body).backgroundColor;
  copy.prepend(node("rect", {width: "100%", height: "100%", fill: page}));
  copy.prepend(node("desc", {}, element.getAttribute("aria-label")));
  copy.setAttribute("xmlns", NS);
  copy.removeAttribute("aria-hidden");
  return new XMLSerializer().serializeToString(copy);
}
