import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks one address again and again, as a person who works meanwhile. */
final class Probe {
  private static final Duration EVERY = Duration.ofMillis(100);

  private final List<Long> tookMillis = new ArrayList<>();
  private int failures;
  private Thread asking;

  void begin(String url, String token) {
    asking = Thread.ofVirtual().name("probe").start(() -> ask(url, token));
  }

  synchronized String end() {
    if (asking != null) {
      asking.interrupt();
    }
    long[] took = tookMillis.stream().mapToLong(Long::longValue).sorted().toArray();
    return "%d %d %d".formatted(took.length, took.length == 0 ? 0 : took[took.length * 99 / 100], failures);
  }

  private void ask(String url, String token) {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofSeconds(30))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      while (true) {
        long began = System.nanoTime();
        try {
          int status = client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
          note(status == 200 ? (System.nanoTime() - began) / 1_000_000 : -1);
        } catch (IOException e) {
          note(-1);
        }
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException e) {
      // Enough was asked.
    }
  }

  private synchronized void note(long millis) {
    if (millis < 0) {
      failures++;
    } else {
      tookMillis.add(millis);
    }
  }
}
