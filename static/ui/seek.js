/* A list of many choices gets a field above it that looks for words: the choices that have them
   all are left. Enter or the only one left is chosen, the arrow down leads into the list. Nothing
   is sent but the list itself, which is a plain select without scripts. */
(function () {
  'use strict';
  var MANY = 12, ROWS = 8, words = document.currentScript.dataset;

  function field(select) {
    var input = document.createElement('input'), label = select.labels && select.labels[0];
    input.type = 'search';
    input.className = 'in seek';
    input.autocomplete = 'off';
    input.placeholder = words.hint;
    input.setAttribute('aria-label', words.hint + (label ? ' ' + label.firstChild.textContent.trim() : ''));
    if (select.id) input.setAttribute('aria-controls', select.id);
    return input;
  }
  function found(choices, typed) {
    var wanted = typed.trim().toLowerCase().split(/\s+/);
    return choices.filter(function (choice) {
      var text = choice.textContent.toLowerCase();
      return choice.value && wanted.every(function (word) { return text.indexOf(word) >= 0; });
    });
  }
  function enhance(select) {
    var all = Array.from(select.options), input = field(select), out = document.createElement('span');
    var touch = window.matchMedia('(pointer: coarse)').matches; // there a list opens by itself, as a sheet
    out.className = 'f__h seek__n';
    out.setAttribute('role', 'status');
    select.dataset.seek = '';
    select.before(input);
    select.after(out);

    function choose(choice) {
      if (choice.selected) return;
      select.value = choice.value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    }
    function show() {
      var typed = input.value.trim(), chosen = select.options[select.selectedIndex];
      var fit = typed ? found(all, typed) : all;
      out.textContent = typed ? words.found.replace('{n}', fit.length) : '';
      select.replaceChildren.apply(select, typed && chosen && fit.indexOf(chosen) < 0 ? [chosen].concat(fit) : fit);
      if (chosen) chosen.selected = true;
      if (typed && fit.length === 1) choose(fit[0]);
      if (typed && !touch) select.size = Math.min(ROWS, Math.max(2, select.options.length));
      else select.removeAttribute('size');
    }
    function close() {
      input.value = '';
      show();
    }
    input.addEventListener('input', show);
    input.addEventListener('keydown', function (event) {
      if (event.key === 'ArrowDown') { event.preventDefault(); select.focus(); }
      if (event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      var fit = input.value.trim() ? found(all, input.value) : [];
      if (!fit.length) return;
      choose(fit[0]);
      close();
      select.focus();
    });
    select.addEventListener('click', function (event) { if (event.target !== select && input.value) close(); });
    select.addEventListener('keydown', function (event) {
      if (event.key === 'Enter' && select.size > 1) { event.preventDefault(); close(); }
    });
  }
  function ready(root) {
    root.querySelectorAll('select.in:not(.in--s):not([multiple]):not([data-seek])').forEach(function (select) {
      if (select.options.length > MANY && !select.querySelector('optgroup')) enhance(select);
    });
  }
  document.addEventListener('DOMContentLoaded', function () { ready(document); });
  document.addEventListener('htmx:afterSettle', function () { ready(document); });
})();
