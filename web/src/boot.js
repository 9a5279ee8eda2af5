// Plain old JavaScript (ES3): it also has to run where nothing else of this page does.
// It puts the second policy in force before the page itself begins, starts the engine's worker, which takes the engine as the
// page is read, and says so where the browser is too old.
(function () {
  var agent = navigator.userAgent;
  function version(pattern) {
    var found = pattern.exec(agent);
    return found ? parseInt(found[1], 10) : 0;
  }
  // Chromium 97, Firefox 102 and Safari 16 know a word of their own for WebAssembly; older ones want the wider one.
  var knows = version(/Chrome\/(\d+)/) >= 97 || version(/Firefox\/(\d+)/) >= 102 || version(/Version\/(\d+).*Safari/) >= 16;
  var policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = "default-src 'none'; style-src 'unsafe-inline'; img-src data: blob:; worker-src blob:; script-src 'sha256-__MAIN__' 'sha256-__FEED__' blob: " +
    (knows ? "'wasm-unsafe-eval'" : "'unsafe-eval'");
  document.getElementsByTagName('head')[0].appendChild(policy);
  if (typeof WebAssembly !== 'object' || typeof Promise !== 'function' || typeof Worker !== 'function') {
    window.onload = function () {
      document.getElementById('page').innerHTML = '<p style="font-size:20px;margin:3em">这个浏览器太旧，打不开检查页面。' +
        '请换用 Chrome、Edge、Firefox，或者 360、QQ 等浏览器的“极速模式”。</p>' +
        '<p style="font-size:16px;margin:3em">This browser is too old for the page. Chrome, Edge or Firefox open it.</p>';
    };
    window.feedEngine = function () {};
    return;
  }
  var code = document.getElementById('worker').textContent;
  var address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  var worker = new Worker(address);
  worker.onerror = function () { window.engineFailed = true; };
  window.engineWorker = worker;
  window.engineCode = address;
  // Stands behind each part of the packed engine.
  window.feedEngine = function () {
    var part = document.currentScript.previousElementSibling;
    worker.postMessage({ part: part.textContent });
    part.textContent = '';
  };
})();
