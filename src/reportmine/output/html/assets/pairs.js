
"use strict";
// Links the figures of two texts: what is pointed at lights its counterpart. All words of the reports go in as text.
(() => {
const $ = (id) => document.getElementById(id);
const parsed = (id) => JSON.parse($(id).textContent);
const words = parsed("words"), sections = parsed("data"), say = words.pairs;
const table = $("table"), told = $("told"), rows = document.querySelector(".rows");
const made = (tag, props, ...inside) => {
  const one = Object.assign(document.createElement(tag), props);
  one.append(...inside);
  return one;
};

// ---- which lines a figure stands in, and which figures a line has

const lines = [...rows.querySelectorAll("tr[id]")];
const lit = new Map(lines.map((one) => [one, (one.dataset.f ?? "").split(" ").filter(Boolean)]));
const linesOf = new Map();
for (const [line, names] of lit) for (const name of names) linesOf.set(name, [...(linesOf.get(name) ?? []), line]);
const parts = new Map(); // a figure that a heading or a cell cuts has several pieces
let last = "";
for (const one of document.querySelectorAll("article a")) {
  const name = last = one.id || last;
  parts.set(name, [...(parts.get(name) ?? []), one]);
}
const firstLine = (name) => (linesOf.get(name) ?? []).find((one) => !one.hidden) ?? (linesOf.get(name) ?? [])[0];

// ---- light, and bring into sight inside its own pane, never moving the page

let shown = null, pinned = null;
const paneOf = (one) => {
  const pane = one.closest("article") ?? table;
  return pane.scrollHeight > pane.clientHeight + 1 && getComputedStyle(pane).overflowY !== "visible" ? pane : null;
};
const reveal = (one) => {
  const pane = one && paneOf(one);
  if (!pane) return;
  for (let turn = 0; turn < 2; turn += 1) { // what comes into sight may turn out higher than it was thought
    const at = one.getBoundingClientRect(), view = pane.getBoundingClientRect();
    if (at.top >= view.top + 50 && at.bottom <= view.bottom - 30) return;
    pane.scrollTop += at.top - view.top - view.height / 3;
  }
};
const show = (name) => {
  if (name === shown && name !== null) return;
  for (const one of document.querySelectorAll(".on")) one.classList.remove("on");
  shown = name;
  told.classList.toggle("hint", name === null);
  if (name === null) { told.textContent = say.none; return; }
  const own = lines.includes($(name)) ? [$(name)] : linesOf.get(name) ?? [];
  const names = new Set(own.flatMap((line) => lit.get(line)));
  for (const line of own) line.classList.add("on");
  for (const one of names) for (const piece of parts.get(one) ?? [$(one)]) piece?.classList.add("on"); // of a section its heading
  const article = $(name)?.closest("article");
  for (const side of ["o", "n"]) {
    const first = [...names].find((one) => one[0] === side);
    if (first && $(first)?.closest("article") !== article) reveal($(first));
  }
  const line = own.find((one) => !one.hidden);
  if (line && line !== $(name)) reveal(line);
  const from = [...names].map($).find(Boolean);
  told.textContent = (article ? $(name) : from)?.title || (line ? [...line.cells].map((one) => one.textContent).filter(Boolean).join(" → ") : "");
};
const pin = (name) => {
  pinned = name;
  shown = undefined;
  show(name);
  if (name !== null && $(name)) reveal($(name));
};
const unpin = () => {
  if (pinned !== null) history.replaceState(null, "", location.pathname + location.search);
  pin(null);
};
const asked = () => {
  const name = /^#([on]f|[rtcs])\d+$/.test(location.hash) ? location.hash.slice(1) : null;
  if (name !== null && $(name)) pin(name);
};
const texts = document.querySelector(".texts");
const mark = (event) => {
  const one = event.target.closest?.("article a");
  return one ? one.id || [...parts].find(([, pieces]) => pieces.includes(one))?.[0] : null;
};
const hover = matchMedia("(hover: hover)");
texts.addEventListener("mouseover", (event) => { const name = hover.matches && pinned === null && mark(event); if (name) show(name); });
texts.addEventListener("mouseout", (event) => { if (hover.matches && pinned === null && mark(event)) show(null); });
texts.addEventListener("focusin", (event) => {
  const name = event.target.matches(":focus-visible") && mark(event);
  if (!name || pinned !== null) return;
  show(name);
  event.target.scrollIntoView({ block: "nearest" }); // what it says may have covered it
});
texts.addEventListener("click", (event) => {
  const name = mark(event);
  if (!name) return;
  event.preventDefault();
  if (name === pinned) unpin();
  else { history.pushState(null, "", `#${name}`); pin(name); }
});
rows.addEventListener("click", (event) => {
  const line = event.target.closest("tr[id]");
  if (!line || event.target.closest("a")) return;
  if (line.id === pinned) unpin(); else location.hash = line.id;
});
addEventListener("hashchange", asked);
addEventListener("popstate", asked);
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && (pinned ?? shown) !== null) unpin();
  const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key], one = way && event.target.closest?.("article a[id]");
  if (!one || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const all = [...one.closest("article").querySelectorAll("a[id]:not(.off)")];
  all[all.indexOf(one) + way]?.focus();
});

