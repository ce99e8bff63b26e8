// One run day by day: play, pause, a day on and back.

import {at, held, share, state} from "./address.js";
import {tell} from "./asking.js";
import {date} from "./chart.js";
import {worldsOf} from "./figures.js";
import {showLogs} from "./log.js";
import {drawOne, lastDay, standing} from "./one.js";

export function show(day, aloud = !held.playing) {
  if (!held.one) return;
  const first = held.one.a.first_day, last = lastDay(held.one);
  state.day = Math.min(last, Math.max(first, day));
  at("day").value = state.day;
  const when = date(held.one.a.start, state.day);
  at("dayis").textContent = `${state.day} of ${last}${when ? `, ${when}` : ""}`;
  at("day").setAttribute("aria-valuetext", `day ${state.day} of ${last}${when ? `, ${when}` : ""}`);
  at("back").disabled = state.day <= first;
  at("step").disabled = state.day >= last;
  drawOne(at("one"), at("course"), held.one, state.day);
  showLogs(at("logs"), held.one, state.day);
  const now = worldsOf(held.one).map((world) => standing(held.one, world, state.day)).join(" ");
  tell(now, "now", aloud);
  if (!held.playing) share();
}

export function play(on) {
  if (!held.one) return; // the first run has not come yet
  clearInterval(held.playing);
  held.playing = null;
  at("play").textContent = on ? "Pause" : "Play";
  if (!on) {
    show(state.day);
    return;
  }
  if (state.day >= lastDay(held.one)) show(held.one.a.first_day);
  held.playing = setInterval(() => {
    if (state.day >= lastDay(held.one)) play(false);
    else show(state.day + 1);
  }, 1000 / +at("speed").value);
}

export function keys(event) {
  const own = event.target.matches("select, button");
  const day = event.target === at("day");
  if (event.key === " " && !own) play(!held.playing);
  else if (event.key === "ArrowRight" && !event.target.matches("select")) { play(false); show(state.day + 1); }
  else if (event.key === "ArrowLeft" && !event.target.matches("select")) { play(false); show(state.day - 1); }
  else if (event.key === "Home" && !day && !event.target.matches("select")) show(0);
  else if (event.key === "End" && !day && !event.target.matches("select")) show(lastDay(held.one));
  else return;
  event.preventDefault();
}
