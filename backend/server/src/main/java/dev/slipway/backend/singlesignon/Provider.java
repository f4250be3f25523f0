package dev.slipway.backend.singlesignon;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.outbound.OutboundAnswer;
import dev.slipway.backend.outbound.OutboundHttp;
import dev.slipway.backend.outbound.OutboundRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.text.ParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks OpenID Connect providers, through the guard: tenants name them. */
@Component
class Provider {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int LONGEST_ANSWER = 1 << 18;
  private static final String WELL_KNOWN = "/.well-known/openid-configuration";

  private static final String TOKENS = "The provider's tokens";

  private final OutboundHttp http;

  Provider(OutboundHttp http) {
    this.http = http;
  }

  ProviderDescription describe(String issuer) throws SsoFailure {
    JsonNode answer =
        json(
            OutboundRequest.get(issuer.replaceFirst("/+$", "") + WELL_KNOWN),
            "The provider's description");
    if (!issuer.equals(answer.path("issuer").asString(""))) {
      throw SsoFailure.provider(
          "The provider calls itself another issuer than entered here. Copy it exactly, with or without the"
              + " slash at the end.");
    }
    List<String> methods =
        answer
            .path("token_endpoint_auth_methods_supported")
            .valueStream()
            .map(method -> method.asString(""))
            .toList();
    String authorize = required(answer, "authorization_endpoint");
    if (!authorize.matches("https?://[^\\p{Cntrl} ]+")) {
      throw SsoFailure.provider("The provider sends people to something that is no web address.");
    }
    String userInfo = answer.path("userinfo_endpoint").asString("");
    return new ProviderDescription(
        issuer,
        authorize,
        required(answer, "token_endpoint"),
        required(answer, "jwks_uri"),
        userInfo.isEmpty() ? null : userInfo,
        !methods.isEmpty()
            && !methods.contains("client_secret_basic")
            && methods.contains("client_secret_post"));
  }

  List<JWK> keys(ProviderDescription provider) throws SsoFailure {
    OutboundAnswer answer = send(OutboundRequest.get(provider.keys()), "The provider's keys");
    try {
      return JWKSet.parse(answer.text()).getKeys();
    } catch (ParseException _) {
      throw SsoFailure.provider("The provider's keys are not what OpenID Connect says.");
    }
  }

  /**
   * @param verifier what the authorization request had the hash of
   */
  Tokens redeem(
      ProviderDescription provider,
      Connection connection,
      String secret,
      String code,
      String verifier,
      String redirect)
      throws SsoFailure {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", redirect);
    form.put("code_verifier", verifier);
    if (provider.postsSecret()) {
      form.put("client_id", connection.clientId());
      form.put("client_secret", secret);
    }
    OutboundRequest request =
        OutboundRequest.post(provider.token(), "application/x-www-form-urlencoded", encode(form))
            .header("Accept", "application/json");
    if (!provider.postsSecret()) {
      String credentials = encode(connection.clientId()) + ":" + encode(secret);
      request =
          request.header(
              "Authorization",
              "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
    }
    JsonNode answer = json(request, TOKENS);
    String idToken = answer.path("id_token").asString("");
    if (idToken.isEmpty()) {
      throw SsoFailure.provider("The provider gave no id token. Allow the scope openid there.");
    }
    return new Tokens(idToken, answer.path("access_token").asString(""));
  }

  /** With the claims the id token leaves out, if they are about the same person. */
  Claims complete(Claims claims, String userInfo, Tokens tokens) throws SsoFailure {
    JsonNode answer =
        json(
            OutboundRequest.get(userInfo).header("Authorization", "Bearer " + tokens.accessToken()),
            "The provider's user info");
    if (!claims.subject().equals(answer.path("sub").asString(""))) {
      throw SsoFailure.provider("The provider's user info is about somebody else.");
    }
    return claims.and(JSON.convertValue(answer, new TypeReference<Map<String, Object>>() {}));
  }

  private JsonNode json(OutboundRequest request, String what) throws SsoFailure {
    try {
      return JSON.readTree(send(request, what).text());
    } catch (JacksonException _) {
      throw SsoFailure.provider("%s is not JSON.".formatted(what));
    }
  }

  private OutboundAnswer send(OutboundRequest request, String what) throws SsoFailure {
    OutboundAnswer answer;
    try {
      answer = http.send(request.within(request.patience(), LONGEST_ANSWER));
    } catch (IOException | Problem e) {
      throw SsoFailure.provider("%s: %s".formatted(what, e.getMessage()));
    }
    if (!answer.good()) {
      throw SsoFailure.provider(
          "%s: it answered %d. %s"
              .formatted(
                  what,
                  answer.status(),
                  what.equals(TOKENS)
                      ? "Check client id, client secret and redirect address there."
                      : "Check the issuer."));
    }
    return answer;
  }

  private static String required(JsonNode description, String name) throws SsoFailure {
    String value = description.path(name).asString("");
    if (value.isEmpty()) {
      throw SsoFailure.provider("The provider's description has no %s.".formatted(name));
    }
    return value;
  }

  static String encode(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  record Tokens(String idToken, String accessToken) {
    @Override
    public String toString() {
      return "Tokens[]";
    }
  }
}
