"""A page, a JSON endpoint and a WebSocket, with nothing but Python's standard library."""

import asyncio
import contextlib
import html
import json
import os
import pathlib
import signal
import socket
import time

import websocket

HERE = pathlib.Path(__file__).parent
TEXT = "text/plain; charset=utf-8"
REASONS = {200: "OK", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed",
           426: "Upgrade Required", 431: "Request Header Fields Too Large",
           503: "Service Unavailable"}


class App:
    """Answers requests; once draining, it finishes what is under way and takes nothing new."""

    def __init__(self, version):
        self.version = version
        self.pod = socket.gethostname()
        self.started = time.monotonic()
        self.requests = 0
        self.draining = asyncio.Event()
        self.connections = set()

    def facts(self):
        return {"app": "hello", "version": self.version, "pod": self.pod,
                "requests": self.requests,
                "uptimeSeconds": round(time.monotonic() - self.started)}

    def answer(self, path):
        """Returns (status, content type, text)."""
        if path == "/":
            page = (HERE / "page.html").read_text()
            for name, value in self.facts().items():
                page = page.replace("{{" + name + "}}", html.escape(str(value)))
            return 200, "text/html; charset=utf-8", page
        if path == "/api":
            return 200, "application/json", json.dumps(self.facts())
        if path == "/healthz":
            if self.draining.is_set():
                return 503, TEXT, "draining\n"
            return 200, TEXT, "ok\n"
        return 404, TEXT, "There is nothing here; try / or /api.\n"

    async def connection(self, reader, writer):
        task = asyncio.current_task()
        self.connections.add(task)
        try:
            while await self.exchange(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the caller went away
        finally:
            self.connections.discard(task)
            writer.close()

    async def exchange(self, reader, writer):
        """One request and its answer; true if another may follow on this connection."""
        head = await self.head(reader)
        if head is None:
            return False
        if head == b"":
            return self.send(writer, 431, TEXT, "too many headers\n", keep=False)
        try:
            method, path, version, headers = parse(head)
        except ValueError:
            return self.send(writer, 400, TEXT, "that is not HTTP\n", keep=False)
        self.requests += 1
        path = path.split("?", 1)[0]
        if path == "/ws":
            await self.chat(reader, writer, headers)
            return False
        keep = (version == "HTTP/1.1" and not self.draining.is_set()
                and headers.get("connection", "").lower() != "close")
        if method not in ("GET", "HEAD"):
            return self.send(writer, 405, TEXT, "only GET\n", keep=False)
        status, kind, text = self.answer(path)
        self.send(writer, status, kind, text, keep=keep, body=method == "GET")
        await writer.drain()
        return keep

    async def head(self, reader):
        """The bytes up to the empty line; None when the connection is over or may be let go."""
        read = asyncio.ensure_future(reader.readuntil(b"\r\n\r\n"))
        drain = asyncio.ensure_future(self.draining.wait())
        try:
            await asyncio.wait({read, drain}, return_when=asyncio.FIRST_COMPLETED)
            if not read.done():
                # A request may be on its way right now: give it a moment before closing.
                await asyncio.wait({read}, timeout=1)
            return read.result() if read.done() else None
        except asyncio.LimitOverrunError:
            return b""
        except asyncio.IncompleteReadError:
            return None
        finally:
            read.cancel()
            drain.cancel()

    @staticmethod
    def send(writer, status, kind, text, *, keep, body=True):
        data = text.encode()
        writer.write((f"HTTP/1.1 {status} {REASONS[status]}\r\nContent-Type: {kind}\r\n"
                      f"Content-Length: {len(data)}\r\nCache-Control: no-store\r\n"
                      f"Connection: {'keep-alive' if keep else 'close'}\r\n\r\n").encode()
                     + (data if body else b""))
        return keep

    async def chat(self, reader, writer, headers):
        key = headers.get("sec-websocket-key")
        if headers.get("upgrade", "").lower() != "websocket" or not key:
            self.send(writer, 426, TEXT, "this address speaks WebSocket\n", keep=False)
            return
        writer.write(websocket.handshake(key))
        ticker = asyncio.ensure_future(self.tick(writer))
        try:
            await websocket.echo(reader, writer)
        finally:
            ticker.cancel()

    async def tick(self, writer):
        while not self.draining.is_set():
            writer.write(websocket.text(json.dumps(self.facts())))
            await writer.drain()
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self.draining.wait(), 1)
        writer.write(websocket.GOING_AWAY)

    async def drain(self, seconds):
        self.draining.set()
        # Whoever routes to us may not have heard yet: new connections are answered a moment longer.
        await asyncio.sleep(1)
        if self.connections:
            await asyncio.wait(self.connections, timeout=seconds)


def parse(head):
    lines = head.decode("latin-1").split("\r\n")
    method, path, version = lines[0].split(" ")
    if not version.startswith("HTTP/1."):
        raise ValueError(version)
    pairs = (line.partition(":") for line in lines[1:] if line)
    return method, path, version, {name.lower(): value.strip() for name, _, value in pairs}


async def main():
    app = App((HERE / "version.txt").read_text().strip())
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    port = int(os.environ.get("PORT", "8080"))
    server = await asyncio.start_server(app.connection, "0.0.0.0", port, limit=16384, backlog=512)
    print(f"{app.version}: listening on port {port}", flush=True)
    await stop.wait()
    print(f"finishing {len(app.connections)} connections", flush=True)
    await app.drain(20)
    server.close()
    print("bye", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
