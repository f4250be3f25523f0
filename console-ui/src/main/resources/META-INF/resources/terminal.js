// The browser's half of a terminal: xterm.js in front, a WebSocket behind. docs/terminal.md has what is said on it.
(() => {
  const PIECE = 16 * 1024;
  const SAY_TAKEN_EVERY = 32 * 1024;
  const light = {
    background: '#ffffff', foreground: '#1b1f27', cursor: '#1b1f27', cursorAccent: '#ffffff',
    selectionBackground: '#c9d6f2', black: '#1b1f27', red: '#b3261e', green: '#1f7a3d', yellow: '#8a5a00',
    blue: '#2456c7', magenta: '#8b3fa8', cyan: '#0b7285', white: '#6b7280', brightBlack: '#4b5563',
    brightRed: '#c8362c', brightGreen: '#2a8f4b', brightYellow: '#9a6700', brightBlue: '#3566d6',
    brightMagenta: '#9c4fba', brightCyan: '#13859a', brightWhite: '#374151'
  };
  const dark = {
    background: '#0c0e13', foreground: '#d7dce5', cursor: '#d7dce5', cursorAccent: '#0c0e13',
    selectionBackground: '#2c3a57'
  };

  const tell = (host, name, detail) => host.dispatchEvent(new CustomEvent('terminal-' + name, {detail: detail || {}}));

  function close(host) {
    if (host.slipwayClose) host.slipwayClose();
  }

  function open(host, path, protocol, ticket) {
    close(host);
    host.replaceChildren();
    const night = matchMedia('(prefers-color-scheme: dark)');
    const terminal = new Terminal({
      fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace',
      fontSize: 13, cursorBlink: true, scrollback: 5000, screenReaderMode: true,
      theme: night.matches ? dark : light,
      // What a program calls a link is none of the console's: nothing is opened.
      linkHandler: {activate: () => {}}
    });
    const fit = new FitAddon.FitAddon();
    terminal.loadAddon(fit);
    terminal.open(host);
    fit.fit();

    const address = new URL(path.replace(/^\//, ''), document.baseURI);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(address, [protocol, 'ticket.' + ticket]);
    socket.binaryType = 'arraybuffer';
    let ended = null;
    let taken = 0;
    let told = 0;

    const say = words => { if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(words)); };
    const size = () => say({resize: {columns: terminal.cols, rows: terminal.rows}});
    const type = bytes => {
      for (let at = 0; at < bytes.length && socket.readyState === WebSocket.OPEN; at += PIECE) {
        socket.send(bytes.slice(at, at + PIECE));
      }
    };
    const paint = () => { terminal.options.theme = night.matches ? dark : light; };
    const watch = new ResizeObserver(() => {
      if (!host.isConnected) close(host);
      else if (host.clientWidth > 0) fit.fit();
    });

    const text = new TextEncoder();
    terminal.onData(keys => type(text.encode(keys)));
    terminal.onBinary(keys => type(Uint8Array.from(keys, key => key.charCodeAt(0))));
    terminal.onResize(size);
    night.addEventListener('change', paint);
    watch.observe(host);

    socket.onopen = size;
    socket.onmessage = message => {
      if (typeof message.data !== 'string') {
        const bytes = new Uint8Array(message.data);
        // Told only when it is on the screen: the program waits for whoever looks.
        terminal.write(bytes, () => {
          taken += bytes.length;
          if (taken - told >= SAY_TAKEN_EVERY) {
            told = taken;
            say({taken});
          }
        });
        return;
      }
      const words = JSON.parse(message.data);
      if (words.opened) {
        terminal.focus();
        tell(host, 'opened');
      } else if (words.ended) {
        ended = words.ended;
      }
    };
    socket.onclose = () => {
      terminal.options.disableStdin = true;
      terminal.options.cursorBlink = false;
      night.removeEventListener('change', paint);
      if (host.slipwayClose) {
        const code = ended && Number.isInteger(ended.exitCode) ? ended.exitCode : null;
        tell(host, 'ended', {
          reason: ended ? ended.reason : 'broken',
          message: ended ? ended.message
            : 'The connection broke, or was not made. A proxy in between has to let WebSockets through.',
          exitCode: code === null ? '' : String(code)
        });
      }
    };
    host.slipwayClose = () => {
      host.slipwayClose = null;
      watch.disconnect();
      night.removeEventListener('change', paint);
      socket.close();
      terminal.dispose();
    };
  }

  window.slipwayTerminal = {open, close};
})();