// ---- filters

const form = made("form", { className: "filters" });
form.setAttribute("role", "search");
const search = made("input", { type: "search", name: "text", autocomplete: "off" });
form.append(made("label", { className: "wide" }, say.search, search));
const select = (name, groups) => {
  const one = made("select", { name }, made("option", { value: "" }, say.all));
  for (const [label, options] of groups) {
    const into = label ? made("optgroup", { label }) : one;
    for (const [value, text] of options) into.append(made("option", { value }, text));
    if (label && options.length) one.append(into);
  }
  form.append(made("label", {}, say[name], one));
  return one;
};
const held = (key) => {
  const found = new Map();
  for (const line of lines) for (const one of new Set((line.dataset[key] ?? "").split("\t"))) if (one) found.set(one, (found.get(one) ?? 0) + 1);
  return [...found];
};
const inside = (one, over) => one === over || one.startsWith(`${over}.`);
const used = held("s").map(([one]) => one);
const named = (side) => sections[side].filter(([id]) => used.some((one) => inside(one, side + id)))
  .map(([id, title]) => [side + id, "\u2003".repeat(id.split(".").length - 1) + title]);
const byPart = select("part", [["", held("p").map(([one, number]) => [one, `${words.change[one]} (${number})`])]]);
const byConcept = select("concept", [["", held("c").sort((a, b) => b[1] - a[1]).map(([one, number]) => [one, `${one} (${number})`])]]);
const bySection = select("section", [[say.new, named("n")], [say.old, named("o")]]);
const state = made("span", {});
state.setAttribute("role", "status");
const reset = made("button", { type: "button", onclick: () => { form.reset(); filter(); } }, say.reset);
rows.before(form, made("p", { className: "state" }, state, reset));
const wanted = (line, terms) => {
  const { p, c = "", s = "" } = line.dataset;
  if (byPart.value && byPart.value !== p) return false;
  if (byConcept.value && !c.split("\t").includes(byConcept.value)) return false;
  if (bySection.value && !s.split("\t").some((one) => inside(one, bySection.value))) return false;
  const text = `${line.textContent}\n${c}`.toLowerCase();
  return terms.every((term) => text.includes(term));
};
const filter = () => {
  const terms = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const line of lines) {
    line.hidden = !wanted(line, terms);
    count += line.hidden ? 0 : 1;
  }
  for (const [name, pieces] of parts) {
    const off = !(linesOf.get(name) ?? []).some((line) => !line.hidden);
    for (const one of pieces) one.classList.toggle("off", off);
  }
  for (const part of rows.children) part.hidden = !part.querySelector("tr[id]:not([hidden])");
  state.textContent = say.shown.replace("{n}", count);
  reset.hidden = count === lines.length;
};
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => requestAnimationFrame(filter));

filter();
show(null);
asked();
})();
