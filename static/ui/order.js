/* Ordering by drag: the rows of a [data-order] list are drawn by their grip, and a row that is
   dropped sends its form [data-place] with the new place. The arrow keys on a grip do the same by
   one. Without this script the buttons up and down beside each row do. */
(function () {
  'use strict';
  var drawn = null;
  function rowOf(node) { return node && node.closest ? node.closest('[data-order] > li') : null; }
  function send(row, place) {
    var form = row.querySelector('form[data-place]');
    form.elements.place.value = place;
    form.requestSubmit ? form.requestSubmit() : form.submit();
  }
  function place(row) { return Array.prototype.indexOf.call(row.parentNode.children, row); }
  document.addEventListener('pointerdown', function (event) {
    var grip = event.target.closest && event.target.closest('[data-grip]');
    if (!grip || event.button) return;
    drawn = { row: rowOf(grip), from: place(rowOf(grip)) };
    drawn.row.classList.add('is-drag');
    grip.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  document.addEventListener('pointermove', function (event) {
    if (!drawn) return;
    var over = rowOf(document.elementFromPoint(event.clientX, event.clientY));
    if (!over || over === drawn.row || over.parentNode !== drawn.row.parentNode) return;
    var list = over.parentNode;
    list.insertBefore(drawn.row, place(over) > place(drawn.row) ? over.nextSibling : over);
  });
  document.addEventListener('pointerup', function () {
    if (!drawn) return;
    var row = drawn.row, now = place(row), moved = now !== drawn.from;
    row.classList.remove('is-drag');
    drawn = null;
    if (moved) send(row, now);
  });
  document.addEventListener('keydown', function (event) {
    var grip = event.target.closest && event.target.closest('[data-grip]');
    var by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!grip || !by) return;
    event.preventDefault();
    var row = rowOf(grip), to = place(row) + by;
    if (to >= 0 && to < row.parentNode.children.length) send(row, to);
  });
})();
