"""Takes jobs from a queue file, one line a job, and writes one log line for each."""

import fcntl
import json
import os
import pathlib
import signal
import threading


class Queue:
    """Lines of JSON in one file; taking is atomic between processes."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.path.touch()

    def put(self, job):
        with self.path.open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(json.dumps(job) + "\n")

    def take(self):
        """The oldest job, or None."""
        with self.path.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            lines = file.readlines()
            if not lines:
                return None
            file.seek(0)
            file.writelines(lines[1:])
            file.truncate()
            return lines[0]


def work(line):
    """Returns what to log; a job that cannot be read is reported, never retried for ever."""
    try:
        job = json.loads(line)
        numbers = [float(number) for number in job["numbers"]]
        return f"job {job['id']} done: sum {sum(numbers):g}"
    except (ValueError, KeyError, TypeError) as problem:
        return f"job refused: {problem!r} in {line.strip()[:80]}"


def run(queue, stop, pause):
    """Works until told to stop; the job in hand is always finished."""
    number = 0
    while not stop.is_set():
        line = queue.take()
        if line is None:
            number += 1
            queue.put({"id": number, "numbers": list(range(number + 1))})
            stop.wait(pause)
        else:
            print(work(line), flush=True)


def main():
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    path = os.environ.get("QUEUE", "/tmp/queue.jsonl")
    print(f"working on {path}", flush=True)
    run(Queue(path), stop, float(os.environ.get("PAUSE_SECONDS", "2")))
    print("bye", flush=True)


if __name__ == "__main__":
    main()
