// Asking for what is shown: the newest wish counts, and what cannot be is said in one sentence.

import {address, at, held} from "./address.js";

const READER = crypto.getRandomValues(new Uint32Array(2)).join("-");
const SLOW = 2500; // milliseconds before we say that it takes a while
const SLOWLY = "Still playing. The compiled engine may have to be built first, once, in about a minute.";
const SAYING = 500; // before anything is said aloud
const under = {};

// `place` is where the answer goes: a newer wish for the same place overtakes this one.
export async function ask(what, more = {}, place = what) {
  under[place]?.abort();
  const mine = under[place] = new AbortController();
  const slow = setTimeout(() => tell(SLOWLY), SLOW);
  try {
    const answer = await fetch(`/${what}.json${address(more)}`, {signal: mine.signal, headers: {"X-Reader": `${READER} ${place}`}});
    const found = await answer.json();
    if (under[place] !== mine || answer.status === 409) return null;
    if (!answer.ok) throw new Error(found.error || "The page could not be answered.");
    complain("");
    return found;
  } catch (problem) {
    if (problem.name === "AbortError" || under[place] !== mine) return null;
    complain(problem instanceof TypeError ? "The program that serves this page does not answer; is it still running?" : problem.message);
    return null;
  } finally {
    clearTimeout(slow);
  }
}

export function complain(text) {
  at("alert").hidden = !text;
  if (at("alert").textContent !== text) at("alert").textContent = text;
}

// Whether what is said is only that something takes a while.
export const isSaidSlow = () => at("said").textContent === SLOWLY;

// What is said is seen at once, and read aloud when nothing has moved for a while.
export function tell(text, where = "said", aloud = true) {
  at(where).textContent = text;
  if (!aloud) return;
  clearTimeout(held.saying);
  held.saying = setTimeout(() => { at("aloud").textContent = text; }, SAYING);
}
