"""Starts the real server as a process and talks to it over sockets."""

import base64
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
import unittest
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).parent


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class ServerTest(unittest.TestCase):

    def setUp(self):
        self.port = free_port()
        self.server = subprocess.Popen([sys.executable, HERE / "server.py"], stdout=subprocess.PIPE,
                                       env={**os.environ, "PORT": str(self.port)})
        self.assertIn(b"listening", self.server.stdout.readline())

    def tearDown(self):
        self.server.kill()
        self.server.wait()
        self.server.stdout.close()

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
            return answer.read().decode()

    def connect(self, request):
        client = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        self.addCleanup(client.close)
        client.sendall(request)
        return client

    def test_page_shows_the_version_text(self):
        self.assertIn((HERE / "version.txt").read_text().strip(), self.get("/"))

    def test_api_tells_version_and_pod(self):
        facts = json.loads(self.get("/api?x=1"))
        self.assertEqual((HERE / "version.txt").read_text().strip(), facts["version"])
        self.assertTrue(facts["pod"])

    def test_is_healthy(self):
        self.assertEqual("ok\n", self.get("/healthz"))

    def test_unknown_path_is_404(self):
        with self.assertRaises(urllib.error.HTTPError) as refused:
            self.get("/nothing")
        self.assertEqual(404, refused.exception.code)
        refused.exception.close()

    def test_nonsense_is_400(self):
        self.assertIn(b" 400 ", self.connect(b"nonsense\r\n\r\n").recv(100))

    def test_keeps_the_connection(self):
        client = self.connect(b"")
        for _ in range(3):
            client.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            self.assertIn(b"keep-alive", client.recv(4096))

    def test_websocket_pushes_facts_and_echoes(self):
        key = base64.b64encode(os.urandom(16))
        client = self.connect(b"GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\n"
                              b"Upgrade: websocket\r\nSec-WebSocket-Key: " + key + b"\r\n\r\n")
        seen = client.recv(4096)
        client.sendall(b"\x81\x82\0\0\0\0hi")
        end = time.monotonic() + 30
        while b"you said: hi" not in seen and time.monotonic() < end:
            seen += client.recv(4096)
        self.assertIn(b" 101 ", seen)
        self.assertIn(b'"version"', seen)
        self.assertIn(b"you said: hi", seen)

    def test_term_finishes_what_is_under_way(self):
        client = self.connect(b"GET /healthz HTTP/1.1\r\nHost: x\r\n")
        self.server.send_signal(signal.SIGTERM)
        self.assertIn(b"finishing", self.server.stdout.readline())
        client.sendall(b"\r\n")
        answer = client.recv(4096)
        self.assertIn(b" 503 ", answer)
        self.assertIn(b"Connection: close", answer)
        self.assertEqual(0, self.server.wait(timeout=30))


if __name__ == "__main__":
    unittest.main()
