/** A social site's page that is against us, as text: it attacks by itself and answers what it got hold of. */

/** What the page has in its global scope, for a test to ask. */
export interface HostileSite {
  /** All that the page can read now, and all that it has heard so far. */
  readonly reach: () => string;
  /** All words and attributes that ever stood in roots of ours that the page got into. */
  readonly inside: () => string[];
  /** Does everything by script that a page can do to elements of ours. */
  readonly attack: () => void;
  /** Lays a sheet over everything that lets clicks through. */
  readonly cover: () => void;
  readonly uncover: () => void;
  readonly flood: (count: number) => void;
  readonly pwned?: boolean;
}

/** An author who is an element with a script. */
export const HOSTILE_AUTHOR = '<img src=x onerror=window.hostile.pwned=true>';

const postMarkup = (author: string, id: number, text: string): string => `
  <article><div class="status__wrapper"><div class="status" data-id="${id}">
    <div class="status__info"><a href="/@${author.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}" class="status__display-name">name</a>
      <a class="status__relative-time" href="/@acme/${id}"><time>2h</time></a></div>
    <div class="status__content"><div class="status__content__text">${text}</div></div>
    <div class="status__action-bar"><button>Reply</button></div>
  </div></div></article>`;

/** The page; `OWN_POSTS` of its posts are the account's own. */
export const HOSTILE_SITE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Hostile</title>
<meta name="application-name" content="Mastodon">
<script id="initial-state" type="application/json">{"meta":{"me":"109"},"accounts":{"109":{"acct":"acme"}}}</script>
<script>
{
  document.currentScript.remove();
  // Kept before they are replaced: what the page itself works with.
  const rootOf = Node.prototype.getRootNode;
  const { stringify } = JSON;
  const { slice } = String.prototype;
  const { apply } = Reflect;
  const ownRoots = new WeakSet();
  let heard = '';
  let isHearing = false;
  // Whoever once has a node from inside one of our roots has the root, and all that is ever drawn into it.
  const caught = new Set();
  const seen = new Set();
  const look = () => {
    const before = isHearing;
    isHearing = true;
    for (const root of caught) {
      const nodes = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
      for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
        if (node instanceof Text) seen.add(node.data);
        else for (const { name, value } of node.attributes) seen.add('[' + name + '] ' + value);
        if (typeof node.value === 'string') seen.add(node.value);
      }
    }
    isHearing = before;
  };
  const watcher = new MutationObserver(look);
  const take = (root) => {
    if (!caught.has(root)) watcher.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    caught.add(root);
    look();
  };
  const describe = (value) => {
    try {
      if (value instanceof Node) {
        const root = apply(rootOf, value, []);
        if (!value.isConnected || root === document || ownRoots.has(root)) return '';
        take(root);
        return 'INSIDE ' + root.textContent;
      }
      if (typeof value === 'object' && value !== null && value !== window) return apply(slice, stringify(value), [0, 500]);
      return typeof value === 'symbol' || typeof value === 'function' ? '' : apply(slice, '' + value, [0, 5000]);
    } catch { return ''; }
  };
  const hear = (what, ...values) => {
    if (isHearing || heard.length > 5e6) return;
    isHearing = true;
    heard += what;
    for (let at = 0; at < values.length; at += 1) heard += ' ' + describe(values[at]);
    heard += '\\n';
    isHearing = false;
  };

  // Whatever passes: events with all that they say of where they come from, messages, errors.
  const types = ['click', 'dblclick', 'auxclick', 'contextmenu', 'pointerdown', 'pointerup', 'mousedown', 'mouseup',
    'mouseover', 'mouseout', 'pointerover', 'pointermove', 'focus', 'blur', 'focusin', 'focusout', 'select', 'selectstart',
    'selectionchange', 'copy', 'toggle', 'beforetoggle', 'close', 'cancel', 'load', 'error', 'message', 'slotchange',
    'animationstart', 'transitionrun', 'scroll', 'submit', 'change'];
  for (const type of types) addEventListener(type, (event) => {
    hear(type + '.composedPath', ...event.composedPath());
    for (const name of ['target', 'relatedTarget', 'originalTarget', 'explicitOriginalTarget', 'rangeParent', 'fromElement',
      'toElement', 'srcElement', 'submitter', 'source', 'data', 'detail', 'message']) hear(type + '.' + name, event[name]);
  }, true);
  new MutationObserver((records) => {
    for (const { target, addedNodes, removedNodes, attributeName } of records) {
      hear('mutation', target, ...addedNodes, ...removedNodes, attributeName && target.getAttribute(attributeName));
      for (const node of addedNodes) hear('added', node.outerHTML, node.textContent);
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });

  // What a script of ours would call, if it ran in this world.
  for (const [owner, names] of [
    [Element.prototype, ['attachShadow', 'append', 'prepend', 'replaceChildren', 'setAttribute', 'animate']],
    [Node.prototype, ['appendChild', 'insertBefore', 'removeChild']],
    [EventTarget.prototype, ['addEventListener', 'dispatchEvent']],
    [Array.prototype, ['map', 'filter', 'push', 'join', 'find', 'flatMap', 'forEach']],
    [String.prototype, ['replace', 'split', 'trim', 'toLowerCase', 'slice']],
    [Map.prototype, ['get', 'set']], [WeakMap.prototype, ['get', 'set']], [Promise.prototype, ['then']],
    [JSON, ['stringify', 'parse']], [document, ['createElement', 'createTextNode']],
  ]) for (const name of names) {
    const own = owner[name];
    owner[name] = function (...values) {
      hear(name, this, ...values);
      return apply(own, this, values);
    };
  }
  for (const name of ['countersign', 'countersignChanged', 'countersignPanels', 'postId', 'seal', 'buttons', 'share', 'panel', 'review'])
    Object.defineProperty(Object.prototype, name, {
      configurable: true,
      get() { hear('get ' + name); return undefined; },
      set(value) {
        hear('set ' + name, value);
        Object.defineProperty(this, name, { value, writable: true, configurable: true, enumerable: true });
      },
    });

  const copies = new WeakSet();
  const hosts = () => [...document.querySelectorAll('[data-countersign]')].filter((host) => !copies.has(host));
  const guess = (run) => { try { return describe(run()); } catch { return ''; } };
  const reach = () => {
    // What it does itself it need not hear.
    isHearing = true;
    try { return gather(); } finally { isHearing = false; }
  };
  const gather = () => {
    look();
    const { documentElement: root } = document;
    const parts = [heard, root.outerHTML, root.innerText, root.textContent,
      guess(() => root.getHTML({ serializableShadowRoots: true })), guess(() => new XMLSerializer().serializeToString(document)),
      document.title, location.href, name];
    for (const host of hosts()) parts.push(guess(() => host.shadowRoot), guess(() => host.openOrClosedShadowRoot),
      guess(() => host.innerText), guess(() => host.outerHTML), guess(() => host.cloneNode(true).innerHTML),
      guess(() => host.getAnimations({ subtree: true }).map(({ effect }) => describe(effect.target)).join()),
      guess(() => Object.keys(host).join()), guess(() => host.assignedSlot), guess(() => host.computedName ?? ''),
      guess(() => host.ariaLabel));
    const selection = getSelection();
    parts.push('selection ' + String(selection), 'anchorNode ' + guess(() => selection.anchorNode), guess(() => selection.focusNode),
      guess(() => selection.getRangeAt(0).startContainer), guess(() => selection.getRangeAt(0).cloneContents().textContent),
      guess(() => selection.getComposedRanges({ shadowRoots: [] })[0].startContainer));
    parts.push(guess(() => document.activeElement), guess(() => document.querySelector(':modal, :popover-open')),
      guess(() => document.getAnimations().map(({ effect }) => describe(effect.target)).join()),
      guess(() => document.adoptedStyleSheets.length + ' sheets'));
    for (let x = 10; x < innerWidth; x += 60) for (let y = 10; y < innerHeight; y += 40) {
      parts.push(guess(() => document.elementFromPoint(x, y)), guess(() => document.caretPositionFromPoint?.(x, y)?.offsetNode),
        guess(() => document.caretRangeFromPoint?.(x, y)?.startContainer));
      parts.push(guess(() => document.elementsFromPoint(x, y).map(describe).join('')));
    }
    parts.push(guess(() => Object.getOwnPropertyNames(window).filter((key) => /countersign/i.test(key)).join()));
    parts.push(guess(() => performance.getEntries().map(({ name }) => name).join()));
    return parts.join('\\n');
  };

  const attack = () => {
    const targets = () => [...hosts(), document.activeElement, document.body];
    const within = [...caught].flatMap((root) => [root, ...root.querySelectorAll('*')]);
    for (const target of [...targets(), ...within]) {
      for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'dblclick', 'touchstart', 'focusin']) {
        target.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, cancelable: true, view: window }));
      }
      for (const key of ['Enter', ' ', 'Tab', 'a', 'y']) for (const type of ['keydown', 'keypress', 'keyup'])
        target.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, composed: true, cancelable: true }));
      target.click?.();
      if (!within.includes(target)) target.focus?.();
    }
    for (const say of [
      { countersignChanged: true }, { countersign: 'page.decide', request: { decision: 'approve' } },
      { countersign: 'command.run', request: {} }, 'countersign:started',
    ]) {
      postMessage(say, '*');
      for (const name of ['countersign', 'message', 'countersign:changed'])
        document.dispatchEvent(new CustomEvent(name, { detail: say }));
      try { chrome.runtime.sendMessage(say); hear('REACHED the extension'); } catch {}
      try { browser.runtime.sendMessage(say); hear('REACHED the extension'); } catch {}
      try { new BroadcastChannel('countersign').postMessage(say); } catch {}
    }
    for (const host of hosts()) {
      const { parentNode, nextSibling } = host;
      const own = document.createElement('div');
      const shadow = own.attachShadow({ mode: 'open' });
      ownRoots.add(shadow);
      document.body.append(own);
      try { host.attachShadow({ mode: 'open' }); hear('REACHED a root'); } catch {}
      shadow.append(host);
      host.click();
      host.innerHTML = '<button onclick="hear()">Approve</button>';
      host.style.cssText = 'position:fixed;inset:0;opacity:0.01;z-index:9999';
      host.style.cssText = '';
      host.replaceChildren();
      const copy = host.cloneNode(true);
      copies.add(copy);
      document.body.append(copy);
      parentNode?.insertBefore(host, nextSibling?.parentNode === parentNode ? nextSibling : null);
      own.remove();
    }
  };
  let sheet;
  window.hostile = {
    reach, attack,
    inside() { look(); return [...seen]; },
    cover() {
      sheet = document.createElement('div');
      sheet.popover = 'manual';
      sheet.style.cssText = 'position:fixed;inset:0;width:100vw;height:100vh;pointer-events:none;opacity:0.05;border:0';
      document.body.append(sheet);
      sheet.showPopover();
    },
    uncover() { sheet.remove(); },
    flood(count) {
      const feed = document.querySelector('[role=feed]');
      let html = '';
      for (let id = 5000; id < 5000 + count; id += 1) html += FLOOD.replaceAll('5555', id);
      feed.insertAdjacentHTML('beforeend', html);
    },
  };
  const FLOOD = ${JSON.stringify(postMarkup('acme', 5555, 'flood')).replaceAll('</', '<\\/')};
}
</script>
<style>.status__wrapper { padding: 8px } textarea { width: 300px; height: 60px }</style>
<div id="mastodon" data-props="{}">
  <form class="compose-form"><textarea class="autosuggest-textarea__textarea"></textarea><button type="submit">Post</button></form>
  <div class="item-list" role="feed">
    ${postMarkup(HOSTILE_AUTHOR, 1400, 'Words with &lt;b onclick=alert(1)&gt;markup&lt;/b&gt;')}
    ${postMarkup('acme', 1401, 'Own words')}
  </div>
</div></html>`;
