// What a previewed page does beside being itself: it follows the site as it is edited, and shows what is wrong with it.
(() => {
  'use strict';
  const { page, stylesheet: firstStylesheet } = document.currentScript.dataset;
  const isFramed = window.parent !== window;
  let stylesheet = firstStylesheet;

  // Over a reload: where the reader was, what had the focus, which details were open.
  const memory = 'site-preview:' + location.pathname;
  const focusable = 'a[href], button, input, select, textarea, summary, [tabindex]';

  const reload = () => {
    const kept = {
      x: scrollX, y: scrollY,
      focus: [...document.querySelectorAll(focusable)].indexOf(document.activeElement),
      open: [...document.querySelectorAll('details')].map(details => details.open),
    };
    try { sessionStorage.setItem(memory, JSON.stringify(kept)); } catch { /* It is only not kept. */ }
    location.reload();
  };

  const restore = () => {
    let kept;
    try {
      kept = JSON.parse(sessionStorage.getItem(memory));
      sessionStorage.removeItem(memory);
    } catch { /* There is nothing to restore. */ }
    if (!kept) return;
    const details = document.querySelectorAll('details');
    if (details.length === kept.open.length) details.forEach((element, index) => { element.open = kept.open[index]; });
    if (kept.focus >= 0) document.querySelectorAll(focusable)[kept.focus]?.focus({ preventScroll: true });
    history.scrollRestoration = 'manual';
    const scroll = () => scrollTo({ left: kept.x, top: kept.y, behavior: 'instant' });
    scroll();
    // Pictures may have moved the text, unless the reader has moved on.
    const [x, y] = [scrollX, scrollY];
    addEventListener('load', () => {
      if (scrollX === x && scrollY === y) scroll();
      history.scrollRestoration = 'auto';
    });
  };

  const restyle = next => {
    const links = [...document.querySelectorAll('link[rel~="stylesheet"]')]
      .filter(link => stylesheet && new URL(link.href).pathname === '/' + stylesheet);
    if (!links.length) return reload();
    stylesheet = next;
    for (const link of links) {
      const fresh = link.cloneNode();
      fresh.href = '/' + next;
      // The old one stays until the new one is there: the page is never without style.
      fresh.onload = () => link.remove();
      fresh.onerror = reload;
      link.after(fresh);
    }
  };

  // Paths of changed files, or true where any may have changed.
  const shows = media => {
    const named = [...document.querySelectorAll('[src], [srcset], [poster], image[href]')].flatMap(element => [
      element.getAttribute('src'), element.getAttribute('poster'), element.getAttribute('href'),
      ...(element.getAttribute('srcset') ?? '').split(',').map(part => part.trim().split(/\s+/)[0]),
    ]);
    const paths = named.filter(Boolean).map(address => {
      try { return decodeURIComponent(new URL(address, document.baseURI).pathname); } catch { return ''; }
    });
    return paths.some(path => media === true ? path.startsWith('/media/') : media.includes(path));
  };

  // What is laid over the page: its problems, how many there are, and whether the preview still runs.
  const surface = (() => {
    const make = (name, properties = {}, ...children) => {
      const element = Object.assign(document.createElement(name), properties);
      element.append(...children);
      return element;
    };
    const title = make('h2', { id: 'title' });
    const standing = make('p', { className: 'standing' });
    const close = make('button', { className: 'close', type: 'button' }, 'Hide ', make('kbd', {}, 'Esc'));
    const list = make('div', { className: 'list', tabIndex: 0 });
    list.setAttribute('role', 'group');
    list.setAttribute('aria-labelledby', 'title');
    const dialog = make('dialog', { tabIndex: -1 }, make('header', {}, make('div', {}, title, standing), close), list);
    dialog.setAttribute('aria-labelledby', 'title');
    const badge = make('button', { className: 'badge', type: 'button', hidden: true });
    const state = make('p', { className: 'state', hidden: true });
    const spoken = make('p', { className: 'spoken' });
    spoken.setAttribute('role', 'status');
    const link = make('link', { rel: 'stylesheet', href: '/-/preview.css' });
    const host = document.createElement('site-preview');
    // Until its style is there it would be a heap of text.
    host.hidden = true;
    link.onload = () => { host.hidden = false; };
    host.attachShadow({ mode: 'open' }).append(link, dialog, make('div', { className: 'corner' }, state, badge), spoken);
    if (!isFramed) document.documentElement.append(host);

    const dismissed = 'site-preview-dismissed';
    let shown = '', build = '', isError = false;
    const identity = () => build + shown;
    const open = () => {
      if (isFramed || dialog.open) return;
      dialog.showModal();
      // No button seems chosen.
      dialog.focus();
    };
    const isDismissed = () => {
      try { return sessionStorage.getItem(dismissed) === identity(); } catch { return false; }
    };
    dialog.addEventListener('close', () => {
      badge.hidden = !shown;
      if (isError) try { sessionStorage.setItem(dismissed, identity()); } catch { /* It comes back on the next page. */ }
    });
    close.addEventListener('click', () => dialog.close());
    badge.addEventListener('click', open);

    // The terminal's text line by line: what quotes a file keeps its columns, what is said may be broken.
    const lines = text => {
      const lines = [[]];
      for (const [kind, part] of text) {
        part.split(/(?<=\n)/).forEach(piece => {
          lines.at(-1).push(kind ? make('b', { className: kind }, piece) : piece);
          if (piece.endsWith('\n')) lines.push([]);
        });
      }
      return lines.filter(line => line.length).map(line => {
        const element = make('span', { className: 'said' }, ...line);
        if (/^ *\d* \| /.test(element.textContent)) element.className = 'quoted';
        return element;
      });
    };
    const count = (number, one) => `${number} ${number === 1 ? one : one + 's'}`;
    const problems = message => {
      const { errors, warnings, hidden, blocks } = message.problems;
      const now = JSON.stringify(blocks);
      const isNew = now !== shown;
      const [wasError, hadProblems] = [isError, shown !== ''];
      isError = errors > 0;
      build = message.build;
      shown = blocks.length ? now : '';
      const counts = [errors && count(errors, 'error'), warnings && count(warnings, 'warning')].filter(Boolean);
      if (isNew) {
        title.textContent = counts.join(', ');
        // Text nodes only: nothing that a file holds becomes markup here.
        list.replaceChildren(...blocks.map(block => make('pre', {}, ...lines(block.text))));
        if (hidden) list.append(make('p', {}, `${count(hidden, 'more problem')}: see the terminal.`));
        if (counts.length) spoken.textContent = counts.join(', ');
        else if (hadProblems) spoken.textContent = wasError ? 'Mended' : '';
      }
      standing.textContent = !isError ? 'Warnings keep nothing from being published.' : message.isStanding
        ? 'The last good version stays beneath.' : 'The site appears here when this is mended.';
      dialog.setAttribute('role', isError ? 'alertdialog' : 'dialog');
      badge.textContent = counts[0] ?? '';
      badge.className = isError ? 'badge error' : 'badge';
      if (isError && !isDismissed()) open();
      else if (dialog.open && (wasError || !shown)) dialog.close();
      badge.hidden = !shown || dialog.open;
    };
    const say = text => {
      state.textContent = text;
      state.hidden = !text;
    };
    return { problems, say };
  })();

  let socket, attempts = 0, timer;
  const connect = () => {
    clearTimeout(timer);
    if (socket && socket.readyState < WebSocket.CLOSING) return;
    const address = new URL('/-/preview.socket', location.href);
    address.protocol = 'ws:';
    address.search = new URLSearchParams({ path: location.pathname, page, stylesheet }).toString();
    const current = socket = new WebSocket(address);
    current.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      attempts = 0;
      surface.say(message.isBuilding ? 'The site is being made …' : '');
      surface.problems(message);
      if (message.update === 'reload' || (message.media && shows(message.media))) reload();
      else if (message.update === 'style' && message.stylesheet !== stylesheet) restyle(message.stylesheet);
    };
    current.onclose = () => {
      if (current !== socket || isLeaving) return;
      attempts += 1;
      if (attempts > 2) surface.say('The preview has ended; this page waits for it.');
      timer = setTimeout(connect, Math.min(attempts * 300, 3000));
    };
  };

  let isLeaving = false;
  addEventListener('pagehide', () => { isLeaving = true; socket?.close(); });
  // A page that comes back from the browser's memory, or a machine that wakes, asks what it missed.
  addEventListener('pageshow', () => { isLeaving = false; connect(); });
  addEventListener('online', connect);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) connect(); });

  restore();
  connect();
})();
