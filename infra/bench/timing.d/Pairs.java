import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Asks for what another tenant has and for what nobody has, by turns, and compares the answers and
 * their times.
 */
public final class Pairs {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** A token may ask 600 times a minute. */
  private static final Duration PAUSE = Duration.ofMillis(110);

  private static final int WARM_UP = 30;
  private static final byte[] BODY =
      "{\"ref\": \"refs/heads/main\", \"zen\": \"Keep it logically awesome.\"}".getBytes(UTF_8);

  /** What is another tenant's, and each time something else that nobody has. */
  private record Pair(String what, Supplier<HttpRequest> theirs, Supplier<HttpRequest> nobodys) {}

  private final String http;
  private final String token = System.getenv("SLIPWAY_TOKEN");
  private final Random random = new Random(7);

  private Pairs(String http) {
    this.http = http;
  }

  public static void main(String[] arguments) throws Exception {
    String app = arguments[1];
    String slug = arguments[2];
    String hook = arguments[3];
    int pairs = Integer.parseInt(arguments[4]);
    double most = Double.parseDouble(arguments[5]);
    boolean good = true;
    for (Pair pair : new Pairs(arguments[0]).all(app, slug, hook)) {
      good &= compare(pair, pairs, most);
    }
    System.exit(good ? 0 : 1);
  }

  private List<Pair> all(String app, String slug, String hook) {
    String hooks = hook.substring(0, hook.lastIndexOf('/') + 1);
    int length = hook.length() - hooks.length();
    return List.of(
        new Pair("an app by REST", () -> rest(app), () -> rest(new UUID(random.nextLong(), random.nextLong()).toString())),
        new Pair("a repository by git", () -> git(slug), () -> git("bench-" + (100_000 + random.nextInt(900_000)))),
        new Pair("a webhook, wrong signature", () -> delivery(hook), () -> delivery(hooks + letters(length))));
  }

  private HttpRequest rest(String app) {
    return request("/api/v1/apps/" + app).header("Authorization", "Bearer " + token).build();
  }

  private HttpRequest git(String organization) {
    String credentials = Base64.getEncoder().encodeToString(("any:" + token).getBytes(UTF_8));
    return request("/git/" + organization + "/bench/production/web.git/info/refs?service=git-upload-pack")
        .header("Authorization", "Basic " + credentials)
        .build();
  }

  private HttpRequest delivery(String place) {
    return request(place)
        .header("Content-Type", "application/json")
        .header("X-GitHub-Event", "push")
        .header("X-GitHub-Delivery", new UUID(random.nextLong(), random.nextLong()).toString())
        .header("X-Hub-Signature-256", "sha256=" + "0".repeat(64))
        .POST(BodyPublishers.ofByteArray(BODY))
        .build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(http + path)).timeout(Duration.ofSeconds(30));
  }

  private String letters(int count) {
    var letters = new StringBuilder();
    for (int i = 0; i < count; i++) {
      letters.append((char) ('a' + random.nextInt(26)));
    }
    return letters.toString();
  }

  private static boolean compare(Pair pair, int pairs, double most) throws Exception {
    var theirs = new long[pairs];
    var nobodys = new long[pairs];
    for (int i = -WARM_UP; i < pairs; i++) {
      // First one, then the other: whoever comes second finds warmer caches.
      boolean swapped = i % 2 == 0;
      long first = nanos(swapped ? pair.nobodys() : pair.theirs());
      long second = nanos(swapped ? pair.theirs() : pair.nobodys());
      if (i >= 0) {
        theirs[i] = swapped ? second : first;
        nobodys[i] = swapped ? first : second;
      }
    }
    boolean same = answer(pair.theirs()).equals(answer(pair.nobodys()));
    double one = millis(theirs, 50);
    double other = millis(nobodys, 50);
    double ratio = Math.max(one, other) / Math.min(one, other);
    System.out.printf(
        "%-28s theirs %6.2f ms (%.2f to %.2f), nobody's %6.2f ms (%.2f to %.2f), ratio %.2f, answers %s%n",
        pair.what(), one, millis(theirs, 10), millis(theirs, 90), other, millis(nobodys, 10), millis(nobodys, 90),
        ratio, same ? "the same" : "DIFFERENT");
    return same && ratio <= most;
  }

  private static long nanos(Supplier<HttpRequest> request) throws Exception {
    HttpRequest made = request.get();
    Thread.sleep(PAUSE);
    long began = System.nanoTime();
    HttpResponse<byte[]> _ = HTTP.send(made, BodyHandlers.ofByteArray());
    return System.nanoTime() - began;
  }

  /** Status and body, without what was asked for. */
  private static String answer(Supplier<HttpRequest> request) throws Exception {
    HttpRequest made = request.get();
    HttpResponse<String> answer = HTTP.send(made, BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body().replace(made.uri().getPath(), "");
  }

  private static double millis(long[] nanos, int percent) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
  }
}
