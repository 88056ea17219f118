/* Buttons with data-print print the page. Without this script they stay hidden. */
document.querySelectorAll('[data-print]').forEach(function (button) {
  button.hidden = false;
  button.addEventListener('click', function () { window.print(); });
});
