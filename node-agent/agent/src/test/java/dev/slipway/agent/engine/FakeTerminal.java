package dev.slipway.agent.engine;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A shell that knows echo, exit, size, and flood, which writes without an end. */
final class FakeTerminal implements Terminal {
  private static final byte[] END = {};

  private final BlockingQueue<byte[]> shown = new LinkedBlockingQueue<>();
  private final StringBuilder line = new StringBuilder();
  private volatile OptionalInt exitCode = OptionalInt.empty();
  private volatile String size = "";
  private volatile boolean flooding;
  private volatile boolean ended;

  @Override
  public synchronized void write(byte[] keys) {
    for (char key : new String(keys, StandardCharsets.UTF_8).toCharArray()) {
      if (key == '\n' || key == '\r') {
        show("\r\n");
        run(line.toString());
        line.setLength(0);
      } else {
        show(String.valueOf(key));
        line.append(key);
      }
    }
  }

  private void run(String command) {
    if (command.startsWith("echo ")) {
      show(command.substring(5) + "\r\n");
    } else if (command.startsWith("exit ")) {
      end(Integer.parseInt(command.substring(5)));
    } else if (command.equals("size")) {
      show(size + "\r\n");
    } else if (command.equals("flood")) {
      flooding = true;
      // Whoever waits for something to read looks again.
      show("\r\n");
    }
  }

  private void show(String text) {
    shown.add(text.getBytes(StandardCharsets.UTF_8));
  }

  void end(int code) {
    if (!ended) {
      exitCode = OptionalInt.of(code);
      ended = true;
      shown.add(END);
    }
  }

  boolean running() {
    return !ended;
  }

  @Override
  public int read(byte[] buffer) {
    if (flooding && !ended && shown.isEmpty()) {
      return buffer.length;
    }
    try {
      byte[] next = shown.take();
      if (next.length == 0) {
        shown.add(END);
        return -1;
      }
      System.arraycopy(next, 0, buffer, 0, next.length);
      return next.length;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  @Override
  public void resize(int columns, int rows) {
    size = columns + "x" + rows;
  }

  @Override
  public OptionalInt exitCode() {
    return exitCode;
  }

  @Override
  public void close() {
    end(137);
  }
}
