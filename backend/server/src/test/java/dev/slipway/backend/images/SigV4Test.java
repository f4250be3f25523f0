package dev.slipway.backend.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Amazon's own examples. */
class SigV4Test {
  private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

  @Test
  void getVanillaOfTheSuite() {
    assertThat(sign("GET", "https://example.amazonaws.com/", Map.of()).get("authorization"))
        .isEqualTo(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                + "SignedHeaders=host;x-amz-date, "
                + "Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
  }

  @Test
  void postVanillaOfTheSuite() {
    assertThat(sign("POST", "https://example.amazonaws.com/", Map.of()).get("authorization"))
        .endsWith("Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
  }

  @Test
  void headersThatAreSentAreSigned() {
    Map<String, String> headers =
        sign("POST", "https://example.amazonaws.com/", Map.of("My-Header1", "VALUE1"));
    assertThat(headers).containsEntry("my-header1", "VALUE1").doesNotContainKey("host");
    assertThat(headers.get("authorization")).contains("SignedHeaders=host;my-header1;x-amz-date");
  }

  private static Map<String, String> sign(String method, String uri, Map<String, String> headers) {
    return new SigV4("AKIDEXAMPLE", SECRET, "us-east-1", "service")
        .sign(method, URI.create(uri), headers, "", NOW);
  }
}
