(function () {
  "use strict";
  document.documentElement.classList.add("on");
  var own = !!document.getElementById("all");
  function rows() { return Array.prototype.slice.call(document.querySelectorAll("table.rows tbody tr, .hunk")); }
  function move(step) {
    var all = rows(), at = all.findIndex(function (row) { return row.contains(document.activeElement); });
    var row = all[Math.min(Math.max(at + step, 0), all.length - 1)];
    if (!row) return;
    var to = row.querySelector("a.go") || row;
    if (to === row && row.tabIndex !== -1) row.tabIndex = -1;
    to.focus();
    row.scrollIntoView({ block: "nearest" });
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
      if (event.key === "Escape") event.target.blur();
      if (event.target.type !== "radio") return;
    }
    if (event.key === "?") {
      var keys = document.getElementById("keys");
      keys.open = !keys.open;
      if (keys.open) keys.scrollIntoView();
    } else if (event.key === "/" && !own) {
      event.preventDefault();
      (document.querySelector("main form.tools input[type=search]") || document.getElementById("find")).focus();
    } else if (event.key === "j" && !own) move(1);
    else if (event.key === "k" && !own) move(-1);
    else if (/^[a-z]$/.test(event.key)) {
      var link = document.querySelector('a[aria-keyshortcuts="' + event.key + '"]');
      if (link) link.click();
    }
  });
})();
