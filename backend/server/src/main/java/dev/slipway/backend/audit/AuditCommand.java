package dev.slipway.backend.audit;

import dev.slipway.backend.audit.ChainCheck.Finding;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code java -jar slipway-server.jar audit verify [export.ndjson]}: whether the audit is as it was
 * written. Of an export without asking anybody; without a file it asks the running control plane,
 * as the owner of a token.
 */
public final class AuditCommand {
  private static final int INTACT = 0;
  private static final int BROKEN = 1;
  private static final int CANNOT_TELL = 2;
  private static final int OK = 200;

  private final PrintStream out;
  private final Map<String, String> environment;

  public AuditCommand(PrintStream out, Map<String, String> environment) {
    this.out = out;
    this.environment = environment;
  }

  /** Whether these arguments of the program are for this command. */
  public static boolean isMeant(String... arguments) {
    return arguments.length > 0 && arguments[0].equals("audit");
  }

  /**
   * @return what the program ends with: 0 intact, 1 broken, 2 it could not be told
   */
  public int run(String... arguments) {
    try {
      if (arguments.length == 3 && arguments[1].equals("verify")) {
        return file(Path.of(arguments[2]));
      }
      if (arguments.length == 2 && arguments[1].equals("verify")) {
        return server();
      }
      out.println("Usage: audit verify [export.ndjson]");
    } catch (IOException | JacksonException e) {
      out.println("Cannot tell: " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return CANNOT_TELL;
  }

  private int file(Path file) throws IOException {
    var check = new ChainCheck();
    try (Stream<String> lines = Files.lines(file)) {
      // Ends at the first that is wrong.
      boolean _ = lines.map(JsonLine::read).allMatch(check::next);
    }
    Finding finding = check.finding();
    if (finding != null) {
      out.println("BROKEN at %d: %s".formatted(finding.seq(), finding.message()));
      return BROKEN;
    }
    out.println(
        "Intact: %d entries, the last has the hash %s. Compare it with the seals in the log."
            .formatted(check.seq(), check.hash()));
    return INTACT;
  }

  private int server() throws IOException, InterruptedException {
    String token = environment.get("SLIPWAY_TOKEN");
    String organization = environment.get("SLIPWAY_ORGANIZATION");
    if (token == null) {
      out.println(
          "Set SLIPWAY_TOKEN to an API token of an operator; or with SLIPWAY_ORGANIZATION, of somebody who may read its audit.");
      return CANNOT_TELL;
    }
    JsonNode answer = ask(token, organization);
    return answer == null ? CANNOT_TELL : say(answer);
  }

  private @Nullable JsonNode ask(String token, @Nullable String organization)
      throws IOException, InterruptedException {
    String path =
        organization == null
            ? "/api/v1/audit/verification"
            : "/api/v1/organizations/%s/audit/verification".formatted(organization);
    String server = environment.getOrDefault("SLIPWAY_URL", "http://localhost:8080");
    var request =
        HttpRequest.newBuilder(URI.create(server + path))
            .header("Authorization", "Bearer " + token)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != OK) {
        out.println(
            "Cannot tell, the server answers %d: %s".formatted(answer.statusCode(), answer.body()));
        return null;
      }
      return new JsonMapper().readTree(answer.body());
    }
  }

  private int say(JsonNode answer) {
    int result = INTACT;
    for (JsonNode chain :
        answer.isArray() ? answer : new JsonMapper().createArrayNode().add(answer)) {
      boolean intact = chain.path("intact").asBoolean();
      String whose = chain.path("organization").asString("");
      out.println(
          "%s %s: %s"
              .formatted(
                  intact ? "Intact" : "BROKEN at " + chain.path("brokenAt").asString(),
                  whose.isEmpty() ? "platform" : whose,
                  chain.path("message").asString()));
      result = intact ? result : BROKEN;
    }
    return result;
  }
}
