package dev.slipway.backend.images;

import dev.slipway.backend.kernel.HmacSha256;
import dev.slipway.backend.kernel.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Signs requests as Amazon's services want it: Signature Version 4, without a query. */
final class SigV4 {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final String accessKey;
  private final String secretKey;
  private final String region;
  private final String service;

  SigV4(String accessKey, String secretKey, String region, String service) {
    this.accessKey = accessKey;
    this.secretKey = secretKey;
    this.region = region;
    this.service = service;
  }

  /**
   * @param headers those that are signed, besides host and date
   * @return the headers to send, without Host
   */
  Map<String, String> sign(
      String method, URI uri, Map<String, String> headers, String body, Instant now) {
    String time = TIME.format(now);
    String day = time.substring(0, 8);
    SortedMap<String, String> signed = new TreeMap<>();
    headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value.strip()));
    signed.put("host", uri.getRawAuthority());
    signed.put("x-amz-date", time);
    String names = String.join(";", signed.keySet());
    String request =
        String.join(
            "\n",
            method,
            uri.getRawPath().isEmpty() ? "/" : uri.getRawPath(),
            "",
            signed.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining()),
            names,
            Sha256.hex(body));
    String scope = "%s/%s/%s/aws4_request".formatted(day, region, service);
    String text = String.join("\n", ALGORITHM, time, scope, Sha256.hex(request));
    byte[] key = HmacSha256.of(("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8), day);
    for (String part : new String[] {region, service, "aws4_request"}) {
      key = HmacSha256.of(key, part);
    }
    Map<String, String> sent = new TreeMap<>(signed);
    sent.remove("host");
    sent.put(
        "authorization",
        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(
                ALGORITHM,
                accessKey,
                scope,
                names,
                HexFormat.of().formatHex(HmacSha256.of(key, text))));
    return sent;
  }
}
