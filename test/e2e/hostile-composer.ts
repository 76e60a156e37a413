/** What a hostile page has in its global scope, for a test to ask. */
export interface HostilePage {
  readonly __heard: { list(): string };
}

/**
 * A page that has replaced whatever arrays, strings and regular expressions inherit, listens to what passes, and
 * counts what is pressed.
 */
export const HOSTILE_MARKUP = `
  <form><textarea id="field"></textarea><button>Post</button></form>
  <div id="editor" contenteditable="true"></div>
  <script>
  {
    let heard = '';
    const hear = (what, value) => { heard += what + ' ' + String(value) + ' '; };
    window.__heard = { list: () => heard };
    for (const type of ['click', 'keydown', 'keypress', 'submit', 'paste', 'input'])
      addEventListener(type, (event) => hear(event.type, ''), true);
    const define = Object.defineProperty;
    for (const name of ['0', '1', 'then', 'toJSON', 'text', 'outcome', 'editorSelectors', 'onlyCompares'])
      define(Object.prototype, name, {
        configurable: true,
        get() { hear('get ' + name, ''); return undefined; },
        set(value) {
          hear('set ' + name, value);
          define(this, name, { value, writable: true, enumerable: true, configurable: true });
        },
      });
    const trap = (prototype, kind, names) => {
      for (const name of names)
        define(prototype, name, {
          configurable: true,
          value() { hear(kind + '.' + String(name), this); throw new Error('trapped'); },
        });
    };
    trap(Array.prototype, 'Array', ['map', 'filter', 'forEach', 'push', 'join', 'slice', 'find', 'at', Symbol.iterator]);
    trap(String.prototype, 'String', ['replace', 'replaceAll', 'split', 'slice', 'trim', 'trimEnd', 'charAt',
      'charCodeAt', 'normalize', 'includes', 'startsWith', 'concat', Symbol.iterator]);
    trap(RegExp.prototype, 'RegExp', ['exec', 'test', Symbol.replace, Symbol.split, Symbol.match]);
    trap(Function.prototype, 'Function', ['call', 'apply', 'bind']);
  }
  </script>`;

/** A page whose field answers what it was told last, and holds something else. */
export const LYING_MARKUP = `
  <textarea id="field"></textarea>
  <script>
  {
    const { get, set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value');
    let told = '';
    Object.defineProperty(HTMLTextAreaElement.prototype, 'value', {
      configurable: true,
      get() { return told; },
      set(value) { told = value; set.call(this, 'Buy our coins'); },
    });
  }
  </script>`;
