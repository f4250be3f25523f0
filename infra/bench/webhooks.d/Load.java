import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends signed deliveries at their times, and looks afterwards when their deployments began. */
public final class Load {
  private static final int HOT_PERCENT = 95;
  private static final long NEVER_MILLIS = 600_000;
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private record Hook(String app, String path, String secret, String token) {}

  private record Shot(int hook, String delivery, long atMillis) {}

  /** Times count from when it was sent. */
  private record Sent(Shot shot, int status, long millis, long startMillis) {}

  private final String server;
  private final List<Hook> hooks;

  private Load(String server, List<Hook> hooks) {
    this.server = server;
    this.hooks = hooks;
  }

  public static void main(String[] arguments) throws Exception {
    List<Hook> hooks =
        Files.readAllLines(Path.of(arguments[1])).stream()
            .map(line -> line.split("\t"))
            .map(part -> new Hook(part[0], part[1], part[2], part[3]))
            .toList();
    var load = new Load(arguments[0], hooks);
    int deliveries = Integer.parseInt(arguments[2]);
    int seconds = Integer.parseInt(arguments[3]);
    boolean good =
        load.run(
            deliveries,
            seconds,
            Integer.parseInt(arguments[4]),
            Integer.parseInt(arguments[5]),
            Integer.parseInt(arguments[6]));
    System.exit(good ? 0 : 1);
  }

  private boolean run(int deliveries, int seconds, int lostAllowed, int p99Allowed, int laterAllowed)
      throws Exception {
    int hot = deliveries * HOT_PERCENT / 100;
    List<Shot> others = shots(1, hooks.size() - 1, deliveries - hot, seconds, "alone");
    List<Sent> alone = fire(others);
    Map<Integer, Long> aloneLatest = latestStarts(alone);
    List<Shot> all = new ArrayList<>(shots(1, hooks.size() - 1, deliveries - hot, seconds, "all"));
    all.addAll(shots(0, 1, hot, seconds, "all"));
    List<Sent> together = fire(all);
    Map<Integer, Long> togetherLatest = latestStarts(together);

    long[] millis = together.stream().mapToLong(Sent::millis).sorted().toArray();
    long p99 = millis[(int) Math.ceil(millis.length * 0.99) - 1];
    System.out.printf(
        "answer p50 %d ms, p99 %d ms (under %d), slowest %d ms%n",
        millis[millis.length / 2], p99, p99Allowed, millis[millis.length - 1]);
    // Until all that was kept for later is dealt with.
    long refused = together.stream().filter(sent -> sent.status() != 202).count();
    long lost = refused + missing(together);
    long later = 0;
    for (int hook = 1; hook < hooks.size(); hook++) {
      later =
          Math.max(
              later,
              togetherLatest.getOrDefault(hook, NEVER_MILLIS)
                  - aloneLatest.getOrDefault(hook, 0L));
    }
    System.out.printf(
        "deliveries %d from %d tenants in %d s, %d %% of them from one%n",
        together.size(), hooks.size(), seconds, HOT_PERCENT);
    System.out.printf("lost %d (at most %d), not answered 202: %d%n", lost, lostAllowed, refused);
    System.out.printf(
        "the other %d: latest start alone %d ms, with the one %d ms, later by at most %d ms (at most %d)%n",
        hooks.size() - 1,
        Collections.max(aloneLatest.values()),
        togetherLatest.entrySet().stream()
            .filter(each -> each.getKey() > 0)
            .mapToLong(Map.Entry::getValue)
            .max()
            .orElse(-1),
        later,
        laterAllowed);
    return lost <= lostAllowed && p99 < p99Allowed && later <= laterAllowed;
  }

  /** Spread evenly over the time, in turn. */
  private static List<Shot> shots(int first, int count, int number, int seconds, String name) {
    var shots = new ArrayList<Shot>();
    var random = new Random(7);
    for (int i = 0; i < number; i++) {
      long at = seconds * 1000L * i / number + random.nextInt(20);
      shots.add(new Shot(first + i % count, "%s-%d-%d".formatted(name, first, i), at));
    }
    return shots;
  }

