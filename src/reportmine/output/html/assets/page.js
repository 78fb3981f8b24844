
"use strict";
// Makes the page better than it is without: records, filters, downloads. All words of the report go in as text.
const reader = (() => { // what other scripts of a page may use of it
const $ = (id) => document.getElementById(id);
const parsed = (id) => JSON.parse($(id).textContent);
const words = parsed("words"), data = parsed("data"), ui = words.ui, report = data.report;
const article = $("text"), panel = $("record"), toggle = $("unread");

const made = (tag, props, ...inside) => {
  const one = Object.assign(document.createElement(tag), props);
  one.append(...inside);
  return one;
};
const said = (part, name) => (Object.hasOwn(words[part], name) ? words[part][name] : name);

// ---- the report again: places count characters, as Python does, and not the halves of some

let signs;
const cut = (start, end) => {
  signs ??= ((text) => (/[\ud800-\udfff]/.test(text) ? Array.from(text) : text))(article.textContent);
  const piece = signs.slice(start, end);
  return typeof piece === "string" ? piece : piece.join("");
};
const count = data.rows.length;
const figure = (id) => {
  const [start, end, from, to] = data.places[id - 1];
  const sentence = from < 0 ? data.sentences[id] : cut(from, to);
  const fields = { id, text: cut(start, end), start, end, sentence };
  data.fields.forEach((name, at) => { fields[name] = data.pool[data.rows[id - 1][at]]; });
  return Object.fromEntries(data.known.map((name) => [name, fields[name]]));
};
const field = (id, name) => data.pool[data.rows[id - 1][data.fields.indexOf(name)]];
const unread = (id) => {
  const [start, end, reason, rule] = data.unread[id - 1];
  return { text: cut(start, end), start, end, reason, rule };
};
const all = () => Array.from({ length: count }, (_, at) => figure(at + 1));
const page = (offset) => {
  const pages = report.source.pages;
  let at = pages.findLastIndex((one) => one.start <= offset);
  while (at > 0 && pages[at].start === pages[at].end) at -= 1;
  return at < 0 ? null : pages[at].number;
};
const sections = new Map(report.sections.map((one) => [one.id, one]));
const named = (one) => (one.marker ?? "") + one.title;
const sureness = (confidence) =>
  confidence === null ? "unknown" : confidence >= 0.95 ? "certain" : confidence >= 0.75 ? "likely" : "doubtful";

// ---- given out: as `reportmine extract` does

const plain = (number) => { // without an exponent
  const [, sign, whole, part = "", power] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(number));
  if (power === undefined) return String(number);
  const digits = whole + part, point = whole.length + Number(power);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  const long = digits.padEnd(point, "0");
  return sign + long.slice(0, point) + (long.length > point ? `.${long.slice(point)}` : "");
};
const formula = (text) => /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !(text.length === 1 && text.trim()) &&
  !/^[-+－＋]\p{Nd}[\p{Nd},]*(?:\.\p{Nd}+)?[%‰]?$/u.test(text);
const cell = (name, value) => {
  if (value === null) return "";
  if (name === "confidence") return Number.isInteger(value) ? `${value}.0` : String(value);
  if (typeof value === "number") return plain(value);
  const text = Array.isArray(value) ? value.join(";") : value;
  return formula(text) ? `'${text}` : text;
};
const cells = (one) => {
  const { title, issuer, region, year, region_code } = report;
  const row = { file: report.source.name, title, issuer, region, year, ...one, region_code, page: page(one.start) };
  return data.columns.map((name) => cell(name, row[name]));
};
const csv = () => "\ufeff" + [data.columns, ...all().map(cells)].map((row) => row.map((text) =>
  (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(",") + "\r\n").join("");
const json = () => {
  const parts = { ...report, indicators: all(), unread: data.unread.map((_, at) => unread(at + 1)) };
  return JSON.stringify(Object.fromEntries(data.order.map((name) => [name, parts[name]])), null, 2) + "\n";
};
const download = (text, type, suffix) => {
  const name = report.source.name.split(/[\\/]/).pop().replace(/\.[^.]*$/, "") || "report";
  const href = URL.createObjectURL(new Blob([text], { type }));
  made("a", { href, download: name + suffix }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10000);
};
const copy = async (text, button) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = made("textarea", { value: text });
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  const before = button.textContent;
  button.textContent = ui.copied;
  setTimeout(() => { button.textContent = before; }, 1500);
};

// ---- the record

let pinned = null, shown = null; // such as "f66" or "u3"
const extras = []; // what other scripts show of a figure: functions of the record, each gives elements
const grouped = (number) => plain(number).replace(/^(-?\d+)/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
const amount = (one) => {
  const signs = one.relation === "=" ? "" : `${one.relation} `;
  const range = one.value_max === null ? "" : ` – ${grouped(one.value_max)}`;
  return `${signs}${grouped(one.value)}${range}${one.unit === null ? "" : ` ${one.unit}`}`;
};
const within = (id) => {
  const one = sections.get(id);
  return one ? made("a", { href: `#s${id}`, lang: "zh" }, named(one)) : id;
};
const sure = (one) => made("span", { className: `sure ${sureness(one.confidence)}` },
  words.level[sureness(one.confidence)] + (one.confidence === null ? "" : ` ${one.confidence}`));
const lines = (one) => [
  ["value", amount(one)], ["kind", said("kind", one.kind)], ["metric", one.metric],
  ["item", one.table !== null || one.item?.includes("·") ? one.item?.split("·").join(" › ") : one.item],
  ["action", one.action], ["actor", one.actor],
  ["role", one.role === "level" ? null : said("role", one.role)],
  ["direction", one.direction && said("direction", one.direction)], ["basis", one.basis], ["whole", one.whole],
  ["period", one.period], ["status", said("status", one.status)],
  ["aggregation", one.aggregation && said("aggregation", one.aggregation)], ["concept", one.concept],
  ["confidence", sure(one)], ["flags", one.flags.map((flag) => said("flag", flag)).join(ui.semicolon)],
  ["section", one.section && within(one.section)], ["page", page(one.start)], ["table", one.table],
  ["sentence", one.sentence], ["rules", one.rules.join(", ")], ["place", `${one.start}–${one.end}`],
];
const otherLines = (one) => [
  ["reason", said("reason", one.reason)], ["rule", one.rule], ["page", page(one.start)], ["place", `${one.start}–${one.end}`],
];
const CHINESE = new Set(["metric", "item", "action", "actor", "basis", "whole", "table", "sentence"]);
const listed = (rows) => {
  const list = made("dl");
  for (const [name, value] of rows) {
    if (value === null || value === undefined || value === "") continue;
    const told = made("dd", {}, value instanceof Node ? value : String(value));
    if (CHINESE.has(name)) told.lang = "zh";
    list.append(made("dt", {}, words.field[name]), told);
  }
  return list;
};
const button = (text, act, label) => {
  const one = made("button", { type: "button", onclick: () => act(one) }, text);
  if (label) one.setAttribute("aria-label", label);
  return one;
};
const buttons = (one) => made("p", { className: "buttons" },
  button(ui.copy, (self) => copy(cells(one).map((text) => text.replace(/[\t\r\n]+/g, " ")).join("\t"), self)),
  button(ui.link, (self) => copy(`${location.href.split("#")[0]}#f${one.id}`, self)),
  button("←", () => step(one.id, -1), ui.previous), button("→", () => step(one.id, 1), ui.next));
const show = (name) => {
  if (name === shown && name !== null) return;
  for (const one of document.querySelectorAll(".on")) one.classList.remove("on");
  shown = name;
  if (name === null) {
    const kinds = [...held("kind").keys()].map((one) => made("li", {}, made("span", { className: one }, said("kind", one))));
    panel.replaceChildren(made("p", { className: "hint" }, ui.none), made("ul", { className: "kinds" }, ...kinds));
    return;
  }
  const id = Number(name.slice(1)), isFigure = name[0] === "f";
  const one = isFigure ? figure(id) : unread(id);
  const head = made("p", { className: "said" }, made("strong", { lang: "zh" }, one.text));
  if (!isFigure) head.append(made("span", { className: "pin" }, ui["unread-one"]));
  if (name === pinned) head.append(made("span", { className: "pin" }, ui.pinned));
  head.append(button("×", () => { unpin(); $(name)?.focus(); }, ui.close));
  panel.replaceChildren(head, ...(isFigure ? [buttons(one)] : []), ...extras.flatMap((extra) => extra(one, isFigure)),
    listed(isFigure ? lines(one) : otherLines(one)));
  panel.scrollTop = 0;
  for (const part of isFigure ? article.querySelectorAll(`a[href="#${name}"]`) : [$(name)]) part?.classList.add("on");
  if (isFigure) $(`r${id}`)?.classList.add("on");
};
const pin = (name) => {
  pinned = name;
  shown = undefined;
  show(name);
  const row = name?.[0] === "f" && wide.matches ? $(`r${name.slice(1)}`) : null, pane = $("figures");
  if (!row || row.hidden) return;
  const at = row.getBoundingClientRect(), view = pane.getBoundingClientRect();
  if (at.top < view.top + 40 || at.bottom > view.bottom) pane.scrollTop += at.top - view.top - view.height / 3;
};
const unpin = () => {
  if (pinned !== null) history.replaceState(null, "", location.pathname + location.search);
  pin(null);
};
const step = (id, way) => {
  for (let at = id + way; at >= 1 && at <= count; at += way) {
    if (!$(`r${at}`).hidden) { location.hash = `f${at}`; return; }
  }
};
const asked = () => {
  const name = /^#[fu]\d+$/.test(location.hash) ? location.hash.slice(1) : null;
  if (name === null || !$(name)) return;
  if (name[0] === "u" && toggle) { toggle.checked = true; reach(); }
  pin(name);
};
const mark = (event) => {
  const one = event.target.closest?.("a[href^='#f'], i");
  if (!one || !article.contains(one)) return null;
  if (one.tagName === "A") return one.hash.slice(1);
  return toggle?.checked && one.id ? one.id : null;
};
const wide = matchMedia("(min-width: 70rem)"), roomy = matchMedia("(min-width: 70rem) and (hover: hover)");
let pointer = ""; // where it is: a figure that the page moves under a resting pointer is not pointed at
const resting = (event) => pointer === (pointer = `${event.screenX} ${event.screenY}`);
addEventListener("mousemove", resting, { passive: true });
article.addEventListener("mouseover", (event) => {
  const name = !resting(event) && roomy.matches && mark(event);
  if (name) show(name);
});
article.addEventListener("mouseout", (event) => { if (roomy.matches && mark(event)) show(pinned); });
// a finger that comes down focuses too: what would then slide under it must wait for the click
article.addEventListener("focusin", (event) => {
  const name = event.target.matches(":focus-visible") && mark(event);
  if (!name) return;
  show(name);
  if (!wide.matches) event.target.scrollIntoView({ block: "nearest" });
});
article.addEventListener("focusout", (event) => { if (roomy.matches && mark(event)) show(pinned); });
article.addEventListener("click", (event) => {
  const name = mark(event);
  if (!name) return;
  if (name === pinned) { event.preventDefault(); unpin(); }
  else if (name[0] === "u") location.hash = name;
});
addEventListener("hashchange", asked);
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && (pinned ?? shown) !== null) {
    const from = panel.contains(document.activeElement) ? $(pinned ?? shown) : null;
    unpin();
    from?.focus();
  }
  if (event.key === "Tab" && pinned !== null) aside(event);
  const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key], name = way && mark(event);
  if (!name || name[0] !== "f" || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  for (let at = Number(name.slice(1)) + way; at >= 1 && at <= count; at += way) {
    if (!$(`r${at}`).hidden) { $(`f${at}`)?.focus(); return; }
  }
});
const aside = (event) => { // between a figure that is kept and its record, over all that stands between them
  const figure = $(pinned), first = panel.querySelector("button");
  const to = event.target === figure && !event.shiftKey ? first : event.target === first && event.shiftKey ? figure : null;
  if (!to) return;
  event.preventDefault();
  to.focus();
};
const reach = () => { // numerals that are shown can be reached by the keyboard
  for (const one of article.querySelectorAll("i[id]")) {
    if (toggle.checked) one.tabIndex = 0; else one.removeAttribute("tabindex");
  }
};
toggle?.addEventListener("change", reach);

