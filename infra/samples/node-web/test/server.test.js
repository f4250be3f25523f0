'use strict';
const assert = require('node:assert/strict');
const { after, before, test } = require('node:test');
const { createServer } = require('../server.js');

const server = createServer();
let base;

before(() => new Promise((ready) => server.listen(0, '127.0.0.1', () => {
  base = `http://127.0.0.1:${server.address().port}`;
  ready();
})));
after(() => {
  server.close();
  server.closeAllConnections();
});

test('counts a vote and shows it', async () => {
  const answer = await fetch(`${base}/votes/tea`, { method: 'POST' });
  assert.equal(answer.status, 201);
  assert.equal((await answer.json()).votes.tea, 1);
  assert.match(await (await fetch(base)).text(), /<b>1<\/b> tea/);
});

test('a name that is not made of letters is not found', async () => {
  assert.equal((await fetch(`${base}/votes/%3Cscript%3E`, { method: 'POST' })).status, 404);
});

test('a vote needs POST', async () => {
  assert.equal((await fetch(`${base}/votes/tea`)).status, 405);
});

test('takes no more than a hundred choices', async () => {
  const full = createServer(new Map(Array.from({ length: 100 }, (_, i) => [`n${i}`, 1])));
  await new Promise((ready) => full.listen(0, '127.0.0.1', ready));
  const answer = await fetch(`http://127.0.0.1:${full.address().port}/votes/new`, { method: 'POST' });
  assert.equal(answer.status, 409);
  full.close();
  full.closeAllConnections();
});
