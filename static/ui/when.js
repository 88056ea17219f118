/* Parts of a form that hang on which radio button is chosen; without scripts the server draws them.

   data-when="name" data-is="values"  an element that is shown while a button of that name with one
                   of these values is chosen ("none": while none is)
   data-filled     ... or while the field in it holds something: nothing typed goes out of sight */
(function () {
  'use strict';
  function chosen(part) {
    var form = part.closest('form');
    var button = form && form.querySelector('input[type=radio][name="' + part.dataset.when + '"]:checked');
    return button ? button.value : 'none';
  }
  function shown(part) {
    if (part.dataset.is.split(' ').indexOf(chosen(part)) >= 0) return true;
    var field = 'filled' in part.dataset && part.querySelector('input,textarea');
    return Boolean(field && field.value);
  }
  function draw() {
    document.querySelectorAll('[data-when]').forEach(function (part) { part.hidden = !shown(part); });
    document.querySelectorAll('[data-filled]').forEach(name);
  }
  /* a field that is shown though it is not asked goes by its last name */
  function name(part) {
    var names = part.querySelectorAll('label [data-when]');
    var any = Array.from(names).some(function (one) { return !one.hidden; });
    if (!any && names.length) names[names.length - 1].hidden = false;
  }
  document.addEventListener('change', function (event) {
    if (event.target.matches('input[type=radio]')) draw();
  });
  document.addEventListener('htmx:afterSettle', draw);
  document.addEventListener('htmx:oobAfterSwap', draw);
  document.addEventListener('DOMContentLoaded', draw);
})();