// ---- the table and its filters

const rows = document.querySelector(".rows");
rows.addEventListener("click", (event) => {
  const row = event.target.closest("tr[id]");
  if (row && !event.target.closest("a")) location.hash = `f${row.id.slice(1)}`;
});
const inside = (id, over) => {
  for (let at = id; at; at = sections.get(at)?.parent) if (at === over) return true;
  return false;
};
const held = (name) => { // the values of a field and how many figures have each
  const found = new Map();
  for (let id = 1; id <= count; id += 1) {
    for (const one of [field(id, name)].flat()) found.set(one, (found.get(one) ?? 0) + 1);
  }
  return found;
};
const filters = made("form", { className: "filters" });
filters.setAttribute("role", "search");
const search = made("input", { type: "search", name: "text", autocomplete: "off" });
filters.append(made("label", { className: "wide" }, ui.search, search));
const select = (name, options) => {
  const one = made("select", { name }, made("option", { value: "" }, ui.all));
  for (const [value, label] of options) one.append(made("option", { value }, label));
  filters.append(made("label", {}, words.field[name], one));
  return one;
};
const counted = (name, part, none) => [...held(name)].filter(([value]) => value !== null)
  .sort((a, b) => b[1] - a[1])
  .map(([value, number]) => [`=${value}`, `${part ? said(part, value) : value} (${number})`]).concat(none ? [["-", none]] : []);
