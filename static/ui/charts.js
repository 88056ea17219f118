/* Draws every [data-chart]: its value is the id of an element whose text is a plotly figure,
   {"data": [...], "layout": {...}}. A colour is written as a token, "var(--acc)"; a part whose
   customdata is an address opens it; a button with [data-picture] saves one as a picture; what a figure does not say (fonts, grid, margins, legend,
   hover) is said here, once. Needs plotly before it. */
(function () {
  'use strict';
  var style = getComputedStyle(document.documentElement);
  var onWall = document.documentElement.getAttribute('data-theme') === 'screen';
  var size = onWall ? 15 : 12 * parseFloat(style.fontSize) / 16; // as large as the page's own letters
  var CONFIG = {
    locale: document.documentElement.lang === 'zh-CN' ? 'zh-CN' : 'en',
    displayModeBar: false, displaylogo: false, responsive: true, showTips: false,
    plotlyServerURL: '' // plotly carries a dialog that uploads; without an address and a bar it is out of reach
  };

  function token(name) { return style.getPropertyValue('--' + name).trim(); }

  /* A copy of `value` with every token as the colour it stands for. */
  function coloured(value) {
    if (typeof value === 'string') return value.replace(/^var\(--([\w-]+)\)$/, function (all, name) { return token(name); });
    if (Array.isArray(value)) return value.map(coloured);
    if (value === null || typeof value !== 'object') return value;
    var copy = {};
    Object.keys(value).forEach(function (key) { copy[key] = coloured(value[key]); });
    return copy;
  }
  /* `ours` overlaid with `theirs`, objects within objects too. */
  function overlaid(ours, theirs) {
    Object.keys(theirs || {}).forEach(function (key) {
      var value = theirs[key];
      var both = value && ours[key] && typeof value === 'object' && typeof ours[key] === 'object' && !Array.isArray(value);
      ours[key] = both ? overlaid(ours[key], value) : value;
    });
    return ours;
  }

  function axis(theirs) {
    var whole = overlaid({
      gridcolor: token('line'), zeroline: false, linecolor: token('line-2'), showline: false, ticks: '',
      tickfont: { size: size, color: token('ink-3') }, fixedrange: true, automargin: true, ticklabelstandoff: 6
    }, theirs);
    if (whole.nticks > 6 && window.innerWidth < 500) whole.nticks = 6;
    return whole;
  }
  function layout(theirs) {
    var whole = overlaid({
      font: { family: token('sans'), size: size, color: token('ink-3') },
      paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)',
      margin: { l: 36, r: 12, t: 8, b: 28 }, showlegend: false, bargap: 0.38, dragmode: false,
      hovermode: 'x unified', separators: '.,', autotypenumbers: 'strict',
      hoverlabel: { align: 'left', bgcolor: token('ink'), bordercolor: token('ink'), font: { family: token('sans'), size: size, color: token('surf') } },
      legend: {
        orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom', font: { size: size, color: token('ink-2') },
        itemclick: false, itemdoubleclick: false, traceorder: 'normal'
      },
      xaxis: {}, yaxis: {}
    }, theirs);
    Object.keys(whole).forEach(function (key) {
      if (/^[xy]axis\d*$/.test(key)) whole[key] = axis(whole[key]);
    });
    return whole;
  }

  /* A pattern repeats the shape cue of a lamp over its colour: {"shape": "/"} is enough. Bars are
     parted by a hair. */
  function patterned(trace) {
    if (trace.type === 'bar') trace.marker = overlaid({ line: { color: token('surf'), width: 0.5 } }, trace.marker);
    var pattern = trace.marker && trace.marker.pattern;
    if (pattern && pattern.shape) {
      trace.marker.pattern = overlaid({ fillmode: 'overlay', fgcolor: token('surf'), fgopacity: 0.55, size: 6, solidity: 0.3 }, pattern);
    }
    return trace;
  }

  function draw(node) {
    var source = document.getElementById(node.dataset.chart);
    if (!source) return;
    var figure = coloured(JSON.parse(source.textContent));
    window.Plotly.react(node, figure.data.map(patterned), layout(figure.layout), CONFIG);
    node.removeAllListeners('plotly_click');
    node.on('plotly_click', follow);
  }
  function follow(event) {
    var to = event.points.length ? event.points[0].customdata : '';
    if (typeof to === 'string' && to.charAt(0) === '/') window.location.assign(to);
  }
  /* The chart as a picture of its own, to be pasted into a paper: white, with its title. */
  function picture(button) {
    var node = document.getElementById(button.dataset.picture);
    if (!window.Plotly || !node || !node.data) return;
    var whole = overlaid(JSON.parse(JSON.stringify(node.layout)), {
      paper_bgcolor: token('surf'), title: { text: button.dataset.title, x: 0.02, xanchor: 'left', font: { size: size + 3, color: token('ink') } }
    });
    whole.margin.t = (whole.margin.t || 0) + 36;
    if (whole.xaxis) whole.xaxis.showticklabels = true; // nobody can point at a column of a picture
    var named = Math.max.apply(null, node.data.map(function (trace) { return trace.orientation === 'h' ? 0 : (trace.x || []).length; }));
    window.Plotly.downloadImage({ data: node.data, layout: whole, config: CONFIG }, {
      format: 'png', scale: 2, width: Math.max(node.offsetWidth, 640, 18 * named), height: Math.max(node.offsetHeight, 320) + 36,
      filename: button.dataset.title
    });
  }
  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-picture]');
    if (button) picture(button);
  });

  function drawCharts(root) {
    if (!window.Plotly) return;
    if (root.matches && root.matches('[data-chart]')) draw(root);
    root.querySelectorAll('[data-chart]').forEach(draw);
  }

  window.drawCharts = drawCharts;
  drawCharts(document);
  document.addEventListener('htmx:afterSettle', function (event) { drawCharts(event.detail.elt); });
  document.addEventListener('htmx:beforeCleanupElement', function (event) {
    if (window.Plotly && event.detail.elt.matches('[data-chart]')) window.Plotly.purge(event.detail.elt);
  });
})();
