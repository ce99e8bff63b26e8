// What a chart shows, in words for those who do not see it, and as a table.

export function shown(value) {
  if (value === null || value === undefined) return "none";
  return Number.isInteger(value) ? String(value) : String(+value.toFixed(2));
}

export const isPast = (day, spec) => !spec.until || day <= spec.until;

// The first day that is told: lines may have one before the first that a chart draws.
const firstOf = (spec) => Math.min(spec.first, ...(spec.lines || []).map((one) => one.first ?? spec.first));

export function summary(spec) {
  const until = spec.until || spec.last;
  const parts = [`${spec.title}${spec.unit ? `, ${spec.unit}` : ""}, days ${firstOf(spec)} to ${until}.`];
  if ((spec.strips || []).length) {
    const seen = spec.strips.filter((one) => one.first <= until);
    parts.push(`${seen.map((one) => `${one.text} from day ${one.first}`).join(", ")}.`);
  }
  for (const one of spec.lines || []) {
    const known = one.values.map((value, at) => [(one.first ?? spec.first) + at, value])
      .filter(([day, value]) => value !== null && value !== undefined && day <= until);
    if (!known.length) continue;
    const [firstDay, begin] = known[0], [lastDay, end] = known[known.length - 1];
    const spread = (spec.bands || []).find((other) => other.name === one.name);
    const at = spread ? lastDay - (spread.first ?? spec.first) : 0;
    const between = spread ? ` (${shown(spread.low[at])} to ${shown(spread.high[at])})` : "";
    parts.push(`${one.name}: ${shown(begin)} on day ${firstDay}, ${shown(end)}${between} on day ${lastDay}.`);
  }
  for (const one of (spec.bands || []).filter((each) => each.full)) {
    const at = until - (one.first ?? spec.first);
    const share = one.high[at] - one.low[at];
    if (share > 0) parts.push(`${one.name}: ${Math.round(100 * share)} % on day ${until}.`);
  }
  const counts = new Map();
  for (const one of spec.marks || []) {
    if (isPast(one.day, spec)) counts.set(one.kind || one.text, (counts.get(one.kind || one.text) || 0) + 1);
  }
  if (counts.size) parts.push(`${[...counts].slice(0, 8).map(([kind, count]) => `${count} × ${kind}`).join("; ")}.`);
  const happened = (spec.flags || []).filter((one) => isPast(one.day, spec));
  if (happened.length) parts.push(`Marked: ${happened.map((one) => `${one.text} on day ${one.day}`).join(", ")}.`);
  return parts.join(" ");
}

export function table(spec) {
  const made = document.createElement("table");
  const heads = ["day"], columns = [];
  const add = (name, first, values) => {
    heads.push(name);
    columns.push((day) => shown(values[day - first]));
  };
  for (const one of spec.lines || []) {
    add(one.name, one.first ?? spec.first, one.values);
    const spread = (spec.bands || []).find((other) => other.name === one.name);
    if (spread) {
      add("from", spread.first ?? spec.first, spread.low);
      add("to", spread.first ?? spec.first, spread.high);
    }
  }
  for (const one of (spec.bands || []).filter((each) => each.full)) {
    add(one.name, one.first ?? spec.first, one.high.map((high, at) => high - one.low[at]));
  }
  const text = {marks: (one) => one.text, flags: (one) => one.text, strips: (one) => one.text};
  if (!columns.length || (spec.marks || []).length) {
    heads.push("what");
    columns.push((day) => [
      ...(spec.strips || []).filter((one) => one.first === day).map(text.strips),
      ...(spec.flags || []).filter((one) => one.day === day).map(text.flags),
      ...(spec.marks || []).filter((one) => one.day === day).map(text.marks),
    ].join("; "));
  }
  const row = (cells, kind) => {
    const line = made.insertRow();
    cells.forEach((cell, at) => {
      const one = document.createElement(kind || (at ? "td" : "th"));
      one.textContent = cell;
      if (kind) one.scope = "col";
      else if (!at) one.scope = "row";
      line.append(one);
    });
  };
  row(heads, "th");
  const plain = columns.length === 1 && heads[1] === "what";
  for (let day = firstOf(spec); day <= (spec.until || spec.last); day += 1) {
    const cells = columns.map((column) => column(day));
    if (!plain || cells[0]) row([day, ...cells]);
  }
  return made;
}
