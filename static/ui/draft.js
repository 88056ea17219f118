/* Nothing typed into a form with a draft is lost. Two seconds after the last key, and at once when
   the page is left, the form goes to the server; until the server has said in `X-Draft` that it is
   saved, it stays in this browser (localStorage), by person, form and page. What is found there
   later (a lost connection, an ended session, a killed browser) is sent first, as that page would
   have sent it, and the form is asked for anew. Signing out takes all of the person's away; nobody
   else's is ever read. Without this script the button saves the draft.

   data-draft="address"  on a form: where its draft is saved; data-fresh: it is as it was opened;
                         data-taken: it shows what was taken from here and is not saved yet
   data-saver         in it, the element that saves by htmx ("save-draft") and has the words
   data-leave            a link that gives up what this page holds
   data-sign-out         the form that ends the session
   #device, #device-note where what cannot be saved is offered, and how it looks                  */
(function () {
  'use strict';
  var words = document.currentScript.dataset, PREFIX = 'draft:' + words.person + ':';
  if (!words.person) return;
  var DELAY = 2000, AGAIN = 10000, STAYS = 30 * 24 * 3600 * 1000; // milliseconds
  var SAVED = ['saved', 'none', 'lodged'], NOT_KEPT = ['csrfmiddlewaretoken', 'again', 'said', 'instead', 'shown'];
  var page = token(), timer = null, typedAt = 0, sentAt = 0, waits = false;

  function token() {
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, function (byte) { return ('0' + byte.toString(16)).slice(-2); }).join('');
  }
  function theForm() { return document.querySelector('form[data-draft]'); }
  function saver() { return document.querySelector('form[data-draft] [data-saver]'); }
  function value(form, name) { return form.elements[name] ? form.elements[name].value : ''; }

  /* what stays here ---------------------------------------------------------- */
  function keyOf(entry) { return PREFIX + entry.nonce + ':' + entry.page; }
  function put(entry) {
    try { localStorage.setItem(keyOf(entry), JSON.stringify(entry)); return true; } catch (error) { return false; }
  }
  function get(key) {
    try { return JSON.parse(localStorage.getItem(key)); } catch (error) { return null; }
  }
  function drop(entry) {
    try { localStorage.removeItem(keyOf(entry)); } catch (error) { /* there is no storage */ }
  }
  function all() {
    var entries = [];
    try {
      for (var n = 0; n < localStorage.length; n += 1) {
        var key = localStorage.key(n), entry = key.indexOf(PREFIX) === 0 && get(key);
        if (entry) entries.push(entry);
      }
    } catch (error) { /* there is no storage */ }
    entries.forEach(function (entry) { if (Date.now() - entry.at > STAYS) drop(entry); });
    return entries.filter(function (entry) { return Date.now() - entry.at <= STAYS; });
  }
  function typedIn(form) {
    var fields = {};
    new FormData(form).forEach(function (text, name) {
      if (typeof text === 'string' && NOT_KEPT.indexOf(name) < 0) (fields[name] = fields[name] || []).push(text);
    });
    return {
      nonce: value(form, 'nonce'), page: page, at: Date.now(), address: form.getAttribute('action'),
      draft: form.dataset.draft, fields: fields
    };
  }
  function here(form) { return get(PREFIX + value(form, 'nonce') + ':' + page); }

  /* typing -------------------------------------------------------------------- */
  function typed(form) {
    var entry = typedIn(form);
    typedAt = entry.at;
    form.dataset.dirty = '';
    form.dataset.stays = put(entry) ? '1' : '';
    later(DELAY);
  }
  function later(delay) {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  }
  function save() {
    var form = theForm();
    if (!form || !('dirty' in form.dataset) || waits) return;
    if ('sent' in form.dataset) later(AGAIN); else htmx.trigger(saver(), 'save-draft');
  }
  function say(which) {
    var out = document.getElementById('draft-saved');
    if (out) out.textContent = saver().dataset[which];
  }
  function unsaved(form) {
    form.dataset.dirty = '';
    say(form.dataset.stays === '' ? 'nowhere' : 'unsaved');
    later(AGAIN);
  }
  function answered(form, state, version) {
    if (version) form.elements.version.value = version;
    waits = state === 'newer' || state === 'other';
    if (SAVED.indexOf(state) < 0 && !waits) form.dataset.dirty = '';
    if (SAVED.indexOf(state) < 0) return;
    if ('taken' in form.dataset) forget(value(form, 'nonce'), true);
    delete form.dataset.taken;
    if (typedAt !== sentAt) return put(typedIn(form)); // typed on meanwhile, upon the new version
    delete form.dataset.dirty;
    drop(typedIn(form));
  }
  ['input', 'change'].forEach(function (name) {
    document.addEventListener(name, function (event) {
      var form = event.target.form;
      if (form && 'draft' in form.dataset && event.target.type !== 'file') typed(form);
    });
  });
  /* A form that came anew goes on where the one before it stood. */
  function ready() {
    var form = theForm();
    if (!form || form.elements.page.value === page) return;
    form.elements.page.value = page;
    if ('taken' in form.dataset) typed(form);
    else if (here(form)) { form.dataset.dirty = ''; later(DELAY); }
  }
  document.addEventListener('htmx:afterSettle', ready);

  /* saving -------------------------------------------------------------------- */
  function isDraft(event) {
    var form = theForm(), asked = event.detail.requestConfig;
    return form && asked.path === form.dataset.draft && asked.elt.tagName !== 'FORM';
  }
  document.addEventListener('htmx:beforeRequest', function (event) {
    if (isDraft(event)) sentAt = typedAt;
  });
  document.addEventListener('htmx:beforeSwap', function (event) {
    if (!isDraft(event)) return;
    var answer = event.detail.xhr;
    answered(theForm(), answer.getResponseHeader('X-Draft'), answer.getResponseHeader('X-Draft-Version'));
  });
  document.addEventListener('htmx:afterRequest', function (event) {
    var form = theForm(), asked = event.detail.requestConfig, data = asked.formData, done = event.detail.successful;
    if (isDraft(event) && !done) unsaved(form);
    if (form && done && asked.elt.matches('#upload,.file__x')) setTimeout(function () { typed(form); }, 0);
    if (asked.elt.tagName !== 'FORM' || !data || !data.get('nonce')) return;
    // lodged, or thrown away: the server has it, or is to have it no more
    var answer = event.detail.xhr, over = done && (answer.getResponseHeader('HX-Redirect') || data.get('discard'));
    if (over) forget(data.get('nonce'));
    else if (form && !answer.status) say('unsaved');
  });
  function forget(nonce, others) {
    all().forEach(function (entry) {
      if (entry.nonce === nonce && !(others && entry.page === page)) drop(entry);
    });
    if (!others && theForm()) delete theForm().dataset.dirty;
  }
  /* A page that is left, or hidden behind another application, saves what it has at once. */
  function leave() {
    var form = theForm();
    if (!form || !('dirty' in form.dataset) || 'sent' in form.dataset || waits) return;
    sentAt = typedAt;
    delete form.dataset.dirty;
    send(typedIn(form)).then(function (state) { answered(form, state.name, state.version); }, function () {
      form.dataset.dirty = '';
    });
  }
  document.addEventListener('visibilitychange', function () { if (document.hidden) leave(); });
  window.addEventListener('pagehide', leave);

  /* what an earlier page left here ----------------------------------------------- */
  function csrf() { return JSON.parse(document.body.getAttribute('hx-headers') || '{}')['X-CSRFToken']; }
  function send(entry, renewed) {
    var data = new FormData();
    Object.keys(entry.fields).forEach(function (name) {
      entry.fields[name].forEach(function (text) { data.append(name, text); });
    });
    return fetch(entry.draft, {
      method: 'POST', body: data, keepalive: true, credentials: 'same-origin',
      headers: { 'HX-Request': 'true', 'X-CSRFToken': renewed || csrf() }
    }).then(function (answer) {
      var fresh = answer.headers.get('X-CSRFToken');
      if (answer.status === 403 && fresh && !renewed) return send(entry, fresh);
      return { name: answer.headers.get('X-Draft'), version: answer.headers.get('X-Draft-Version') };
    });
  }
  /* All of `entries`, one after the other; what was saved and what was not. */
  function sendAll(entries) {
    return entries.reduce(function (before, entry) {
      return before.then(function (found) {
        return send(entry).then(function (state) {
          var done = SAVED.indexOf(state.name) >= 0;
          if (done && (get(keyOf(entry)) || entry).at === entry.at) drop(entry);
          if (state.name && (!done || state.version)) found[done ? 'saved' : 'left'].push(entry);
          return found;
        });
      });
    }, Promise.resolve({ saved: [], left: [] }));
  }
  function catchUp() {
    var now = theForm(), taken = now && 'taken' in now.dataset ? value(now, 'nonce') : '';
    var entries = all().filter(function (entry) { return entry.page !== page && entry.nonce !== taken; });
    if (!entries.length) return;
    sendAll(entries).then(function (found) {
      var form = theForm();
      if (!form) return;
      if (found.saved.length && 'fresh' in form.dataset && !typedAt) askAnew(found.saved);
      offer(found.left);
    }, function () { /* no connection: at the next page, or when it is back */ });
  }
  function askAnew(saved) {
    var query = saved.map(function (entry) { return 'device=' + encodeURIComponent(entry.nonce); }).join('&');
    var address = location.pathname + location.search + (location.search ? '&' : '?') + query;
    htmx.ajax('GET', address, { target: '#log', swap: 'outerHTML' });
  }
  function offer(left) {
    var place = document.getElementById('device'), pattern = document.getElementById('device-note');
    if (!place) return;
    place.replaceChildren();
    left.forEach(function (entry) {
      var note = pattern.content.firstElementChild.cloneNode(true), lang = document.documentElement.lang;
      note.querySelector('[data-typed]').textContent = new Date(entry.at).toLocaleString(lang);
      note.querySelector('[data-words]').textContent = (entry.fields.text || []).join('');
      note.querySelector('[data-take]').addEventListener('click', function () { take(entry); });
      note.querySelector('[data-throw]').addEventListener('click', function () { drop(entry); note.remove(); });
      place.append(note);
    });
  }
  /* The form is shown with what stayed here, by the server, as after signing in. */
  function take(entry) {
    var more = { csrfmiddlewaretoken: [csrf()], again: ['device'], page: [''] };
    var detail = { action: entry.address, fields: Object.assign({}, entry.fields, more) };
    document.dispatchEvent(new CustomEvent('send-as-page', { detail: detail }));
  }
  window.addEventListener('online', function () {
    var form = theForm();
    if (form && 'dirty' in form.dataset) { say('online'); later(0); }
    catchUp();
  });
  document.addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('[data-leave]');
    if (link && theForm()) forget(value(theForm(), 'nonce'));
  });

  /* signing out ------------------------------------------------------------------ */
  document.addEventListener('submit', function (event) {
    var form = event.target, entries = all();
    if (!('signOut' in form.dataset) || !entries.length) return;
    event.preventDefault();
    function go() { all().forEach(drop); form.submit(); }
    if ('anyway' in form.dataset) return go();
    function stay() {
      form.dataset.anyway = '';
      delete form.dataset.sent;
      document.dispatchEvent(new CustomEvent('say', { detail: words.kept }));
    }
    sendAll(entries).then(function () { if (all().length) stay(); else go(); }, stay);
  });

  document.addEventListener('DOMContentLoaded', function () { ready(); catchUp(); });
})();
