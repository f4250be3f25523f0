import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest

import worker

HERE = pathlib.Path(__file__).parent


class WorkerTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name) / "queue.jsonl"
        self.queue = worker.Queue(self.path)

    def test_takes_the_oldest_job_once(self):
        self.queue.put({"id": 1})
        self.queue.put({"id": 2})
        self.assertEqual(['{"id": 1}\n', '{"id": 2}\n', None], [self.queue.take() for _ in range(3)])

    def test_adds_up_the_numbers(self):
        self.assertEqual("job 7 done: sum 6", worker.work('{"id": 7, "numbers": [1, 2, 3]}'))

    def test_a_broken_job_is_refused_with_its_text(self):
        self.assertIn("nonsense", worker.work("nonsense"))
        self.assertIn("refused", worker.work('{"id": 1}'))

    def test_logs_a_line_per_job_and_leaves_on_term(self):
        process = subprocess.Popen([sys.executable, HERE / "worker.py"], stdout=subprocess.PIPE, text=True,
                                   env={**os.environ, "QUEUE": str(self.path), "PAUSE_SECONDS": "0.05"})
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.kill)
        self.assertIn("working on", process.stdout.readline())
        self.assertEqual("job 1 done: sum 1\n", process.stdout.readline())
        self.assertEqual("job 2 done: sum 3\n", process.stdout.readline())
        process.send_signal(signal.SIGTERM)
        self.assertIn("bye", process.communicate(timeout=30)[0])
        self.assertEqual(0, process.returncode)


if __name__ == "__main__":
    unittest.main()
