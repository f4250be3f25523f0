package dev.slipway.backend.statuses;

import dev.slipway.backend.outbound.OutboundAnswer;
import dev.slipway.backend.outbound.OutboundRequest;
import dev.slipway.backend.repositories.Reporting;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A commit's status in the words of each forge. */
final class ForgeWords {
  private static final JsonMapper JSON = new JsonMapper();

  /** Bitbucket's own name for a token that has no user. */
  private static final String TOKEN_ALONE = "x-token-auth";

  private ForgeWords() {}

  /**
   * @param link to the deployment
   */
  static OutboundRequest request(Reporting at, CommitStatus status, String link) {
    return switch (at.forge()) {
      case GITHUB -> github(at, status, link);
      case GITLAB -> gitlab(at, status, link);
      case GITEA -> gitea(at, status, link);
      case BITBUCKET -> bitbucket(at, status, link);
    };
  }

  /** Whether the forge has it; GitLab minds being told what it knows. */
  static boolean taken(Reporting at, OutboundAnswer answer) {
    return answer.good()
        || switch (at.forge()) {
          case GITLAB -> answer.status() == 400 && answer.text().contains("Cannot transition");
          case GITHUB, GITEA, BITBUCKET -> false;
        };
  }

  private static OutboundRequest github(Reporting at, CommitStatus status, String link) {
    String api =
        at.host().equals("github.com") ? "https://api.github.com" : at.address() + "/api/v3";
    String state =
        switch (status.state()) {
          case PENDING -> "pending";
          case SUCCESS -> "success";
          case FAILURE -> "failure";
          case CANCELED -> "error";
        };
    return post(
            "%s/repos/%s/statuses/%s".formatted(api, at.repository(), status.commit()),
            body(
                "state",
                state,
                "target_url",
                link,
                "description",
                status.description(),
                "context",
                context(status)))
        .header("Accept", "application/vnd.github+json")
        .header("X-GitHub-Api-Version", "2022-11-28")
        .header("Authorization", "Bearer " + at.token());
  }

  private static OutboundRequest gitlab(Reporting at, CommitStatus status, String link) {
    String state =
        switch (status.state()) {
          case PENDING -> "running";
          case SUCCESS -> "success";
          case FAILURE -> "failed";
          case CANCELED -> "canceled";
        };
    String project = URLEncoder.encode(at.repository(), StandardCharsets.UTF_8);
    return post(
            "%s/api/v4/projects/%s/statuses/%s".formatted(at.address(), project, status.commit()),
            body(
                "state",
                state,
                "target_url",
                link,
                "description",
                status.description(),
                "name",
                context(status)))
        .header("PRIVATE-TOKEN", at.token());
  }

  private static OutboundRequest gitea(Reporting at, CommitStatus status, String link) {
    String state =
        switch (status.state()) {
          case PENDING -> "pending";
          case SUCCESS -> "success";
          case FAILURE -> "failure";
          case CANCELED -> "warning";
        };
    return post(
            "%s/api/v1/repos/%s/statuses/%s"
                .formatted(at.address(), at.repository(), status.commit()),
            body(
                "state",
                state,
                "target_url",
                link,
                "description",
                status.description(),
                "context",
                context(status)))
        .header("Authorization", "token " + at.token());
  }

  private static OutboundRequest bitbucket(Reporting at, CommitStatus status, String link) {
    String api = at.host().equals("bitbucket.org") ? "https://api.bitbucket.org" : at.address();
    String state =
        switch (status.state()) {
          case PENDING -> "INPROGRESS";
          case SUCCESS -> "SUCCESSFUL";
          case FAILURE -> "FAILED";
          case CANCELED -> "STOPPED";
        };
    // At most 40 characters, and one per app and commit.
    String key = status.app().value().toString();
    return post(
            "%s/2.0/repositories/%s/commit/%s/statuses/build"
                .formatted(api, at.repository(), status.commit()),
            body(
                "state", state,
                "key", key,
                "name", context(status),
                "url", link,
                "description", status.description()))
        .header("Authorization", bitbucketLogin(at));
  }

  private static String bitbucketLogin(Reporting at) {
    if (at.user().equals(TOKEN_ALONE)) {
      return "Bearer " + at.token();
    }
    byte[] both = (at.user() + ":" + at.token()).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  private static String context(CommitStatus status) {
    return "slipway/" + status.name();
  }

  private static OutboundRequest post(String address, Map<String, String> body) {
    return OutboundRequest.post(address, "application/json", JSON.writeValueAsString(body));
  }

  private static Map<String, String> body(String... namesAndValues) {
    var body = new LinkedHashMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      body.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return body;
  }
}
