// What the page asks of the server. The token comes in the page's address and stays in this tab.

const KEY = "deckpress-token";
const address = new URL(location.href);
const given = address.searchParams.get("token");
if (given) {
  sessionStorage.setItem(KEY, given);
  address.searchParams.delete("token");
  history.replaceState(null, "", address);
}
const token = given ?? sessionStorage.getItem(KEY) ?? "";

export const mayWrite = Boolean(token);

/** The JSON at *path*; null when there is none. */
export async function get(path) {
  const answer = await fetch(path);
  return answer.ok ? answer.json() : null;
}

/** Post *wish* to *path*: status and JSON. */
export async function post(path, wish) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Deckpress-Token": token },
    body: JSON.stringify(wish),
  });
  const text = await answer.text();
  let told;
  try {
    told = JSON.parse(text);
  } catch {
    told = { what: text.trim() };
  }
  return { status: answer.status, told };
}

/** The address of a picture. */
export const picture = (digest, width) => `/picture/${digest}.png?width=${width}`;

/** Ask the server to draw pictures ahead, several at once. */
export function ahead(digests, width) {
  for (let at = 0; at < digests.length; at += 60) {
    fetch(`/api/ahead?width=${width}&digests=${digests.slice(at, at + 60).join(",")}`).catch(() => {});
  }
}
