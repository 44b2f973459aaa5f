// Small helpers: elements made in a line, and text that is only ever text.

/** An element with properties and children; *on…* are listeners, *data* and *aria* are attributes. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name in element && name !== "list" && name !== "role") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** What to do about a problem, a line each. */
export const hintLines = (problem) => problem.hints.map((hint) => make("span", { class: "line" }, hint));

export const $ = (id) => document.getElementById(id);

/** *work* once nothing has asked for it again for *wait* milliseconds. */
export function settled(work, wait) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...values), wait);
  };
}

/** Say *text* to a screen reader. */
export function speak(text) {
  const place = $("spoken");
  place.textContent = "";
  requestAnimationFrame(() => (place.textContent = text));
}

/** Show *text* for a while, with a button beside it. */
export function toast(text, action) {
  const place = $("toast");
  place.replaceChildren(make("span", {}, text));
  if (action) place.append(make("button", { type: "button", class: "quiet", onclick: action.work }, action.name));
  place.classList.add("on");
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => place.classList.remove("on"), action ? 12000 : 4000);
}