  private List<Sent> fire(List<Shot> shots) throws InterruptedException {
    List<Sent> sent = Collections.synchronizedList(new ArrayList<>());
    List<Shot> inOrder =
        shots.stream().sorted((one, other) -> Long.compare(one.atMillis(), other.atMillis())).toList();
    long begin = System.currentTimeMillis() + 500;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Shot shot : inOrder) {
        long wait = begin + shot.atMillis() - System.currentTimeMillis();
        if (wait > 0) {
          LockSupport.parkNanos(Duration.ofMillis(wait).toNanos());
        }
        threads.submit(() -> sent.add(send(shot)));
      }
    }
    return sent;
  }

  private Sent send(Shot shot) {
    Hook hook = hooks.get(shot.hook());
    long began = System.currentTimeMillis();
    String commit = HexFormat.of().toHexDigits(shot.delivery().hashCode()).repeat(5);
    byte[] body = "{\"ref\": \"main\", \"commit\": \"%s\"}".formatted(commit).getBytes(UTF_8);
    String time = String.valueOf(began / 1000);
    try {
      var request =
          HttpRequest.newBuilder(URI.create(server + hook.path()))
              .timeout(Duration.ofSeconds(30))
              .header("Content-Type", "application/json")
              .header("X-Slipway-Timestamp", time)
              .header("X-Slipway-Delivery", shot.delivery())
              .header("X-Slipway-Signature", "sha256=" + sign(hook.secret(), time, body))
              .POST(BodyPublishers.ofByteArray(body))
              .build();
      var answer = HTTP.send(request, BodyHandlers.ofString());
      long millis = System.currentTimeMillis() - began;
      // Of the one that sends most only the answers count.
      long start = shot.hook() == 0 ? millis : awaitStart(hook, answer.body(), began);
      return new Sent(shot, answer.statusCode(), millis, start);
    } catch (Exception e) {
      return new Sent(shot, -1, System.currentTimeMillis() - began, NEVER_MILLIS);
    }
  }

  private static String sign(String secret, String time, byte[] body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
    mac.update((time + ".").getBytes(UTF_8));
    return HexFormat.of().formatHex(mac.doFinal(body));
  }

  /** For each tenant, how long after being sent its slowest delivery's deployment began. */
  private static Map<Integer, Long> latestStarts(List<Sent> sent) {
    var latest = new HashMap<Integer, Long>();
    sent.forEach(each -> latest.merge(each.shot().hook(), each.startMillis(), Math::max));
    return latest;
  }

  /** An answer names the deployment it made; what was kept for later is looked after. */
  private long awaitStart(Hook hook, String answer, long began) throws Exception {
    if (field(answer, "deployment") != null) {
      return System.currentTimeMillis() - began;
    }
    String path = "/api/v1/apps/%s/webhooks/deliveries/%s".formatted(hook.app(), field(answer, "id"));
    while (System.currentTimeMillis() - began < NEVER_MILLIS) {
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
      if (field(get(path, hook.token()), "deployment") != null) {
        return System.currentTimeMillis() - began;
      }
    }
    return NEVER_MILLIS;
  }

  private Map<String, String> deliveries(Hook hook) throws Exception {
    String path = "/api/v1/apps/" + hook.app() + "/webhooks/deliveries?limit=200";
    return pages(path, hook.token(), "delivery", "deployment");
  }

  /** Deliveries nobody knows of any more, or that never came to an end. */
  private long missing(List<Sent> sent) throws Exception {
    long missing = 0;
    for (int hook = 0; hook < hooks.size(); hook++) {
      int number = hook;
      Map<String, String> kept = Map.of();
      // What was kept for later is dealt with in turn.
      for (long until = System.currentTimeMillis() + NEVER_MILLIS;
          System.currentTimeMillis() < until; ) {
        kept = deliveries(hooks.get(hook));
        if (!kept.containsValue("null")) {
          break;
        }
        LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
      }
      Map<String, String> known = kept;
      missing +=
          sent.stream()
              .filter(each -> each.shot().hook() == number)
              .filter(each -> "null".equals(known.getOrDefault(each.shot().delivery(), "null")))
              .count();
    }
    return missing;
  }

  /** All pages of a list: one field by another. */
  private Map<String, String> pages(String path, String token, String key, String value) throws Exception {
    var found = new HashMap<String, String>();
    String after = "";
    do {
      String page = get(path + after, token);
      for (String item : page.split("(?=\\{\"id\":)")) {
        String name = field(item, key);
        if (name != null) {
          found.putIfAbsent(name, String.valueOf(field(item, value)));
        }
      }
      String next = field(page, "next");
      after = next == null ? "" : "&after=" + next;
    } while (!after.isEmpty());
    return found;
  }

  private static String field(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
    return matcher.find() ? matcher.group(1) : null;
  }

  private String get(String path, String token) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server + path))
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofSeconds(30))
            .build();
    var answer = HTTP.send(request, BodyHandlers.ofString());
    // Looking has a limit of its own, which is not what is measured.
    while (answer.statusCode() == 429) {
      long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(1);
      LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
      answer = HTTP.send(request, BodyHandlers.ofString());
    }
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + answer.body());
    }
    return answer.body();
  }
}
