// The page: put its parts together, and keep them in step with the store.

import { mayWrite } from "./api.js";
import { editColours } from "./dialogs.js";
import { $, hintLines, make, speak } from "./dom.js";
import { closePanel, edit, openKeys, updatePanel } from "./panel.js";
import { openPrint } from "./print.js";
import { turnTo, updateSheets } from "./sheets.js";
import { follow, listen, placeOf, store } from "./store.js";
import { t, translate } from "./strings.js";
import { focusCard, onFilter, openTable, updateTable } from "./table.js";
import { undo } from "./undo.js";

translate();
openTable({ edit });
openKeys();
onFilter(updateSheets);
$("state").textContent = t("connecting");
$("view-cards").addEventListener("click", () => turnTo(false));
$("view-sheets").addEventListener("click", () => turnTo(true));
$("add").addEventListener("click", () => edit(""));
$("undo").addEventListener("click", () => undo());
$("colours").addEventListener("click", () => editColours(undo));
$("print").addEventListener("click", openPrint);
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if ((event.ctrlKey || event.metaKey) && event.key === "z" && !typing && !$("dialog").open && mayWrite) {
    event.preventDefault();
    undo();
  }
});

listen((change) => {
  updateState();
  if (change.connection || !store.deck) return;
  if (change.deck) updateDeck();
  updateTable(change);
  if (change.problems || change.deck) updateProblems();
  updatePanel(change);
  updateSheets();
});
follow();

function updateDeck() {
  $("title").textContent = store.deck.title;
  document.title = store.deck.title;
  const reading = store.deck.readOnly || !mayWrite;
  document.body.classList.toggle("reading", reading);
  for (const button of document.querySelectorAll(".writes")) button.hidden = reading;
  for (const button of document.querySelectorAll(".prints")) button.hidden = !mayWrite;
  if (reading) closePanel(true);
}

function counted() {
  const number = (severity) => store.problems.filter((problem) => problem.severity === severity).length;
  const [errors, warnings, notes] = ["error", "warning", "note"].map(number);
  const parts = [errors && t("errors", errors), warnings && t("warnings", warnings), notes && t("notes", notes)].filter(Boolean);
  return { errors, text: parts.join(", ") };
}

function updateState() {
  const { errors, text } = counted();
  const reading = store.deck && (store.deck.readOnly ? t("read_only") : mayWrite ? "" : t("no_token"));
  const words = store.connected ? [errors ? text : t("good"), reading].filter(Boolean).join(" · ") : store.deck ? t("lost") : t("connecting");
  if ($("state").textContent !== words) $("state").textContent = words;
  $("state").classList.toggle("error", !store.connected || errors > 0);
}

function updateProblems() {
  const { errors, text } = counted();
  $("problems").hidden = !store.problems.length;
  $("problems").classList.toggle("calm", !errors);
  $("problems-title").textContent = text;
  if (errors) $("problems").open = true;
  $("problem-list").replaceChildren(...store.problems.map(problemRow));
  if (errors) speak(store.problems.filter((problem) => problem.severity === "error").map((problem) => problem.what).join(" "));
}

function problemRow(problem) {
  const to = problem.card && store.cards.has(problem.card);
  return make(
    "li",
    { class: problem.severity },
    make("b", { class: "kind" }, t(problem.severity)),
    make("span", { lang: "en", class: "what" }, problem.what),
    problem.file ? make("code", {}, placeOf(problem)) : null,
    to ? make("button", { type: "button", class: "quiet", onclick: () => (turnTo(false), focusCard(problem.card)) }, problem.title || problem.card) : null,
    problem.hints.length ? make("span", { lang: "en", class: "hints" }, hintLines(problem)) : null,
  );
}
