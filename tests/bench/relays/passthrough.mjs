// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The smallest honest relay in Node: no checks, no log, kept-alive connections. Usage: node passthrough.mjs UPSTREAM_PORT
import http from 'node:http';

const upstream = { host: '127.0.0.1', port: Number(process.argv[2]) };
const agent = new http.Agent({ keepAlive: true, maxFreeSockets: 2048 });

const server = http.createServer((request, response) => {
  const { method, url, headers } = request;
  const forwarded = http.request({ ...upstream, agent, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    response.flushHeaders();
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  forwarded.on('error', () => response.destroy());
  response.on('close', () => forwarded.destroyed || response.writableFinished || forwarded.destroy());
  request.pipe(forwarded);
});
server.keepAliveTimeout = 3_600_000;
server.listen(0, '127.0.0.1', 4096, () => {
  console.log(JSON.stringify({ event: 'ready', base_url: `http://127.0.0.1:${server.address().port}` }));
});
