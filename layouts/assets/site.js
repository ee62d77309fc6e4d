// Comfort only: every page works without it. Remembers the display mode, folds
// the long groups of calculations on a phone, and copies the keys of figures.
(function () {
  "use strict";
  var ids = ["v-auto", "v-light", "v-dark", "v-more", "v-large"], store = "mingbai-view";

  // Runs where it stands, before the text is drawn, so that nothing jumps.
  try {
    (localStorage.getItem(store) || "").split(" ").forEach(function (id) {
      if (ids.indexOf(id) >= 0) document.getElementById(id).checked = true;
    });
  } catch (e) { /* no storage: the mode lasts as long as the page */ }

  ids.forEach(function (id) {
    document.getElementById(id).addEventListener("change", function () {
      var on = ids.filter(function (i) { return document.getElementById(i).checked; });
      try { localStorage.setItem(store, on.join(" ")); } catch (e) { /* as above */ }
    });
  });

  document.addEventListener("DOMContentLoaded", function () {
    var groups = [].slice.call(document.querySelectorAll("details.grp"));

    // A door must open what its calculation is folded into.
    function reveal() {
      var to = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      var group = to && to.closest("details.grp");
      if (group && !group.open) { group.open = true; to.scrollIntoView(); }
    }
    if (window.matchMedia("(max-width: 47.99em)").matches) {
      groups.forEach(function (g) { g.open = false; });
    }
    reveal();
    window.addEventListener("hashchange", reveal);
    window.addEventListener("beforeprint", function () {
      groups.forEach(function (g) { g.open = true; });
    });
    document.addEventListener("click", function (e) {
      var a = e.target.closest && e.target.closest("a[href^='#']");
      if (a && a.getAttribute("href") === location.hash) reveal();
    });

    if (!navigator.clipboard) return;
    var said = document.body.appendChild(document.createElement("div"));
    said.className = "vh";
    said.setAttribute("role", "status");
    [].forEach.call(document.querySelectorAll(".by2 .key"), function (key) {
      var b = document.createElement("button");
      b.type = "button";
      b.textContent = "复制";
      b.addEventListener("click", function () {
        navigator.clipboard.writeText(key.textContent).then(function () {
          b.textContent = said.textContent = "已复制";
          setTimeout(function () { b.textContent = "复制"; said.textContent = ""; }, 2000);
        }, function () { said.textContent = "没有复制成功"; });
      });
      key.parentNode.appendChild(b);
    });
  });
})();
