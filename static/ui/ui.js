/* What pages do beyond links and forms. Everything works without it; nothing here knows a duty.

   data-close      a button that removes its toast
   data-pop        an element filled by htmx that behaves like a small dialog
   data-count="id" a text field whose length is shown in the element with that id
   data-again      a form that may be sent again (it answers with a file)              */
(function () {
  'use strict';
  var STAY = 5000; // milliseconds a toast stays; errors stay until closed

  /* toasts ---------------------------------------------------------------- */
  function keep(toast) {
    var close = toast.querySelector('[data-close]');
    if (close) close.hidden = false;
    if (!toast.classList.contains('toast--late')) setTimeout(function () { toast.remove(); }, STAY);
  }
  function say(text, tone) {
    var pattern = document.getElementById('toast');
    if (!pattern || !text) return;
    var toast = pattern.content.firstElementChild.cloneNode(true);
    toast.className = 'toast toast--' + tone;
    toast.querySelector('span').textContent = text;
    if (tone === 'late') {
      var use = toast.querySelector('use');
      use.setAttribute('href', use.getAttribute('href').replace(/#.*/, '#i-alert-circle'));
    }
    document.getElementById('toasts').append(toast);
    keep(toast);
  }
  function sayFailed(which) { say(document.getElementById('toasts').dataset[which], 'late'); }

  /* sending a form once ---------------------------------------------------- */
  function lock(form, locked) {
    if (locked) form.dataset.sent = ''; else delete form.dataset.sent;
    form.querySelectorAll('[type=submit],button:not([type])').forEach(function (button) {
      if (locked) button.setAttribute('aria-disabled', 'true'); else button.removeAttribute('aria-disabled');
    });
  }
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.method !== 'post' || 'again' in form.dataset) return;
    if ('sent' in form.dataset) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else {
      lock(form, true);
    }
  }, true);
  window.addEventListener('pageshow', function () {
    document.querySelectorAll('form[data-sent]').forEach(function (form) { lock(form, false); });
  });

  /* small dialogs and menus ------------------------------------------------ */
  var opener = null;
  function openPop(pop) {
    opener = document.activeElement;
    var first = pop.querySelector('a[href],button,input,select,textarea');
    if (first) first.focus();
  }
  function closePop(pop, goBack) {
    pop.replaceChildren();
    if (goBack && opener && opener.isConnected) opener.focus();
    opener = null;
  }
  function closeMenus(except) {
    document.querySelectorAll('details.acct[open]').forEach(function (menu) {
      if (menu !== except) menu.open = false;
    });
  }
  document.addEventListener('keydown', function (event) {
    if (event.key !== 'Escape') return;
    var pop = document.querySelector('[data-pop]:not(:empty)');
    var menu = document.querySelector('details.acct[open]');
    if (pop) closePop(pop, true);
    else if (menu) { menu.open = false; menu.querySelector('summary').focus(); }
  });
  document.addEventListener('click', function (event) {
    if (event.target.closest('[data-close]')) event.target.closest('.toast').remove();
    closeMenus(event.target.closest('details.acct'));
    var pop = document.querySelector('[data-pop]:not(:empty)');
    if (pop && !pop.contains(event.target)) closePop(pop, false);
  });

  /* fields ------------------------------------------------------------------ */
  function count(field) {
    var out = document.getElementById(field.dataset.count);
    if (out) out.textContent = Array.from(field.value).length + (field.maxLength > 0 ? ' / ' + field.maxLength : '');
  }
  document.addEventListener('input', function (event) {
    if (event.target.dataset.count) count(event.target);
  });
  function markChosen(input) {
    var choice = input.closest('.pick,.role');
    if (choice) choice.classList.toggle('is-on', input.checked);
  }
  document.addEventListener('change', function (event) {
    var input = event.target;
    if (input.type === 'checkbox') markChosen(input);
    if (input.type === 'radio' && input.form) {
      Array.from(input.form.elements).filter(function (other) {
        return other.type === 'radio' && other.name === input.name;
      }).forEach(markChosen);
    }
  });

  /* what a page or a swapped part needs once --------------------------------- */
  function ready(root) {
    root.querySelectorAll('.toast:not([data-kept])').forEach(function (toast) {
      toast.dataset.kept = '';
      keep(toast);
    });
    root.querySelectorAll('[data-count]').forEach(count);
    var wrong = root.querySelector('[aria-invalid=true]');
    if (wrong) wrong.focus();
  }
  document.addEventListener('DOMContentLoaded', function () { ready(document); });

  /* htmx -------------------------------------------------------------------- */
  document.addEventListener('htmx:beforeRequest', function (event) {
    var trigger = event.detail.elt.getAttribute('hx-trigger') || '';
    var asks = event.detail.requestConfig.verb === 'get' && /^every /.test(trigger);
    if (asks && document.hidden) event.preventDefault(); // a page nobody sees asks nothing
  });
  document.addEventListener('htmx:afterRequest', function (event) {
    if (event.detail.elt.tagName === 'FORM') lock(event.detail.elt, false);
  });
  document.addEventListener('htmx:afterSettle', function (event) {
    ready(event.detail.elt);
    if (event.detail.elt.matches('[data-pop]')) openPop(event.detail.elt);
    ready(document.getElementById('toasts') || document);
  });
  document.addEventListener('htmx:responseError', function () { sayFailed('failed'); });
  document.addEventListener('htmx:sendError', function () { sayFailed('offline'); });
})();
