// The sheets that the cards left over by the filters need, recto and verso, with their cut marks.

import { get, picture } from "./api.js";
import { pixels } from "./card.js";
import { $, hintLines, make, settled } from "./dom.js";
import { placeOf, store } from "./store.js";
import { selection, shown } from "./table.js";
import { t } from "./strings.js";

const WIDTH = 420; // CSS pixels of a side
let seen = "";

export const sheetsShown = () => !$("sheets").hidden;

/** Turn to the sheets, or back to the cards. */
export function turnTo(sheets) {
  $("sheets").hidden = !sheets;
  for (const id of ["table", "count"]) $(id).hidden = sheets;
  $("view-sheets").setAttribute("aria-pressed", String(sheets));
  $("view-cards").setAttribute("aria-pressed", String(!sheets));
  if (sheets) updateSheets();
}

export const updateSheets = settled(async () => {
  if (!sheetsShown() || !store.deck) return;
  const chosen = selection();
  const asked = new URLSearchParams();
  for (const [key, values] of Object.entries(chosen)) for (const value of values) asked.append(key, value);
  if (!shown().length) {
    $("sheets-title").textContent = t("none");
    $("sheet-list").replaceChildren();
    seen = "";
    return;
  }
  const told = await get(`/api/sheets?${asked}`);
  if (!told) return;
  const whole = JSON.stringify(told);
  if (whole === seen) return;
  seen = whole;
  if (told.problems.length) {
    $("sheets-title").textContent = t("errors", told.problems.length);
    $("sheets-about").replaceChildren(...told.problems.map((problem) => make("span", { lang: "en", class: "line" }, `${problem.what} ${placeOf(problem)}`, hintLines(problem))));
    $("sheet-list").replaceChildren();
    return;
  }
  $("sheets-title").textContent = t("needs", told.count, told.paper, told.copies);
  $("sheets-about").textContent = t("sheets_about");
  $("sheet-list").replaceChildren(...grouped(told.sheets));
}, 30);

function grouped(sides) {
  const sheets = new Map();
  for (const side of sides) sheets.set(side.number, [...(sheets.get(side.number) ?? []), side]);
  return [...sheets].map(([number, both]) =>
    make("li", {}, make("h3", {}, t("sheet", number)), make("div", { class: "sides" }, both.map(figure)), make("p", { class: "about" }, both[0].cards.join(" · "))),
  );
}

function figure(side) {
  const image = make("img", {
    src: picture(side.digest, pixels(WIDTH)),
    alt: t("sheet_alt", side.number, t(side.side), side.cards.join(", ")),
    loading: "lazy",
    width: WIDTH,
    height: Math.round((WIDTH * side.height) / side.width),
  });
  return make("figure", {}, image, make("figcaption", {}, t(side.side)));
}
