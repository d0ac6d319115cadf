// Runs before the first paint, so that a dark page never flashes white.
(function () {
  var chosen = localStorage.getItem("fairway.theme");
  var dark = matchMedia("(prefers-color-scheme: dark)").matches;
  var scheme = chosen === "light" || chosen === "dark" ? chosen : dark ? "dark" : "light";
  document.documentElement.setAttribute("data-mantine-color-scheme", scheme);
})();
