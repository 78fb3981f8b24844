
"use strict";
// A person's word on the figures: right or wrong, how it should be, what was missed; kept here, given out as TOML.
(() => {
const { $, made, said, words, data, article, cut, figure, button, plain, download, extras, redraw, chosen } = reader;
const ui = words.review, known = data.review, source = data.report.source;
const ids = known.order, judged = new Map(), missed = []; // id → { verdict, correct }; what was missed with its fields
const numbers = new Set(["value", "value_max"]);
let on = false, kept = true, saved = true;

// ---- kept in this browser, as far as it keeps anything

const KEY = `reportmine.review.${source.sha256}`;
const keep = () => {
  saved = false;
  try {
    const figures = [...judged].map(([id, one]) => [...data.places[id - 1].slice(0, 2), one.verdict, one.correct]);
    localStorage.setItem(KEY, JSON.stringify({ figures, missed }));
    saved = true;
  } catch { kept = false; }
};
const VERDICTS = ["right", "wrong", "not_a_figure"];
const fit = (name, value) => typeof value === "string" && (value === "" ? !known.needed.includes(name) :
  numbers.has(name) ? /^-?\d{1,30}(\.\d{1,30})?$/.test(value) :
  name === "period" ? /^\d{4}(-(\d{4}|Q[1-4]|H[12]|(0[1-9]|1[0-2])(\/\d{4}-(0[1-9]|1[0-2]))?))?$/.test(value) :
  !(name in known.choices) || known.choices[name].includes(value));
const fields = (found) => Object.fromEntries(known.fields.filter((name) => Object.hasOwn(found ?? {}, name) && fit(name, found[name]))
  .map((name) => [name, found[name]]));
const back = () => {
  const places = new Map(data.places.map(([start, end], at) => [`${start}-${end}`, at + 1]));
  const held = JSON.parse(localStorage.getItem(KEY) ?? "{}");
  for (const [start, end, verdict, correct] of held.figures ?? []) {
    const id = places.get(`${start}-${end}`);
    if (id && VERDICTS.includes(verdict)) judged.set(id, { verdict, correct: verdict === "wrong" ? fields(correct) : {} });
  }
  for (const one of held.missed ?? []) {
    if (Number.isInteger(one.start) && one.end > one.start && cut(one.start, one.end) === one.text) add(one.start, one.end, fields(one.correct));
  }
};

// ---- given out

const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const quoted = (text) => JSON.stringify(text.replace(HALF, "\ufffd")).replaceAll("\x7f", "\\u007f");
const lines = (found) => known.all.filter((name) => Object.hasOwn(found, name) && found[name] !== null).map((name) => {
  const value = found[name];
  if (typeof value === "number") return `${name} = ${plain(value)}\n`;
  return `${name} = ${numbers.has(name) && value !== "" ? value.replace(/^(-?)0+(?=\d)/, "$1") : quoted(value)}\n`;
}).join("");
const place = (one) => `start = ${one.start}\nend = ${one.end}\ntext = ${quoted(one.text)}\nsentence = ${quoted(one.sentence)}\n`;
const toml = () => {
  const figures = ids.filter((id) => judged.has(id)).map((id) => {
    const one = figure(id), { verdict, correct } = judged.get(id);
    return `\n[[report.figure]]\n${place(one)}verdict = "${verdict}"\n[report.figure.read]\n${lines(one)}[report.figure.correct]\n${lines(correct)}`;
  });
  const others = missed.map((one) => `\n[[report.missed]]\n${place(one)}[report.missed.correct]\n${lines(one.correct)}`);
  return `${known.head}\n[[report]]\nname = ${quoted(source.name)}\nsha256 = "${source.sha256}"\n${[...figures, ...others].join("")}`;
};

// ---- marks

const mark = (id) => {
  const verdict = judged.get(id)?.verdict;
  for (const one of [...article.querySelectorAll(`a[href="#f${id}"]`), $(`r${id}`)]) {
    if (verdict) one.dataset.said = verdict; else delete one.dataset.said;
  }
};
const told = made("span", { role: "status" });
const counts = () => {
  const by = (verdict) => [...judged.values()].filter((one) => one.verdict === verdict).length;
  const parts = [...VERDICTS.map((one) => `${ui[one]} ${by(one)}`), `${ui.missed} ${missed.length}`];
  told.textContent = [ui.done.replace("{n}", judged.size).replace("{all}", ids.length), ...parts].join(" · ");
  lost.hidden = kept;
};
const judge = (id, verdict, correct = {}) => {
  if (verdict) judged.set(id, { verdict, correct }); else judged.delete(id);
  keep();
  mark(id);
  counts();
};

// ---- the record: buttons, and its fields to edit

const choice = (name, value, change) => {
  const one = made("select", { name, onchange: () => change(one.value) });
  if (!known.needed.includes(name) || value === "") one.append(made("option", { value: "" }, ui.none));
  for (const each of known.choices[name]) one.append(made("option", { value: each }, name in words ? said(name, each) : each));
  one.value = value;
  return one;
};
const line = (name, value, change) => {
  const one = made("input", { name, value, autocomplete: "off", lang: "zh", onchange: () => {
    const now = one.value.trim();
    one.setCustomValidity(fit(name, now) ? "" : ui[name === "period" ? "period" : "number"]);
    if (one.reportValidity()) change(now);
  } });
  return one;
};
const form = (values, change) => {
  const one = made("form", { className: "correct", onsubmit: (event) => event.preventDefault() });
  one.setAttribute("aria-label", ui.correct);
  for (const name of known.fields) {
    const entry = (name in known.choices ? choice : line)(name, values[name] ?? "", (value) => change(name, value));
    one.append(made("label", {}, words.field[name], entry));
  }
  return one;
};
const written = (one) => Object.fromEntries(known.fields.map((name) => [name,
  one[name] === null ? "" : typeof one[name] === "number" ? plain(one[name]) : one[name]]));
const verdicts = (id, again) => made("p", { className: "buttons verdicts" }, ...[...VERDICTS, ""].map((one) => {
  const made = button(ui[one || "clear"], () => { judge(id, one, one === "wrong" ? judged.get(id)?.correct : {}); again(); });
  made.dataset.verdict = one;
  if (one) made.setAttribute("aria-pressed", judged.get(id)?.verdict === one);
  return made;
}));
extras.push((one, isFigure) => {
  if (!on || !isFigure) return [];
  const read = written(one), row = made("div", { className: "judging" });
  const draw = () => row.replaceChildren(verdicts(one.id, redraw));
  draw();
  return [row, form({ ...read, ...judged.get(one.id)?.correct }, (name, value) => {
    const correct = { ...judged.get(one.id)?.correct };
    if (value === read[name]) delete correct[name]; else correct[name] = value;
    judge(one.id, "wrong", correct);
    draw();
  })];
});

// ---- figures that were missed

const list = made("div", { className: "missed" });
const add = (start, end, correct) => {
  const first = cut(Math.max(0, start - 400), start).split("\n").pop(), last = cut(end, end + 400).split("\n")[0];
  const one = { start, end, text: cut(start, end), sentence: first + cut(start, end) + last, correct };
  missed.push(one);
  const values = { relation: "=", role: "level", status: "actual", ...correct };
  const block = made("details", { open: true }, made("summary", { lang: "zh" }, one.text), form(values, (name, value) => {
    if (value === "" && known.needed.includes(name)) delete one.correct[name]; else one.correct[name] = value;
    keep();
  }), button(ui.remove, () => { missed.splice(missed.indexOf(one), 1); block.remove(); keep(); counts(); }));
  list.append(block);
  return block;
};
const length = (node, offset) => { // characters of the text before a place
  const range = document.createRange();
  range.setStart(article, 0);
  range.setEnd(node, offset);
  return Array.from(range.toString()).length;
};
const select = () => {
  const picked = getSelection(), range = picked.rangeCount ? picked.getRangeAt(0) : null;
  let start = 0, end = 0;
  if (range && article.contains(range.commonAncestorContainer)) {
    start = length(range.startContainer, range.startOffset);
    end = length(range.endContainer, range.endOffset);
    const text = Array.from(cut(start, end));
    while (text.length && !text.at(-1).trim()) { text.pop(); end -= 1; }
    while (text.length && !text[0].trim()) { text.shift(); start += 1; }
  }
  const there = missed.some((one) => one.start < end && start < one.end);
  if (start >= end || end - start > 200 || cut(start, end).includes("\n") || there) { told.textContent = ui["add-hint"]; return; }
  const values = Object.fromEntries(known.fields.filter((name) => !known.needed.includes(name)).map((name) => [name, ""]));
  delete values.unit; // the program reads a figure itself, as far as nobody says how
  delete values.value_max;
  const block = add(start, end, { ...values, role: "level", status: "actual" });
  keep();
  counts();
  block.querySelector("input").focus();
};

// ---- the rows by worth, and the next of them

const rows = document.querySelector(".rows"), homes = new Map();
const sort = (self) => {
  const flat = self.getAttribute("aria-pressed") !== "true";
  self.setAttribute("aria-pressed", flat);
  if (!flat) {
    for (let id = 1; id <= ids.length; id += 1) homes.get(id).append($(`r${id}`));
    rows.querySelector(".worth")?.remove();
  } else if (ids.length) {
    const head = rows.querySelector("thead").cloneNode(true), body = made("tbody");
    for (const id of ids) { homes.set(id, $(`r${id}`).parentNode); body.append($(`r${id}`)); }
    rows.prepend(made("div", { className: "part worth" }, made("table", {}, head, body)));
  }
  for (const part of rows.children) part.hidden = !part.querySelector("tr[id]:not([hidden])");
};
const next = () => {
  const left = ids.filter((id) => !judged.has(id) && !$(`r${id}`).hidden);
  const at = ids.indexOf(chosen()), id = left.find((one) => ids.indexOf(one) > at) ?? left[0];
  if (id !== undefined) location.hash = `f${id}`;
};

// ---- the panel and its keys

const adding = button(ui.add, select);
adding.addEventListener("mousedown", (event) => event.preventDefault()); // keeps what is selected
const lost = made("p", { className: "hint" }, ui.lost);
const sorting = button(ui.worth, sort);
sorting.setAttribute("aria-pressed", false);
const panel = made("section", { id: "review", hidden: true }, made("p", { className: "state" }, told),
  made("p", { className: "buttons" }, button(ui.next, next), sorting, adding,
    button(ui.download, () => { download(toml(), "application/toml", ".corrections.toml"); saved = true; })),
  list, made("p", { className: "hint" }, ui.keys), lost);
panel.setAttribute("aria-label", ui.review);
$("record").before(panel);
const toggle = button(ui.review, () => {
  on = !on;
  toggle.setAttribute("aria-pressed", on);
  panel.hidden = !on;
  document.body.classList.toggle("reviewing", on);
  redraw();
});
toggle.setAttribute("aria-pressed", false);
document.querySelector("header").append(made("p", { className: "tools" }, toggle));
const VERDICT_KEYS = { r: "right", w: "wrong", x: "not_a_figure", u: "" };
addEventListener("keydown", (event) => {
  if (!on || event.altKey || event.ctrlKey || event.metaKey || event.target.closest?.("input, select, textarea")) return;
  const id = chosen(), verdict = VERDICT_KEYS[event.key];
  if (event.key === "n") next();
  else if (id !== null && verdict !== undefined) {
    judge(id, verdict, verdict === "wrong" ? judged.get(id)?.correct : {});
    redraw();
  } else return;
  event.preventDefault();
});
addEventListener("beforeunload", (event) => { if (!kept && !saved) event.preventDefault(); });

try { back(); } catch { kept = false; }
for (const id of judged.keys()) mark(id);
counts();
})();