const filled = new Set();
for (let id = 1; id <= count; id += 1) for (let at = field(id, "section"); at; at = sections.get(at)?.parent) filled.add(at);
const levels = held("confidence");
const bySection = select("section", report.sections.filter((one) => filled.has(one.id))
  .map((one) => [`=${one.id}`, "\u2003".repeat(one.id.split(".").length - 1) + named(one)]).concat([["-", ui.outside]]));
const byStatus = select("status", counted("status", "status"));
const bySureness = select("confidence", ["certain", "likely", "doubtful", "unknown"].map((one) => [one,
  [...levels].reduce((sum, [value, number]) => sum + (sureness(value) === one ? number : 0), 0)])
  .filter(([, number]) => number).map(([one, number]) => [one, `${words.level[one]} (${number})`]));
const byConcept = select("concept", counted("concept", null, ui["no-concept"]));
const byKind = select("kind", counted("kind", "kind"));
const byFlags = select("flags", counted("flags", "flag", ui["no-flags"]));
const state = made("span", { role: "status" });
const reset = button(ui.reset, () => { filters.reset(); filter(); });
rows.before(filters, made("p", { className: "state" }, state, reset, made("span", { className: "end" },
  button(ui.csv, () => download(csv(), "text/csv", ".csv"), `${ui.download} ${ui.csv}`),
  button(ui.json, () => download(json(), "application/json", ".json"), `${ui.download} ${ui.json}`))));

