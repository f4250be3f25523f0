package dev.slipway.agent.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Random secrets, and how programs write them. */
public final class Secrets {
  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/=&?%$ \"'\\#é";

  private Secrets() {}

  public static Set<String> thousand() {
    var random = new Random(4711);
    var secrets = new LinkedHashSet<String>();
    while (secrets.size() < 1000) {
      var secret = new StringBuilder();
      int length = 8 + random.nextInt(60);
      for (int i = 0; i < length; i++) {
        secret.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      secrets.add(secret.toString().strip() + random.nextInt(10));
    }
    return secrets;
  }

  /** Lines of a log that give it away. */
  public static List<String> written(String secret) {
    byte[] bytes = secret.getBytes(UTF_8);
    String basic = Base64.getEncoder().encodeToString(("user:" + secret).getBytes(UTF_8));
    return List.of(
        "the password is " + secret + ".",
        "token=" + Base64.getEncoder().encodeToString(bytes),
        "token=" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
        "Authorization: Basic " + basic,
        "GET /?key=" + URLEncoder.encode(secret, UTF_8) + "&x=1",
        "{\"password\": \"" + secret.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}");
  }

  public static void assertNoneIn(String text, Set<String> secrets) {
    for (String secret : secrets) {
      byte[] bytes = secret.getBytes(UTF_8);
      assertThat(text.contains(secret)).as("as it is").isFalse();
      assertThat(text.contains(Base64.getEncoder().withoutPadding().encodeToString(bytes)))
          .as("Base64")
          .isFalse();
      assertThat(text.contains(URLEncoder.encode(secret, UTF_8))).as("in an address").isFalse();
    }
  }
}
