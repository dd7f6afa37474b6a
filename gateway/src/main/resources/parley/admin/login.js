// The form works without this script; it adds where to go next and says when the token was wrong.

const query = new URLSearchParams(location.search);
const next = query.get("next") ?? "";

if (next.startsWith("/admin/") && !/^\/admin\/log(in|out)\b/.test(next)) {
  // A browser carries #… over the redirect to this page, but the server never sees it.
  const field = document.getElementById("next");
  field.value = next.includes("#") ? next : next + location.hash;
  field.disabled = false; // a disabled field is not sent
}

if (query.has("failed")) {
  const token = document.getElementById("token");
  document.getElementById("failed").textContent = "That token isn't right.";
  token.setAttribute("aria-invalid", "true");
  token.focus();
}