let sought; // what is searched in, made when first asked for
const texts = (id) => {
  sought ??= all().map((one) => [one.text, one.metric, one.item, one.concept, one.actor, one.action, one.period, one.sentence]
    .join("\n").toLowerCase());
  return sought[id - 1];
};
const only = (choice, value) => choice === "" || (choice === "-" ? value === null : `=${value}` === choice);
const wanted = (id, terms) =>
  terms.every((term) => texts(id).includes(term)) && only(byStatus.value, field(id, "status")) &&
  only(byConcept.value, field(id, "concept")) && only(byKind.value, field(id, "kind")) &&
  (bySection.value === "" || (bySection.value === "-" ? field(id, "section") === null : inside(field(id, "section"), bySection.value.slice(1)))) &&
  (bySureness.value === "" || sureness(field(id, "confidence")) === bySureness.value) &&
  (byFlags.value === "" || (byFlags.value === "-" ? !field(id, "flags").length : field(id, "flags").includes(byFlags.value.slice(1))));
const filter = () => {
  const terms = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const left = new Set();
  for (let id = 1; id <= count; id += 1) {
    const kept = wanted(id, terms);
    $(`r${id}`).hidden = !kept;
    if (kept) left.add(`#f${id}`);
  }
  for (const one of article.querySelectorAll("a")) one.classList.toggle("off", !left.has(one.hash));
  for (const part of rows.children) part.hidden = !part.querySelector("tr[id]:not([hidden])");
  state.textContent = ui.shown.replace("{n}", left.size);
  reset.hidden = left.size === count;
};
filters.addEventListener("submit", (event) => event.preventDefault());
filters.addEventListener("input", () => requestAnimationFrame(filter));
state.textContent = ui.shown.replace("{n}", count);
reset.hidden = true;

// ---- the tree follows the text

const tree = document.querySelector("nav");
tree.firstElementChild.open = wide.matches;
wide.addEventListener("change", () => { tree.firstElementChild.open = wide.matches; });
tree.addEventListener("click", (event) => { if (!wide.matches && event.target.closest("a")) tree.firstElementChild.open = false; });
const heads = [...article.querySelectorAll("[id^='s']")];
const links = new Map([...tree.querySelectorAll("li a")].map((one) => [one.hash.slice(1), one]));
let current = null, waiting = false;
const follow = () => {
  waiting = false;
  let low = 0, high = heads.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (heads[middle].getBoundingClientRect().top < innerHeight / 3) low = middle + 1; else high = middle;
  }
  const link = low ? links.get(heads[low - 1].id) : null;
  if (link === current) return;
  current?.removeAttribute("aria-current");
  link?.setAttribute("aria-current", "true");
  current = link;
  if (link && wide.matches) tree.scrollTop = Math.max(0, link.offsetTop - tree.clientHeight / 2);
};
addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(follow); } }, { passive: true });

show(null);
asked();
requestAnimationFrame(follow);
const redraw = () => { const name = shown ?? null; shown = undefined; show(name); };
const chosen = () => (shown?.[0] === "f" ? Number(shown.slice(1)) : null);
return { $, made, said, words, data, article, cut, figure, button, plain, download, extras, redraw, chosen };
})();
