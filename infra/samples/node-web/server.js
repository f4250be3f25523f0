'use strict';
// A tally in memory: GET / shows it, POST /votes/NAME adds to it. Node's standard library only.
const http = require('node:http');
const os = require('node:os');

const NAME = /^\/votes\/([a-z]{1,20})$/;
const MOST_NAMES = 100;

function createServer(votes = new Map()) {
  return http.createServer((request, response) => {
    const path = request.url.split('?', 1)[0];
    request.resume();
    if (path === '/healthz') return send(response, 200, 'text/plain', 'ok\n');
    if (path === '/votes' && request.method === 'GET') return json(response, 200, tally(votes));
    if (path === '/' && request.method === 'GET') return send(response, 200, 'text/html', page(votes));
    const vote = NAME.exec(path);
    if (!vote) return json(response, 404, { error: 'try GET / or POST /votes/tea' });
    if (request.method !== 'POST') return json(response, 405, { error: 'vote with POST' });
    if (!votes.has(vote[1]) && votes.size >= MOST_NAMES)
      return json(response, 409, { error: `there are ${MOST_NAMES} choices already: vote for one of them` });
    votes.set(vote[1], (votes.get(vote[1]) ?? 0) + 1);
    return json(response, 201, tally(votes));
  });
}

const tally = (votes) => ({ pod: os.hostname(), votes: Object.fromEntries(votes) });

function json(response, status, body) {
  send(response, status, 'application/json', JSON.stringify(body) + '\n');
}

function send(response, status, type, body) {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' });
  response.end(body);
}

// Names are letters only (NAME above), so nothing in here needs escaping.
function page(votes) {
  const rows = [...votes].map(([name, count]) => `<li><b>${count}</b> ${name}</li>`).join('');
  return `<!doctype html><meta charset="utf-8"><title>Votes</title>
<style>:root{color-scheme:light dark}body{font:18px system-ui;max-width:32rem;margin:4rem auto;padding:0 1rem}
button{font:inherit;padding:.5rem 1rem;border-radius:.5rem;border:1px solid #8888;cursor:pointer}</style>
<h1>Tea or coffee?</h1><ul>${rows || '<li>no votes yet</li>'}</ul>
${['tea', 'coffee'].map((name) => `<button data-vote="${name}">${name}</button>`).join(' ')}
<script>document.querySelectorAll('button').forEach((b) => b.onclick = () =>
  fetch('/votes/' + b.dataset.vote, { method: 'POST' }).then(() => location.reload()));</script>`;
}

if (require.main === module) {
  const server = createServer();
  const port = Number(process.env.PORT ?? 8080);
  server.listen(port, () => console.log(`listening on port ${port}`));
  for (const name of ['SIGTERM', 'SIGINT'])
    process.on(name, () => {
      console.log('finishing');
      // Whoever routes to us may not have heard yet: new connections are answered a moment longer.
      setTimeout(() => {
        server.close(() => process.exit(0));
        server.closeIdleConnections();
      }, 1000);
    });
}

module.exports = { createServer };
