// Print from the page: what to print, as what, for which printer; then the file, its summary and its warnings.

import { post } from "./api.js";
import { ask } from "./dialogs.js";
import { hintLines, make } from "./dom.js";
import { placeOf, store } from "./store.js";
import { number, t } from "./strings.js";

export async function openPrint() {
  await ask(t("print_title"), () => form(), [[t("close"), null, "quiet"]]);
}

function form() {
  const deck = store.deck;
  const ticks = deck.categories.map((category) => {
    const input = make("input", { type: "checkbox", value: category.letter });
    return { input, label: make("label", { class: "tick" }, input, `${category.letter} · ${category.name}`) };
  });
  const outputs = select("print-output", t("output"), deck.outputs.map((output) => [output.name, `${output.name}: ${output.about}`]));
  outputs.control.lang = "en";
  const printers = select("print-printer", t("printer"), [["", deck.printers.length ? t("any_printer") : t("no_printer")], ...deck.printers.map((name) => [name, name])]);
  const copies = make("input", { type: "number", id: "print-copies", min: 1, max: 1000, value: "1" });
  const result = make("div", { class: "result", "aria-live": "polite" });
  const go = make("button", { type: "submit", class: "first", id: "make-file" }, t("make_pdf"));
  const submit = async (event) => {
    event.preventDefault();
    go.disabled = true;
    result.replaceChildren(make("p", {}, t("making")));
    const categories = ticks.filter(({ input }) => input.checked).map(({ input }) => input.value);
    const { status, told } = await post("/api/print", { categories, output: outputs.control.value, printer: printers.control.value, copies: copies.value });
    go.disabled = false;
    result.replaceChildren(...(status === 200 ? answer(told, outputs.control.value) : [make("p", { class: "error" }, told.what || t("failed"))]));
    result.querySelector("a")?.focus();
  };
  const group = ticks.length
    ? make("fieldset", { class: "ticks" }, make("legend", {}, t("print_categories")), ...ticks.map(({ label }) => label))
    : null;
  return make(
    "form",
    { class: "print", onsubmit: submit },
    group,
    outputs.entry,
    printers.entry,
    make("div", { class: "entry" }, make("label", { htmlFor: copies.id }, t("copies")), copies),
    go,
    result,
  );
}

function select(id, label, options) {
  const control = make("select", { id }, options.map(([value, name]) => make("option", { value }, name)));
  return { control, entry: make("div", { class: "entry" }, make("label", { htmlFor: id }, label), control) };
}

function answer(told, output) {
  const problems = told.problems.map((problem) =>
    make("li", { class: problem.severity, lang: "en" }, make("b", {}, problem.what), " ", placeOf(problem), hintLines(problem)),
  );
  const parts = [make("p", { class: told.good ? "" : "error", lang: "en" }, told.summary)];
  if (problems.length) parts.push(make("ul", { class: "draft-problems" }, problems));
  if (told.download) {
    const size = `${number(told.size / 1000)} kB`;
    parts.push(make("p", {}, make("a", { class: "download", href: `/download/${told.download}/${encodeURIComponent(told.name)}`, download: told.name }, t("download", told.name, size))));
    if (told.where) parts.push(make("p", { class: "about" }, t("written", told.where)));
    if (output === "sheets") parts.push(make("p", { class: "about" }, t("print_hint")));
  }
  return parts;
}
