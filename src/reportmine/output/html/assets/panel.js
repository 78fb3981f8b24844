
"use strict";
// Filters the metrics of many reports, and opens what a link leads to. All words of the reports go in as text.
(() => {
const $ = (id) => document.getElementById(id);
const words = JSON.parse($("words").textContent), say = words.panel;
const made = (tag, props, ...inside) => {
  const one = Object.assign(document.createElement(tag), props);
  one.append(...inside);
  return one;
};
const rows = document.querySelector(".rows");
const lines = [...rows.querySelectorAll("tr[id]")];
const cards = new Map(lines.map((one) => [one, $(`m${one.id.slice(1)}`)]));

// ---- a link to a value opens its list and lights its dot

const asked = () => {
  for (const one of document.querySelectorAll(".on")) one.classList.remove("on");
  const name = /^#[vmr]\d+$/.test(location.hash) ? location.hash.slice(1) : null, one = name && $(name);
  if (!one) return;
  one.classList.add("on");
  const list = one.closest("details");
  if (list) list.open = true;
  for (const dot of document.querySelectorAll(`svg a[href="#${name}"]`)) dot.classList.add("on");
  one.scrollIntoView({ block: "center" });
};
addEventListener("hashchange", asked);
addEventListener("keydown", (event) => {
  const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key], one = way && event.target.closest?.("svg a");
  if (!one || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const all = [...one.closest("svg").querySelectorAll("a")];
  all[all.indexOf(one) + way]?.focus();
});
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  for (const one of opened) one.open = true;
});
addEventListener("afterprint", () => { for (const one of opened) one.open = false; });

// ---- filters

const form = made("form", { className: "filters" });
form.setAttribute("role", "search");
const search = made("input", { type: "search", name: "text", autocomplete: "off" });
form.append(made("label", { className: "wide" }, say.search, search));
const held = (key) => {
  const found = new Map();
  for (const line of lines) for (const one of (line.dataset[key] ?? "").split("\t")) if (one) found.set(one, (found.get(one) ?? 0) + 1);
  return [...found].sort((a, b) => b[1] - a[1]);
};
const select = (name, key, label = (one) => one) => {
  const one = made("select", { name }, made("option", { value: "" }, say.all));
  for (const [value, number] of held(key)) one.append(made("option", { value }, `${label(value)} (${number})`));
  form.append(made("label", {}, say[name], one));
  return [one, key];
};
const choices = [select("concept", "c"), select("region", "g"), select("status", "t", (one) => say[one] ?? one)];
const state = made("span", {});
state.setAttribute("role", "status");
const reset = made("button", { type: "button", onclick: () => { form.reset(); filter(); } }, say.reset);
rows.before(form, made("p", { className: "state" }, state, reset));
const filter = () => {
  const terms = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const line of lines) {
    const text = line.textContent.toLowerCase();
    line.hidden = !(choices.every(([one, key]) => !one.value || (line.dataset[key] ?? "").split("\t").includes(one.value))
      && terms.every((term) => text.includes(term)));
    cards.get(line).hidden = line.hidden;
    count += line.hidden ? 0 : 1;
  }
  state.textContent = say.shown.replace("{n}", count);
  reset.hidden = count === lines.length;
};
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => requestAnimationFrame(filter));

filter();
asked();
})();
