"use strict";
(function () {
  function each(list, act) { Array.prototype.forEach.call(list, act); }
  function those(list, fit) { return Array.prototype.filter.call(list, fit); }
  var all = document.getElementById("all");
  document.documentElement.classList.add("on");
  var ranks = { "✖": 0, "▲": 1, "●": 2 };
  function shown(cell) { return cell ? cell.textContent.trim() : ""; }
  function key(cell) {
    if (!cell) return "";
    if (cell.dataset.t) return cell.dataset.t;
    var text = shown(cell), number = text.replace(/,/g, "");
    if (text[0] in ranks) return ranks[text[0]];
    return number !== "" && isFinite(number) ? Number(number) : text.toLowerCase();
  }
  function compare(a, b) {
    if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
    return a < b ? -1 : a > b ? 1 : 0;
  }
  function sort(table, column, down) {
    each(table.tHead.rows[0].cells, function (head, at) {
      head.setAttribute("aria-sort", at === column ? (down ? "descending" : "ascending") : "none");
    });
    each(table.tBodies, function (body) {
      var rows = those(body.rows, function (row) { return row.className !== "h"; });
      var keyed = rows.map(function (row) { return [table.id === "all" && column === 2 && row.rule ? row.order : key(row.cells[column]), row]; });
      keyed.sort(function (a, b) { return (down ? -1 : 1) * compare(a[0], b[0]) || a[1].order - b[1].order; });
      keyed.forEach(function (pair) { body.appendChild(pair[1]); });
    });
  }
  function sortable(table) {
    each(table.tBodies, function (body) {
      each(body.rows, function (row, at) { row.order = at; });
    });
    each(table.tHead.rows[0].cells, function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.textContent = "";
      head.appendChild(button);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") === "ascending";
        sort(table, column, down);
        if (table === all) { state.sort = (down ? "-" : "") + column; save(); }
      });
    });
  }
  var state = {};
  var form = document.querySelector("form.tools");
  var rows = all ? those(all.querySelectorAll("tbody tr"), function (row) { return row.className !== "h"; }) : [];
  var heat = document.querySelector("table.heat"), said = {};
  if (heat && heat.dataset.at) each(heat.tBodies[0].rows, function (row) {
    var head = row.cells[0], path = head.firstChild.textContent.trim().split(" › "), link = document.createElement("a");
    link.href = heat.dataset.at + (row.id === "s0" ? "" : "#" + encodeURIComponent(path[path.length - 1].replace(/ /g, "_")));
    link.textContent = "permalink";
    head.append(" ", link);
  });
  rows.forEach(function (row) {
    // What many findings say stands in the first of them only.
    var name = row.dataset.m, full = said[name], note = row.cells[1], help, sign, last;
    if (!name || !note) return;
    if (!full) { said[name] = note; return; }
    sign = note.firstChild;
    note.insertBefore(full.querySelector("b").cloneNode(true), sign);
    sign.textContent = full.querySelector('a[href^="#r-"]').textContent;
    last = note.querySelectorAll("q, small");
    note.insertBefore(sign, last[last.length - 1].nextSibling);
    help = full.querySelector("p");
    if (help && !note.querySelector(".f")) note.insertBefore(help.cloneNode(true), sign);
  });
  rows.forEach(function (row) {
    var link = row.querySelector('td > a[href^="#r-"]'), rule = link && document.getElementById(link.hash.slice(1));
    var at = row.cells[2] && row.cells[2].querySelector('a[href^="#s"]'), place = at && document.querySelector(at.getAttribute("href") + " th");
    var path = place ? place.firstChild.textContent.trim() : row.cells[2] ? row.cells[2].textContent.replace(/(, ¶\d+)?(, line \d+)?$/, "") : "";
    row.words = (row.textContent + " " + path).toLowerCase();
    if (at) at.title = path;
    row.path = path;
    row.section = path.toLowerCase();
    row.rule = link ? link.textContent : "";
    row.note = link;
    row.category = rule ? rule.dataset.c : "";
  });
  function offer(name, values) {
    var field = form && form.elements[name], had = {};
    if (field) values.forEach(function (value) {
      if (!value || had[value]) return;
      had[value] = true;
      field.add(new Option(value));
    });
  }
  offer("cat", rows.map(function (row) { return row.category; }).sort());
  offer("sec", rows.map(function (row) { return row.path; }));
  function fields() { return form ? those(form.elements, function (field) { return field.name; }) : []; }
  function save() {
    var parts = fields().filter(function (field) { return field.value; }).map(function (field) { return field.name + "=" + encodeURIComponent(field.value); });
    if (state.sort) parts.push("sort=" + state.sort);
    var hash = parts.join("&");
    if (location.hash.slice(1) !== hash && (hash || location.hash.indexOf("=") > 0)) {
      // The event of our own change comes late: by then the form may say something else.
      state.own = hash || "findings";
      location.hash = state.own;
    }
  }
  function filter() {
    if (!form) return;
    var want = {}, count = 0, open = 0;
    fields().forEach(function (field) { want[field.name] = field.value.toLowerCase(); });
    rows.forEach(function (row) {
      var status = row.dataset.n || "standing", fits;
      if (status !== "fixed") open += 1;
      fits = !want.q || want.q.split(/\s+/).every(function (word) { return row.words.indexOf(word) >= 0; });
      fits = fits && (!want.sev || shown(row.cells[0]).indexOf(want.sev) >= 0);
      fits = fits && (!want.cat || row.category === want.cat) && (!want.sec || row.section === want.sec);
      fits = fits && (want.st === "all" || (want.st ? status === want.st : status !== "fixed"));
      row.hidden = !fits;
      if (fits) count += 1;
    });
    var head = document.querySelector("#gone .h");
    if (head) head.hidden = want.st !== "all" && want.st !== "fixed";
    document.getElementById("count").textContent = count + " of " + rows.length + " shown.";
  }
  function load() {
    var hash = location.hash.slice(1), found = {};
    if (hash === state.own) return;
    state.own = hash;
    if (hash.indexOf("=") < 0) {
      var target = hash && document.getElementById(decodeURIComponent(hash));
      if (target) reveal(target);
      return;
    }
    hash.split("&").forEach(function (part) {
      var at = part.indexOf("=");
      try { found[part.slice(0, at)] = decodeURIComponent(part.slice(at + 1)); } catch (error) { return; }
    });
    fields().forEach(function (field) { if (field.value !== (found[field.name] || "")) field.value = found[field.name] || ""; });
    if (all && /^-?\d$/.test(found.sort || "") && found.sort !== state.sort) {
      state.sort = found.sort;
      sort(all, Math.abs(Number(found.sort)), found.sort[0] === "-");
    }
    filter();
    if (!document.activeElement || document.activeElement === document.body) document.getElementById("findings").scrollIntoView();
  }
  function reveal(target) {
    if (target.hidden && form) { form.reset(); if (target.dataset.n === "fixed") form.elements.st.value = "all"; filter(); }
    for (var node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    target.scrollIntoView();
  }
  function copy(button, text) {
    function done(word) { button.textContent = word; setTimeout(function () { button.textContent = "copy ignore entry"; }, 2000); }
    function old() {
      var area = document.createElement("textarea");
      area.value = text; document.body.appendChild(area); area.select();
      var good = document.execCommand("copy"); area.remove(); done(good ? "copied" : "copying is not allowed here"); button.focus();
    }
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(function () { done("copied"); }, old); else old();
  }
  function quoted(text) {
    return '"' + text.replace(/[\\"]/g, "\\$&").replace(/[\u0000-\u001f\u007f]/g, function (c) { return "\\u" + ("000" + c.charCodeAt(0).toString(16)).slice(-4); }) + '"';
  }
  function entry(row) {
    var print = row.id.slice(2, 18);
    return "[[ignore]]\npage = " + quoted(all.dataset.page) + "\nrule = " + quoted(row.rule) + "\nfingerprint = " + quoted(print) + '\nreason = "why"\n';
  }
  if (all) {
    each(document.querySelectorAll("table#all, table.sortable"), sortable);
    rows.forEach(function (row) {
      row.tabIndex = -1;
      if (!row.rule) return;
      var note = row.cells[1], link = document.createElement("a"), at = row.cells[2].querySelector('a[href^="#s"]');
      if (at) each(document.querySelectorAll(at.getAttribute("href") + " th a"), function (go) {
        go = go.cloneNode(true); go.className = "go"; row.cells[2].appendChild(go);
      });
      link.href = "#" + row.id; link.textContent = "#"; link.setAttribute("aria-label", "Link to this finding");
      note.append(" ", link);
      if (row.dataset.n === "fixed") return;
      var button = document.createElement("button");
      button.type = "button"; button.className = "copy"; button.textContent = "copy ignore entry";
      button.addEventListener("click", function () { copy(button, entry(row)); });
      note.appendChild(button);
    });
    form.addEventListener("input", function () { filter(); save(); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { setTimeout(function () { filter(); save(); }, 0); });
    filter();
  }
  function move(step) {
    var open = those(all.querySelectorAll("tbody tr"), function (row) { return !row.hidden && row.className !== "h"; });
    var at = open.indexOf(document.activeElement.closest ? document.activeElement.closest("tr") : null);
    var next = open[Math.min(Math.max(at + step, 0), open.length - 1)];
    if (next) next.focus();
  }
  document.addEventListener("keydown", function (event) {
    if (!all || event.ctrlKey || event.metaKey || event.altKey) return;
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "Escape" && (typing || event.target.closest("#all"))) { form.reset(); return; }
    if (typing) return;
    if (event.key === "/") { event.preventDefault(); form.elements.q.focus(); }
    else if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
  });
  addEventListener("hashchange", load);
  addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (part) { if (!part.open) { part.open = true; part.shut = true; } });
  });
  addEventListener("afterprint", function () {
    document.querySelectorAll("details").forEach(function (part) { if (part.shut) { part.open = false; part.shut = false; } });
  });
  load();
})();
