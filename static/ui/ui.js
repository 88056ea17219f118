/* What pages do beyond links and forms. Everything works without it; nothing here knows a duty.

   data-close      a button that closes its toast or its small dialog
   data-pop        an element filled by htmx that behaves like a small dialog; "near": beside its opener
   data-tick-all="name"  a box that ticks all boxes of that name in its form
   data-ticked="{n} ticked"  where a list says how many of its rows are ticked
   data-script     something that is of no use without scripts
   data-count="id" a text field whose length is shown in the element with that id
   data-most="n"   a text field that takes n characters: over them it says so, and nothing is cut
   data-autosave   an element that saves its form by itself; data-unsaved: its words when it could not
   data-offline    a form with words of its own for a lost connection
   data-deliberate a form that is sent by its buttons alone, not by Enter in a line
   data-here       an element its strip is scrolled to, a third from the strip's left edge
   data-menu       a <details> that closes when one looks elsewhere
   data-show="id"  a button that shows the password typed in the field with that id
   data-sift="id"  a field that hides the children of that element whose words lack what is typed,
                   and unfolds the rest
   data-copy="said" a link whose address is copied when one follows it, and what is said then
   data-left="n"   where it is said how long is left of n seconds, counted down from when the page
                   came; its page is read anew at the end
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
    var said = Array.from(document.querySelectorAll('#toasts .toast span'));
    if (said.some(function (other) { return other.textContent === text; })) return; // once is enough
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
    if (event.submitter && 'file' in event.submitter.dataset) return; /* a file comes, the page stays */
    if ('sent' in form.dataset || uploading(form)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!('sent' in form.dataset)) waiting = { form: form, button: event.submitter };
    }
    if (!('sent' in form.dataset)) lock(form, true);
  }, true);
  /* A form sent during an upload waits for it: a file goes once. Sent all the same it would go with
     the form a second time; where the upload is refused, the person decides anew. */
  var waiting = null;
  function uploading(form) { return form.querySelector('input[type=file][data-going]'); }
  function uploaded(input, done) {
    delete input.dataset.going;
    input.value = '';
    if (!waiting || !input.form || waiting.form !== input.form) return;
    var form = waiting.form, button = waiting.button;
    waiting = null;
    lock(form, false);
    if (done) form.requestSubmit(button && button.isConnected ? button : null);
  }
  window.addEventListener('pageshow', function () {
    document.querySelectorAll('form[data-sent]').forEach(function (form) { lock(form, false); });
  });

  /* the time that is left -------------------------------------------------- */
  function countDown(out) {
    var ends = Date.now() + out.dataset.left * 1000, bar = out.closest('section').querySelector('progress');
    function tick() {
      var left = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
      out.textContent = Math.floor(left / 60) + ':' + ('0' + left % 60).slice(-2);
      if (bar) bar.value = left;
      if (left) setTimeout(tick, 1000); else setTimeout(function () { location.reload(); }, 2000);
    }
    tick();
  }

  /* small dialogs and menus ------------------------------------------------ */
  var opener = null;
  function openPop(pop, asker) {
    if (!asker || !pop.contains(asker)) {
      if (opener) opener.removeAttribute('aria-expanded');
      opener = asker || document.activeElement;
      opener.setAttribute('aria-expanded', 'true');
    }
    if (pop.dataset.pop === 'near') place(pop, opener.getBoundingClientRect());
    var first = pop.querySelector('a[href],button,input,select,textarea');
    if (first) first.focus({ preventScroll: true });
  }
  /* Below what it is about; above it where there is room only there. */
  function place(pop, about) {
    var gap = 4, bar = 60, width = document.documentElement.clientWidth, height = document.documentElement.clientHeight;
    var origin = pop.offsetParent ? pop.offsetParent.getBoundingClientRect() : { left: -scrollX, top: -scrollY };
    var left = Math.min(about.left + about.width / 2 - pop.offsetWidth / 2, width - pop.offsetWidth - 12);
    var top = about.bottom + gap, above = about.top - gap - pop.offsetHeight;
    if (top + pop.offsetHeight > height - gap && above > bar) top = above;
    pop.style.left = Math.max(12, left) - origin.left + 'px';
    pop.style.top = top - origin.top + 'px';
    pop.scrollIntoView({ block: 'nearest' });
  }
  function closePop(pop, goBack) {
    pop.replaceChildren();
    if (opener) opener.removeAttribute('aria-expanded');
    if (goBack && opener && opener.isConnected) opener.focus();
    opener = null;
  }
  function closeMenus(except) {
    document.querySelectorAll('details[data-menu][open]').forEach(function (menu) {
      if (menu !== except) menu.open = false;
    });
  }
  document.addEventListener('keydown', function (event) {
    if (event.key !== 'Escape') return;
    var pop = document.querySelector('[data-pop]:not(:empty)');
    var menu = document.querySelector('details[data-menu][open]');
    if (pop) closePop(pop, true);
    else if (menu) { menu.open = false; menu.querySelector('summary').focus(); }
  });
  document.addEventListener('click', function (event) {
    var close = event.target.closest('[data-close]');
    var pop = document.querySelector('[data-pop]:not(:empty)');
    if (close && close.closest('.toast')) close.closest('.toast').remove();
    closeMenus(event.target.closest('details[data-menu]'));
    if (pop && close && pop.contains(close)) closePop(pop, true);
    else if (pop && event.target.isConnected && !pop.contains(event.target)) closePop(pop, false);
  });

  /* fields ------------------------------------------------------------------ */
  function count(field) {
    var length = Array.from(field.value).length, most = Number(field.dataset.most) || 0, over = most > 0 && length > most;
    var out = document.getElementById(field.dataset.count || (field.id || field.name) + '-most');
    if (!out && over) {
      out = document.createElement('span');
      out.className = 'cnt';
      out.id = (field.id || field.name) + '-most';
      out.setAttribute('role', 'status');
      var label = field.id && document.querySelector('label[for="' + CSS.escape(field.id) + '"]:not(.vh)');
      if (label) label.append(out); else field.after(out);
    }
    if (out) {
      out.textContent = over || field.dataset.count ? length + (most ? ' / ' + most : '') : '';
      out.classList.toggle('is-over', over);
    }
    if (over) {
      field.dataset.over = '';
      field.setAttribute('aria-invalid', 'true');
    } else if ('over' in field.dataset) {
      delete field.dataset.over;
      field.removeAttribute('aria-invalid');
    }
  }
  document.addEventListener('input', function (event) {
    if (event.target.matches('[data-count],[data-most]')) count(event.target);
  });
  document.addEventListener('keydown', function (event) {
    if (event.key === 'Enter' && !event.isComposing && event.target.matches('form[data-deliberate] input:not([type=file])')) {
      event.preventDefault();
    }
  });
  /* what is wrong leads to the field itself */
  document.addEventListener('click', function (event) {
    var link = event.target.closest('.errsum a[href^="#"]');
    var place = link && document.getElementById(link.hash.slice(1));
    var field = place && place.querySelector('input:not([type=hidden]),select,textarea,button');
    if (!field) return;
    event.preventDefault();
    place.scrollIntoView();
    field.focus({ preventScroll: true });
  });
  function markChosen(input) {
    var choice = input.closest('.pick,.role');
    if (choice) choice.classList.toggle('is-on', input.checked);
  }
  /* The rows of a list that are ticked stand out; what may be done with them says how many. */
  function markTicked(form) {
    var boxes = Array.from(form.querySelectorAll('.ls__ck input'));
    var ticked = boxes.filter(function (box) { return box.checked; }).length, bar = form.querySelector('.bulk');
    boxes.forEach(function (box) { box.closest('tr').classList.toggle('is-on', box.checked); });
    if (!bar) return;
    bar.classList.toggle('is-on', ticked > 0);
    var out = bar.querySelector('[data-ticked]');
    out.textContent = ticked ? out.dataset.ticked.replace('{n}', ticked) : '';
  }
  document.addEventListener('change', function (event) {
    var input = event.target;
    if (input.type === 'checkbox') markChosen(input);
    if (input.matches('.ls__sel .in')) input.classList.toggle('is-set', Boolean(input.value));
    if (input.dataset.tickAll) {
      input.form.querySelectorAll('[name="' + input.dataset.tickAll + '"]:enabled').forEach(function (other) {
        other.checked = input.checked;
      });
    }
    if (input.closest('.bulk,.ls__ck')) markTicked(input.form);
    if (input.type === 'radio' && input.form) {
      Array.from(input.form.elements).filter(function (other) {
        return other.type === 'radio' && other.name === input.name;
      }).forEach(markChosen);
    }
  });

  /* a password is shown while one wishes, and hidden before it is sent (browsers keep other fields) */
  function showPassword(button, shown) {
    document.getElementById(button.dataset.show).type = shown ? 'text' : 'password';
    button.setAttribute('aria-pressed', String(shown));
  }
  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-show]');
    if (button) showPassword(button, button.getAttribute('aria-pressed') !== 'true');
  });
  document.addEventListener('submit', function (event) {
    event.target.querySelectorAll('[data-show]').forEach(function (button) { showPassword(button, false); });
  });

  /* what a page or a swapped part needs once --------------------------------- */
  function ready(root) {
    root.querySelectorAll('.toast:not([data-kept])').forEach(function (toast) {
      toast.dataset.kept = '';
      keep(toast);
    });
    root.querySelectorAll('[data-count]').forEach(count);
    root.querySelectorAll('[data-left]').forEach(countDown);
    root.querySelectorAll('[data-here]').forEach(function (here) {
      var strip = here.parentElement; // scrolls sideways
      strip.scrollLeft = here.offsetLeft - strip.clientWidth / 3;
    });
    root.querySelectorAll('[data-script]').forEach(function (part) { part.hidden = false; });
    var wrong = root.querySelector('#errors') || root.querySelector('[aria-invalid=true]');
    if (!wrong) return;
    wrong.focus({ preventScroll: true });
    wrong.scrollIntoView({ block: 'center' });
  }
  document.addEventListener('DOMContentLoaded', function () { ready(document); });

  /* htmx -------------------------------------------------------------------- */
  document.addEventListener('htmx:configRequest', function (event) { // what nobody asked for keeps no session open
    if (!event.detail.triggeringEvent) event.detail.headers['X-By-Itself'] = 'true';
  });
  document.addEventListener('htmx:beforeRequest', function (event) {
    var trigger = event.detail.elt.getAttribute('hx-trigger') || '';
    var asks = event.detail.requestConfig.verb === 'get' && /^every /.test(trigger);
    if (asks && document.hidden) event.preventDefault(); // a page nobody sees asks nothing
    else if (event.detail.elt.type === 'file') event.detail.elt.dataset.going = '';
  });
  document.addEventListener('htmx:xhr:progress', function (event) { // of an upload, how far it is
    var bar = event.target.type === 'file' && event.target.parentElement.querySelector('progress');
    if (bar && event.detail.lengthComputable) bar.value = event.detail.loaded / event.detail.total;
  });
  document.addEventListener('htmx:afterRequest', function (event) {
    if (event.detail.elt.tagName === 'FORM') lock(event.detail.elt, false);
    if (event.detail.elt.type === 'file') uploaded(event.detail.elt, event.detail.successful);
  });
  document.addEventListener('htmx:afterSettle', function (event) {
    ready(event.detail.elt);
    if (event.detail.elt.matches('[data-pop]')) openPop(event.detail.elt, (event.detail.requestConfig || {}).elt);
    ready(document.getElementById('toasts') || document);
  });
  document.addEventListener('htmx:beforeOnLoad', function (event) {
    var asked = event.detail.requestConfig, answer = event.detail.xhr, token = answer.getResponseHeader('X-CSRFToken');
    if (answer.status === 401) signedOut(asked);
    else if (answer.status === 403 && token && !('renewed' in asked.elt.dataset)) sendAgain(asked, token);
    else return;
    event.preventDefault();
  });
  document.addEventListener('htmx:responseError', function (event) { sayOf(event.detail.elt, 'failed'); });
  /* Signed in anew in another tab: this page takes over the new token and sends what failed again. */
  function sendAgain(asked, token) {
    document.body.setAttribute('hx-headers', JSON.stringify({ 'X-CSRFToken': token }));
    document.querySelectorAll('[name=csrfmiddlewaretoken]').forEach(function (field) { field.value = token; });
    asked.elt.dataset.renewed = '';
    setTimeout(function () {
      htmx.ajax(asked.verb, asked.path, { source: asked.elt, event: asked.triggeringEvent }).then(function () {
        delete asked.elt.dataset.renewed;
      });
    }, 0);
  }
  /* The session has ended. What somebody sends goes through the door as a whole page, which carries
     it; what a page sends by itself only says so, once. */
  var toldSignedOut = false;
  function signedOut(asked) {
    var cause = asked.triggeringEvent;
    if (!cause || !/^(submit|click)$/.test(cause.type)) {
      if (!toldSignedOut) sayFailed('signedOut');
      toldSignedOut = true;
      return;
    }
    var fields = {}, token = asked.headers['X-CSRFToken'];
    asked.formData.forEach(function (value, name) {
      if (typeof value === 'string') fields[name] = (fields[name] || []).concat(value);
    });
    if (token && !fields.csrfmiddlewaretoken) fields.csrfmiddlewaretoken = [token];
    sendAsPage({ action: asked.path, fields: fields });
  }
  /* `fields` are lists by name */
  function sendAsPage(what) {
    var form = document.createElement('form');
    form.method = 'post';
    form.action = what.action;
    form.hidden = true;
    Object.keys(what.fields).forEach(function (name) {
      what.fields[name].forEach(function (value) {
        var field = document.createElement('textarea'); // keeps line ends
        field.name = name;
        field.value = value;
        form.append(field);
      });
    });
    document.body.append(form);
    form.submit();
  }
  document.addEventListener('send-as-page', function (event) { sendAsPage(event.detail); });
  document.addEventListener('htmx:sendError', function (event) { sayOf(event.detail.elt, 'offline'); });
  /* What a page saves by itself says so beside its button; a form may have words of its own. */
  function sayOf(asker, which) {
    if ('saver' in asker.dataset || unsaved(asker)) return;
    if (asker.tagName === 'FORM' && asker.dataset[which]) say(asker.dataset[which], 'late'); else sayFailed(which);
  }
  document.addEventListener('say', function (event) { say(event.detail, 'late'); });

  /* a form saved as it is typed, without a draft (a draft: draft.js) ---------------- */
  /* What a page saves by itself says beside its button whether it is saved: no message each time. */
  function unsaved(saver) {
    var out = 'autosave' in saver.dataset && document.getElementById('draft-saved');
    if (!out) return false;
    if (!('before' in out.dataset)) out.dataset.before = out.textContent;
    out.textContent = saver.dataset.unsaved;
    saver.closest('form').dataset.dirty = '';
    return true;
  }
  document.addEventListener('htmx:afterRequest', function (event) {
    var saver = event.detail.elt, out = document.getElementById('draft-saved');
    if (!('autosave' in saver.dataset) || !event.detail.successful) return;
    delete saver.closest('form').dataset.dirty;
    if (out && 'before' in out.dataset) {
      out.textContent = out.dataset.before;
      delete out.dataset.before;
    }
  });
  function dirty(event) {
    if (event.target.form && event.target.form.querySelector('[data-autosave]')) event.target.form.dataset.dirty = '';
  }
  document.addEventListener('input', dirty);
  document.addEventListener('change', dirty);
  /* A page that is left, or hidden behind another application, saves what it has at once. */
  function saveOnLeaving() {
    document.querySelectorAll('form[data-dirty] [data-autosave]').forEach(function (saver) {
      var form = saver.closest('form'), data = new FormData(form);
      if ('sent' in form.dataset) return; // it is being lodged
      data.delete('upload');
      delete form.dataset.dirty;
      fetch(saver.getAttribute('hx-post'), {
        method: 'POST', body: data, keepalive: true, credentials: 'same-origin',
        headers: { 'HX-Request': 'true', 'X-CSRFToken': data.get('csrfmiddlewaretoken') }
      }).then(function (answer) { if (!answer.ok) form.dataset.dirty = ''; }, function () { form.dataset.dirty = ''; });
    });
  }
  document.addEventListener('visibilitychange', function () { if (document.hidden) saveOnLeaving(); });
  window.addEventListener('pagehide', saveOnLeaving);

  /* The browser gives the clipboard to a secure page alone; elsewhere the address stands in its bar. */
  document.addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('a[data-copy]');
    if (!link || !navigator.clipboard) return;
    navigator.clipboard.writeText(link.href).then(function () { say(link.dataset.copy, 'ok'); }, function () {});
  });

  document.addEventListener('input', function (event) {
    var id = event.target.getAttribute && event.target.getAttribute('data-sift');
    if (!id) return;
    var wanted = event.target.value.trim().toLowerCase();
    [].forEach.call(document.getElementById(id).children, function (child) {
      child.hidden = wanted !== '' && child.textContent.toLowerCase().indexOf(wanted) < 0;
      child.querySelectorAll('details').forEach(function (fold) {
        if (wanted && fold.textContent.toLowerCase().indexOf(wanted) >= 0) fold.open = true;
      });
    });
  });
})();
