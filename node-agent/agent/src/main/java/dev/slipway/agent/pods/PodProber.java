package dev.slipway.agent.pods;

import dev.slipway.agent.engine.ContainerEngine;
import dev.slipway.agent.engine.EngineException;
import dev.slipway.agent.engine.ExecResult;
import dev.slipway.protocol.Probe;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks at the pod's address, or by a command inside. */
final class PodProber implements Prober {
  private static final int STATUS_LINE = 64;

  private final ContainerEngine engine;

  PodProber(ContainerEngine engine) {
    this.engine = engine;
  }

  @Override
  public Check check(Probe probe, String address, String container) {
    Duration timeout = Timing.of(probe).timeout();
    return switch (probe.getKindCase()) {
      case HTTP -> http(address, probe.getHttp().getPort(), probe.getHttp().getPath(), timeout);
      case TCP -> tcp(address, probe.getTcp().getPort(), timeout);
      case EXEC -> exec(container, probe, timeout);
      case KIND_NOT_SET -> new Check(true, true, "has nothing to ask");
    };
  }

  private static Check tcp(String address, int port, Duration timeout) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
      return new Check(true, true, "connected");
    } catch (IOException e) {
      return new Check(false, false, "port %d: %s".formatted(port, e.getMessage()));
    }
  }

  /** 200 to 399 is good; where a redirect leads to is not asked. */
  private static Check http(String address, int port, String path, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    try (var socket = new Socket()) {
      try {
        socket.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
      } catch (IOException e) {
        return new Check(false, false, "port %d: %s".formatted(port, e.getMessage()));
      }
      String request =
          "GET %s HTTP/1.1\r\nHost: %s:%d\r\nUser-Agent: slipway-probe\r\nAccept: */*\r\nConnection: close\r\n\r\n"
              .formatted(path(path), address, port);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return answer(statusLine(socket, end), path);
    } catch (SocketTimeoutException e) {
      return new Check(
          false, true, "no answer to GET %s within %d s".formatted(path, timeout.toSeconds()));
    } catch (IOException e) {
      return new Check(false, true, "GET %s: %s".formatted(path, e.getMessage()));
    }
  }

  private static Check answer(String line, String path) {
    if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9].*")) {
      return new Check(false, true, "GET %s: the answer is not HTTP".formatted(path));
    }
    int status = Integer.parseInt(line.substring(9, 12));
    return new Check(
        status >= 200 && status < 400, true, "GET %s: answered %d".formatted(path, status));
  }

  /** What would end the request's first line too early is left out. */
  private static String path(String path) {
    String clean = path.replaceAll("[^\\x21-\\x7e]", "");
    return clean.startsWith("/") ? clean : "/" + clean;
  }

  private static String statusLine(Socket socket, long end) throws IOException {
    var line = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (line.length() < STATUS_LINE) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) {
        throw new SocketTimeoutException("The time is over.");
      }
      socket.setSoTimeout((int) left);
      int next = in.read();
      if (next < 0 || next == '\r' || next == '\n') {
        break;
      }
      line.append((char) next);
    }
    return line.toString();
  }

  private Check exec(String container, Probe probe, Duration timeout) {
    try {
      ExecResult result = engine.exec(container, probe.getExec().getCommandList(), timeout);
      if (result.timedOut()) {
        return new Check(
            false, true, "the command did not end within %d s".formatted(timeout.toSeconds()));
      }
      return new Check(
          result.exitCode() == 0,
          true,
          "the command ended with %d: %s"
              .formatted(result.exitCode(), Sentences.shortened(result.output().strip())));
    } catch (EngineException e) {
      return new Check(false, true, e.getMessage() == null ? "the engine failed" : e.getMessage());
    }
  }
}
