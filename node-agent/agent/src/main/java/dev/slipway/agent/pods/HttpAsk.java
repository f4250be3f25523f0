package dev.slipway.agent.pods;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One GET as probes and hooks send it. Redirects that stay with the pod are followed; one that
 * leads elsewhere is an answer by itself, and nobody else is ever asked.
 */
final class HttpAsk {
  /** As many as Kubernetes follows. */
  private static final int MOST_REDIRECTS = 10;

  private static final int LONGEST_HEAD = 16 << 10;

  /** Most answers' heads are shorter. */
  private static final int READ_AT_ONCE = 512;

  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] [1-5][0-9][0-9].*");
  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x21-\\x7e]");

  private final String address;
  private final long end;
  private final Duration timeout;

  private HttpAsk(String address, Duration timeout) {
    this.address = address;
    this.timeout = timeout;
    this.end = System.nanoTime() + timeout.toNanos();
  }

  /** What a server answered. */
  private record Answer(int status, @Nullable String location) {}

  /**
   * Well is 200 to 399.
   *
   * @param timeout for all of it, redirects included
   */
  static Prober.Check get(String address, int port, String path, Duration timeout) {
    return new HttpAsk(address, timeout).follow(port, path);
  }

  private Prober.Check follow(int firstPort, String firstPath) {
    int port = firstPort;
    String path = clean(firstPath);
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      Socket socket = new Socket(Proxy.NO_PROXY);
      try (socket) {
        try {
          socket.connect(new InetSocketAddress(address, port), left());
        } catch (IOException e) {
          return new Prober.Check(false, false, "port %d: %s".formatted(port, e.getMessage()));
        }
        Answer answer = ask(socket, port, path);
        if (answer == null) {
          return new Prober.Check(false, true, "GET %s: the answer is not HTTP".formatted(path));
        }
        URI next = next(answer, port, path);
        if (next == null) {
          int status = answer.status();
          return new Prober.Check(
              status >= 200 && status < 400, true, "GET " + path + ": answered " + status);
        }
        port = next.getPort() < 0 ? 80 : next.getPort();
        path = clean(target(next));
      } catch (SocketTimeoutException e) {
        return new Prober.Check(
            false, true, "no answer to GET %s within %d s".formatted(path, timeout.toSeconds()));
      } catch (IOException e) {
        return new Prober.Check(false, true, "GET %s: %s".formatted(path, e.getMessage()));
      }
    }
    return new Prober.Check(
        false, true, "GET %s: more than %d redirects".formatted(firstPath, MOST_REDIRECTS));
  }

  /** Null when what answers is not HTTP. */
  private @Nullable Answer ask(Socket socket, int port, String path) throws IOException {
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: "
            + address
            + ":"
            + port
            + "\r\nUser-Agent: slipway-probe\r\nAccept: */*\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    var head = new Head(socket);
    String first = head.line();
    if (!STATUS_LINE.matcher(first).matches()) {
      return null;
    }
    int status = Integer.parseInt(first.substring(9, 12));
    return new Answer(status, status >= 300 && status < 400 ? head.location() : null);
  }

  /** Where it is to be followed to; null when the answer stands. */
  private @Nullable URI next(Answer answer, int port, String path) {
    String location = answer.location();
    if (location == null || answer.status() == 304) {
      return null;
    }
    try {
      URI next = URI.create("http://" + address + ":" + port + path).resolve(location);
      return "http".equals(next.getScheme()) && address.equals(next.getHost()) ? next : null;
    } catch (IllegalArgumentException _) {
      // What is not an address leads nowhere.
      return null;
    }
  }

  private static String target(URI next) {
    String path = next.getRawPath() == null ? "" : next.getRawPath();
    return next.getRawQuery() == null ? path : path + "?" + next.getRawQuery();
  }

  /** What would end the request's first line too early is left out. */
  private static String clean(String path) {
    String clean = UNPRINTABLE.matcher(path).replaceAll("");
    return clean.startsWith("/") ? clean : "/" + clean;
  }

  private int left() throws SocketTimeoutException {
    long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    if (left <= 0) {
      throw new SocketTimeoutException("The time is over.");
    }
    return (int) Math.min(left, Integer.MAX_VALUE);
  }

  /** What stands before an answer's body. */
  private final class Head {
    private final Socket socket;
    private final InputStream in;
    private int read;

    Head(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream(), READ_AT_ONCE);
    }

    String line() throws IOException {
      var line = new StringBuilder();
      while (read < LONGEST_HEAD) {
        socket.setSoTimeout(left());
        int next = in.read();
        read++;
        if (next < 0 || next == '\n') {
          break;
        }
        if (next != '\r') {
          line.append((char) next);
        }
      }
      return line.toString();
    }

    @Nullable String location() throws IOException {
      for (String line = line(); !line.isEmpty(); line = line()) {
        if (line.toLowerCase(Locale.ROOT).startsWith("location:")) {
          return line.substring("location:".length()).strip();
        }
      }
      return null;
    }
  }
}
